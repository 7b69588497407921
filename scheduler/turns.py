"""Which of the occurrences that are due begin, and which give way. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from scheduler.decided import DueTask
from scheduler.misfire import Missed
from scheduler.model import Cause, RunState
from scheduler.overlap import OverlapPolicy, Verdict, decide


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of one occurrence."""

    fire_time: datetime
    state: RunState  # QUEUED for one that begins
    cause: Cause | None = None


def take_turns(due: DueTask, fire_times: Sequence[datetime], left: int | None = None) -> Sequence[Turn]:
    """Decide about the occurrences that are due at once, oldest first.

    `left` is how many runs the task's owner may still have today, None for any number.
    """
    turns: list[Turn] = []
    running, queued, by_hand = due.running, due.queued, due.by_hand
    makes_up = due.task.spec.policies.misfire.missed is Missed.ALL
    for fire_time in fire_times:
        verdict = decide(due.task.spec.policies.overlap, running, queued, by_hand)
        if verdict is Verdict.SKIP:
            turns.append(Turn(fire_time, RunState.SKIPPED))
            continue
        if left is not None and _begun(turns) >= left:
            turns.append(Turn(fire_time, RunState.SKIPPED, Cause.DAILY_LIMIT))
            continue
        if verdict is Verdict.CANCEL_AND_START:
            turns = [_called_off(turn) for turn in turns]
            running = queued = by_hand = 0
        turns.append(Turn(fire_time, RunState.QUEUED))
        queued += not makes_up  # those made up for come one after the other: none is in the way of the next
    return turns


def calls_off(due: DueTask, turns: Sequence[Turn]) -> bool:
    """Tell whether what was open before is to make way for what begins."""
    makes_way = due.task.spec.policies.overlap is OverlapPolicy.CANCEL_PREVIOUS
    return makes_way and _begun(turns) > 0 and due.running + due.queued + due.by_hand > 0


def _begun(turns: Sequence[Turn]) -> int:
    return sum(turn.state is RunState.QUEUED for turn in turns)


def _called_off(turn: Turn) -> Turn:
    return replace(turn, state=RunState.CANCELLED) if turn.state is RunState.QUEUED else turn
