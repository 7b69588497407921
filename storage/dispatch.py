"""Runs over the queue: whoever has a free slot takes the next job, and with it the run's lease."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from scheduler.decided import Claimed
from storage.queue import ProcrastinateQueue
from storage.runs import SqlRuns

HAND_OVER_AT_ONCE = 100

MISS_EVERY = timedelta(seconds=15)
"""How often is looked for runs whose job is gone, which should never be."""


class OverQueue:
    """Implements `scheduler.ports.Dispatcher`."""

    is_shared = True

    def __init__(self, runs: SqlRuns, queue: ProcrastinateQueue) -> None:
        self._runs = runs
        self._queue = queue
        self._missed_at: datetime | None = None

    async def hand_over(self, now: datetime, /) -> int:
        """Put on the queue what may begin, in small transactions."""
        count = 0
        while handed := await self._runs.hand_over(now, HAND_OVER_AT_ONCE):
            count += handed
        return count

    async def recover(self, now: datetime, /) -> int:
        """Let wait anew what was on its way to a worker that is gone; returns how much that was."""
        if self._missed_at is None or now - self._missed_at >= MISS_EVERY:
            await self._queue.miss_lost()
            self._missed_at = now
        return await self._queue.drop_stalled()

    async def live(self) -> None:
        await self._queue.live()

    async def take(self, owner: str, now: datetime, until: datetime, limit: int) -> Sequence[Claimed]:
        """Claim what the queue brings; a job whose run may not begin any more ends quietly."""
        async with self._queue.fetching():
            jobs = await self._queue.bring(limit)
            return await self._runs.claim_brought(owner, now, until, jobs) if jobs else ()

    async def leave(self) -> None:
        await self._queue.leave()
