"""When a run speaks in its chat, and when it keeps quiet. Pure.

A run that a person asked for always speaks. A scheduled one of a task that is not to speak every time
begins without a card, and gets it when it ends, if there is something to say. Which of the two it is
stands with the run: `DeliveryState.NONE` is one that nobody has heard of.
"""

from dataclasses import replace

from scheduler.model import (
    FAILURE_STATES,
    DeliveryState,
    NotifyMode,
    Run,
    RunKind,
    RunState,
    Task,
)
from scheduler.posts import Post, Priority
from scheduler.run_requests import run_card


def begins_aloud(task: Task, kind: RunKind, *, is_looked_after: bool = False) -> bool:
    """Tell whether a run has its card from the beginning.

    Where somebody looks after what goes wrong with the task it gets one when it ends, if that is news.
    """
    if kind is not RunKind.SCHEDULED:
        return True
    return task.spec.policies.notify is NotifyMode.ALWAYS and not is_looked_after


def is_quiet(run: Run) -> bool:
    """Tell whether nobody has heard of the run so far."""
    return run.kind is RunKind.SCHEDULED and run.delivery is DeliveryState.NONE


def awaits_last(task: Task, run: Run) -> bool:
    """Tell whether the result before decides if this run speaks."""
    return is_quiet(run) and task.spec.policies.notify is NotifyMode.ON_CHANGE


def speaks(task: Task, run: Run, state: RunState, result: str, last: str | None) -> bool:
    """Tell whether the chat hears how a run ended; `last` is the result before, None for none.

    What failed is a change as well: silence means that all is as it was.
    """
    if not is_quiet(run):
        return True
    match task.spec.policies.notify:
        case NotifyMode.ALWAYS:  # it was not, when the run began
            return True
        case NotifyMode.ON_FAILURE:
            return state in FAILURE_STATES
        case NotifyMode.ON_CHANGE:
            return state in FAILURE_STATES or (state is RunState.SUCCEEDED and _differs(result, last))


def late_card(task: Task, run: Run, state: RunState) -> tuple[Post, ...]:
    """Return the card of a run that was quiet until it ended."""
    if not is_quiet(run):
        return ()
    card = run_card(task, run)
    if state in FAILURE_STATES:
        return (replace(card, priority=Priority.FAILURE, unasked=True),)
    return (replace(card, priority=Priority.RESULT),)


def _differs(result: str, last: str | None) -> bool:
    """Compare what is read: blanks and empty lines are no news."""
    return last is None or result.split() != last.split()
