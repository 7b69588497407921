"""What a crontab line means in the terms of a calendar rule, where it has such terms."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise, product

from scheduler.cron import CronRule, parse_cron
from scheduler.days import EPOCH, Days, EveryDays, EveryWeeks, MonthDays, MonthWeekdays, YearDates
from scheduler.errors import Refused
from scheduler.triggers import Window

_TIMES_LISTED = 6
_YEAR = 12


@dataclass(frozen=True, slots=True)
class CronWords:
    """The days and the times of a crontab line; None for what only the line itself can say."""

    days: Days | None
    times: tuple[time, ...] | Window | None


def read_cron(expression: str) -> CronWords:
    rule = parse_cron(expression)
    return CronWords(_days(rule), _times(rule.plan.seconds))


def _days(rule: CronRule) -> Days | None:
    months = _months(rule.months)
    if months is None or (rule.month_days is not None and rule.weekdays is not None):
        return None
    step, anchor = months
    if rule.month_days is not None:
        places = tuple(_place(day) for day in rule.month_days)
        yearly = step == _YEAR and min(places) > 0
        return _year_dates(anchor.month, places) if yearly else MonthDays(places, step, anchor)
    if rule.nth_weekdays:
        return _nth_weekdays(rule, step, anchor)
    if step > 1:
        return None
    return EveryWeeks(tuple((day or 7) for day in rule.weekdays)) if rule.weekdays else EveryDays()


def _year_dates(month: int, days: tuple[int, ...]) -> YearDates | None:
    """Return the dates of one month; None when it lacks one of them, as in the line "0 9 */2 2 *"."""
    try:
        return YearDates(tuple((month, day) for day in days))
    except Refused:
        return None


def _months(months: frozenset[int]) -> tuple[int, date] | None:
    """Return step and anchor of months that lie evenly over the year; None for any others."""
    first, count = min(months), len(months)
    if _YEAR % count or months != set(range(first, _YEAR + 1, _YEAR // count)):
        return None
    return (_YEAR // count, EPOCH if count == _YEAR else date(EPOCH.year, first, 1))


def _nth_weekdays(rule: CronRule, step: int, anchor: date) -> MonthWeekdays | None:
    places = {(day or 7, _place(place)) for day, place in rule.nth_weekdays}
    weekdays, positions = {day for day, _ in places}, {position for _, position in places}
    if places != set(product(weekdays, positions)):
        return None
    return MonthWeekdays(tuple(positions), tuple(weekdays), step, anchor)


def _place(value: int | str) -> int:
    return value if isinstance(value, int) else -1


def _times(seconds: tuple[int, ...]) -> tuple[time, ...] | Window | None:
    if len(seconds) <= _TIMES_LISTED:
        return tuple(_clock(second) for second in seconds)
    gaps = {later - sooner for sooner, later in pairwise(seconds)}
    if len(gaps) > 1:
        return None
    return Window(_clock(seconds[0]), _clock(seconds[-1]), timedelta(seconds=gaps.pop()))


def _clock(second_of_day: int) -> time:
    return time(second_of_day // 3600, second_of_day % 3600 // 60, second_of_day % 60)
