"""The sandbox's own time, which a person or a test can speed up or move.

Everything in the sandbox that grows old (redelivery, tokens, `uuid` keys, the 14 days of a card)
asks this clock, never the system's.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta


def system_now() -> datetime:
    return datetime.now(UTC)


class SandboxClock:
    """Time that runs `speed` times as fast as its base. Belongs to one event loop."""

    def __init__(self, base: Callable[[], datetime] = system_now, speed: float = 1.0) -> None:
        """`base` returns aware instants and never goes back; `speed` 0 stands still until `advance`."""
        self._base = base
        self._speed = speed
        self._base_mark = self._mark = base()
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        """Return the sandbox's instant, aware and in UTC."""
        return self._mark + (self._base() - self._base_mark) * self._speed

    @property
    def speed(self) -> float:
        return self._speed

    def advance(self, by: timedelta) -> None:
        """Jump forward and wake every sleeper whose time has come."""
        if by < timedelta(0):
            raise ValueError("the sandbox's clock does not go back")
        self._settle(self.now() + by, self._speed)

    def set_speed(self, factor: float) -> None:
        """Run `factor` times as fast as the base from now on; 0 stops the clock."""
        if factor < 0:
            raise ValueError("the sandbox's clock does not go back")
        self._settle(self.now(), factor)

    async def sleep(self, duration: timedelta) -> None:
        await self.sleep_until(self.now() + duration)

    async def sleep_until(self, instant: datetime) -> None:
        """Return when the clock shows `instant`, by passing time or by being moved."""
        while (remaining := instant - self.now()) > timedelta(0):
            await self._movement_within(remaining)

    def _settle(self, now: datetime, speed: float) -> None:
        self._base_mark, self._mark, self._speed = self._base(), now, speed
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def _movement_within(self, remaining: timedelta) -> None:
        limit = remaining.total_seconds() / self._speed if self._speed else None
        with suppress(TimeoutError):
            async with asyncio.timeout(limit):
                await self._moved.wait()
