"""Keeps count of a task's failures in a row, whoever it is that ends its run."""

from scheduler.closing import notice_of_stop
from scheduler.lifecycle import is_owed, stopped_by_failures
from scheduler.model import FAILURE_STATES, Run, RunKind, RunState, TaskId
from scheduler.ports import Clock, TaskStore

_TRIES = 5  # against editors of the same task


async def count(tasks: TaskStore, run: Run, state: RunState, clock: Clock) -> None:
    """Move the count on after `run` ended in `state`; too many in a row pause the task."""
    if run.kind is not RunKind.SCHEDULED:
        return
    if state is RunState.SUCCEEDED:
        await tasks.forget_failures(run.task_id)
    elif state in FAILURE_STATES:
        await tasks.count_failure(run.task_id)
        await stop_failing(tasks, run.task_id, clock)


async def stop_failing(tasks: TaskStore, task_id: TaskId, clock: Clock) -> None:
    """Pause the task if it failed too often, and tell its owner.

    Not while an occurrence of it is due: whoever plans that one comes here afterwards.
    """
    for _ in range(_TRIES):
        task = await tasks.get(task_id)
        if task is None or is_owed(task, clock()):
            return
        after = stopped_by_failures(task, clock())
        if after is task:
            return
        if await tasks.change(after, seen=task.revision, audit=None, posts=notice_of_stop(task, after)):
            return
