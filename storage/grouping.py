"""Doing in one transaction what arrives together: a transaction costs more than the rows in it."""

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
"""Opens a transaction: `Database.write`, or `begin` or `look` where statements are all that is needed."""

Work = Callable[[OpenedT, Sequence[EntryT]], Awaitable[Sequence[DoneT]]]
"""Does what several entries ask for and returns, in the same order, what became of each."""


@dataclass(eq=False, slots=True)
class _Waiting(Generic[EntryT, DoneT]):
    entry: EntryT
    told: asyncio.Future[DoneT]  # once it is committed; cancelled when its caller gave up


class Grouped(Generic[OpenedT, EntryT, DoneT]):
    """While one transaction is under way, what arrives gathers; the next one takes all of it.

    The work is nobody's own: who gives up while it is under way does not undo it for the others.
    """

    def __init__(self, begin: Open[OpenedT], work: Work[OpenedT, EntryT, DoneT]) -> None:
        self._begin = begin
        self._work = work
        self._waiting: list[_Waiting[EntryT, DoneT]] = []
        self._doing: asyncio.Task[None] | None = None
        self._last = 0  # how many were done together the last time

    async def do(self, entry: EntryT) -> DoneT:
        """Do one entry, in a transaction that begins after this, and return what became of it."""
        waiting: _Waiting[EntryT, DoneT] = _Waiting(entry, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._doing is None:
            self._doing = asyncio.create_task(self._do_all(), name="grouped")
        return await waiting.told

    async def _do_all(self) -> None:
        try:
            while self._waiting:
                await self._gather()
                await self._do_some(self._taken())
        finally:
            self._doing = None

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
        """Take out what is to be done next, without those whose callers gave up."""
        wanted = [each for each in self._waiting if not each.told.done()]
        self._waiting, taken = wanted[TOGETHER:], wanted[:TOGETHER]
        self._last = len(taken)
        return taken

    async def _commit(self, entries: Sequence[EntryT]) -> Sequence[DoneT]:
        async with self._begin() as opened:
            return await self._work(opened, entries)

    async def _do_some(self, batch: Sequence[_Waiting[EntryT, DoneT]]) -> None:
        if not batch:
            return
        try:
            outcomes = await self._commit([each.entry for each in batch])
        except Exception as error:  # noqa: BLE001 - it is raised where the entry came from
            await self._do_less(batch, error)
        else:
            for each, outcome in zip(batch, outcomes, strict=True):
                if not each.told.done():
                    each.told.set_result(outcome)

    async def _do_less(self, batch: Sequence[_Waiting[EntryT, DoneT]], error: Exception) -> None:
        """Do the first by itself: what is wrong with one is no fault of the others."""
        first, *others = batch
        self._waiting[:0] = others
        if others:
            await self._do_some([first])
        elif not first.told.done():
            first.told.set_exception(error)
