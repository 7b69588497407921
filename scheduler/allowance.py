"""How many runs a person's tasks may have in a day, and at once. Pure.

A day is one of the deployment's zone, whoever asks: everybody's numbers begin anew at one moment, and
the planner has no person to look up. Counted are the runs that begin or wait to: scheduled, run now,
put off (on the day of the press) and answers in a thread; not what was skipped or missed, not retries.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from scheduler.model import PersonId, TenantKey
from scheduler.triggers import zone_of

Owner = tuple[TenantKey, PersonId]


@dataclass(frozen=True, slots=True)
class Allowance:
    """`runs_a_day` of 0 is no limit, runs are counted nonetheless; nor is `at_once` of 0 one."""

    runs_a_day: int = 0
    zone: str = "UTC"
    at_once: int = 0

    def day(self, now: datetime) -> str:
        """Return the day that `now` counts to, as an ISO date."""
        return now.astimezone(zone_of(self.zone)).date().isoformat()

    def is_exceeded(self, used: int) -> bool:
        return 0 < self.runs_a_day < used

    def left(self, used: int) -> int | None:
        """Return how many more may begin, None for any number."""
        return max(0, self.runs_a_day - used) if self.runs_a_day else None


class Spending:
    """What one batch of plans has used so far, by owner: several tasks of one person may be due at once."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._spent: Counter[Owner] = Counter()

    def left(self, owner: Owner, used_before: int) -> int | None:
        return self._allowance.left(used_before + self._spent[owner])

    def spend(self, owner: Owner, runs: int) -> None:
        self._spent[owner] += runs
