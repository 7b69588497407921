"""What is put before the engine and what it decides, as values that a store writes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.model import Artifact, Cause, Run, RunEvent, RunState, Task, TaskStatus
from scheduler.posts import Post


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task whose fire time has come, with how many of its scheduled runs are still open."""

    task: Task
    running: int
    queued: int
    used: int = 0  # runs that its owner's tasks have had today
    is_looked_after: bool = False  # somebody acknowledged what goes wrong with it
    by_hand: int = 0  # runs that somebody asked for and that are open, begun or not


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a task goes on that was planned: all else of it stays, its revision too."""

    next_fire_time: datetime | None
    fired: int
    status: TaskStatus
    plan_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of one due task, given as it was: where it goes on, the runs and posts that begin."""

    task: Task
    moved: Moved
    runs: tuple[Run, ...]
    posts: tuple[Post, ...]
    calls_off: bool = False  # what is open of the task is cancelled before `runs` are written


Decide = Callable[[Sequence[DueTask]], Sequence[Plan]]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A run that this worker holds the lease of, and the task it belongs to."""

    run: Run
    task: Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How an attempt ended: a final state, or back to the queue at `retry_at`."""

    state: RunState  # QUEUED for a retry
    cause: Cause | None = None
    result: str = ""
    artifacts: tuple[Artifact, ...] = ()
    events: tuple[RunEvent, ...] = ()
    retry_at: datetime | None = None
    posts: tuple[Post, ...] = ()
    # Instead of going back to the queue:
    if_called_off: RunState = RunState.CANCELLED
    if_task_gone: RunState = RunState.FAILED  # where the task was deleted meanwhile
