"""What was missed, and when nobody was there: what a run stands for besides itself. Pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Away:
    """A time in which no planner looked for what was due, as far as that is known."""

    start: datetime  # of the last look before it
    until: datetime  # of the first look after it

    def covers(self, instant: datetime) -> bool:
        return self.start <= instant <= self.until


@dataclass(frozen=True, slots=True)
class Absence:
    """What is told together with one run: the `count` times before it that were missed, and why.

    `first` and `last` of them are None where there are none. With `is_more` there were more than were
    counted (`misfire.COUNTED`).
    """

    count: int = 0
    first: datetime | None = None
    last: datetime | None = None
    away: Away | None = None
    is_more: bool = False
