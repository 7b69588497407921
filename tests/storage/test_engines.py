"""How connections to SQLite behave."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from storage import one_hop
from storage.database import FILE_NAME
from storage.engines import RolledBack, is_down


def test_a_connection_closed_in_the_middle_of_a_write_lets_go_of_its_lock(fresh_sqlite_folder):
    """A cancelled write is closed while its traceback still holds the statement that was cut."""
    file = fresh_sqlite_folder / FILE_NAME
    cancelled = sqlite3.connect(file, isolation_level=None, factory=RolledBack)
    cancelled.execute("BEGIN IMMEDIATE")
    kept = cancelled.execute("SELECT version_num FROM alembic_version")
    cancelled.close()

    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

    del kept  # until here


async def test_who_is_cancelled_while_a_connection_is_closed_closes_it_again(fresh_sqlite_folder):
    """The pool does so: what had begun in the connection's thread ends before the second order comes."""
    connection = await one_hop.Connection(str(fresh_sqlite_folder / FILE_NAME), factory=RolledBack)
    closing_it = asyncio.ensure_future(connection.close())
    await asyncio.wait({closing_it}, timeout=0)

    await connection.stop()

    await closing_it


REFUSED = "Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?"
NO_SOCKET = 'on socket "/run/.s.PGSQL.5432" failed: No such file or directory'


@pytest.mark.parametrize(
    ("message", "down"),
    [
        (f'connection failed: connection to server at "10.0.0.1", port 5432 failed: {REFUSED}', True),
        (f"connection is bad: connection to server {NO_SOCKET}", True),
        ("connection failed: … FATAL:  the database system is starting up", True),
        ("connection failed: … FATAL:  the database system is shutting down", True),
        ("connection failed: … failed: No route to host", False),
        ("connection failed: … failed: timeout expired", False),
        ("connection failed: … FATAL:  sorry, too many clients already", False),
        ("consuming input failed: server closed the connection unexpectedly", False),
        ("database is locked", False),
    ],
)
def test_only_what_serves_nobody_is_down(message, down):
    assert is_down(message) is down
