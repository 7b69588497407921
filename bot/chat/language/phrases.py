"""What the words about time say, piece by piece, before anything is reckoned.

Every phrase knows its place in the folded text, so that a question or a refusal can put other words
there. Days are not resolved here: a zone said later in the sentence may change what today is.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import time, timedelta

from bot.chat.language.clock_phrases import Clock, Clocks, DayPart, Hours, VagueTime
from bot.chat.language.day_phrases import Cycle, Day
from bot.chat.language.spans import Found, Span
from scheduler import triggers
from scheduler.days import Days
from scheduler.errors import Reason


@dataclass(frozen=True, slots=True)
class Interval:
    """Every so long. `at_minute` binds it to the clock, as the full hour does."""

    period: timedelta
    span: Span
    at_minute: int | None = None


@dataclass(frozen=True, slots=True)
class Delay:
    length: timedelta
    span: Span


@dataclass(frozen=True, slots=True)
class Zone:
    """`name` is "" for the asker's own."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Start:
    day: Day | None
    clock: Clock | None
    span: Span


@dataclass(frozen=True, slots=True)
class End:
    """The last day or time of a rule; with `is_before`, the first that is out."""

    day: Day | None
    clock: Clock | None
    span: Span
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """So many runs."""

    count: int
    span: Span


@dataclass(frozen=True, slots=True)
class Lasting:
    """For so long, from the first run on."""

    span: Span
    days: int = 0
    months: int = 0
    elapsed: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Without:
    """Days that are left out: legal holidays, or weekdays. `is_named` says that the holidays are China's."""

    span: Span
    weekdays: tuple[int, ...] = ()
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Legal:
    """Working days by the legal calendar, make-up weekends in."""

    span: Span


@dataclass(frozen=True, slots=True)
class Early:
    """So long before the time that is said."""

    length: timedelta
    span: Span


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something about time that cannot be, and the words that could stand there instead."""

    reason: Reason
    span: Span
    instead: str = ""
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class When:
    """A date whose year may be open, with a time of the day or without."""

    year: int | None
    month: int
    day: int
    clock: time | None = None


@dataclass(frozen=True, slots=True)
class Restated:
    """A whole schedule in the bot's own words; `counts` says that its days are counted from `start`."""

    span: Span
    days: Days | None = None
    times: triggers.Times | None = None
    counts: bool = False
    once: When | None = None
    weekday: int | None = None  # of that one day, where it is said
    period: timedelta | None = None
    cron: str = ""
    zone: str = ""
    start: When | None = None
    not_before: When | None = None
    until: When | None = None
    count: int | None = None
    no_holidays: bool = False
    without: tuple[When, ...] = ()

    @property
    def has_first_day(self) -> bool:
        """Say whether it names the day from which it counts, or its only day; both may have begun."""
        return self.start is not None or self.once is not None


Limit = Start | End | Times | Lasting | Without | Legal | Early
Phrase = (
    Clocks | Hours | DayPart | VagueTime | Day | Cycle | Interval | Delay | Zone | Limit | Restated | Wrong
)

Rule = tuple[re.Pattern[str], Callable[[Found], Phrase | None]]


def first_match(rules: Iterable[Rule], text: str, place: int) -> Phrase | None:
    """Return the phrase of the first rule that fits at `place`."""
    for regex, build in rules:
        found = regex.match(text, place)
        phrase = build(found) if found and found.end() > place else None
        if phrase is not None:
            return phrase
    return None
