"""Many rows in one statement, as cheaply as each of the two databases takes them.

A statement with a parameter for each value of each row costs more to spell and to parse than to execute.
SQLite is handed the rows one by one, all in one trip to its thread; PostgreSQL reads them as a table from
one JSON document. The SQL is written out, for how it is spelt is what this is about: all names in it are
those of our own tables.
"""
# ruff: noqa: S608

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Row, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.one_hop import EachOf

Rows = Sequence[Mapping[str, Any]]
"""Columns by name; every row has the same ones."""

_Tuples = Sequence[tuple[Any, ...]]


async def insert_each(
    connection: AsyncConnection, table: Table, rows: Rows, *, on_conflict: str, returning: Sequence[str]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Insert rows, with `on_conflict` for those that exist; returns columns of what was written."""
    if not rows:
        return ()
    names = tuple(rows[0])
    into = f"INSERT INTO {table.name} ({', '.join(names)})"
    tail = f"ON CONFLICT {on_conflict} RETURNING {', '.join(returning)}"
    if _is_sqlite(connection):
        statement = f"{into} VALUES ({', '.join('?' * len(names))}) {tail}"
        parameters: tuple[Any, ...] = EachOf(_tuples(connection, table, rows))
    else:
        statement = f"{into} SELECT * FROM {_arrived(connection.dialect, table, names)} {tail}"
        parameters = (_document(_tuples(connection, table, rows)),)
    return (await connection.exec_driver_sql(statement, parameters)).all()


async def update_each(connection: AsyncConnection, table: Table, seen: Rows, changes: Rows) -> int:
    """Make `changes`, each to the row that still is as `seen` in the same place; returns to how many."""
    old, new = tuple(seen[0]), tuple(changes[0])
    after, before = _tuples(connection, table, changes), _tuples(connection, table, seen)
    rows = [to + of for to, of in zip(after, before, strict=True)]
    if _is_sqlite(connection):
        sets, match = ", ".join(f"{name} = ?" for name in new), " AND ".join(f"{name} = ?" for name in old)
        statement = f"UPDATE {table.name} SET {sets} WHERE {match}"
        return (await connection.exec_driver_sql(statement, rows)).rowcount
    sets = ", ".join(f"{name} = arrived.{name}" for name in new)
    match = " AND ".join(f"{table.name}.{name} = arrived.seen_{name}" for name in old)
    arrived = _arrived(connection.dialect, table, new, old)
    statement = f"UPDATE {table.name} SET {sets} FROM {arrived} WHERE {match}"
    return (await connection.exec_driver_sql(statement, (_document(rows),))).rowcount


def _is_sqlite(connection: AsyncConnection) -> bool:
    return connection.dialect.name == "sqlite"


def _arrived(dialect: Dialect, table: Table, names: Sequence[str], seen: Sequence[str] = ()) -> str:
    """Spell the table that PostgreSQL makes of a document: `names`, then what was `seen` of each row."""
    columns = [*((name, name) for name in names), *((f"seen_{name}", name) for name in seen)]
    cast_all = ", ".join(
        f"CAST(value ->> {place} AS {table.c[column].type.compile(dialect)}) AS {name}"
        for place, (name, column) in enumerate(columns)
    )
    return f"(SELECT {cast_all} FROM jsonb_array_elements(CAST(%s AS jsonb)) AS each(value)) AS arrived"


def _tuples(connection: AsyncConnection, table: Table, rows: Rows) -> _Tuples:
    """Return the values as the driver takes them. Many a column holds one value throughout."""
    columns = []
    for name in rows[0]:
        prepare = _preparing(table, name, connection.dialect)
        values = [row[name] for row in rows]
        if prepare is not None:
            same = all(value is values[0] for value in values)
            values = [prepare(values[0])] * len(rows) if same else list(map(prepare, values))
        columns.append(values)
    return list(zip(*columns, strict=True))


@lru_cache(maxsize=512)
def _preparing(table: Table, name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    """Return what the type of a column makes of its values for the driver; None for nothing."""
    return table.c[name].type.dialect_impl(dialect).bind_processor(dialect)


def _document(rows: _Tuples) -> str:
    return json.dumps(rows, default=_plain)


def _plain(value: object) -> str:
    assert isinstance(value, datetime), "all else is plain in JSON"
    return value.isoformat()
