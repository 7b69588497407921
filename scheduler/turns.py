"""Which of the occurrences that are due begin, and which give way. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from scheduler.model import RunState
from scheduler.overlap import OverlapPolicy, Verdict, decide
from scheduler.ports import DueTask


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of one occurrence."""

    fire_time: datetime
    state: RunState  # QUEUED for one that begins


def take_turns(due: DueTask, fire_times: Sequence[datetime]) -> Sequence[Turn]:
    """Decide about the occurrences that are due at once, oldest first."""
    turns: list[Turn] = []
    running, queued = due.running, due.queued
    for fire_time in fire_times:
        verdict = decide(due.task.spec.policies.overlap, running, queued)
        if verdict is Verdict.CANCEL_AND_START:
            turns = [_called_off(turn) for turn in turns]
            running = queued = 0
        state = RunState.SKIPPED if verdict is Verdict.SKIP else RunState.QUEUED
        turns.append(Turn(fire_time, state))
        queued += state is RunState.QUEUED
    return turns


def calls_off(due: DueTask, turns: Sequence[Turn]) -> bool:
    """Tell whether what was open before is to make way for what begins."""
    begins = any(turn.state is RunState.QUEUED for turn in turns)
    makes_way = due.task.spec.policies.overlap is OverlapPolicy.CANCEL_PREVIOUS
    return begins and makes_way and due.running + due.queued > 0


def _called_off(turn: Turn) -> Turn:
    return replace(turn, state=RunState.CANCELLED) if turn.state is RunState.QUEUED else turn
