"""How connections to SQLite behave."""

import sqlite3
from contextlib import closing

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
