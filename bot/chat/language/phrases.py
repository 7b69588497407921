"""What the words about time say, piece by piece, before anything is reckoned.

Every phrase knows its place in the folded text, so that a question or a refusal can put other words
there. Days are not resolved here: a zone said later in the sentence may change what today is.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from typing import NamedTuple

from scheduler import triggers
from scheduler.days import Days
from scheduler.errors import Reason


class Span(NamedTuple):
    start: int
    end: int


class Part(StrEnum):
    """A part of the day, as far as it changes what an hour means."""

    SMALL_HOURS = "small_hours"
    DAYBREAK = "daybreak"  # a morning without an hour of its own
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    DUSK = "dusk"
    EVENING = "evening"
    NIGHT = "night"  # either side of midnight
    LATE = "late"  # English "night": an evening, or the hours after its midnight
    MIDNIGHT = "midnight"
    AM = "am"
    PM = "pm"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as said; `exact` when nothing about it is open, as in 03:00 or 15:00."""

    hour: int
    minute: int = 0
    second: int = 0
    part: Part | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Clocks:
    times: tuple[Clock, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Hours:
    """From one time to another, both in."""

    start: Clock
    end: Clock
    span: Span


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day without an hour; `parts` holds two for "mornings and evenings"."""

    parts: tuple[Part, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class VagueTime:
    """Words such as "before bed" that are no clock time; or several times that contradict one another."""

    span: Span
    times: tuple[Clock, ...] = ()
    recurs: bool = False  # "every few days": not even how often is said


@dataclass(frozen=True, slots=True)
class InDays:
    days: int
    span: Span
    part: Part | None = None
    months: int = 0


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A weekday of the week `weeks` ahead; None is the next one. `is_next` is English "next"."""

    weekday: int
    weeks: int | None
    span: Span
    is_next: bool = False
    later: int = 0  # weeks after the one that comes next


@dataclass(frozen=True, slots=True)
class OnDate:
    """A date of which year or month may be open; a negative day counts from the end of the month."""

    day: int
    span: Span
    month: int | None = None
    year: int | None = None
    years: int | None = None  # ahead
    months: int | None = None  # ahead
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class OpenDay:
    """Days said too loosely to take one: "this weekend", "next week". Weekdays to choose from.

    With `months`, a month of which no day was named.
    """

    weekdays: tuple[int, ...]
    weeks: int
    span: Span
    months: int | None = None  # ahead
    before: "Day | None" = None  # "before Friday": the day, or one ahead of it
    is_bare: bool = False  # "周末" with no week named: a cycle, where anything else in the sentence recurs


@dataclass(frozen=True, slots=True)
class OnNth:
    """The nth of a weekday in one month, -1 for the last; the month by name, or so many ahead."""

    position: int
    weekday: int
    span: Span
    month: int | None = None
    months: int | None = None


Day = InDays | OnWeekday | OnDate | OnNth | OpenDay


def is_past(phrase: object) -> bool:
    """Say whether it names a day that is over: 昨天, last Friday."""
    return (isinstance(phrase, InDays) and phrase.days < 0) or (
        isinstance(phrase, OnWeekday) and phrase.weeks is not None and phrase.weeks < 0
    )


class Missing(StrEnum):
    """What a cycle still lacks to say on which days it falls."""

    WEEKDAY = "weekday"
    MONTH_DAY = "month_day"
    QUARTER_DAY = "quarter_day"
    HALF_YEAR_DAY = "half_year_day"
    YEAR_DAY = "year_day"
    HOLIDAYS = "holidays"
    WEEKDAYS = "weekdays"  # "twice a week"
    MONTH_DAYS = "month_days"  # "twice a month"


@dataclass(frozen=True, slots=True)
class Cycle:
    """Days that come again; `days` may still lack the day itself, as `missing` says."""

    days: Days | None
    span: Span
    part: Part | None = None
    missing: Missing | None = None
    skips_holidays: bool = False
    is_rounded: bool = False  # "每隔3天": said to be every three
    anchored: bool = False  # its step counts from the first day that is still ahead
    count: int = 0  # so many runs of it, where that is said with it: the next three Mondays

    @property
    def is_weekly_only(self) -> bool:
        """Say whether it is "every week" and the days are said elsewhere, or not at all."""
        return self.missing in {Missing.WEEKDAY, Missing.WEEKDAYS}


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

Found = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Found], Phrase | None]]


def pattern(words: str) -> re.Pattern[str]:
    """Compile for folded text: a Latin word ends where Chinese begins, and digits are ASCII."""
    return re.compile(words, re.ASCII)


def span_of(found: Found) -> Span:
    return Span(*found.span())


def first_match(rules: Iterable[Rule], text: str, place: int) -> Phrase | None:
    """Return the phrase of the first rule that fits at `place`."""
    for regex, build in rules:
        found = regex.match(text, place)
        phrase = build(found) if found and found.end() > place else None
        if phrase is not None:
            return phrase
    return None
