"""When a failed attempt is tried again.

Only for failures classed as passing (`TransientError`). An attempt of which nobody can tell whether
it took effect is never retried: its run ends as `unknown`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often, and after how long; the last of `delays` serves for every later retry too."""

    retries: int = 2  # beyond the first attempt; 0 switches retrying off
    delays: tuple[timedelta, ...] = (timedelta(seconds=30), timedelta(minutes=2))
    jitter: float = 0.2  # a delay is lengthened by up to this share of itself

    def __post_init__(self) -> None:
        if self.retries < 0 or not self.delays or min(self.delays) < timedelta(0) or self.jitter < 0:
            raise ValueError("a retry policy needs delays and no negative number")


def next_attempt_at(
    policy: RetryPolicy,
    attempt: int,
    now: datetime,
    *,
    retry_after: timedelta | None = None,
    next_fire_time: datetime | None = None,
    jitter: float = 0.0,
) -> datetime | None:
    """Return when to try again after `attempt` (1 for the first) failed at `now`, or None for never.

    Attempts that were interrupted are not counted: what a process leaves undone is no failure of the action.

    Never sooner than the other side asked in `retry_after`, never at or past the next occurrence.
    `jitter` is the caller's random number in [0, 1).
    """
    if attempt > policy.retries:
        return None
    delay = policy.delays[min(attempt, len(policy.delays)) - 1]
    delay = max(delay, retry_after or timedelta(0)) * (1 + policy.jitter * jitter)
    moment = now + delay
    return None if next_fire_time is not None and moment >= next_fire_time else moment
