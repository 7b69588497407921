"""Expired leases go on to the next attempt, or are owned up to; old rows go away."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from scheduler.closing import interrupted
from scheduler.counting import stop_if_failing
from scheduler.decided import Claimed
from scheduler.executor import Executors
from scheduler.leases import Leases
from scheduler.model import UNDO_FOR
from scheduler.ports import Clock, DraftStore, OldRows, TaskStore
from scheduler.run_ports import RunStore

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Keep:
    """How long what is over stays: runs and drafts since they ended, the audit since it was written."""

    runs: timedelta = timedelta(days=90)
    audit: timedelta = timedelta(days=365)


class Reaper:
    def __init__(
        self,
        tasks: TaskStore,
        drafts: DraftStore,
        runs: RunStore,
        executors: Executors,
        clock: Clock,
        old: OldRows,
        *,
        keep: Keep = Keep(),  # noqa: B008 - frozen
        leases: Leases = Leases(),  # noqa: B008 - frozen
        renew: Callable[[], Awaitable[Collection[str]]] | None = None,
        has_others: bool = False,
        batch: int = 100,
    ) -> None:
        self._tasks = tasks
        self._drafts = drafts
        self._runs = runs
        self._executors = executors
        self._clock = clock
        self._old = old
        self._keep = keep
        self._leases = leases
        self._renew = renew  # the leases of the worker in this process: what lives here is not taken for lost
        self._has_others = has_others  # processes that work on runs
        self._looked_at: datetime | None = None
        self._wait_until: datetime | None = None
        self._batch = batch

    async def recover(self) -> int:
        """Recover one batch of runs whose worker went away; returns how many."""
        lost = await self._expired()
        if lost and self._renew:
            alive = await self._renew()
            # Even where its lease has run out again: a machine may be that slow.
            lost = [claimed for claimed in await self._expired() if _token(claimed) not in alive]
        now = self._clock()
        for claimed in lost:
            await self._recover(claimed, now)
        return len(lost)

    async def expire_drafts(self) -> int:
        """Close drafts whose time is over; returns how many."""
        return await self._drafts.expire(self._clock())

    async def sweep(self) -> None:
        """Drop what has outlived its purpose; once an hour is plenty."""
        now = self._clock()
        dropped = {
            "tombstones": await self._tasks.purge(now - UNDO_FOR),
            "runs": await self._old.purge_runs(now - self._keep.runs),
            "drafts": await self._old.purge_drafts(now - self._keep.runs),
            "audit": await self._old.purge_audit(now - self._keep.audit),
        }
        if any(dropped.values()):
            log.info("rows.dropped", **dropped)

    async def _expired(self) -> Sequence[Claimed]:
        """Return runs whose lease ran out; none for a while where it may be that nobody could renew.

        Whoever looks for the first time, or again after it was frozen or without the database, does not
        know. Those who live get two heartbeats to say so.
        """
        now = self._clock()
        lost = await self._runs.expired(now, self._batch)
        if self._has_others and self._leases.is_blind(self._looked_at, now):
            self._wait_until = now + 2 * self._leases.heartbeat
        self._looked_at = now
        is_early = self._wait_until is not None and now < self._wait_until
        return () if is_early else lost

    async def _recover(self, claimed: Claimed, now: datetime) -> None:
        executor = self._executors[type(claimed.task.spec.action)]
        closing = interrupted(claimed, executor.restartable, now)
        with structlog.contextvars.bound_contextvars(run_id=claimed.run.id, task_id=claimed.task.id):
            if await self._runs.close(claimed.run, _token(claimed), closing, now, lapsed=True):
                log.warning("run.recovered", state=closing.state)
                await stop_if_failing(self._tasks, claimed.run, closing.state, self._clock)


def _token(claimed: Claimed) -> str:
    assert claimed.run.lease is not None, "an expired run carries the lease that ran out"
    return claimed.run.lease.token
