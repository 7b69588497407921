"""Rhythm: when planner, dispatcher, worker and reaper tick.

APScheduler holds one wake-up job, at the next due instant, and the housekeeping; each of them only
nudges a loop. The truth about time is the database's; nothing here remembers any.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.beat import AT_LEAST_EVERY, Beat, Bell
from scheduler.leases import Leases
from scheduler.planner import Planner
from scheduler.ports import Clock, TaskStore
from scheduler.reaper import Reaper
from scheduler.run_ports import Dispatcher, RunStore
from scheduler.shift import Shift
from scheduler.worker import Worker

SHORTEST_NAP = timedelta(milliseconds=50)
"""Between two wake-ups for the same instant, when another process holds what is due."""


@dataclass(frozen=True, slots=True)
class EngineBells:
    """What wakes whom, also from another process: each only those who may have something to do."""

    due: Bell  # something became due, or is to be stopped
    ready: Bell  # there is something to be worked on
    outgoing: Bell  # there is something to be posted


class Engine:
    """Without a planner it only works on what others plan; without a worker it only plans."""

    def __init__(
        self,
        tasks: TaskStore,
        runs: RunStore,
        planner: Planner | None,
        dispatcher: Dispatcher,
        worker: Worker | None,
        reaper: Reaper,
        clock: Clock,
        bells: EngineBells,
        leases: Leases = Leases(),  # noqa: B008 - frozen
    ) -> None:
        self._tasks = tasks
        self._runs = runs
        self._planner = planner
        self._dispatcher = dispatcher
        self._reaper = reaper
        self._clock = clock
        self._bells = bells
        self._shift = (
            Shift(worker, dispatcher, clock, leases, begun=bells.outgoing.ring, waits=self._is_rushed)
            if worker
            else None
        )
        self._is_untold = False  # something was planned that nobody was told of
        bells.due.listen(self.nudge)
        bells.ready.listen(self._nudge_worker)
        self._group = asyncio.TaskGroup()  # holds the loops and every run that is being worked on
        self._rhythm = AsyncIOScheduler(timezone=UTC)
        self._plan = Beat("planner", self._plan_once, clock)
        self._hand_over = Beat("dispatcher", self._hand_over_once, clock)
        self._reap = Beat("reaper", self._reap_once, clock, every=leases.sweep, patience=leases.sweep)
        self._expire = Beat("drafts", self._expire_once, clock)
        self._sweep = Beat("sweeper", self._sweep_once, clock, every=timedelta(hours=1))

    @property
    def last_tick(self) -> datetime | None:
        """Return when was last looked for what is due, for readiness."""
        return (self._plan if self._planner else self._hand_over).last

    def nudge(self) -> None:
        """Something became due, or is to be stopped: look at once."""
        self._plan.nudge()
        self._hand_over.nudge()
        if self._shift:
            self._shift.heed()
        if not self._planner:  # otherwise it is planned first
            self._nudge_worker()

    def freed(self) -> None:
        """A run has ended here: a slot is free, and another run may have its place."""
        self._hand_over.nudge()
        self._nudge_worker()
        self._bells.outgoing.ring()

    def _nudge_worker(self) -> None:
        if self._shift:
            self._shift.look()

    async def run(self) -> None:
        """Keep the rhythm until cancelled."""
        self._rhythm.start()
        self._rhythm.add_job(self.nudge, "interval", seconds=AT_LEAST_EVERY.total_seconds(), id="pulse")
        planning = (self._plan, self._expire, self._sweep) if self._planner else ()
        try:
            async with self._group as group:
                working = self._shift.begin(group) if self._shift else ()
                for beat in (*planning, *working, self._hand_over, self._reap):
                    group.create_task(beat.run(), name=beat.name)
        finally:
            self._rhythm.shutdown(wait=False)

    async def drain(self, grace: timedelta) -> None:
        """Claim no more and let open runs end within `grace`."""
        if self._shift:
            await self._shift.drain(grace)

    async def _plan_once(self) -> bool:
        assert self._planner is not None, "without a planner there is no such beat"
        try:
            self._is_untold |= await self._planner.tick() > 0
        finally:
            if not self._is_rushed():
                self._tell()
        if self._planner.has_more:
            return True
        await self._wake_at_next()
        return False

    def _is_rushed(self) -> bool:
        """Rows come first: what they let begin would share SQLite's one writer with those still to come."""
        is_rushed = self._planner is not None and self._planner.is_rushed
        return is_rushed and not self._dispatcher.is_shared

    def _tell(self) -> None:
        """Let begin what was planned, or what we were nudged for."""
        self._nudge_worker()
        if self._is_untold:
            self._is_untold = False
            self._hand_over.nudge()  # planning hands over what may begin at once; some may have to wait
            self._bells.ready.ring()
            self._bells.outgoing.ring()

    async def _hand_over_once(self) -> bool:
        if await self._dispatcher.hand_over(self._clock()):
            self._bells.ready.ring()
        if not self._planner:
            await self._wake_at_next()
        return False

    async def _reap_once(self) -> bool:
        lost = await self._reaper.recover()
        lost += await self._dispatcher.recover(self._clock())
        if lost:
            self._bells.due.ring()
        return False

    async def _expire_once(self) -> bool:
        if await self._reaper.expire_drafts():
            self._bells.outgoing.ring()
        return False

    async def _sweep_once(self) -> bool:
        await self._reaper.sweep()
        return False

    async def _wake_at_next(self) -> None:
        now = self._clock()
        fire_time = await self._tasks.next_due() if self._planner else None
        due = [moment for moment in (fire_time, await self._runs.next_due(now)) if moment]
        if due:
            # By the machine's clock, which is the rhythm's and may be far from ours.
            at = datetime.now(UTC) + max(min(due) - now, SHORTEST_NAP)
            # A date job that has fired is gone, so it is added anew each time, never rescheduled.
            self._rhythm.add_job(
                self.nudge, "date", run_date=at, id="wake", replace_existing=True, misfire_grace_time=None
            )
