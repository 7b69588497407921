"""One time for all processes on one PostgreSQL: that of its server.

Whose lease has ended, and what is due, is decided by comparing instants that several processes wrote. Their
own clocks may be far apart, and may jump; so each asks the server what time it is, and goes on from the most
certain answer by a clock that only ever runs forward.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from scheduler.beat import Beat
from scheduler.ports import Clock
from storage.database import Database

ASK_EVERY = timedelta(seconds=10)

DRIFT = 0.001
"""Seconds that two machines' clocks may drift apart in a second: ten times what is usual for bad ones."""

_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # the first goes on while a machine sleeps


def elapsed() -> float:
    """Return seconds since some moment; never jumps, and goes on while the process or machine is stopped."""
    return time.clock_gettime(_CLOCK)


@dataclass(frozen=True, slots=True)
class Sample:
    """What the server's clock showed at some instant from `asked` to `answered` by ours."""

    asked: float
    answered: float
    shown: datetime

    def now(self, seconds: float) -> datetime:
        """Return what the server's clock shows at `seconds` by ours."""
        return self.shown + timedelta(seconds=seconds - (self.asked + self.answered) / 2)

    def doubt(self, seconds: float) -> float:
        """Return by how many seconds that may be wrong."""
        return (self.answered - self.asked) / 2 + DRIFT * (seconds - self.answered)


def better(known: Sample | None, fresh: Sample) -> Sample:
    """Return the one to go on from: a slow answer says less than an earlier quick one."""
    if known is None or fresh.doubt(fresh.answered) <= known.doubt(fresh.answered):
        return fresh
    return known


class SharedClock:
    """The clock of every part of the bot; on SQLite, which has one process, simply that of the machine."""

    def __init__(self, database: Database, own: Clock) -> None:
        self._database = database
        self._own = own
        self._sample: Sample | None = None

    def __call__(self) -> datetime:
        return self._sample.now(elapsed()) if self._sample else self._own()

    async def run(self) -> None:
        """Ask again and again until cancelled; returns at once where there is no server."""
        if self._database.is_shared:
            await Beat("clock", self.tick, self._own, every=ASK_EVERY).run()

    async def tick(self) -> bool:
        """Ask the server what time it is."""
        if self._database.is_shared:
            async with self._database.read() as session:
                await session.connection()  # first: waiting for one is not to count
                asked = elapsed()
                shown = (await session.scalars(select(func.clock_timestamp()))).one()
                fresh = Sample(asked, elapsed(), shown.astimezone(UTC))
            self._sample = better(self._sample, fresh)
        return False
