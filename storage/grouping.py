"""Committing together what arrives together: a commit costs more than the rows in it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.errors import AppError
from storage.database import Database

TOGETHER = 100
"""Entries in one transaction; the last of them must not keep the first waiting."""

EntryT = TypeVar("EntryT")
DoneT = TypeVar("DoneT")

Write = Callable[[AsyncSession, Sequence[EntryT]], Awaitable[Sequence[DoneT]]]
"""Writes several entries and returns, in the same order, what became of each."""


@dataclass(eq=False, slots=True)
class _Waiting(Generic[EntryT, DoneT]):
    entry: EntryT
    done: list[DoneT]  # one, once it is committed


class Grouped(Generic[EntryT, DoneT]):
    """While one transaction is under way, what arrives gathers; whoever is next writes all of it."""

    def __init__(self, database: Database, write: Write[EntryT, DoneT]) -> None:
        self._database = database
        self._write_all = write
        self._turn = asyncio.Lock()  # handed on in the order of arrival
        self._waiting: list[_Waiting[EntryT, DoneT]] = []

    async def write(self, entry: EntryT) -> DoneT:
        """Commit one entry and return what became of it."""
        waiting: _Waiting[EntryT, DoneT] = _Waiting(entry, [])
        self._waiting.append(waiting)
        try:
            async with self._turn:
                if not waiting.done:
                    await self._write_with(waiting)
        finally:
            if not waiting.done:  # it failed, or its caller gave up: nobody else shall write it
                self._waiting.remove(waiting)
        return waiting.done[0]

    async def _write_with(self, first: _Waiting[EntryT, DoneT]) -> None:
        """Write `first`, and with it those that wait behind it."""
        others = [other for other in self._waiting if other is not first]
        try:
            await self._commit([first, *others[: TOGETHER - 1]])
        except (AppError, SQLAlchemyError):
            if not others:
                raise
            await self._commit([first])  # what is wrong with another one is no fault of this one

    async def _commit(self, batch: Sequence[_Waiting[EntryT, DoneT]]) -> None:
        async with self._database.write() as session:
            done = await self._write_all(session, [each.entry for each in batch])
        for each, outcome in zip(batch, done, strict=True):
            each.done.append(outcome)
        self._waiting = [each for each in self._waiting if not each.done]
