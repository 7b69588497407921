"""Expired leases go on to the next attempt, or are owned up to; old rows go away."""

from datetime import datetime

import structlog

from scheduler.closing import interrupted
from scheduler.counting import count
from scheduler.model import UNDO_FOR
from scheduler.ports import Claimed, Clock, DraftStore, Executors, RunStore, TaskStore

log = structlog.get_logger()


class Reaper:
    def __init__(
        self,
        tasks: TaskStore,
        drafts: DraftStore,
        runs: RunStore,
        executors: Executors,
        clock: Clock,
        *,
        batch: int = 100,
    ) -> None:
        self._tasks = tasks
        self._drafts = drafts
        self._runs = runs
        self._executors = executors
        self._clock = clock
        self._batch = batch

    async def tick(self) -> int:
        """Recover one batch of runs whose worker went away, expire drafts; returns how many of both."""
        now = self._clock()
        lost = await self._runs.expired(now, self._batch)
        for claimed in lost:
            await self._recover(claimed, now)
        return len(lost) + await self._drafts.expire(now)

    async def sweep(self) -> None:
        """Drop what has outlived its purpose; once an hour is plenty."""
        dropped = await self._tasks.purge(self._clock() - UNDO_FOR)
        if dropped:
            log.info("tombstones.dropped", count=dropped)

    async def _recover(self, claimed: Claimed, now: datetime) -> None:
        assert claimed.run.lease is not None, "an expired run carries the lease that ran out"
        executor = self._executors[type(claimed.task.spec.action)]
        closing = interrupted(claimed, executor.restartable, now)
        with structlog.contextvars.bound_contextvars(run_id=claimed.run.id, task_id=claimed.task.id):
            if await self._runs.close(claimed.run, claimed.run.lease.token, closing, now):
                log.warning("run.recovered", state=closing.state)
                await count(self._tasks, claimed.run, closing.state, self._clock)
