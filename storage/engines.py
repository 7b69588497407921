"""How connections to SQLite and PostgreSQL are made."""

from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from scheduler.errors import PermanentError

READERS = 4
POSTGRES_CONNECTIONS = 10

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",  # first: the next one may have to wait for another process
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # NORMAL may lose the last commits when the power fails
    "PRAGMA foreign_keys = ON",
)


def sqlite_engine(url: URL, *, writes: bool) -> AsyncEngine:
    """Return an engine whose transactions all write (one connection) or all only read."""
    engine = create_async_engine(
        url, hide_parameters=True, pool_size=1 if writes else READERS, max_overflow=0
    )
    pragmas = _PRAGMAS if writes else (*_PRAGMAS, "PRAGMA query_only = ON")
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself: `start` does
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def postgres_engine(url: URL) -> AsyncEngine:
    """Return the engine of a PostgreSQL database; its driver is an extra of this program."""
    try:
        return create_async_engine(
            url,
            hide_parameters=True,
            pool_size=POSTGRES_CONNECTIONS,
            pool_pre_ping=True,  # a restarted server costs nobody an error
            connect_args={"options": "-c timezone=UTC"},
        )
    except ImportError as error:
        raise PermanentError(
            "PostgreSQL needs the driver psycopg: pip install 'aime-bot[postgres]'"
        ) from error
