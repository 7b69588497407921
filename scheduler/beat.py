"""A loop around a tick: at once when nudged, otherwise every so often."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from scheduler.ports import Clock

log = structlog.get_logger()

AT_LEAST_EVERY = timedelta(seconds=15)
"""So that a clock that jumped, or a nudge from another process, is noticed soon."""

REST_AFTER_FAILURE = timedelta(seconds=5)


class Beat:
    """Tests call the tick; production calls `run`. `last` is when a tick last succeeded."""

    def __init__(
        self,
        name: str,
        tick: Callable[[], Awaitable[bool]],
        clock: Clock,
        *,
        every: timedelta = AT_LEAST_EVERY,
    ) -> None:
        self.name = name
        self._tick = tick  # returns True when more is waiting
        self._clock = clock
        self._every = every
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
            more = await self._tick()
        except Exception:  # the boundary: a full disk or a lost database must not end the rhythm
            log.exception("beat.failed", beat=self.name)
            return REST_AFTER_FAILURE
        self.last = self._clock()
        return None if more else self._every
