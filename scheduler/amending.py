"""A change of a task, field by field: what differs, and what becomes of changes made meanwhile. Pure.

Whoever changes a task has looked at it before and saves later. What they did not touch stays as it
is at that moment; what somebody else changed to something else meanwhile is refused as stale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from scheduler.calendars import PUBLISHED, LegalCalendar
from scheduler.drafts import Amendment, Draft
from scheduler.errors import Reason, Refused
from scheduler.fires import next_fire_time
from scheduler.model import Policies, Task, TaskSpec, TaskStatus
from scheduler.triggers import At, Trigger


class Field(StrEnum):
    """What can be changed by itself; in this order they are shown."""

    TITLE = "title"
    SCHEDULE = "schedule"
    CONTENT = "content"
    DESTINATION = "destination"
    LOCALE = "locale"
    TEMPLATE = "template"
    MISFIRE = "misfire"
    OVERLAP = "overlap"
    RETRY = "retry"
    NOTIFY = "notify"
    TIME_LIMIT = "time_limit"
    DELETE_AFTER_RUN = "delete_after_run"


THEN: Final = "\n→ "
"""Stands in a phrase before what was said later, while the task was not saved yet."""

# The first attribute tells whether the field differs; the others go with it.
_OF_SPEC: Final[Mapping[Field, Sequence[str]]] = {
    Field.TITLE: ("title",),
    Field.SCHEDULE: ("trigger", "phrase"),
    Field.CONTENT: ("action",),
    Field.DESTINATION: ("destination",),
    Field.LOCALE: ("locale",),
    Field.TEMPLATE: ("template",),
}


def differing(one: TaskSpec, other: TaskSpec) -> tuple[Field, ...]:
    """Return the fields in which two specs differ."""
    return tuple(field for field in Field if _value(one, field) != _value(other, field))


def merged(before: TaskSpec, wanted: TaskSpec, present: TaskSpec) -> TaskSpec:
    """Apply the change from `before` to `wanted` to what is there now.

    Refused as stale where a field of it was changed to something else since `before`.
    """
    for field in differing(before, wanted):
        now = _value(present, field)
        if now != _value(before, field) and now != _value(wanted, field):
            raise Refused(Reason.STALE, title=present.title)
    return rebased(before, wanted, present)


def rebased(before: TaskSpec, wanted: TaskSpec, present: TaskSpec) -> TaskSpec:
    """Apply the change from `before` to `wanted` to what is there now, whatever that is."""
    for field in differing(before, wanted):
        present = _with(present, field, wanted)
    return present


def amended(task: Task, draft: Draft, now: datetime, calendar: LegalCalendar = PUBLISHED) -> Task:
    """Return the task as the draft wants it; the task itself where it is so already.

    An untouched schedule keeps its next run. With a new one a finished task comes alive again, and a
    paused one stays paused. Refused when the task is gone, was changed meanwhile, or would never run.
    """
    assert draft.amends is not None, "only the draft of a change is applied to a task"
    if task.status in {TaskStatus.DELETED, TaskStatus.TRIAL}:
        raise Refused(Reason.TASK_GONE)
    spec = merged(draft.amends.before, draft.spec, task.spec)
    if spec == task.spec:
        return task
    changed = replace(task, spec=spec, revision=task.revision + 1, updated_at=now, plan_after=None)
    return changed if spec.trigger == task.spec.trigger else _rescheduled(changed, task, now, calendar)


def looked_at_again(draft: Draft, task: Task) -> Draft:
    """Return the draft of the same change to the task as it is now."""
    assert draft.amends is not None, "only the draft of a change is put on a newer task"
    spec = rebased(draft.amends.before, draft.spec, task.spec)
    return replace(draft, spec=spec, amends=Amendment.of(task))


def fired_under(trigger: Trigger, task: Task) -> int:
    """Return how many runs count towards the maximum of a new schedule.

    A task that had ended, or that is given another maximum, counts anew.
    """
    if trigger == task.spec.trigger:
        return task.fired
    another_maximum = trigger.bounds.maximum != task.spec.trigger.bounds.maximum
    return 0 if another_maximum or task.status is TaskStatus.FINISHED else task.fired


def _rescheduled(changed: Task, task: Task, now: datetime, calendar: LegalCalendar) -> Task:
    trigger = changed.spec.trigger
    fired = fired_under(trigger, task)
    following = next_fire_time(trigger, now, calendar, fired=fired)
    if following is None:
        raise Refused(Reason.TIME_PAST if isinstance(trigger, At) else Reason.NEVER_FIRES)
    status = TaskStatus.ACTIVE if task.status is TaskStatus.FINISHED else task.status
    return replace(changed, next_fire_time=following, fired=fired, status=status)


def _value(spec: TaskSpec, field: Field) -> object:
    if field in _OF_SPEC:
        return getattr(spec, _OF_SPEC[field][0])
    return getattr(spec.policies, field.value)


def _with(spec: TaskSpec, field: Field, wanted: TaskSpec) -> TaskSpec:
    """Return `spec` with `field` as in `wanted`."""
    if field in _OF_SPEC:
        return replace(spec, **{name: getattr(wanted, name) for name in _OF_SPEC[field]})
    policies: Policies = replace(spec.policies, **{field.value: getattr(wanted.policies, field.value)})
    return replace(spec, policies=policies)
