"""What a task becomes when somebody pauses, resumes, deletes or restores it.

Pure functions: each takes the task as it is and returns the task as it shall be, revision raised.
"""

from dataclasses import replace
from datetime import datetime

from scheduler.calendars import PUBLISHED, LegalCalendar
from scheduler.commands import SaveDraft
from scheduler.drafts import Draft, DraftState
from scheduler.errors import Reason, Refused
from scheduler.fires import next_fire_time
from scheduler.model import DeliveryState, PauseReason, Run, RunState, Task, TaskId, TaskStatus
from scheduler.triggers import At

FAILURES_BEFORE_PAUSE = 10
"""So many failures in a row pause a task."""


def task_of(draft: Draft, command: SaveDraft, calendar: LegalCalendar = PUBLISHED) -> Task:
    """Return the task that `draft` becomes. Its id follows from the draft's, so saving twice is once."""
    return Task(
        id=TaskId(draft.id.replace("draft_", "task_", 1)),
        tenant=draft.tenant,
        owner=draft.asker,
        spec=draft.spec,
        status=TaskStatus.ACTIVE,
        revision=1,
        next_fire_time=first_fire_time(draft, command.at, calendar),
        created_at=command.at,
        updated_at=command.at,
    )


def refuse_unless_open(draft: Draft, now: datetime) -> None:
    if draft.state is DraftState.EXPIRED or (draft.state is DraftState.OPEN and draft.expires_at <= now):
        raise Refused(Reason.DRAFT_EXPIRED)
    if draft.state is not DraftState.OPEN:
        raise Refused(Reason.DRAFT_CLOSED)


def first_fire_time(draft: Draft, now: datetime, calendar: LegalCalendar = PUBLISHED) -> datetime:
    """Return when the drafted task fires first, or refuse: its time is past, or never comes."""
    trigger = draft.spec.trigger
    first = next_fire_time(trigger, now, calendar)
    if first is None:
        raise Refused(Reason.TIME_PAST if isinstance(trigger, At) else Reason.NEVER_FIRES)
    return first


def paused(
    task: Task, now: datetime, reason: PauseReason, until: datetime | None = None, note: str = ""
) -> Task:
    """Fire no more, or not before `until`; refused when that is past."""
    _refuse_if_over(task)
    if until is not None and until <= now:
        raise Refused(Reason.TIME_PAST)
    return _changed(
        task, now, status=TaskStatus.PAUSED, pause_reason=reason, paused_until=until, pause_note=note
    )


def resumed(task: Task, now: datetime, calendar: LegalCalendar = PUBLISHED) -> Task:
    """Go on from now: what was missed while paused is not replayed, old failures are forgotten."""
    _refuse_if_over(task)
    return _rearmed(task, now, now, calendar)


def woken(task: Task, now: datetime, calendar: LegalCalendar = PUBLISHED) -> Task:
    """End a pause whose time has come, be it a while ago: what was due since then is owed."""
    assert task.paused_until is not None, "only a pause with an end ends by itself"
    since = max(task.paused_until, task.updated_at)  # whoever changed it meanwhile reckoned from then
    return _rearmed(task, since, now, calendar)


def left_asleep(task: Task, until: datetime) -> Task:
    """Leave a paused task that cannot be woken as it is, and owed what it is owed, until then."""
    return replace(task, revision=task.revision + 1, plan_after=until)


def deleted(task: Task, now: datetime) -> Task:
    return _changed(task, now, status=TaskStatus.DELETED, deleted_at=now)


def done_with(task: Task, run: Run, now: datetime) -> Task:
    """Return the tombstone that a task becomes when it is done and was to be deleted then, else itself.

    It is when its trigger is spent, and its last run has succeeded and arrived.
    """
    arrived = run.delivery in {DeliveryState.DELIVERED, DeliveryState.NONE}  # NONE: it keeps quiet
    is_done = run.state is RunState.SUCCEEDED and arrived and task.status is TaskStatus.FINISHED
    return deleted(task, now) if is_done and task.spec.policies.delete_after_run else task


def restored(task: Task, now: datetime, calendar: LegalCalendar = PUBLISHED) -> Task:
    """Bring a deleted task back: paused if it was paused, else going on from now."""
    if task.pause_reason is not None:
        return _changed(task, now, status=TaskStatus.PAUSED, deleted_at=None)
    return _rearmed(task, now, now, calendar)


def stopped_by_failures(task: Task, now: datetime) -> Task:
    """Pause a task that failed too often in a row; return any other as it is."""
    if task.failures_in_row < FAILURES_BEFORE_PAUSE or task.status is not TaskStatus.ACTIVE:
        return task
    return paused(task, now, PauseReason.FAILURES)


def is_owed(task: Task, now: datetime) -> bool:
    """Tell whether something is due of the task that the planner has not dealt with yet.

    Whoever changes the task has that dealt with first: reckoned anew from then on, it would be lost.
    """
    if task.plan_after is not None and task.plan_after > now:
        return False  # it could not be dealt with, and whoever changes it may mend it
    if task.status is TaskStatus.PAUSED:
        return task.paused_until is not None and task.paused_until <= now
    is_due = task.next_fire_time is not None and task.next_fire_time <= now
    return task.status is TaskStatus.ACTIVE and is_due


def _rearmed(task: Task, since: datetime, now: datetime, calendar: LegalCalendar) -> Task:
    following = next_fire_time(task.spec.trigger, since, calendar, fired=task.fired)
    return _changed(
        task,
        now,
        status=TaskStatus.FINISHED if following is None else TaskStatus.ACTIVE,
        next_fire_time=following,
        pause_reason=None,
        pause_note="",
        paused_until=None,
        failures_in_row=0,
        deleted_at=None,
    )


def _changed(task: Task, now: datetime, **fields: object) -> Task:
    return replace(task, revision=task.revision + 1, updated_at=now, plan_after=None, **fields)  # type: ignore[arg-type]


def _refuse_if_over(task: Task) -> None:
    if task.status is TaskStatus.DELETED:
        raise Refused(Reason.TASK_GONE)
    if task.status is TaskStatus.FINISHED:
        raise Refused(Reason.TASK_FINISHED)
