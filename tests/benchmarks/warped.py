"""An event loop in which nobody waits: whenever all that is left to do is wait, time moves on by itself.

What takes work (drawing, SQL, HTTP on this machine) takes the processor's time that it needs, and is seen in
the figures; the minutes in between are skipped. So an hour of deliveries is measured in the time that their
work takes, and what else goes on on the machine is left out. So is what a disk or another process takes.
"""

import asyncio
import selectors
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.lark.pacing import Pacing, Turn
from storage.database import Database

T = TypeVar("T")

_ON_ITS_WAY_S = 0.0005
"""How long the machine may take to bring a packet from one socket to another."""


class SkippingSelector(selectors.DefaultSelector):
    """Waits for nothing but sockets that have something to say, and for work that goes on in threads."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0
        self.working = 0  # units of work that are under way where no socket of ours tells of it

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0 or self.working:
            return super().select(timeout)
        events = super().select(min(timeout, _ON_ITS_WAY_S))
        if not events:
            self.skipped += max(0.0, timeout - _ON_ITS_WAY_S)
        return events


class WarpedLoop(asyncio.SelectorEventLoop):
    """Its `time` is that of the processor, of all threads of this process, and all that was skipped."""

    def __init__(self) -> None:
        self.selector = SkippingSelector()
        super().__init__(self.selector)

    def time(self) -> float:
        return time.process_time() + self.selector.skipped


class WatchedDatabase(Database):
    """Tells the loop that work is under way while a session or a connection is open."""

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        with _Working():
            async with super().read() as session:
                yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        with _Working():
            async with super().write() as session:
                yield session

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        with _Working():
            async with super().begin() as connection:
                yield connection

    @asynccontextmanager
    async def look(self) -> AsyncIterator[AsyncConnection]:
        with _Working():
            async with super().look() as connection:
                yield connection


class WatchedPacing(Pacing):
    """Tells the loop that work is under way while a call is: its answer may be on its way."""

    @contextmanager
    def calling(self, turn: Turn) -> Iterator[None]:
        with _Working(), super().calling(turn):
            yield


class _Working:
    def __enter__(self) -> None:
        _selector().working += 1

    def __exit__(self, *_: object) -> None:
        _selector().working -= 1


def _selector() -> SkippingSelector:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, WarpedLoop)
    return loop.selector


class WarpedClock:
    """Shows `start` until it is set going, then goes as the running loop's time does."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began: float | None = None

    def begin(self) -> None:
        self._began = asyncio.get_running_loop().time()

    def __call__(self) -> datetime:
        if self._began is None:
            return self._start
        return self._start + timedelta(seconds=asyncio.get_running_loop().time() - self._began)


async def in_warped_time(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run `work` in a thread of its own, in a loop of this kind."""

    def run() -> T:
        with asyncio.Runner(loop_factory=WarpedLoop) as runner:
            return runner.run(work())

    return await asyncio.to_thread(run)
