"""Keeps count of a task's failures in a row, whoever it is that ends its run."""

from scheduler.closing import notice_of_stop, task_after
from scheduler.model import Run, RunState
from scheduler.ports import Clock, TaskStore

_TRIES = 5  # against editors of the same task


async def count(tasks: TaskStore, run: Run, state: RunState, clock: Clock) -> None:
    """Move the count on after `run` ended in `state`; too many in a row pause the task."""
    if state is RunState.QUEUED:
        return
    for _ in range(_TRIES):
        task = await tasks.get(run.task_id)
        after = task_after(task, run, state, clock()) if task else None
        if task is None or after is None or after is task:
            return
        if await tasks.change(after, seen=task.revision, audit=None, posts=notice_of_stop(task, after)):
            return
