"""What people ask of single runs: one now, one less, one that comes once more later."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from scheduler.commands import Change, RunTask, SkipRun, SnoozeRun, StopRun
from scheduler.errors import Reason, Refused
from scheduler.model import (
    NOTE_LIMIT,
    DeliveryState,
    Run,
    RunId,
    RunKind,
    RunState,
    StaticText,
    Task,
    TaskStatus,
)
from scheduler.ports import Audit, NewId, TaskStore
from scheduler.posts import Post, Priority, ToChat, run_card_key
from scheduler.quiet import is_unasked
from scheduler.run_ports import RunStore
from scheduler.views import RunCard

SNOOZED_AT_MOST = timedelta(days=2)
"""Far beyond what any button offers; what is further away is a task of its own."""


_GONE = frozenset({TaskStatus.DELETED, TaskStatus.TRIAL})


class RunRequests:
    def __init__(self, tasks: TaskStore, runs: RunStore, new_id: NewId, *, nudge: Callable[[], None]) -> None:
        self._tasks = tasks
        self._runs = runs
        self._new_id = new_id
        self._nudge = nudge  # tells the engine that something became due, or is to be stopped

    async def run_now(self, command: RunTask) -> Change:
        """Queue a run; unchanged when one is open already, or with `behind`, when one waits already."""
        refuse_long(command.note)
        task = _living(await self._tasks.get(command.task_id))
        run = self._manual_run(task, command)
        audit = Audit(task.tenant, command.actor, "run.requested", task.id, command.at)
        stored, is_new = await self._runs.request(run, run_card(task, run), audit, behind=command.behind)
        self._nudge()
        return Change(task, stored, is_new or _is_same_request(stored, run))

    async def stop(self, command: StopRun) -> Change:
        """Let an open run end; unchanged when it has ended, or was called off before."""
        task, run = await self._found(command.run_id)
        audit = Audit(task.tenant, command.actor, "run.stopped", run.id, command.at)
        stopped = await self._runs.cancel(run.id, audit) or run
        self._nudge()
        is_mine = (stopped.cancel_requested_by, stopped.cancel_requested_at) == (command.actor, command.at)
        return Change(task, stopped, changed=is_mine)

    async def skip(self, command: SkipRun) -> Change:
        """Leave it at that a run was missed; unchanged when somebody did before."""
        task, run = await self._found(command.run_id)
        audit = Audit(task.tenant, command.actor, "run.acknowledged", run.id, command.at)
        return Change(task, run, changed=await self._runs.acknowledge(run.id, audit))

    async def snooze(self, command: SnoozeRun) -> Change:
        """Let a reminder come once more at `until`; again before that moves it there, and adds none."""
        task, parent = await self._found(command.run_id)
        task = _living(task)
        if not can_be_snoozed(parent, task):
            raise Refused(Reason.NOT_A_REMINDER)
        if not timedelta(0) < command.until - command.at <= SNOOZED_AT_MOST:
            raise Refused(Reason.TIME_PAST)
        run = _snoozed_run(task, parent, command)
        audit = Audit(task.tenant, command.actor, "run.snoozed", parent.id, command.at)
        stored = await self._runs.snooze(run, run_card(task, run), audit)
        self._nudge()
        return Change(task, stored)

    async def _found(self, run_id: RunId) -> tuple[Task, Run]:
        run = await self._runs.get(run_id)
        task = await self._tasks.get(run.task_id) if run else None
        if run is None or task is None:
            raise Refused(Reason.RUN_NOT_FOUND)
        return task, run

    def _manual_run(self, task: Task, command: RunTask) -> Run:
        return replace(
            _asked_for(task, RunId(self._new_id("run_")), command.at, command),
            kind=RunKind.MANUAL,
            note=command.note,
        )


def _living(task: Task | None) -> Task:
    if task is None:
        raise Refused(Reason.TASK_NOT_FOUND)
    if task.status in _GONE:
        raise Refused(Reason.TASK_GONE)
    return task


def can_be_snoozed(run: Run, task: Task) -> bool:
    """Tell whether a run is a reminder that has come: a fixed text that was posted."""
    has_come = run.state is RunState.SUCCEEDED and run.kind is not RunKind.REPLY
    return has_come and isinstance(task.spec.action, StaticText) and task.status not in _GONE


def refuse_long(note: str) -> None:
    if len(note) > NOTE_LIMIT:
        raise Refused(Reason.TEXT_TOO_LONG, limit=NOTE_LIMIT, length=len(note))


def run_card(task: Task, run: Run, priority: Priority = Priority.ANSWER) -> Post:
    """The one card of `run`, posted where the task posts."""
    return Post(
        key=run_card_key(run.id),
        tenant=task.tenant,
        view=RunCard(run.id),
        target=ToChat(task.spec.destination.chat_id),
        locale=task.spec.locale,
        priority=priority,
        run_id=run.id,
        unasked=is_unasked(task, run),
    )


def _snoozed_run(task: Task, parent: Run, command: SnoozeRun) -> Run:
    """Return the run to come; its id follows from the press, so handling that twice is once."""
    pressed = f"{parent.id}:{command.at.isoformat()}"
    run_id = RunId("run_" + hashlib.sha256(pressed.encode()).hexdigest()[:24])
    run = _asked_for(task, run_id, command.until, command)
    return replace(run, kind=RunKind.SNOOZED, parent=parent.id, note=parent.note)


def _asked_for(task: Task, run_id: RunId, due_at: datetime, command: RunTask | SnoozeRun) -> Run:
    return Run(
        id=run_id,
        tenant=task.tenant,
        task_id=task.id,
        fire_time=due_at,
        kind=RunKind.MANUAL,
        state=RunState.QUEUED,
        due_at=due_at,
        requested_by=command.actor,
        delivery=DeliveryState.PENDING,
        created_at=command.at,
    )


def _is_same_request(stored: Run, run: Run) -> bool:
    """Tell whether `stored` came of this very request, handled a second time after a crash."""
    return (stored.kind, stored.fire_time, stored.requested_by) == (run.kind, run.fire_time, run.requested_by)
