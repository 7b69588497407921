"""Before somebody changes a task, what is due of it is dealt with: reckoned anew, it would be lost."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from scheduler.errors import TransientError
from scheduler.lifecycle import is_owed
from scheduler.model import Task, TaskId

_TRIES = 5  # more may become due, and somebody else may change the task meanwhile

Settle = Callable[[TaskId, datetime], Awaitable[None]]
"""Deals with what is due of a task at an instant; see `Planner.settle`."""

_Changed = TypeVar("_Changed")


class OwedError(Exception):
    """Something is due of the task that was to be changed."""


def refuse_owed(task: Task, at: datetime) -> None:
    if is_owed(task, at):
        raise OwedError


async def settled_first(
    settle: Settle, task_id: TaskId, at: datetime, change: Callable[[], Awaitable[_Changed]]
) -> _Changed:
    """Try `change`, which begins with `refuse_owed` and is undone by it, until nothing is due."""
    for _ in range(_TRIES):
        try:
            return await change()
        except OwedError:
            await settle(task_id, at)
    raise TransientError("the task is due again and again while it is to be changed")
