"""Committing together what arrives together: a commit costs more than the rows in it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from scheduler.errors import AppError
from storage.database import Database
from storage.rows import Values
from storage.statements import insert_new_rows
from storage.tables import InboxRow

TOGETHER = 100
"""Rows in one transaction; the last of them must not keep the first waiting."""


@dataclass(eq=False, slots=True)
class _Row:
    values: Values
    entry_id: int | None = None
    is_written: bool = False


class Acceptance:
    """While one transaction is under way, what arrives gathers; whoever is next writes all of it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = asyncio.Lock()  # handed on in the order of arrival
        self._waiting: list[_Row] = []

    async def accept(self, values: Values) -> int | None:
        """Commit one row; returns its id, None when its key is known."""
        row = _Row(values)
        self._waiting.append(row)
        try:
            async with self._turn:
                if not row.is_written:
                    await self._write(row)
        finally:
            if not row.is_written:  # it failed, or its caller gave up: nobody else shall write it
                self._waiting.remove(row)
        return row.entry_id

    async def _write(self, row: _Row) -> None:
        """Write `row`, and with it those that wait behind it."""
        others = [other for other in self._waiting if other is not row]
        try:
            await self._commit([row, *others[: TOGETHER - 1]])
        except (AppError, SQLAlchemyError):
            if not others:
                raise
            await self._commit([row])  # what is wrong with another one is no fault of this one

    async def _commit(self, batch: Sequence[_Row]) -> None:
        async with self._database.write() as session:
            values = [row.values for row in batch]
            new = dict(await insert_new_rows(session, InboxRow, values, returning=("key", "id")))
        for row in batch:
            row.entry_id = new.pop(row.values["key"], None)
            row.is_written = True
        self._waiting = [row for row in self._waiting if not row.is_written]
