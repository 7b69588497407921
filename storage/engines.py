"""How connections to SQLite and PostgreSQL are made."""

import re
import sqlite3
from contextlib import closing
from typing import Any, cast

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from scheduler.errors import PermanentError
from storage import one_hop

READERS = 4
POSTGRES_CONNECTIONS = 10

_POSTGRES: dict[str, Any] = {
    # A process that was stopped in the middle of a transaction must not keep its rows from the others.
    "options": "-c timezone=UTC -c idle_in_transaction_session_timeout=5000",
    # A server that is gone without a word (no power, a cut line) is noticed within ten seconds.
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 9000,
}

_DOWN = re.compile(
    r"^connection (is bad|failed): .*"
    r"(Connection refused|socket .* No such file or directory|the database system is )",
    re.DOTALL,
)

PostgresConnection = Any
"""The driver's `AsyncConnection`, which is there only with the extra."""

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",  # first: the next one may have to wait for another process
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # NORMAL may lose the last commits when the power fails
    "PRAGMA foreign_keys = ON",
)


class RolledBack(sqlite3.Connection):
    """Rolls back before it closes.

    SQLite keeps a closed connection, its open transaction and its lock for as long as a statement of it
    is alive; the statement of a write that was cancelled lives in a traceback. Nobody could write then.
    As ever a second time does nothing: whoever is cancelled while a connection is closed closes it again.
    """

    _is_closed = False

    def close(self) -> None:
        if not self._is_closed and self.in_transaction:
            self.rollback()
        super().close()
        self._is_closed = True


def sqlite_engine(url: URL, *, writes: bool) -> AsyncEngine:
    """Return an engine whose transactions all write (one connection) or all only read."""
    engine = create_async_engine(
        url,
        hide_parameters=True,
        pool_size=1 if writes else READERS,
        max_overflow=0,
        connect_args={"async_creator_fn": one_hop.Connection, "factory": RolledBack},
    )
    pragmas = _PRAGMAS if writes else (*_PRAGMAS, "PRAGMA query_only = ON")
    begin = one_hop.BEGIN_WRITING if writes else "BEGIN"

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself: `start` does
        try:
            _execute_all(connection, pragmas)
        except BaseException:  # cancelled, too
            connection.terminate()  # the pool does not know it yet, and it has a thread of its own
            raise

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        cast(one_hop.Connection, connection.connection.driver_connection).begin(begin)

    return engine


def read_header(file: str) -> None:
    """Open a SQLite file, new or old, and raise `sqlite3.Error` when it is none or cannot be opened.

    Asked once before the first connection, which has a thread that outlives a failure.
    """
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA schema_version")


def _execute_all(connection: Any, statements: tuple[str, ...]) -> None:
    cursor = connection.cursor()
    for statement in statements:
        cursor.execute(statement)
    cursor.close()


def postgres_engine(url: URL) -> AsyncEngine:
    """Return the engine of a PostgreSQL database; its driver is an extra of this program."""
    try:
        return create_async_engine(
            url,
            hide_parameters=True,
            pool_size=POSTGRES_CONNECTIONS,
            pool_pre_ping=True,  # a restarted server costs nobody an error
            connect_args=_POSTGRES,
        )
    except ImportError as error:
        raise PermanentError(
            "PostgreSQL needs the driver of aime-bot[postgres]: "
            ".tools/bin/uv pip install --python .venv/bin/python -e '.[postgres]'"
        ) from error


def is_down(message: str) -> bool:
    """Tell whether somebody answered that there is no server, or that it is just starting or ending.

    By the words of libpq, which has nothing else to tell it by. What does not answer, or in words that are
    not known, is not called down: it may serve others.
    """
    return _DOWN.match(message) is not None


async def postgres_connection(url: URL) -> PostgresConnection:
    """Return a connection of the driver's own, which commits each statement by itself."""
    from psycopg import AsyncConnection  # here, because it is an extra

    _, parameters = url.get_dialect()().create_connect_args(url)
    return await AsyncConnection.connect(**{**parameters, **_POSTGRES}, autocommit=True)
