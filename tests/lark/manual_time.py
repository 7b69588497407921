"""A time that only tests move."""

import asyncio
from collections.abc import Callable


class Alarm:
    def __init__(self, when: float, callback: Callable[[], object]) -> None:
        self.when, self.callback, self.cancelled = when, callback, False

    def cancel(self) -> None:
        self.cancelled = True


class ManualTimeline:
    """Stands in for the event loop's clock and timers."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._alarms: list[Alarm] = []

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: Callable[[], object], /) -> Alarm:
        alarm = Alarm(when, callback)
        self._alarms.append(alarm)
        return alarm

    async def advance(self, seconds: float) -> None:
        """Move on, ringing every alarm at its own instant on the way."""
        until = self.now + seconds
        while due := [alarm for alarm in self._alarms if not alarm.cancelled and alarm.when <= until]:
            alarm = min(due, key=lambda one: one.when)
            self._alarms.remove(alarm)
            self.now = max(self.now, alarm.when)
            alarm.callback()
            await settle()
        self.now = until


class Naps:
    """Stands in for sleeping: each nap ends when the test says so."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[float] = asyncio.Queue()
        self._open: list[asyncio.Future[None]] = []

    async def __call__(self, seconds: float) -> None:
        nap = asyncio.get_running_loop().create_future()
        self._open.append(nap)
        await self.asked.put(seconds)
        await nap

    async def until_asked_for(self, seconds: float) -> None:
        """End every nap until one of this length is asked for; that one goes on."""
        while await self.asked.get() != seconds:
            self.end_all()

    def end_all(self) -> None:
        for nap in self._open:
            if not nap.done():
                nap.set_result(None)
        self._open.clear()


async def settle() -> None:
    """Let everything that can go on do so."""
    for _ in range(5):
        await asyncio.sleep(0)
