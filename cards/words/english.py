"""Schedules in English."""

from datetime import time, timedelta
from typing import Final, assert_never

from cards.times import WEEKDAYS, clock
from cards.words.lengths import amounts_of
from cards.words.months import MonthRule, months_of, span_of, whole_day
from scheduler.days import (
    Days,
    EveryDays,
    EveryWeeks,
    LegalDay,
    LegalDays,
    MonthDays,
    MonthWeekdays,
    MonthWorkingDays,
    YearDates,
)
from scheduler.model import Locale
from scheduler.triggers import WeekdayTimes, Window

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")
_SUFFIXES: Final = {1: "st", 2: "nd", 3: "rd"}
_WORKING_WEEK: Final = (1, 2, 3, 4, 5)
_WHOLE_WEEK: Final = (1, 2, 3, 4, 5, 6, 7)
_UNITS: Final = ("hour", "minute", "second")
_ONE: Final = {(1, 0, 0): "every hour", (0, 1, 0): "every minute"}
_LEGAL: Final = {
    LegalDay.WORKING: "every Chinese working day",
    LegalDay.HOLIDAY: "every Chinese public holiday",
    LegalDay.NOT_WORKING: "every Chinese day off",
}


class English:
    def no_holidays(self, *, abroad: bool) -> str:  # noqa: ARG002 - in English one is always told whose
        return "except Chinese public holidays"

    def sentence(self, core: str, start: str, limits: list[str]) -> str:
        return ", ".join([core, *([f"from {start}"] if start else []), *limits])

    def once(self, day: str, weekday: int, at: str) -> str:
        return f"on {WEEKDAYS[Locale.EN][weekday - 1]} {day} at {at}"

    def period(self, length: timedelta) -> str:
        amounts = amounts_of(length)
        if amounts in _ONE:
            return _ONE[amounts]
        counted = zip(amounts, _UNITS, strict=True)
        return "every " + _listed([f"{count} {unit}{'s' * (count > 1)}" for count, unit in counted if count])

    def days(self, rule: Days) -> str:
        match rule:
            case EveryDays(step):
                return "every day" if step == 1 else f"every {step} days"
            case EveryWeeks():
                return _weeks(rule)
            case MonthDays(days):
                return _in_months(rule, _month_days(days))
            case MonthWeekdays(positions, weekdays):
                names = _listed([_WEEKDAYS[day - 1] for day in weekdays])
                return _in_months(rule, f"{_listed(list(map(_nth, positions)))} {names}")
            case MonthWorkingDays(positions, legal):
                name = "Chinese working day" if legal else "weekday"
                return _in_months(rule, f"{_listed(list(map(_nth, positions)))} {name}")
            case YearDates(dates):
                return "every year on " + _listed([f"{day} {_MONTHS[month - 1]}" for month, day in dates])
            case LegalDays(which):
                return _LEGAL[which]
            case _:
                assert_never(rule)

    def on_date(self, day: str, weekday: int, times: tuple[time, ...] | Window) -> str:
        return self.at_times(f"on {WEEKDAYS[Locale.EN][weekday - 1]} {day}", times)

    def hourly(self, minute: int) -> str:
        return f"every hour at :{minute:02}" if minute else "every hour on the hour"

    def at_times(self, days: str, times: tuple[time, ...] | Window) -> str:
        if isinstance(times, Window):
            return f"{days}, {self._window(times)}"
        return f"{days} at {_clocks(times)}"

    def by_weekday(self, days: str, times: WeekdayTimes) -> str:
        each = [f"{_WEEKDAYS[entry.weekday - 1]} at {_clocks(entry.times)}" for entry in times.entries]
        return (f"{days}: " if days else "every ") + "; ".join(each)

    def by_cron(self, days: str, expression: str) -> str:
        return f"{days}, times by cron {expression}" if days else f"by cron {expression}"

    def not_before(self, moment: str) -> str:
        return f"not before {moment}"

    def until(self, moment: str) -> str:
        return f"until {moment}"

    def times_in_all(self, count: int) -> str:
        return "once in all" if count == 1 else f"{count} times in all"

    def without(self, days: list[str]) -> str:
        return f"except {_listed(days)}"

    def _window(self, window: Window) -> str:
        start, end = clock(window.start), clock(window.end)
        if whole_day(_second(window.start), _second(window.end), int(window.step.total_seconds())):
            return f"{self.period(window.step)} around the clock from {start}"
        over = "" if window.end > window.start else " the next day"
        return f"{self.period(window.step)} from {start} to {end}{over}"


def _weeks(rule: EveryWeeks) -> str:
    if rule.step == 1 and rule.weekdays == _WHOLE_WEEK:
        return "every day"
    if rule.step == 1 and rule.weekdays == _WORKING_WEEK:
        return "every weekday"
    span = span_of(rule.weekdays)
    named = [_WEEKDAYS[day - 1] for day in span or rule.weekdays]
    names = " to ".join(named) if span else _listed(named)
    return f"every {names}" if rule.step == 1 else f"every {rule.step} weeks on {names}"


def _in_months(rule: MonthRule, days: str) -> str:
    months = months_of(rule)
    if rule.step == 1:
        of_what = "every month"
    elif len(months) == 1:
        of_what = f"every {_MONTHS[months[0] - 1]}"
    elif months:
        of_what = _listed([_MONTHS[month - 1] for month in months])
    else:
        of_what = f"every {_ordinal(rule.step)} month"
    return f"on the {days} of {of_what}"


def _month_days(days: tuple[int, ...]) -> str:
    numbers = [_ordinal(day) for day in days if day > 0]
    ends = ["last" if day == -1 else f"{_ordinal(-day)} to last" for day in days if day < 0]
    return _listed(numbers + ends) + (" day" if ends else "")


def _nth(position: int) -> str:
    if position == -1:
        return "last"
    word = _ORDINALS[abs(position) - 1] if abs(position) <= len(_ORDINALS) else _ordinal(abs(position))
    return word if position > 0 else f"{word} to last"


def _ordinal(number: int) -> str:
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else _SUFFIXES.get(number % 10, 'th')}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _clocks(times: tuple[time, ...]) -> str:
    return _listed([clock(of_day) for of_day in times])


def _second(of_day: time) -> int:
    return of_day.hour * 3600 + of_day.minute * 60 + of_day.second
