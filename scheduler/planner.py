"""Due tasks become runs; the next fire time moves on; one transaction a batch."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from scheduler.allowance import Allowance, Spending
from scheduler.calendars import PUBLISHED, CurrentCalendar, LegalCalendar, published
from scheduler.lifecycle import woken
from scheduler.misfire import PUNCTUAL, settle, spread
from scheduler.model import Cause, DeliveryState, Run, RunId, RunKind, RunState, Task, TaskStatus
from scheduler.ports import Audit, Clock, DueTask, NewId, Plan, TaskStore
from scheduler.posts import Post, Priority, ToPerson
from scheduler.run_requests import run_card
from scheduler.speaking import begins_aloud, is_quiet
from scheduler.turns import calls_off, take_turns
from scheduler.views import Sentence

log = structlog.get_logger()


LOOK_AGAIN = timedelta(hours=1)
"""At a task that could not be planned, which is a defect: the log says which one."""


class Planner:
    def __init__(
        self,
        tasks: TaskStore,
        clock: Clock,
        new_id: NewId,
        *,
        calendar: CurrentCalendar = published,
        allowance: Allowance = Allowance(),  # noqa: B008 - frozen
        batch: int = 100,
    ) -> None:
        self._tasks = tasks
        self._clock = clock
        self._calendar = calendar
        self._allowance = allowance
        self._new_id = new_id
        self.batch = batch

    async def tick(self) -> int:
        """Plan one batch and wake what was paused for a time; returns how many runs were written."""
        now = self._clock()
        await self._resume(now)
        runs = await self._tasks.plan_due(now, self.batch, lambda due: self._plan_all(due, now))
        if runs:
            lag = max(now - run.fire_time for run in runs)
            log.info("runs.planned", count=len(runs), lag_s=round(lag.total_seconds(), 3))
        for run in runs:
            if run.state is not RunState.QUEUED:  # of the others the worker tells
                _tell(run)
        return len(runs)

    def _plan_all(self, due: Sequence[DueTask], now: datetime) -> Sequence[Plan]:
        spending = Spending(self._allowance)
        return spread_out([self._plan_one(item, now, spending) for item in due], now)

    def _plan_one(self, due: DueTask, now: datetime, spending: Spending) -> Plan:
        owner = (due.task.tenant, due.task.owner)
        left = spending.left(owner, due.used)
        try:
            planned = plan(due, now, self._new_id, self._calendar(), left)
        except Exception:  # the boundary: one task that cannot be planned must not stop the others
            log.exception("task.unplannable", task_id=due.task.id)
            return Plan(replace(due.task, next_fire_time=now + LOOK_AGAIN), (), ())
        spending.spend(owner for run in planned.runs if run.state is RunState.QUEUED)
        if any(run.cause is Cause.DAILY_LIMIT for run in planned.runs):
            note = note_of_limit(due.task, self._allowance, now)
            return replace(planned, posts=(*planned.posts, note))
        return planned

    async def _resume(self, now: datetime) -> None:
        for task in await self._tasks.resumable(now, self.batch):
            audit = Audit(task.tenant, "engine", "task.resumed", task.id, now)
            again = woken(task, now, self._calendar())
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
) -> Plan:
    """Decide what becomes of a task whose fire time has come: run, skip or own up to having missed it.

    `left` is how many runs its owner may still have today.
    """
    task = due.task
    assert task.next_fire_time is not None, "only due tasks are planned"
    policies = task.spec.policies
    trigger, fire_time = task.spec.trigger, task.next_fire_time
    settled = settle(trigger, fire_time, now, policies.misfire, calendar, fired=task.fired)
    runs = [_run(due, fire_time, RunState.MISSED, now, new_id) for fire_time in settled.missed]
    turns = take_turns(due, settled.run, left)
    runs += [replace(_run(due, turn.fire_time, turn.state, now, new_id), cause=turn.cause) for turn in turns]
    moved = replace(
        task,
        next_fire_time=settled.following,
        fired=task.fired + settled.used,
        status=TaskStatus.FINISHED if settled.following is None else task.status,
    )
    return Plan(moved, tuple(runs), tuple(_posts(due, runs)), calls_off(due, turns))


def spread_out(plans: Sequence[Plan], now: datetime) -> Sequence[Plan]:
    """Let the runs that are made up for begin one after the other, so that a start-up is no stampede."""
    runs = [run for item in plans for run in item.runs]
    late = [run.id for run in runs if run.state is RunState.QUEUED and now - run.fire_time > PUNCTUAL]
    begins = {run_id: now + spread(place, len(late)) for place, run_id in enumerate(late)}
    return [
        replace(item, runs=tuple(replace(run, due_at=begins.get(run.id, run.due_at)) for run in item.runs))
        for item in plans
    ]


def _run(due: DueTask, fire_time: datetime, state: RunState, now: datetime, new_id: NewId) -> Run:
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
        delivery=DeliveryState.PENDING if is_open and is_aloud else DeliveryState.NONE,
        created_at=now,
        finished_at=None if is_open else now,
    )


def _posts(due: DueTask, runs: Sequence[Run]) -> Sequence[Post]:
    """Return a card for every run that begins aloud; where none begins, a note to the owner of a miss."""
    begun = [run for run in runs if run.state is RunState.QUEUED]
    if begun:
        aloud = [run for run in begun if not is_quiet(run)]
        return [replace(run_card(due.task, run), priority=Priority.RUN_CARD) for run in aloud]
    missed = [run for run in runs if run.state is RunState.MISSED]
    return [_note_of_miss(due.task, missed[-1])] if missed else []


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


def _note_of_miss(task: Task, newest: Run) -> Post:
    """One note, however many times were missed: its card names the newest and offers to run now."""
    card = run_card(task, newest)
    return replace(card, target=ToPerson(task.owner), priority=Priority.FAILURE, unasked=True)
