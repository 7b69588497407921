"""Requests as data.

`actor` is who asked, from Lark's envelope; `at` is when, so that handling a request twice is once.
"""

from dataclasses import dataclass
from datetime import datetime

from scheduler.model import ChatId, Destination, DraftId, PauseReason, PersonId, Run, RunId, Task, TaskId


@dataclass(frozen=True, slots=True)
class _OnDraft:
    draft_id: DraftId
    actor: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class SaveDraft(_OnDraft):
    """Make the draft a task. `card_in` is the chat in which its card stands, and tells of it."""

    card_in: ChatId | None = None


@dataclass(frozen=True, slots=True)
class CancelDraft(_OnDraft):
    """Drop the draft."""


@dataclass(frozen=True, slots=True)
class TryDraft(_OnDraft):
    """Do once what is drafted, and post it to `destination`: where the card stands."""

    destination: Destination


@dataclass(frozen=True, slots=True)
class _OnTask:
    task_id: TaskId
    actor: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class PauseTask(_OnTask):
    """Fire no more, or not before `until`. `reason` is another's where a pause is put back as it was."""

    until: datetime | None = None
    note: str = ""
    reason: PauseReason = PauseReason.BY_PERSON


@dataclass(frozen=True, slots=True)
class ResumeTask(_OnTask):
    """Go on from now; what was missed while paused is not replayed."""


@dataclass(frozen=True, slots=True)
class RunTask(_OnTask):
    """Run once now; works while paused and leaves the schedule alone. `note` is for this run alone.

    With `behind` it waits for the run that is open.
    """

    note: str = ""
    behind: bool = False


@dataclass(frozen=True, slots=True)
class StopRun:
    """Let a run that is open end."""

    run_id: RunId
    actor: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class SkipRun:
    """Leave it at that a run was missed."""

    run_id: RunId
    actor: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class SnoozeRun:
    """Let a reminder that has come do so once more at `until`."""

    run_id: RunId
    actor: PersonId
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class ReplyToRun:
    """Answer what was written under a run's card; `message_id` is that of what was written."""

    run_id: RunId
    actor: PersonId
    at: datetime
    text: str
    message_id: str
    chat_id: ChatId


@dataclass(frozen=True, slots=True)
class DeleteTask(_OnTask):
    """Leave a tombstone, from which the task can be restored for a while."""


@dataclass(frozen=True, slots=True)
class RestoreTask(_OnTask):
    """Undo a delete; the task comes back as it was, without replaying what it missed."""


TaskCommand = PauseTask | ResumeTask | RunTask | DeleteTask | RestoreTask


@dataclass(frozen=True, slots=True)
class Change:
    """What a command left behind. `changed` is False when there was nothing left to do."""

    task: Task
    run: Run | None = None
    changed: bool = True
