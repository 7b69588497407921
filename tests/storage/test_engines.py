"""How connections to SQLite behave."""

import asyncio
import sqlite3
from contextlib import closing

from storage import one_hop
from storage.database import FILE_NAME
from storage.engines import RolledBack


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
