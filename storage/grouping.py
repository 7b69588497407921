"""Committing together what arrives together: a commit costs more than the rows in it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from scheduler.errors import AppError

TOGETHER = 100
"""Entries in one transaction; the last of them must not keep the first waiting."""

EntryT = TypeVar("EntryT")
DoneT = TypeVar("DoneT")

OpenedT = TypeVar("OpenedT")

Open = Callable[[], AbstractAsyncContextManager[OpenedT]]
"""Opens a transaction: `Database.write`, or `Database.begin` where statements are all that is needed."""

Write = Callable[[OpenedT, Sequence[EntryT]], Awaitable[Sequence[DoneT]]]
"""Writes several entries and returns, in the same order, what became of each."""


@dataclass(eq=False, slots=True)
class _Waiting(Generic[EntryT, DoneT]):
    entry: EntryT
    done: list[DoneT]  # one, once it is committed


class Grouped(Generic[OpenedT, EntryT, DoneT]):
    """While one transaction is under way, what arrives gathers; whoever is next writes all of it."""

    def __init__(self, begin: Open[OpenedT], write: Write[OpenedT, EntryT, DoneT]) -> None:
        self._begin = begin
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
        async with self._begin() as opened:
            done = await self._write_all(opened, [each.entry for each in batch])
        for each, outcome in zip(batch, done, strict=True):
            each.done.append(outcome)
        self._waiting = [each for each in self._waiting if not each.done]
