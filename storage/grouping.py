"""Committing together what arrives together: a commit costs more than the rows in it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Generic, TypeVar

TOGETHER = 100
"""Entries in one transaction; the last of them must not keep the first waiting."""

MOMENT_S, MOMENTS = 0.001, 5
"""Where many come at once, they come within milliseconds; one that comes alone waits for nobody."""

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
    told: asyncio.Future[DoneT]  # once it is committed; cancelled when its caller gave up


class Grouped(Generic[OpenedT, EntryT, DoneT]):
    """While one transaction is under way, what arrives gathers; the next one takes all of it.

    The writing is nobody's own: who gives up while it is under way does not undo it for the others.
    """

    def __init__(self, begin: Open[OpenedT], write: Write[OpenedT, EntryT, DoneT]) -> None:
        self._begin = begin
        self._write_in = write
        self._waiting: list[_Waiting[EntryT, DoneT]] = []
        self._writing: asyncio.Task[None] | None = None
        self._last = 0  # how many were written together the last time

    async def write(self, entry: EntryT) -> DoneT:
        """Commit one entry and return what became of it."""
        waiting: _Waiting[EntryT, DoneT] = _Waiting(entry, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all(), name="grouped writes")
        return await waiting.told

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                await self._gather()
                await self._write_some(self._taken())
        finally:
            self._writing = None

    async def _gather(self) -> None:
        """Wait for as many as came together the last time, until a moment brings no more of them."""
        for _ in range(MOMENTS):
            here = len(self._waiting)
            if here >= self._last:
                return
            await asyncio.sleep(MOMENT_S)
            if len(self._waiting) == here:
                return

    def _taken(self) -> Sequence[_Waiting[EntryT, DoneT]]:
        """Take out what is to be written next, without those whose callers gave up."""
        wanted = [each for each in self._waiting if not each.told.done()]
        self._waiting, taken = wanted[TOGETHER:], wanted[:TOGETHER]
        self._last = len(taken)
        return taken

    async def _commit(self, entries: Sequence[EntryT]) -> Sequence[DoneT]:
        async with self._begin() as opened:
            return await self._write_in(opened, entries)

    async def _write_some(self, batch: Sequence[_Waiting[EntryT, DoneT]]) -> None:
        if not batch:
            return
        try:
            outcomes = await self._commit([each.entry for each in batch])
        except Exception as error:  # noqa: BLE001 - it is raised where the entry came from
            await self._write_less(batch, error)
        else:
            for each, outcome in zip(batch, outcomes, strict=True):
                if not each.told.done():
                    each.told.set_result(outcome)

    async def _write_less(self, batch: Sequence[_Waiting[EntryT, DoneT]], error: Exception) -> None:
        """Write the first by itself: what is wrong with one is no fault of the others."""
        first, *others = batch
        self._waiting[:0] = others
        if others:
            await self._write_some([first])
        elif not first.told.done():
            first.told.set_exception(error)
