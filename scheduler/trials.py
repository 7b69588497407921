"""Trial runs: what is drafted is done once, before anybody decides to keep it.

A task stands behind each, because a run belongs to one; it is on no list, never fires by itself, and
goes away when tombstones do. The draft stays as it is.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from scheduler.commands import Change, TryDraft
from scheduler.drafts import Draft
from scheduler.errors import Reason, Refused
from scheduler.model import (
    OPEN_STATES,
    DeliveryState,
    DraftId,
    NotifyMode,
    Run,
    RunId,
    RunKind,
    RunState,
    Task,
    TaskId,
    TaskStatus,
)
from scheduler.ports import Audit, TaskStore
from scheduler.run_ports import RunStore
from scheduler.run_requests import run_card


class Trials:
    def __init__(self, tasks: TaskStore, runs: RunStore, *, nudge: Callable[[], None]) -> None:
        self._tasks = tasks
        self._runs = runs
        self._nudge = nudge  # tells the engine that something became due

    async def begin(self, draft: Draft, command: TryDraft) -> Change:
        """Run what is drafted once, where the card stands; the same press twice is once.

        Refused while a trial of this draft is running.
        """
        count = 1
        while (task := await self._tasks.get(trial_id(draft, count))) is not None:
            run = (await self._runs.last_of([task.id]))[task.id]
            if run.fire_time == command.at:
                return Change(task, run)
            if run.state in OPEN_STATES:
                raise Refused(Reason.ALREADY_RUNNING, title=task.spec.title)
            count += 1
        return await self._store(_trial_of(draft, count, command), command)

    async def _store(self, task: Task, command: TryDraft) -> Change:
        run = _run_of(task, command)
        audit = Audit(task.tenant, command.actor, "draft.tried", task.id, command.at)
        if not await self._runs.try_out(task, run, run_card(task, run), audit):
            raise Refused(Reason.ALREADY_RUNNING, title=task.spec.title)  # of two presses at once the second
        self._nudge()
        return Change(task, run)


def trial_id(draft: Draft, count: int) -> TaskId:
    return TaskId(f"{draft.id.replace('draft_', 'trial_', 1)}_{count}")


def draft_tried(task_id: TaskId) -> DraftId | None:
    """Return the draft that a trial's task stands for; None for any other task."""
    if not task_id.startswith("trial_"):
        return None
    return DraftId("draft_" + task_id.removeprefix("trial_").rpartition("_")[0])


def _trial_of(draft: Draft, count: int, command: TryDraft) -> Task:
    """Return the task behind the trial: it speaks whatever comes of it, and where it was asked for."""
    policies = replace(draft.spec.policies, notify=NotifyMode.ALWAYS, delete_after_run=False)
    return Task(
        id=trial_id(draft, count),
        tenant=draft.tenant,
        owner=draft.asker,
        spec=replace(draft.spec, destination=command.destination, policies=policies),
        status=TaskStatus.TRIAL,
        revision=1,
        next_fire_time=None,
        created_at=command.at,
        updated_at=command.at,
        deleted_at=command.at,  # its time as a tombstone begins at once
    )


def _run_of(task: Task, command: TryDraft) -> Run:
    return Run(
        id=RunId("run_" + hashlib.sha256(task.id.encode()).hexdigest()[:24]),
        tenant=task.tenant,
        task_id=task.id,
        fire_time=command.at,
        kind=RunKind.MANUAL,
        state=RunState.QUEUED,
        due_at=command.at,
        requested_by=command.actor,
        delivery=DeliveryState.PENDING,
        created_at=command.at,
    )
