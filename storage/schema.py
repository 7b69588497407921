"""The schema's version: which one there is, and what to do when it is not the one of this program.

A database that is up to date, as it nearly always is, is told by one look. What changes others stands in
`storage.history`, which costs a tenth of a second and 8 MiB to import, and is imported when it is needed.
"""

from importlib import import_module

from sqlalchemy import Connection, inspect, text

from storage.locks import AdvisoryLock

HEAD = "0002"
"""The newest of `storage/migrations/versions`."""


def upgrade(connection: Connection) -> None:
    """Apply what is missing, in the connection's own transaction."""
    if connection.dialect.name == "postgresql":
        # SQLite needs no lock of ours: its transaction began immediate.
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AdvisoryLock.SCHEMA.value})
    if not is_at_head(connection):
        import_module("storage.history").upgrade(connection)


def refuse_newer(connection: Connection) -> None:
    """Raise PermanentError when the schema has a version that this program does not know."""
    if not is_at_head(connection):
        import_module("storage.history").refuse_newer(connection)


def is_at_head(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.scalars(text("SELECT version_num FROM alembic_version")).all() == [HEAD]
