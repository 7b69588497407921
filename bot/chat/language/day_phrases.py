"""What the words about days say, those that come once and those that come again."""

from dataclasses import dataclass
from enum import StrEnum

from bot.chat.language.clock_phrases import Part
from bot.chat.language.spans import Span
from scheduler.days import Days


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
