"""Many rows in one statement, as cheaply as each of the two databases takes them.

A statement with a parameter for each value of each row costs more to spell and to parse than to execute.
SQLite is handed the rows one by one, all in one trip to its thread; PostgreSQL reads them as a table from
one JSON document. What is the same in all rows is told to PostgreSQL once, and where it is nothing not at
all to SQLite, whose driver takes longer to bind a None than a text. The SQL is written out, for how it is
spelt is what this is about: all names in it are those of our own tables.
"""
# ruff: noqa: S608

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.one_hop import EachOf, WrittenOf

Rows = Sequence[Mapping[str, Any]]
"""Columns by name; every row has the same ones."""

_Columns = Mapping[str, list[Any]]
"""The values of each column as the driver takes them."""


async def insert_each(
    connection: AsyncConnection, table: Table, rows: Rows, *, returning: Sequence[str]
) -> Sequence[tuple[Any, ...]]:
    """Insert the rows that break no unique constraint; returns columns of those that were written."""
    if not rows:
        return ()
    columns = _prepared(table, rows, connection.dialect)
    if not _is_sqlite(connection):
        arrived, parameters = _arrived(connection.dialect, table, columns)
        statement = _insert(table, columns, f"SELECT * FROM {arrived}", returning)
        return [tuple(row) for row in await connection.exec_driver_sql(statement, parameters)]
    if set(returning) <= set(columns):  # we know them already
        statement, each = _one_by_one(table, columns)
        written = await connection.exec_driver_sql(statement, WrittenOf(each))
        return [tuple(rows[place][name] for name in returning) for (place,) in written]
    statement, each = _one_by_one(table, columns, returning)
    return [tuple(row) for row in await connection.exec_driver_sql(statement, EachOf(each))]


def insert_of_each(dialect: Dialect, table: Table, rows: Rows) -> tuple[str, Sequence[tuple[Any, ...]]]:
    """Return how SQLite inserts one row that breaks no unique constraint, and the parameters of each."""
    return _one_by_one(table, _prepared(table, rows, dialect))


async def update_each(connection: AsyncConnection, table: Table, seen: Rows, changes: Rows) -> int:
    """Make `changes`, each to the row that still is as `seen` in the same place; returns to how many."""
    if not seen:
        return 0
    old, new = (_prepared(table, rows, connection.dialect) for rows in (seen, changes))
    if _is_sqlite(connection):
        given = {name: values for name, values in new.items() if _says_something(values)}
        sets = ", ".join(f"{name} = {'?' if name in given else 'NULL'}" for name in new)
        match = " AND ".join(f"{name} = ?" for name in old)
        each = list(zip(*given.values(), *old.values(), strict=True))
        statement = f"UPDATE {table.name} SET {sets} WHERE {match}"
        return (await connection.exec_driver_sql(statement, each)).rowcount
    sets = ", ".join(f"{name} = arrived.{name}" for name in new)
    match = " AND ".join(f"{table.name}.{name} = arrived.seen_{name}" for name in old)
    arrived, parameters = _arrived(connection.dialect, table, new, old)
    statement = f"UPDATE {table.name} SET {sets} FROM {arrived} WHERE {match}"
    return (await connection.exec_driver_sql(statement, parameters)).rowcount


def _is_sqlite(connection: AsyncConnection) -> bool:
    return connection.dialect.name == "sqlite"


def _insert(table: Table, columns: _Columns, rows: str, returning: Sequence[str] = ()) -> str:
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) {rows} ON CONFLICT DO NOTHING"
    return f"{statement} RETURNING {', '.join(returning)}" if returning else statement


def _one_by_one(
    table: Table, columns: _Columns, returning: Sequence[str] = ()
) -> tuple[str, Sequence[tuple[Any, ...]]]:
    given = {name: values for name, values in columns.items() if _says_something(values)}
    statement = _insert(table, given, f"VALUES ({', '.join('?' * len(given))})", returning)
    return statement, list(zip(*given.values(), strict=True))


def _arrived(
    dialect: Dialect, table: Table, columns: _Columns, seen: _Columns | None = None
) -> tuple[str, tuple[Any, ...]]:
    """Spell the table that PostgreSQL makes of a document: `columns`, then what was `seen` of each row."""
    entries = [(name, name, values) for name, values in columns.items()]
    entries += [(f"seen_{name}", name, values) for name, values in (seen or {}).items()]
    told: list[Any] = []
    differing: list[list[Any]] = []
    casts: list[str] = []
    for alias, name, values in entries:
        if _is_same(values):
            told.append(values[0])
            source = "%s"
        else:
            source = f"value ->> {len(differing)}"
            differing.append(values)
        casts.append(f"CAST({source} AS {table.c[name].type.compile(dialect)}) AS {alias}")
    rows = list(zip(*differing, strict=True)) or [()] * len(entries[0][2])
    each = "jsonb_array_elements(CAST(%s AS jsonb)) AS each(value)"
    return f"(SELECT {', '.join(casts)} FROM {each}) AS arrived", (*told, _document(rows))


def _prepared(table: Table, rows: Rows, dialect: Dialect) -> _Columns:
    """Return what the driver takes. Many a column holds one value throughout, which is prepared once."""
    columns = {}
    for name in rows[0]:
        prepare = _preparing(table, name, dialect)
        values = [row[name] for row in rows]
        if prepare is not None:
            values = [prepare(values[0])] * len(rows) if _is_same(values) else list(map(prepare, values))
        columns[name] = values
    return columns


def _is_same(values: list[Any]) -> bool:
    return values[-1] == values[0] and values.count(values[0]) == len(values)  # mostly the last one tells


def _says_something(values: list[Any]) -> bool:
    return values.count(None) < len(values)


@lru_cache(maxsize=512)
def _preparing(table: Table, name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    """Return what the type of a column makes of its values for the driver; None for nothing."""
    return table.c[name].type.dialect_impl(dialect).bind_processor(dialect)


def _document(rows: Sequence[tuple[Any, ...]]) -> str:
    return json.dumps(rows, default=_plain)


def _plain(value: object) -> str:
    assert isinstance(value, datetime), "all else is plain in JSON"
    return value.isoformat()
