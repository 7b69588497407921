"""What follows from how an attempt ended: a final state or a retry, and what is posted. Pure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from scheduler.attempt import Ending
from scheduler.decided import Claimed, Closing
from scheduler.model import Cause, Run, RunEvent, RunEventKind, RunKind, RunState, Task, TaskStatus
from scheduler.posts import Post, Priority, ToPerson, UnderPost, run_card_key, run_result_key
from scheduler.quiet import is_unasked
from scheduler.replies import fits_card
from scheduler.retry import next_attempt_at
from scheduler.speaking import late_card, speaks
from scheduler.views import RunResult, TaskCard

ATTEMPTS_BEGUN_AT_MOST = 5

CountParts = Callable[[str], int]
"""In how many messages a result goes out."""


def closing_of(
    claimed: Claimed,
    ending: Ending,
    now: datetime,
    jitter: float,
    parts: CountParts,
    last: str | None = None,
    retried: int = 0,
) -> Closing:
    """Return the final state of the run, or its way back to the queue.

    `last` is the result before, `retried` how often the run was tried again after it had failed: an attempt
    that was interrupted is none of those.
    """
    retry_at = _retry_at(claimed.task, ending, now, jitter, retried)
    if retry_at is not None:
        event = RunEvent(now, RunEventKind.RETRY, ending.cause or "")
        return Closing(state=RunState.QUEUED, cause=ending.cause, retry_at=retry_at, events=(event,))
    return Closing(
        state=ending.state,
        cause=ending.cause,
        result=ending.text,
        artifacts=ending.artifacts,
        events=(RunEvent(now, RunEventKind.FINISHED, ending.state),),
        posts=_posts(claimed, ending, parts, last),
    )


def interrupted(claimed: Claimed, restartable: bool, now: datetime) -> Closing:
    """The worker went away in the middle: the same run again where that is safe, else nobody knows.

    It keeps its place in the queue: it has had its turn, and waits behind nothing that came later. A run
    that was interrupted again and again may be what ends the process: it is not begun anew, and what it
    did nobody can tell.
    """
    run = claimed.run
    event = RunEvent(now, RunEventKind.INTERRUPTED)
    if restartable and run.attempt < ATTEMPTS_BEGUN_AT_MOST:
        return Closing(
            state=RunState.QUEUED,
            cause=Cause.INTERRUPTED,
            retry_at=min(run.due_at, now),
            events=(event,),
            # Nobody is there to confirm that it stopped, or to tell what it had done.
            if_called_off=RunState.UNKNOWN,
            if_task_gone=RunState.UNKNOWN,
        )
    posts = late_card(claimed.task, run, RunState.UNKNOWN)
    return Closing(state=RunState.UNKNOWN, cause=Cause.INTERRUPTED, events=(event,), posts=posts)


def for_good(closing: Closing, now: datetime) -> Closing:
    """Return how a run ends that would have been tried again: its task was deleted meanwhile."""
    state = closing.if_task_gone
    kept = (event for event in closing.events if event.kind is not RunEventKind.RETRY)
    events = (*kept, RunEvent(now, RunEventKind.FINISHED, state))
    return replace(closing, state=state, retry_at=None, events=events)


def notice_of_stop(before: Task, after: Task) -> tuple[Post, ...]:
    """Tell the owner when failures have just paused the task."""
    if after.status is before.status or after.status is not TaskStatus.PAUSED:
        return ()
    return (
        Post(
            key=f"{after.id}:stopped:{after.revision}",
            tenant=after.tenant,
            view=TaskCard(after.id),
            target=ToPerson(after.owner),
            locale=after.spec.locale,
            priority=Priority.FAILURE,
            unasked=True,
        ),
    )


def _retry_at(task: Task, ending: Ending, now: datetime, jitter: float, retried: int) -> datetime | None:
    if ending.state is not RunState.FAILED or not ending.passing:
        return None
    return next_attempt_at(
        task.spec.policies.retry,
        retried + 1,
        now,
        retry_after=ending.retry_after,
        next_fire_time=task.next_fire_time
        if task.status is TaskStatus.ACTIVE
        else None,  # paused: none comes
        jitter=jitter,
    )


def _posts(claimed: Claimed, ending: Ending, parts: CountParts, last: str | None) -> tuple[Post, ...]:
    """Return what the chat hears of it: of a run that keeps quiet nothing."""
    run, task = claimed.run, claimed.task
    if not speaks(task, run, ending.state, ending.text, last):
        return ()
    succeeded = ending.state is RunState.SUCCEEDED
    results = _results(task, run, ending.text, parts) if succeeded else ()
    return (*late_card(task, run, ending.state), *results)


def _results(task: Task, run: Run, text: str, parts: CountParts) -> tuple[Post, ...]:
    if run.kind is RunKind.REPLY and fits_card(text):
        return ()
    chat_id = task.spec.destination.chat_id
    return tuple(
        Post(
            key=run_result_key(run.id, part),
            tenant=task.tenant,
            view=RunResult(run.id, part),
            target=UnderPost(run_card_key(run.id), chat_id),
            locale=task.spec.locale,
            priority=Priority.RESULT,
            run_id=run.id,
            unasked=is_unasked(task, run),
        )
        for part in range(parts(text))
    )
