"""SQLite for asyncio with one trip to the connection's thread a statement.

aiosqlite makes a trip for each call of the driver: a cursor, its statement, its rows, its end. A trip
costs more than most statements, so here one takes all of it along, and the first statement of a
transaction its BEGIN too.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, Self, cast

import aiosqlite

BEGIN_WRITING = "BEGIN IMMEDIATE"
"""A transaction that writes begins with the lock, so that what it has read cannot change meanwhile."""

_Row = tuple[Any, ...]


class _Outcome(NamedTuple):
    rows: Sequence[_Row]
    description: Sequence[_Row] | None
    rowcount: int
    lastrowid: int | None


class Connection(aiosqlite.Connection):
    """What SQLAlchemy asks of a connection to aiosqlite."""

    def __init__(self, file: str, **options: Any) -> None:
        super().__init__(partial(sqlite3.connect, file, **options), iter_chunk_size=64)
        self._thread.daemon = True  # as SQLAlchemy has it where it connects by itself
        self._begin = ""
        self._is_used = False  # something was asked in the transaction
        self._stopped: asyncio.Future[Any] | None = None

    def begin(self, statement: str) -> None:
        """Let `statement` open the transaction, along with the first one in it."""
        self._begin = statement

    def cursor(self) -> "Cursor":  # type: ignore[override] # no trip: there is nothing to wait for
        return Cursor(self)

    async def commit(self) -> None:
        if self._is_used:
            await super().commit()
        self._forget()

    async def rollback(self) -> None:
        if self._is_used:
            await super().rollback()
        self._forget()

    def stop(self) -> asyncio.Future[Any] | None:
        """End the thread. Told so again it is gone, and would leave whoever waits for it waiting."""
        if self._stopped is None:
            self._stopped = super().stop()
        return self._stopped

    async def write_all(self, sql: str, rows: Sequence[_Row]) -> Sequence[int | None]:
        """Insert `rows` by `sql`, in a transaction of their own; returns the id of each that was written."""
        return cast(Sequence[int | None], await self._execute(_write_all, self._conn, sql, rows))  # type: ignore[no-untyped-call]

    async def run(self, call: "_Call", sql: str, parameters: Any) -> "_Outcome":
        """Let `call` execute `sql` in the thread."""
        self._is_used = True
        begun = self._execute(_run, self._conn, self._begin, call, sql, parameters)  # type: ignore[no-untyped-call]
        return cast(_Outcome, await begun)

    def _forget(self) -> None:
        """Be done with a transaction that has ended: a commit that failed is still to be rolled back."""
        self._is_used, self._begin = False, ""


class EachOf(tuple[_Row, ...]):
    """Rows of parameters: the statement is executed with each, and what comes back is put together.

    The driver's own `executemany` refuses a statement that returns something.
    """

    __slots__ = ()


class WrittenOf(tuple[_Row, ...]):
    """As `EachOf`, for a statement that returns nothing: what comes back are the places of those that wrote.

    RETURNING costs as much as the rest of an insert.
    """

    __slots__ = ()


_Call = Callable[[sqlite3.Cursor, str, Any], _Outcome]


def _run(connection: sqlite3.Connection, begin: str, call: _Call, sql: str, parameters: Any) -> _Outcome:
    cursor = connection.cursor()
    try:
        if begin and not connection.in_transaction:
            cursor.execute(begin)
        return call(cursor, sql, parameters)
    finally:
        cursor.close()


def _write_all(connection: sqlite3.Connection, sql: str, rows: Sequence[_Row]) -> Sequence[int | None]:
    cursor = connection.cursor()
    try:
        cursor.execute(BEGIN_WRITING)
        ids = [cursor.lastrowid if cursor.execute(sql, row).rowcount else None for row in rows]
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        cursor.close()
    return ids


def _once(cursor: sqlite3.Cursor, sql: str, parameters: _Row) -> _Outcome:
    return _outcome(cursor, cursor.execute(sql, parameters).fetchall())


def _each(cursor: sqlite3.Cursor, sql: str, rows: EachOf) -> _Outcome:
    found = [row for parameters in rows for row in cursor.execute(sql, parameters).fetchall()]
    return _outcome(cursor, found)


def _written(cursor: sqlite3.Cursor, sql: str, rows: WrittenOf) -> _Outcome:
    places = [(place,) for place, parameters in enumerate(rows) if cursor.execute(sql, parameters).rowcount]
    return _Outcome(places, [("place", *[None] * 6)], len(places), cursor.lastrowid)


def _many(cursor: sqlite3.Cursor, sql: str, rows: Sequence[_Row]) -> _Outcome:
    return _outcome(cursor.executemany(sql, rows), ())


def _outcome(cursor: sqlite3.Cursor, rows: Sequence[_Row]) -> _Outcome:
    return _Outcome(rows, cursor.description, cursor.rowcount, cursor.lastrowid)


_CALLS: Mapping[type, _Call] = {EachOf: _each, WrittenOf: _written}


class Cursor:
    """A statement's outcome, all of which is there when it has been executed."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._outcome = _Outcome((), None, -1, None)

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: _Row = ()) -> Self:
        call = _CALLS.get(type(parameters), _once)
        self._outcome = await self._connection.run(call, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Sequence[_Row]) -> Self:
        self._outcome = await self._connection.run(_many, sql, parameters)
        return self

    async def fetchall(self) -> Sequence[_Row]:
        return self._outcome.rows

    async def close(self) -> None:
        """Everything is closed already."""

    @property
    def description(self) -> Sequence[_Row] | None:
        return self._outcome.description

    @property
    def rowcount(self) -> int:
        return self._outcome.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._outcome.lastrowid
