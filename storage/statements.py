"""Statements that both databases have and SQLAlchemy spells once for each."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.batches import insert_each
from storage.rows import Values
from storage.tables import Base


def table_of(row: type[Base]) -> Table:
    return cast(Table, row.__table__)  # declared as the wider FromClause


async def insert_new(
    session: AsyncSession, row: type[Base], values: Sequence[Values], *, returning: str = "id"
) -> Sequence[object]:
    """Insert what breaks no unique constraint; returns one column of the rows that were written."""
    return [value for (value,) in await insert_new_rows(session, row, values, returning=(returning,))]


async def insert_new_rows(
    session: AsyncSession, row: type[Base], values: Sequence[Values], *, returning: Sequence[str]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """As `insert_new`; returns several columns."""
    connection = await session.connection()
    return await insert_each(connection, table_of(row), values, on_conflict="DO NOTHING", returning=returning)


async def insert_all(session: AsyncSession, row: type[Base], values: Sequence[Values]) -> None:
    """Insert rows in one batch."""
    if values:
        await session.execute(table_of(row).insert(), list(values))


async def upsert(session: AsyncSession, row: type[Base], values: Values) -> None:
    """Insert a row, or overwrite the one with the same primary key."""
    table = table_of(row)
    key = [column.name for column in table.primary_key]
    others = {name: value for name, value in values.items() if name not in key}
    statement = insert_for(session, table).values(**values)
    await session.execute(statement.on_conflict_do_update(index_elements=key, set_=others))


def insert_for(session: AsyncSession, table: Table) -> postgresql.Insert:
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return cast(postgresql.Insert, sqlite.insert(table))  # the same methods, no common type
