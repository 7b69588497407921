"""Crontab lines: what their fields mean, and which days they name.

`croniter` reads the fields; the instants are our own, because it fires a fixed time twice on the
day the clock goes back. Weekday numbers are crontab's (0 and 7 are Sunday) and stay in this file.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Final

from croniter import CroniterError, croniter

from scheduler.days import months_from
from scheduler.errors import Reason, Refused
from scheduler.walltime import DayPlan, FixedTimes, Pattern

_NAMES: Final = "jan feb mar apr may jun jul aug sep oct nov dec sun mon tue wed thu fri sat"
# What we promise; croniter would also take random and hashed fields, years and nearest weekdays.
_FIELDS: Final = re.compile(rf"(?:{'|'.join(_NAMES.split())}|[\d*/,\-?#l])+", re.ASCII)
# croniter widens "9-9" to the whole field; crontab means 9.
_EQUAL_RANGE: Final = re.compile(r"(?<![\w-])0*(\w+)-0*\1(?:/\d+)?(?![\w-])", re.ASCII)
_PATTERN: Final = re.compile(r"[*/-]")
_WORDS: Final = {
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
_LAST: Final = "l"
_LONGEST: Final = 200  # characters; sixty listed minutes fit

_Values = list[int | str]


@dataclass(frozen=True, slots=True)
class CronRule:
    """The fields of a crontab line as sets; None where any day will do."""

    plan: DayPlan
    months: frozenset[int]
    month_days: frozenset[int | str] | None  # `_LAST` for the last one
    weekdays: frozenset[int] | None  # 0 is Sunday
    nth_weekdays: frozenset[tuple[int, int | str]]  # (5, 2): the second Friday
    needs_both: bool = False  # a day that both fields name, where both are given
    names_hours: bool = True  # as numbers: no `*`, range or step

    def fires_on(self, day: date) -> bool:
        """Say whether `day` is named; with both day fields given, either will do, as in crontab.

        And as in crontab both are needed where one of them begins with `*`, as `*/2` does.
        """
        if day.month not in self.months:
            return False
        if self.month_days is None:
            return self.weekdays is None or self._names_weekday(day)
        if self.weekdays is None:
            return self._names_number(day)
        named = (self._names_number(day), self._names_weekday(day))
        return all(named) if self.needs_both else any(named)

    def _names_number(self, day: date) -> bool:
        assert self.month_days is not None
        is_last = day.day == monthrange(day.year, day.month)[1]
        return day.day in self.month_days or (is_last and _LAST in self.month_days)

    def _names_weekday(self, day: date) -> bool:
        assert self.weekdays is not None
        weekday = day.isoweekday() % 7
        if not self.nth_weekdays:
            return weekday in self.weekdays
        is_last = day.day + 7 > monthrange(day.year, day.month)[1]
        place = (weekday, (day.day + 6) // 7)
        return place in self.nth_weekdays or (is_last and (weekday, _LAST) in self.nth_weekdays)


@lru_cache(maxsize=1024)
def parse_cron(expression: str) -> CronRule:
    """Read a crontab line or refuse it: not one, more often than every minute, or never."""
    fields = _split(expression)
    try:
        expanded, nth = croniter.expand(" ".join(fields), second_at_beginning=True)
    except CroniterError as error:
        raise Refused(Reason.BAD_CRON) from error
    rule = _rule(fields, expanded, nth)
    if next(days_named(rule, date(2000, 1, 1)), None) is None:
        raise Refused(Reason.NEVER_FIRES)
    return rule


def days_named(rule: CronRule, first: date) -> Iterator[date]:
    """Yield the days that `rule` names on or after `first`, in order, for 41 years at most."""
    for year, month in months_from(first):
        if month in rule.months:
            begin = first.day if (year, month) == (first.year, first.month) else 1
            days = (date(year, month, day) for day in range(begin, monthrange(year, month)[1] + 1))
            yield from (day for day in days if rule.fires_on(day))


def _split(expression: str) -> list[str]:
    lowered = expression.strip().lower()
    fields = [_EQUAL_RANGE.sub(r"\1", part) for part in _WORDS.get(lowered, lowered).split()]
    if len(expression) > _LONGEST or len(fields) not in (5, 6) or not all(map(_FIELDS.fullmatch, fields)):
        raise Refused(Reason.BAD_CRON)
    return fields


def _rule(fields: list[str], expanded: list[_Values], nth: dict[int, set[int | str]]) -> CronRule:
    minutes, hours, month_days, months, weekdays, *seconds = expanded
    if nth and set(weekdays) - nth.keys():
        raise Refused(Reason.BAD_CRON)  # croniter would drop the plain weekdays beside an nth one
    return CronRule(
        plan=_plan(fields[-5:-3], hours, minutes, seconds[0] if seconds else [0]),
        months=_numbers(months, 1, 12),
        month_days=None if "*" in month_days else frozenset(month_days),
        weekdays=None if "*" in weekdays else _numbers(weekdays, 0, 6),
        nth_weekdays=frozenset((weekday, place) for weekday, places in nth.items() for place in places),
        needs_both="*" in (fields[-3][0], fields[-1][0]),
        names_hours=not _PATTERN.search(fields[-4]),
    )


def _plan(clock_fields: list[str], hours: _Values, minutes: _Values, seconds: _Values) -> DayPlan:
    """Make the day's plan; any `*`, range or step in minute or hour makes it a pattern."""
    in_minute = _numbers(seconds, 0, 59)
    if len(in_minute) > 1:
        raise Refused(Reason.INTERVAL_TOO_SHORT)
    clock = product(_numbers(hours, 0, 23), _numbers(minutes, 0, 59), in_minute)
    at = tuple(sorted(hour * 3600 + minute * 60 + second for hour, minute, second in clock))
    return Pattern(at) if _PATTERN.search("".join(clock_fields)) else FixedTimes(at)


def _numbers(values: _Values, low: int, high: int) -> frozenset[int]:
    if "*" in values:
        return frozenset(range(low, high + 1))
    return frozenset(value for value in values if isinstance(value, int))
