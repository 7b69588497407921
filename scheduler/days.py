"""Which days a calendar rule names, and walking them in order.

A day before a rule's `anchor` never matches: steps are counted from it, and they begin with it.
Weekdays are ISO's: 1 is Monday, 7 is Sunday.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain
from typing import Annotated, Literal, assert_never

from pydantic import Field

from scheduler.calendars import PUBLISHED, LegalCalendar
from scheduler.errors import Reason, Refused

# A Saturday, and the first of a month, a quarter and a year: the natural phase of every step.
EPOCH = date(2000, 1, 1)
# A fifth Friday in February comes every 28 years, or 40 where a century year is no leap year.
HORIZON = timedelta(days=41 * 366)
LAST_ORDINAL = date(9999, 12, 1).toordinal()  # leaves room to convert to any zone


@dataclass(frozen=True, slots=True)
class EveryDays:
    """Every `step` days from `anchor`."""

    step: int = 1
    anchor: date = EPOCH
    kind: Literal["days"] = "days"

    def __post_init__(self) -> None:
        _check_step(self.step)


@dataclass(frozen=True, slots=True)
class EveryWeeks:
    """These weekdays in every `step`-th week, counting the week (Monday to Sunday) of `anchor` first."""

    weekdays: tuple[int, ...]
    step: int = 1
    anchor: date = EPOCH
    kind: Literal["weeks"] = "weeks"

    def __post_init__(self) -> None:
        _check_step(self.step)
        object.__setattr__(self, "weekdays", _choice(self.weekdays, 1, 7))


@dataclass(frozen=True, slots=True)
class MonthDays:
    """These days of every `step`-th month from that of `anchor`: 1 to 31, or -1 for the last, -2, ...

    A month without such a day is skipped. Quarter, half-year and year are steps of 3, 6 and 12.
    """

    days: tuple[int, ...]
    step: int = 1
    anchor: date = EPOCH
    kind: Literal["month_days"] = "month_days"

    def __post_init__(self) -> None:
        _check_step(self.step)
        object.__setattr__(self, "days", _places(self.days, 31))


@dataclass(frozen=True, slots=True)
class MonthWeekdays:
    """The nth of these weekdays in every `step`-th month: positions 1 to 5, or -1 for the last, -2, ..."""

    positions: tuple[int, ...]
    weekdays: tuple[int, ...]
    step: int = 1
    anchor: date = EPOCH
    kind: Literal["month_weekdays"] = "month_weekdays"

    def __post_init__(self) -> None:
        _check_step(self.step)
        object.__setattr__(self, "positions", _places(self.positions, 5))
        object.__setattr__(self, "weekdays", _choice(self.weekdays, 1, 7))


@dataclass(frozen=True, slots=True)
class MonthWorkingDays:
    """The nth working day of every `step`-th month: Monday to Friday, or by the `legal` calendar."""

    positions: tuple[int, ...]
    legal: bool = False
    step: int = 1
    anchor: date = EPOCH
    kind: Literal["month_working_days"] = "month_working_days"

    def __post_init__(self) -> None:
        _check_step(self.step)
        object.__setattr__(self, "positions", _places(self.positions, 23))


@dataclass(frozen=True, slots=True)
class YearDates:
    """These dates, as (month, day), of every year; 29 February in leap years only."""

    dates: tuple[tuple[int, int], ...]
    kind: Literal["year_dates"] = "year_dates"

    def __post_init__(self) -> None:
        for month, day in self.dates:
            if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:
                raise Refused(Reason.IMPOSSIBLE_DATE)
        if not self.dates:
            raise Refused(Reason.BAD_TIME)
        object.__setattr__(self, "dates", tuple(sorted(set(self.dates))))


class LegalDay(StrEnum):
    """A class of days in the Chinese legal calendar."""

    WORKING = "working"  # make-up weekends in, days off out
    HOLIDAY = "holiday"  # the days off that belong to a holiday
    NOT_WORKING = "not_working"  # those, and plain weekends


@dataclass(frozen=True, slots=True)
class LegalDays:
    """The days of one class in the Chinese legal calendar."""

    which: LegalDay = LegalDay.WORKING
    kind: Literal["legal"] = "legal"


MonthRule = MonthDays | MonthWeekdays | MonthWorkingDays
Days = Annotated[
    EveryDays | EveryWeeks | MonthRule | YearDates | LegalDays,
    Field(discriminator="kind"),
]


def days_from(days: Days, first: date, calendar: LegalCalendar = PUBLISHED) -> Iterator[date]:
    """Yield the days of the rule on or after `first`, in order, for the next 41 years at most."""
    match days:
        case EveryDays():
            return _every_days(days, first)
        case EveryWeeks():
            return _every_weeks(days, first)
        case MonthDays() | MonthWeekdays() | MonthWorkingDays():
            return _in_months(days, first, calendar)
        case YearDates():
            return _year_dates(days, first)
        case LegalDays(which):
            return (day for day in _each_day(first) if _is_of(which, day, calendar))
        case _:
            assert_never(days)


def months_from(first: date, step: int = 1, anchor: date = EPOCH) -> Iterator[tuple[int, int]]:
    """Yield every `step`-th (year, month) counted from `anchor`'s, beginning with that of `first`."""
    begin = max(first, anchor)
    start, last = _month_index(begin), _month_index(date.fromordinal(_last_ordinal(begin)))
    start += (_month_index(anchor) - start) % step
    for index in range(start, last + 1, step):
        yield index // 12, index % 12 + 1


def _every_days(rule: EveryDays, first: date) -> Iterator[date]:
    start, anchor = max(first, rule.anchor).toordinal(), rule.anchor.toordinal()
    start += (anchor - start) % rule.step
    return map(date.fromordinal, range(start, _last_ordinal(first, rule.anchor) + 1, rule.step))


def _every_weeks(rule: EveryWeeks, first: date) -> Iterator[date]:
    begin, step = max(first, rule.anchor), 7 * rule.step
    monday, anchor_monday = _monday(begin), _monday(rule.anchor)
    monday += (anchor_monday - monday) % step
    for week in range(monday, _last_ordinal(begin) + 1, step):
        for weekday in rule.weekdays:
            if week + weekday - 1 >= begin.toordinal():
                yield date.fromordinal(week + weekday - 1)


def _in_months(rule: MonthRule, first: date, calendar: LegalCalendar) -> Iterator[date]:
    begin = max(first, rule.anchor)
    months = months_from(first, rule.step, rule.anchor)
    days = chain.from_iterable(_of_month(rule, year, month, calendar) for year, month in months)
    return (day for day in days if day >= begin)


def _of_month(rule: MonthRule, year: int, month: int, calendar: LegalCalendar) -> list[date]:
    every = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    match rule:
        case MonthDays(places):
            return _at_places(every, places)
        case MonthWeekdays(positions, weekdays):
            groups = [[day for day in every if day.isoweekday() == weekday] for weekday in weekdays]
            return sorted(chain.from_iterable(_at_places(group, positions) for group in groups))
        case MonthWorkingDays(positions, legal):
            return _at_places([day for day in every if _works(day, legal, calendar)], positions)
        case _:
            assert_never(rule)


def _at_places(days: list[date], places: tuple[int, ...]) -> list[date]:
    """Pick by place, 1 for the first, -1 for the last; a place that is not there is left out."""
    indexes = (place - 1 if place > 0 else len(days) + place for place in places)
    return [days[index] for index in sorted(set(indexes)) if 0 <= index < len(days)]


def _year_dates(rule: YearDates, first: date) -> Iterator[date]:
    for year in range(first.year, date.fromordinal(_last_ordinal(first)).year + 1):
        for month, day in rule.dates:
            if day <= monthrange(year, month)[1] and date(year, month, day) >= first:
                yield date(year, month, day)


def _each_day(first: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), _last_ordinal(first) + 1))


def _is_of(which: LegalDay, day: date, calendar: LegalCalendar) -> bool:
    match which:
        case LegalDay.WORKING:
            return calendar.is_working_day(day)
        case LegalDay.HOLIDAY:
            return calendar.is_day_off(day)
        case LegalDay.NOT_WORKING:
            return not calendar.is_working_day(day)
        case _:
            assert_never(which)


def _works(day: date, legal: bool, calendar: LegalCalendar) -> bool:
    return calendar.is_working_day(day) if legal else day.isoweekday() <= 5


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def _month_index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _last_ordinal(first: date, anchor: date = EPOCH) -> int:
    return min(max(first, anchor).toordinal() + HORIZON.days, LAST_ORDINAL)


def _check_step(step: int) -> None:
    if step < 1:
        raise Refused(Reason.INTERVAL_TOO_SHORT)


def _choice(values: tuple[int, ...], low: int, high: int) -> tuple[int, ...]:
    if not values or min(values) < low or max(values) > high:
        raise Refused(Reason.IMPOSSIBLE_DATE)
    return tuple(sorted(set(values)))


def _places(values: tuple[int, ...], most: int) -> tuple[int, ...]:
    """Check places counted from the front or, negative, from the back; positive ones go first."""
    if not values or any(not 1 <= abs(value) <= most for value in values):
        raise Refused(Reason.IMPOSSIBLE_DATE)
    return tuple(sorted(set(values), key=lambda place: (place < 0, place)))
