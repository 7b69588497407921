"""Due tasks become runs; the next fire time moves on; one transaction a batch."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from scheduler.absence import Absence, Away
from scheduler.allowance import Allowance, Spending
from scheduler.calendars import PUBLISHED, CurrentCalendar, LegalCalendar, published
from scheduler.counting import stop_failing
from scheduler.decided import DueTask, Moved, Plan
from scheduler.lifecycle import FAILURES_BEFORE_PAUSE, is_owed, left_asleep, woken
from scheduler.misfire import PUNCTUAL, Settlement, settle
from scheduler.model import Cause, DeliveryState, Run, RunId, RunKind, RunState, Task, TaskId, TaskStatus
from scheduler.ports import Audit, Clock, NewId, Presence, TaskStore
from scheduler.posts import Post, Priority, ToPerson
from scheduler.run_requests import run_card
from scheduler.speaking import begins_aloud, is_quiet
from scheduler.stagger import Stagger
from scheduler.turns import calls_off, take_turns
from scheduler.views import Sentence

log = structlog.get_logger()


LOOK_AGAIN = timedelta(hours=1)
"""At a task that could not be planned, which is a defect: the log says which one."""

RUSH = 40
"""Full batches in a row that nothing begins between, which is a second or two of ten thousand tasks."""

LOOK_ROUND_EVERY = timedelta(seconds=10)
"""How long nobody was there, and how much is late, is asked this often."""


class Planner:
    def __init__(
        self,
        tasks: TaskStore,
        clock: Clock,
        new_id: NewId,
        *,
        calendar: CurrentCalendar = published,
        allowance: Allowance = Allowance(),  # noqa: B008 - frozen
        presence: Presence | None = None,
        batch: int = 250,
    ) -> None:
        self._tasks = tasks
        self._clock = clock
        self._calendar = calendar
        self._allowance = allowance
        self._new_id = new_id
        self._presence = presence
        self._stagger = Stagger(clock())
        self._looked_round: datetime | None = None
        self._away: Away | None = None
        self.batch = batch
        self._full = 0  # how many batches in a row were

    @property
    def has_more(self) -> bool:
        """Tell whether more is probably due: the last batch was full."""
        return self._full > 0

    @property
    def is_rushed(self) -> bool:
        """Tell whether so much was due at once that its rows are to be written before anything begins."""
        return 0 < self._full <= RUSH

    async def tick(self) -> int:
        """Plan one batch and wake what was paused for a time; returns how many runs were written."""
        count = 0
        try:
            count = await self._look(self._clock())
        finally:
            self._full = self._full + 1 if count >= self.batch else 0
        return count

    async def _look(self, now: datetime) -> int:
        await self._look_round(now)
        if not self.has_more:
            for task in await self._tasks.resumable(now, self.batch):
                await self._wake(task, now)
        runs = await self._plan(now, self.batch)
        if runs:
            lag = max(now - run.fire_time for run in runs)
            log.info("runs.planned", count=len(runs), lag_s=round(lag.total_seconds(), 3))
        return len(runs)

    async def settle(self, task_id: TaskId, now: datetime) -> None:
        """Deal with what is due of one task, because somebody is about to change it.

        What cannot be planned is owned up to as missed: nobody may be able to plan it afterwards.
        """
        task = await self._tasks.get(task_id)
        if task and task.status is TaskStatus.PAUSED and is_owed(task, now):
            await self._wake(task, now)
        await self._plan(now, 1, only=task_id)

    async def _plan(self, now: datetime, limit: int, only: TaskId | None = None) -> Sequence[Run]:
        failing: list[TaskId] = []

        def decide(due: Sequence[DueTask]) -> Sequence[Plan]:
            failing[:] = (due.task.id for due in due if due.task.failures_in_row >= FAILURES_BEFORE_PAUSE)
            return self._plan_all(due, now, owns_up=only is not None)

        runs = await self._tasks.plan_due(now, limit, decide, only=only)
        for run in runs:
            if run.state is not RunState.QUEUED:  # of the others the worker tells
                _tell(run)
        for task_id in failing:  # it was not stopped while something was due
            await stop_failing(self._tasks, task_id, self._clock)
        return runs

    def _plan_all(self, due: Sequence[DueTask], now: datetime, *, owns_up: bool) -> Sequence[Plan]:
        spending = Spending(self._allowance)
        plans = [self._plan_one(item, now, spending, owns_up=owns_up) for item in due]
        return self._stagger.spread_out(plans, now)

    def _plan_one(self, due: DueTask, now: datetime, spending: Spending, *, owns_up: bool) -> Plan:
        owner = (due.task.tenant, due.task.owner)
        left = spending.left(owner, due.used)
        try:
            planned = plan(due, now, self._new_id, self._calendar(), left, self._away)
        except Exception:  # the boundary: one task that cannot be planned must not stop the others
            log.exception("task.unplannable", task_id=due.task.id)
            return put_aside(due, now, self._new_id if owns_up else None)
        spending.spend(owner, sum(run.state is RunState.QUEUED for run in planned.runs))
        if any(run.cause is Cause.DAILY_LIMIT for run in planned.runs):
            note = note_of_limit(due.task, self._allowance, now)
            return replace(planned, posts=(*planned.posts, note))
        return planned

    async def _look_round(self, now: datetime) -> None:
        if self._looked_round and abs(now - self._looked_round) < LOOK_ROUND_EVERY:
            return
        if self._presence:
            self._away = await self._presence.appear(now)
        self._stagger.expect(await self._tasks.late(now - PUNCTUAL), now)
        self._looked_round = now

    async def _wake(self, task: Task, now: datetime) -> None:
        try:
            again = woken(task, now, self._calendar())
        except Exception:  # the boundary: one task that cannot be woken must not stop the others
            log.exception("task.unplannable", task_id=task.id)
            await self._tasks.change(left_asleep(task, now + LOOK_AGAIN), seen=task.revision, audit=None)
            return
        audit = Audit(task.tenant, "engine", "task.resumed", task.id, now)
        if await self._tasks.change(again, seen=task.revision, audit=audit):
            log.info("task.resumed", task_id=task.id)


def _tell(run: Run) -> None:
    fire_time = run.fire_time.isoformat()
    log.info("run.left_out", run_id=run.id, task_id=run.task_id, state=run.state, fire_time=fire_time)


def plan(
    due: DueTask,
    now: datetime,
    new_id: NewId,
    calendar: LegalCalendar = PUBLISHED,
    left: int | None = None,
    away: Away | None = None,
) -> Plan:
    """Decide what becomes of a task whose fire time has come: run, skip or own up to having missed it.

    `left` is how many runs its owner may still have today, `away` when last nobody was there.
    """
    task = due.task
    assert task.next_fire_time is not None, "only due tasks are planned"
    policies = task.spec.policies
    trigger, fire_time = task.spec.trigger, task.next_fire_time
    settled = settle(trigger, fire_time, now, policies.misfire, calendar, fired=task.fired)
    runs = [_run(due, fire_time, RunState.MISSED, now, new_id) for fire_time in settled.missed]
    turns = take_turns(due, settled.run, left)
    runs += [_run(due, turn.fire_time, turn.state, now, new_id, turn.cause) for turn in turns]
    runs = _telling(runs, settled, away)
    status = TaskStatus.FINISHED if settled.following is None else task.status
    moved = Moved(settled.following, task.fired + settled.used, status)
    return Plan(task, moved, tuple(runs), tuple(_posts(due, runs)), calls_off(due, turns))


def put_aside(due: DueTask, now: datetime, new_id: NewId | None = None) -> Plan:
    """Leave a task that cannot be planned as it is for a while; with `new_id`, own up to what is due."""
    task = due.task
    aside = Moved(task.next_fire_time, task.fired, task.status, plan_after=now + LOOK_AGAIN)
    if new_id is None or task.next_fire_time is None:
        return Plan(task, aside, (), ())
    missed = _run(due, task.next_fire_time, RunState.MISSED, now, new_id)
    return Plan(task, aside, (replace(missed, cause=Cause.INTERNAL),), (note_of_miss(task, missed),))


def _telling(runs: list[Run], settled: Settlement, away: Away | None) -> list[Run]:
    """Let the first run that begins, and the newest that was missed, tell of what was missed before."""
    if not settled.missed_count and _is_punctual(runs):  # nearly always
        return runs
    begun = [run.id for run in runs if run.state is RunState.QUEUED]
    missed = [run.id for run in runs if run.state is RunState.MISSED]
    telling = {*begun[:1], *missed[-1:]}
    absences = {run.id: _absence(run, settled, away) for run in runs if run.id in telling}
    return [replace(run, absence=absences.get(run.id)) for run in runs]


def _is_punctual(runs: Sequence[Run]) -> bool:
    return all(run.created_at - run.fire_time <= PUNCTUAL for run in runs)


def _absence(run: Run, settled: Settlement, away: Away | None) -> Absence | None:
    absence = settled.missed_before(run.fire_time)
    is_late = run.state is RunState.MISSED or not _is_punctual([run])
    if not is_late and not absence.count:
        return None
    if away and (away.covers(run.fire_time) or (absence.first and away.covers(absence.first))):
        absence = replace(absence, away=away)
    return absence if absence != Absence() else None


def _run(
    due: DueTask,
    fire_time: datetime,
    state: RunState,
    now: datetime,
    new_id: NewId,
    cause: Cause | None = None,
) -> Run:
    is_open = state is RunState.QUEUED
    is_aloud = begins_aloud(due.task, RunKind.SCHEDULED, is_looked_after=due.is_looked_after)
    return Run(
        id=RunId(new_id("run_")),
        tenant=due.task.tenant,
        task_id=due.task.id,
        fire_time=fire_time,
        kind=RunKind.SCHEDULED,
        state=state,
        due_at=now,
        cause=cause,
        delivery=DeliveryState.PENDING if is_open and is_aloud else DeliveryState.NONE,
        created_at=now,
        finished_at=None if is_open else now,
    )


def _posts(due: DueTask, runs: Sequence[Run]) -> Sequence[Post]:
    """Return a card for every run that begins aloud; where none does, a note to the owner of a miss."""
    aloud = [run for run in runs if run.state is RunState.QUEUED and not is_quiet(run)]
    if aloud:
        return [run_card(due.task, run, Priority.RUN_CARD) for run in aloud]
    missed = [run for run in runs if run.state is RunState.MISSED]
    return [note_of_miss(due.task, missed[-1])] if missed else []


def note_of_limit(task: Task, allowance: Allowance, now: datetime) -> Post:
    """Tell the owner that today's runs are used up: its key lets it be said once a day."""
    return Post(
        key=f"{task.tenant}:{task.owner}:runs_used_up:{allowance.day(now)}",
        tenant=task.tenant,
        view=Sentence("runs.used_up", {"limit": allowance.runs_a_day, "title": task.spec.title}),
        target=ToPerson(task.owner),
        locale=task.spec.locale,
        priority=Priority.FAILURE,
        unasked=True,
    )


def note_of_miss(task: Task, newest: Run) -> Post:
    """One note, however many times were missed: its card names the newest and offers to run now."""
    card = run_card(task, newest)
    return replace(card, target=ToPerson(task.owner), priority=Priority.FAILURE, unasked=True)
