"""The database: opened once, read and written through short sessions.

On SQLite one connection writes and others read. Writers queue for it in order, and every writing
transaction begins immediate, so that what it read cannot change before it writes. On PostgreSQL
one pool serves both.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Self, cast

from sqlalchemy import Dialect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import greenlet_spawn

from scheduler.errors import DownError, PermanentError, TransientError
from storage import one_hop, schema
from storage.engines import (
    PostgresConnection,
    is_down,
    postgres_connection,
    postgres_engine,
    read_header,
    sqlite_engine,
)

FILE_NAME = "aime.db"

LET_END_S = 5.0
"""What is being read or written when the database closes has so long to end."""

_LOOK_S = 0.001


class Database:
    """Sessions are units of work: short, never shared, never held while waiting on the network."""

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine) -> None:
        self._reader = reader
        self._writer = writer
        self._reads = async_sessionmaker(reader, expire_on_commit=False)
        self._writes = async_sessionmaker(writer, expire_on_commit=False)

    @classmethod
    async def open(cls, url: str | None, data_dir: Path) -> Self:
        """Connect to `url`, or to the SQLite file in `data_dir`; PermanentError says what to mend."""
        address = address_of(url, data_dir)
        if address.get_backend_name() == "sqlite":
            _check_file(address)
            database = cls(sqlite_engine(address, writes=False), sqlite_engine(address, writes=True))
        else:
            engine = postgres_engine(address)
            database = cls(engine, engine)
        await database._try_connecting(address)
        return database

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a session that sees one state of the database and changes nothing."""
        with _translated():
            async with self._reads() as session:
                yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open a session that commits at the end of the block; an exception undoes all of it."""
        with _translated():
            async with self._writes.begin() as session:
                yield session

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """As `write`, for statements alone: a session costs as much again as the transaction."""
        with _translated():
            async with self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[one_hop.Connection]:
        """Lend the one connection that writes to SQLite, for what SQLAlchemy would cost too much for."""
        with _translated():
            lent = await self._writer.raw_connection()
            try:
                yield cast(one_hop.Connection, lent.driver_connection)
            except sqlite3.Error as error:
                raise DBAPIError.instance("", None, error, sqlite3.Error, hide_parameters=True) from error
            finally:
                await greenlet_spawn(lent.close)

    @asynccontextmanager
    async def look(self) -> AsyncIterator[AsyncConnection]:
        """As `read`, for statements alone."""
        with _translated():
            async with self._reader.connect() as connection:
                yield connection

    async def upgrade(self) -> None:
        """Bring the schema up to date; harmless when several processes do it at once."""
        with _translated():
            async with self._connection() as connection:
                await connection.run_sync(schema.upgrade)

    async def at_head(self) -> bool:
        """Tell whether the schema is the one that this program was made for."""
        with _translated():
            async with self._connection() as connection:
                return await connection.run_sync(schema.is_at_head)

    async def refuse_newer(self) -> None:
        """Raise PermanentError when a newer version has brought the schema up to date since it was opened."""
        with _translated():
            async with self._reader.connect() as connection:
                await connection.run_sync(schema.refuse_newer)

    async def ping_write(self) -> None:
        """Write something that changes nothing; TransientError when the database takes no writes."""
        async with self.write() as session:
            await session.execute(text("UPDATE alembic_version SET version_num = version_num"))

    @property
    def dialect(self) -> Dialect:
        return self._writer.dialect

    @property
    def is_shared(self) -> bool:
        """Tell whether several processes work on it: on PostgreSQL they may, a SQLite file has one."""
        return self.dialect.name == "postgresql"

    @asynccontextmanager
    async def apart(self) -> AsyncIterator[PostgresConnection]:
        """Open a connection of the driver's own to PostgreSQL; each statement commits by itself."""
        async with await postgres_connection(self._writer.url) as connection:
            yield connection

    async def close(self) -> None:
        """Close every connection, those too that whoever was cancelled is still giving back."""
        for engine in (self._reader, self._writer):
            await _returned(engine)
            await engine.dispose()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[AsyncConnection]:
        async with self._writer.begin() as connection:
            yield connection

    async def _try_connecting(self, address: URL) -> None:
        try:
            async with self._writer.connect() as connection:
                await connection.run_sync(schema.refuse_newer)
        except PermanentError:
            await self.close()
            raise
        except DBAPIError as error:
            await self.close()
            raise PermanentError(_cannot_open(address, error.orig)) from error


async def _returned(engine: AsyncEngine) -> None:
    """Wait until nobody has a connection of the pool, which closes only its own: a write for others ends by
    itself, and a session that is cancelled is closed in the background.
    """
    pool = cast(AsyncAdaptedQueuePool, engine.pool)
    with suppress(TimeoutError):
        async with asyncio.timeout(LET_END_S):
            while pool.checkedout():  # noqa: ASYNC110 - nothing tells when the last one is given back
                await asyncio.sleep(_LOOK_S)


def address_of(url: str | None, data_dir: Path) -> URL:
    """Return where the database is; PermanentError where `url` names none of the kinds there are."""
    if not url:
        return URL.create("sqlite+aiosqlite", database=str(data_dir / FILE_NAME))
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise PermanentError("AIME_DATABASE_URL is not an address of a database") from error
    backend = address.get_backend_name()
    if backend == "sqlite" and address.database not in (None, "", ":memory:"):
        return address.set(drivername="sqlite+aiosqlite")
    if backend == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    raise PermanentError("AIME_DATABASE_URL must begin with postgresql+psycopg:// or sqlite:/// and a path")


def _check_file(address: URL) -> None:
    file = Path(address.database or "")
    try:
        file.parent.mkdir(exist_ok=True)  # only the last one: a whole path missing is a mistake
    except OSError as error:
        raise PermanentError(
            f"there is no folder {file.parent} and it cannot be made ({error.strerror}): "
            "create it, or set AIME_DATA_DIR to another"
        ) from error
    try:
        read_header(str(file))
    except sqlite3.Error as error:
        raise PermanentError(_cannot_open(address, error)) from error


def _cannot_open(address: URL, error: BaseException | None) -> str:
    reason = (str(error).strip() or "no reason given").splitlines()[0]
    if address.get_backend_name() == "sqlite":
        return (
            f"cannot use {address.database} as the database ({reason}): check that it is a file made by "
            "this program and that this user may write it and its folder, or set AIME_DATA_DIR to another one"
        )
    return (
        f"cannot connect to {address.render_as_string(hide_password=True)} ({reason}): "
        "check that the server runs and that AIME_DATABASE_URL names it with a valid user"
    )


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what may pass (locked, full, connection lost, no free connection) into TransientError."""
    try:
        yield
    except (OperationalError, InterfaceError, InternalError) as error:
        kind = DownError if is_down(str(error.orig)) else TransientError
        raise kind(f"database: {error.orig}") from error
    except PoolTimeout as error:
        raise TransientError("database: no free connection") from error
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        raise TransientError("database: connection lost") from error
