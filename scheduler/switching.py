"""What a command makes of a task: pausing, resuming, deleting, restoring. Pure."""

from typing import assert_never

from scheduler.calendars import LegalCalendar
from scheduler.commands import DeleteTask, PauseTask, RestoreTask, ResumeTask, RunTask, TaskCommand
from scheduler.lifecycle import deleted, paused, restored, resumed
from scheduler.model import Task, TaskStatus
from scheduler.ports import Audit
from scheduler.run_requests import refuse_long


def after(
    task: Task, command: PauseTask | ResumeTask | DeleteTask | RestoreTask, calendar: LegalCalendar
) -> Task:
    """Return the task as the command wants it; the task itself when it is so already."""
    match command:
        case PauseTask():
            return _paused(task, command)
        case ResumeTask(at=at):
            return task if task.status is TaskStatus.ACTIVE else resumed(task, at, calendar)
        case DeleteTask(at=at):
            return task if task.status is TaskStatus.DELETED else deleted(task, at)
        case RestoreTask(at=at):
            return restored(task, at, calendar) if task.status is TaskStatus.DELETED else task
        case _:
            assert_never(command)


def _paused(task: Task, command: PauseTask) -> Task:
    """Pause; of a task that is paused already a new reason or end replaces the old one."""
    refuse_long(command.note)
    is_paused = task.status is TaskStatus.PAUSED
    note = command.note or (task.pause_note if is_paused else "")
    if is_paused and (task.paused_until, task.pause_note) == (command.until, note):
        return task
    return paused(task, command.at, command.reason, command.until, note)


_VERBS = {
    PauseTask: "task.paused",
    ResumeTask: "task.resumed",
    DeleteTask: "task.deleted",
    RestoreTask: "task.restored",
    RunTask: "run.requested",
}


def audit_of(command: TaskCommand, task: Task) -> Audit:
    return Audit(task.tenant, command.actor, _VERBS[type(command)], task.id, command.at)
