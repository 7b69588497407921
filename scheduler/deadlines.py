"""How long an attempt may take. Pure."""

from datetime import datetime, timedelta

from scheduler.attempt import CANCEL_GRACE
from scheduler.model import Run, RunKind, Task
from scheduler.overlap import OverlapPolicy

RUN_AT_MOST = timedelta(hours=6)
"""From a run's making to its end, retries included."""

MAKES_WAY_BY = CANCEL_GRACE + timedelta(seconds=1)
"""Before the next occurrence, which would be skipped if it found the run open: to stop, and to be stored."""

_LEAST = timedelta(seconds=1)  # so that an attempt that begins late can still say that it was too late


def attempt_limit(run: Run, task: Task, of_executor: timedelta, now: datetime) -> timedelta:
    """Return the task's own limit, else the executor's, cut at the end of the run as a whole.

    A scheduled run has made way for the next one when that is due, unless its owner chose that runs may
    overlap or wait; one that begins when the next is due already has nothing to make way for.
    """
    limit = task.spec.policies.time_limit or of_executor
    end = max(run.created_at, run.fire_time) + RUN_AT_MOST  # a reminder that was put off is made long before
    following = task.next_fire_time
    makes_way = run.kind is RunKind.SCHEDULED and task.spec.policies.overlap is OverlapPolicy.SKIP
    if makes_way and following is not None and following > now:
        end = min(end, following - MAKES_WAY_BY)
    return max(_LEAST, min(limit, end - now))
