"""Statements that both databases have and SQLAlchemy spells once for each."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import JSON, ColumnElement, Table, Text, any_, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from storage.batches import insert_each
from storage.rows import Values
from storage.tables import Base


def table_of(row: type[Base]) -> Table:
    return cast(Table, row.__table__)  # declared as the wider FromClause


async def insert_new(
    session: AsyncSession, row: type[Base], values: Sequence[Values], *, returning: str = "id"
) -> Sequence[object]:
    """Insert what breaks no unique constraint; returns one column of the rows that were written."""
    connection = await session.connection()
    rows = await insert_each(connection, table_of(row), values, returning=(returning,))
    return [value for (value,) in rows]


def among(dialect: str, column: InstrumentedAttribute[Any], name: str) -> ColumnElement[bool]:
    """Hold where `column` is one of the texts that are given as `name`.

    They are one value: a parameter for each costs more to spell than the search.
    """
    if dialect == "postgresql":
        return column == any_(bindparam(name, type_=ARRAY(Text)))
    each = func.json_each(bindparam(name, type_=JSON)).table_valued("value")
    return column.in_(select(each.c.value))


def dialect_of(session: AsyncSession) -> str:
    return session.get_bind().dialect.name


async def insert_all(session: AsyncSession, row: type[Base], values: Sequence[Values]) -> None:
    """Insert rows in one batch."""
    if values:
        await session.execute(table_of(row).insert(), list(values))


async def upsert(session: AsyncSession, row: type[Base], values: Values) -> None:
    """Insert a row, or overwrite the one with the same primary key."""
    table = table_of(row)
    key = [column.name for column in table.primary_key]
    others = {name: value for name, value in values.items() if name not in key}
    statement = insert_for(dialect_of(session), table).values(**values)
    await session.execute(statement.on_conflict_do_update(index_elements=key, set_=others))


def insert_for(dialect: str, table: Table) -> postgresql.Insert:
    if dialect == "postgresql":
        return postgresql.insert(table)
    return cast(postgresql.Insert, sqlite.insert(table))  # the same methods, no common type
