"""What is promised of one task, reckoned by hand beside the engine."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.model import Task, TaskId, TaskStatus
from scheduler.triggers import At, Trigger
from tests.builders import NOW


@dataclass
class Promise:
    """Which occurrences of a task are still to come, and in what state the task is."""

    task_id: TaskId
    trigger: Trigger
    since: datetime  # what is due up to then was dealt with, or given up by pausing, deleting, rescheduling
    used: int = 0  # of its maximum
    status: TaskStatus = TaskStatus.ACTIVE
    is_paused: bool = False  # comes back as paused when it is restored
    until: datetime | None = None
    touched: datetime = NOW  # by whoever changed the task last

    @property
    def left(self) -> int:
        maximum = self.trigger.bounds.maximum
        return 10**9 if maximum is None else maximum - self.used

    def due(self, now: datetime) -> list[datetime]:
        """The occurrences after `since` up to `now`, by hand: one instant, or a grid."""
        if isinstance(self.trigger, At):
            grid = [self.trigger.instant]
        else:
            steps = (now - self.trigger.anchor) // self.trigger.period
            grid = [self.trigger.anchor + n * self.trigger.period for n in range(max(0, steps + 1))]
        return [moment for moment in grid if self.since < moment <= now][: self.left]

    def is_spent(self, now: datetime) -> bool:
        is_past = isinstance(self.trigger, At) and self.trigger.instant <= now
        return self.left <= 0 or is_past

    def plan(self, now: datetime) -> list[datetime]:
        """What a tick has to deal with now."""
        if self.status is TaskStatus.PAUSED and self.until is not None and self.until <= now:
            self.go_on(max(self.until, self.touched))  # what was due since then is owed
        if self.status is not TaskStatus.ACTIVE:
            return []
        due = self.due(now)
        self.used += len(due)
        self.since = now
        if due and self.is_spent(now):
            self.status = TaskStatus.FINISHED
        return due

    def go_on(self, now: datetime) -> None:
        """Resumed or restored: nothing before `now` is replayed."""
        self.status = TaskStatus.FINISHED if self.is_spent(now) else TaskStatus.ACTIVE
        self.since, self.touched, self.is_paused, self.until = now, now, False, None

    def pause(self, until: datetime | None) -> None:
        self.status, self.is_paused, self.until = TaskStatus.PAUSED, True, until

    def delete(self) -> None:
        self.status = TaskStatus.DELETED

    def restore(self, now: datetime) -> None:
        if self.is_paused:
            self.status, self.touched = TaskStatus.PAUSED, now
        else:
            self.go_on(now)

    def reschedule(self, trigger: Trigger, now: datetime) -> None:
        """Another maximum, or a task that had ended, counts anew."""
        had_ended = self.status is TaskStatus.FINISHED
        if had_ended or trigger.bounds.maximum != self.trigger.bounds.maximum:
            self.used = 0
        self.trigger, self.since = trigger, now
        if had_ended:
            self.status = TaskStatus.ACTIVE

    def agrees_with(self, task: Task) -> bool:
        return (task.status, task.fired, task.spec.trigger) == (self.status, self.used, self.trigger)
