"""What happens when a task is due while a run of it is still open."""

from enum import StrEnum
from typing import assert_never


class OverlapPolicy(StrEnum):
    """What a person wants when a run is due and the one before it is still open."""

    SKIP = "skip"  # leaves a visible `skipped` run
    QUEUE = "queue"  # one waits for the open one to end; further ones are skipped
    CANCEL_PREVIOUS = "cancel_previous"
    ALLOW = "allow"


class Verdict(StrEnum):
    """What to do with the run that is due."""

    START = "start"
    WAIT = "wait"
    SKIP = "skip"
    CANCEL_AND_START = "cancel_and_start"  # cancel every open run of the task, then start


def decide(policy: OverlapPolicy, open_runs: int, queued: int = 0, by_hand: int = 0) -> Verdict:
    """Decide about one due run of a task with `open_runs` begun and `queued` not yet begun.

    A run that is queued holds its place like one that is open, so a slow worker never lets a task
    pile up. The `by_hand` ones that are open, begun or not, never cost a scheduled run its place: it
    waits for them where runs must not overlap.
    """
    ahead = open_runs + queued
    if ahead + by_hand == 0:
        return Verdict.START
    match policy:
        case OverlapPolicy.SKIP:
            return Verdict.SKIP if ahead else Verdict.WAIT
        case OverlapPolicy.QUEUE:
            return Verdict.WAIT if ahead <= 1 else Verdict.SKIP
        case OverlapPolicy.CANCEL_PREVIOUS:
            return Verdict.CANCEL_AND_START
        case OverlapPolicy.ALLOW:
            return Verdict.START
        case _:
            assert_never(policy)
