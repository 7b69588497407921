"""A whole database moved from SQLite to PostgreSQL: every row as it is, in one transaction, and counted.

The file stays as it is. What is read is a copy of it that is brought up to date first, so that a backup of a
former version can be moved as well.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Column, ColumnElement, Enum, MetaData, Table, Text, func, literal_column, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from scheduler.errors import PermanentError
from storage import schema
from storage.backup import working_copy
from storage.copies import Copies
from storage.database import Database
from storage.tables import Base, PresenceRow
from storage.types import Document

AT_WORK = timedelta(seconds=30)
"""A bot looks for what is due three times in this: without a look it is not at work."""

_ROWS_AT_ONCE = 500
_ROW_ID: ColumnElement[int] = literal_column("rowid")


def _as_stored(table: Table) -> Table:
    """Return a table whose documents and words are the texts that they are stored as: nothing reads them."""
    columns = (Column(each.name, _type_of(each)) for each in table.columns)
    return Table(table.name, MetaData(), *columns)


def _type_of(column: Column[Any]) -> Any:
    return Text() if isinstance(column.type, Document | Enum) else column.type


_TABLES = [_as_stored(table) for table in Base.metadata.sorted_tables]  # those first that others point to


async def move(file: Path, target: Database, now: datetime) -> Mapping[str, int]:
    """Fill an empty database on PostgreSQL with what `file` holds; returns the number of rows by table.

    Raises PermanentError, having moved nothing, where the target holds something already or the bot is
    at work on the file. What comes from a backup is still known to do so.
    """
    if not target.is_shared:
        raise PermanentError("set AIME_DATABASE_URL to the PostgreSQL database that is to be filled")
    async with _opened_copy(file) as source:
        if await Copies(source).is_marked():
            await Copies(target).mark()
        else:
            await _refuse_at_work(source, now)
        # Whoever is started meanwhile waits for the schema, and so until everything is there.
        async with target.begin() as connection:
            await connection.run_sync(schema.upgrade)
            await _refuse_full(connection)
            return {table.name: await _move(source, connection, table) for table in _TABLES}


@asynccontextmanager
async def _opened_copy(file: Path) -> AsyncIterator[Database]:
    with working_copy(file) as folder:
        source = await Database.open(None, folder)
        try:
            await source.upgrade()
            yield source
        finally:
            await source.close()


async def _refuse_at_work(source: Database, now: datetime) -> None:
    async with source.read() as session:
        seen_at = await session.scalar(select(func.max(PresenceRow.seen_at)))
    if seen_at is not None and abs(now - seen_at) < AT_WORK:
        raise PermanentError(
            "the bot was at work on that file a moment ago: stop it, wait half a minute, then try again"
        )


async def _refuse_full(connection: AsyncConnection) -> None:
    full = [table.name for table in _TABLES if await _count(connection, table)]
    if full:
        raise PermanentError(
            f"the database to be filled holds something already ({', '.join(full)}): make an empty one"
        )


async def _move(source: Database, connection: AsyncConnection, table: Table) -> int:
    """Copy one table; returns how many rows it has now, which are as many as there were."""
    async with source.read() as session:
        wanted = await _count(session, table)
        after = -1
        while rows := await _next(session, table, after):
            after = rows[-1]["rowid"]
            await connection.execute(table.insert(), [_storable(row, table) for row in rows])
    moved = await _count(connection, table)
    if moved != wanted:
        raise PermanentError(f"of {wanted} rows of {table.name} {moved} arrived; nothing was moved")
    if moved and "id" in table.c and not isinstance(table.c.id.type, Text):
        await _count_on(connection, table)
    return moved


async def _next(session: AsyncSession, table: Table, after: int) -> Sequence[Mapping[str, Any]]:
    """Return the rows that follow on `after`, SQLite's own number of one, each with that number."""
    query = select(_ROW_ID.label("rowid"), *table.columns).where(after < _ROW_ID)
    found = await session.execute(query.order_by(_ROW_ID).limit(_ROWS_AT_ONCE))
    return [dict(each) for each in found.mappings()]


def _storable(row: Mapping[str, Any], table: Table) -> Mapping[str, Any]:
    """Return the values of the columns, without NUL, which PostgreSQL takes in no text."""
    values = ((column.name, row[column.name]) for column in table.columns)
    return {name: value.replace("\0", "") if isinstance(value, str) else value for name, value in values}


async def _count_on(connection: AsyncConnection, table: Table) -> None:
    """Let new rows be numbered behind those that there are."""
    last = select(func.max(table.c.id)).scalar_subquery()
    await connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, text("'id'")), last)))


async def _count(where: AsyncConnection | AsyncSession, table: Table) -> int:
    return await where.scalar(select(func.count()).select_from(table)) or 0
