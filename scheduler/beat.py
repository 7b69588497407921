"""A loop around a tick: at once when nudged, otherwise every so often."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from scheduler.errors import TransientError
from scheduler.ports import Clock

log = structlog.get_logger()

AT_LEAST_EVERY = timedelta(seconds=15)
"""So that a clock that jumped, or a nudge from another process, is noticed soon."""

REST_AFTER_FAILURE = timedelta(seconds=5)

FIRST_REST_AFTER_FAILURE = timedelta(seconds=0.5)
"""After what may pass, doubled each time: a database that was restarted is back within moments."""

SHORTEST_REST = timedelta(milliseconds=50)
"""When what is due cannot be taken yet, because somebody else holds it."""


class Bell:
    """Rung when something changed; everybody who listens is nudged. Listeners may come later."""

    def __init__(self, pass_on: Callable[[], None] = lambda: None) -> None:
        self._pass_on = pass_on  # tells those who listen in other processes
        self._listeners: list[Callable[[], None]] = []

    def listen(self, nudge: Callable[[], None]) -> None:
        self._listeners.append(nudge)

    def ring(self) -> None:
        self.sound()
        self._pass_on()

    def sound(self) -> None:
        """Nudge those who listen in this process only."""
        for nudge in self._listeners:
            nudge()


class Beat:
    """Tests call the tick; production calls `run`. `last` is when a tick last succeeded."""

    def __init__(
        self,
        name: str,
        tick: Callable[[], Awaitable[bool]],
        clock: Clock,
        *,
        every: timedelta = AT_LEAST_EVERY,
        patience: timedelta = REST_AFTER_FAILURE,
        next_due: Callable[[], Awaitable[datetime | None]] | None = None,
    ) -> None:
        self.name = name
        self._tick = tick  # returns True when more is waiting
        self._clock = clock
        self._every = every
        self._patience = patience  # the longest rest after what may pass
        self._failures = 0  # in a row
        self._next_due = next_due  # when there will be something to do, where that can be known
        self._nudged = asyncio.Event()
        self.last: datetime | None = None

    def nudge(self) -> None:
        self._nudged.set()

    async def run(self) -> None:
        """Tick until cancelled."""
        while True:
            self._nudged.clear()  # before the tick, so that a nudge during it is not lost
            rest = await self._once()
            if rest is None:
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(rest.total_seconds()):
                    await self._nudged.wait()

    async def _once(self) -> timedelta | None:
        """Tick once; returns how long to rest, None for not at all."""
        try:
            rest = None if await self._tick() else await self._rest()
        except TransientError as error:
            log.warning("beat.failed", beat=self.name, error=str(error))
            self._failures += 1
            doubled: int = 2 ** min(self._failures - 1, 8)
            return min(self._patience, FIRST_REST_AFTER_FAILURE * doubled)
        except Exception:  # the boundary: a defect in one tick must not end the rhythm
            log.exception("beat.failed", beat=self.name)
            return REST_AFTER_FAILURE
        self._failures = 0
        self.last = self._clock()
        return rest

    async def _rest(self) -> timedelta:
        due = await self._next_due() if self._next_due else None
        if due is None:
            return self._every
        return max(SHORTEST_REST, min(self._every, due - self._clock()))
