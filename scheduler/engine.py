"""Rhythm: when planner, dispatcher, worker and reaper tick.

APScheduler holds one wake-up job, at the next due instant, and the housekeeping; each of them only
nudges a loop. The truth about time is the database's; nothing here remembers any.
"""

import asyncio
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.beat import AT_LEAST_EVERY, Beat, Bell
from scheduler.leases import Leases
from scheduler.planner import Planner
from scheduler.ports import Clock, Dispatcher, RunStore, TaskStore
from scheduler.reaper import Reaper
from scheduler.worker import Worker

HEED_EVERY = timedelta(seconds=2)
"""How soon a worker learns that a run is to be stopped where another process was told so."""

SHORTEST_NAP = timedelta(milliseconds=50)
"""Between two wake-ups for the same instant, when another process holds what is due."""


class Engine:
    def __init__(
        self,
        tasks: TaskStore,
        runs: RunStore,
        planner: Planner,
        dispatcher: Dispatcher,
        worker: Worker,
        reaper: Reaper,
        clock: Clock,
        bell: Bell,
        leases: Leases = Leases(),  # noqa: B008 - frozen
    ) -> None:
        self._tasks = tasks
        self._runs = runs
        self._planner = planner
        self._dispatcher = dispatcher
        self._worker = worker
        self._reaper = reaper
        self._clock = clock
        self._leases = leases
        self._bell = bell  # rung when runs begin or go on; what is to be posted has changed
        bell.listen(self.nudge)
        self._group = asyncio.TaskGroup()  # holds the loops and every run that is being worked on
        self._rhythm = AsyncIOScheduler(timezone=UTC)
        self._plan = Beat("planner", self._plan_once, clock)
        self._work = Beat("worker", self._work_once, clock)
        self._hand_over = Beat("dispatcher", self._hand_over_once, clock)
        beat, sweep = leases.heartbeat, leases.sweep
        self._reap = Beat("reaper", self._reap_once, clock, every=sweep, patience=sweep)
        self._renew = Beat("leases", self._renew_once, clock, every=beat, patience=beat / 4)
        self._give_up = Beat("fence", self._give_up_once, clock, every=beat / 4)
        self._heed = Beat("stops", self._heed_once, clock, every=HEED_EVERY)
        self._expire = Beat("drafts", self._expire_once, clock)
        self._sweep = Beat("sweeper", self._sweep_once, clock, every=timedelta(hours=1))

    @property
    def last_tick(self) -> datetime | None:
        """Return when the planner last looked for due tasks, for readiness."""
        return self._plan.last

    def nudge(self) -> None:
        """Something became due or a slot became free: look at once."""
        self._plan.nudge()
        self._hand_over.nudge()
        self._work.nudge()
        self._heed.nudge()

    async def run(self) -> None:
        """Keep the rhythm until cancelled."""
        self._rhythm.start()
        self._rhythm.add_job(self.nudge, "interval", seconds=AT_LEAST_EVERY.total_seconds(), id="pulse")
        work = (self._plan, self._hand_over, self._work, self._heed, self._renew, self._give_up)
        beats = (*work, self._reap, self._expire, self._sweep)
        try:
            async with self._group as group:
                for beat in beats:
                    group.create_task(beat.run(), name=beat.name)
        finally:
            self._rhythm.shutdown(wait=False)

    async def drain(self, grace: timedelta) -> None:
        """Claim no more and let open runs end within `grace`."""
        await self._worker.drain(grace)
        await self._dispatcher.leave()

    async def _plan_once(self) -> bool:
        planned = await self._planner.tick()
        if planned:
            self._bell.ring()
        await self._wake_at_next()
        return planned >= self._planner.batch

    async def _hand_over_once(self) -> bool:
        if await self._dispatcher.hand_over(self._clock()):
            self._work.nudge()
        return False

    async def _work_once(self) -> bool:
        if await self._worker.tick(self._group):
            self._bell.ring()
        return False  # a free slot nudges; a full worker has nothing to claim with

    async def _reap_once(self) -> bool:
        if await self._reaper.recover():
            self._bell.ring()
        return False

    async def _expire_once(self) -> bool:
        if await self._reaper.expire_drafts():
            self._bell.ring()
        return False

    async def _renew_once(self) -> bool:
        async with asyncio.timeout(self._leases.stall.total_seconds()):  # a connection may hang for ever
            await self._worker.renew()
        return False

    async def _give_up_once(self) -> bool:
        self._worker.give_up()
        return False

    async def _heed_once(self) -> bool:
        await self._worker.heed()
        return False

    async def _sweep_once(self) -> bool:
        await self._reaper.sweep()
        return False

    async def _wake_at_next(self) -> None:
        now = self._clock()
        due = [moment for moment in (await self._tasks.next_due(), await self._runs.next_due(now)) if moment]
        if due:
            # By the machine's clock, which is the rhythm's and may be far from ours.
            at = datetime.now(UTC) + max(min(due) - now, SHORTEST_NAP)
            # A date job that has fired is gone, so it is added anew each time, never rescheduled.
            self._rhythm.add_job(
                self.nudge, "date", run_date=at, id="wake", replace_existing=True, misfire_grace_time=None
            )
