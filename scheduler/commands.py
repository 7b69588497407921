"""Requests as data.

`actor` is who asked, from Lark's envelope; `at` is when, so that handling a request twice is once.
"""

from dataclasses import dataclass
from datetime import datetime

from scheduler.model import DraftId, PersonId, Run, Task, TaskId


@dataclass(frozen=True, slots=True)
class SaveDraft:
    draft_id: DraftId
    actor: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class CancelDraft:
    draft_id: DraftId
    actor: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class PauseTask:
    task_id: TaskId
    actor: PersonId
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ResumeTask:
    task_id: TaskId
    actor: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class RunTask:
    """Run once now; works while paused and leaves the schedule alone."""

    task_id: TaskId
    actor: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class DeleteTask:
    task_id: TaskId
    actor: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class RestoreTask:
    """Undo a delete; the task comes back as it was, without replaying what it missed."""

    task_id: TaskId
    actor: PersonId
    at: datetime


TaskCommand = PauseTask | ResumeTask | RunTask | DeleteTask | RestoreTask


@dataclass(frozen=True, slots=True)
class Change:
    """What a command left behind. `changed` is False when there was nothing left to do."""

    task: Task
    run: Run | None = None
    changed: bool = True
