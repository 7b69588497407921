"""Stops a task that failed too often in a row. The store counts, where it ends a run."""

from scheduler.closing import notice_of_stop
from scheduler.lifecycle import is_owed, stopped_by_failures
from scheduler.model import FAILURE_STATES, Run, RunKind, RunState, TaskId
from scheduler.ports import Clock, TaskStore

_TRIES = 5  # against editors of the same task


async def stop_if_failing(tasks: TaskStore, run: Run, state: RunState, clock: Clock) -> None:
    """Pause the task after `run` ended in `state`, if that was one failure too many."""
    if run.kind is RunKind.SCHEDULED and state in FAILURE_STATES:
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
