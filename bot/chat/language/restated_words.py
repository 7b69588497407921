"""What a sentence that the bot itself says about a schedule is made of, in either language."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.chat.language.phrases import When
from bot.chat.language.spans import Found
from scheduler.days import (
    EPOCH,
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
from scheduler.triggers import Times, TimesOn, WeekdayTimes, Window

CLOCK = r"\d{2}:\d{2}(?::\d{2})?"
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec sun mon tue wed thu fri sat l".replace(" ", "|")
# A comma may also end the crontab line: what follows it then is a date, or no number at all.
_ITEM = rf"(?:[*?]|{_NAMES}|\d{{1,2}}(?![\d年月]))(?:\d(?!\d)|[-/#](?:\d{{1,2}}|{_NAMES}))*"
_FIELD = rf"{_ITEM}(?:,{_ITEM})*(?![\w/*#])"
CRON = rf"(?:@[a-z]+|{_FIELD}(?: {_FIELD}){{4,5}})"
_WORKING_WEEK = (1, 2, 3, 4, 5)
_A_DAY = 86_400
_YEAR = 12

Groups = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language says it: the patterns, and what its words stand for.

    `sentence` names its groups as `rule_of` reads them; `limit` is one clause of those that follow.
    """

    sentence: re.Pattern[str]
    limit: re.Pattern[str]
    weekday: re.Pattern[str]
    weekday_number: Callable[[str], int]
    range_word: str
    date: re.Pattern[str]  # year, month, day, clock
    month: re.Pattern[str]
    month_number: Callable[[str], int]
    place: re.Pattern[str]
    place_number: Callable[[Found], int]
    amount: re.Pattern[str]
    units: Mapping[str, int]  # in seconds
    legal: Mapping[str, LegalDay]


def weekdays(words: str, tongue: Tongue) -> tuple[int, ...]:
    days = [tongue.weekday_number(found.group()) for found in tongue.weekday.finditer(words)]
    return tuple(range(days[0], days[-1] + 1)) if tongue.range_word in words else tuple(days)


def dates(words: str, tongue: Tongue) -> Iterator[When]:
    for found in tongue.date.finditer(words):
        year = int(found["year"]) if found["year"] else None
        clock = time.fromisoformat(found["clock"]) if found["clock"] else None
        yield When(year, tongue.month_number(found["month"]), int(found["day"]), clock)


def only_day(said: Groups, tongue: Tongue) -> tuple[When | None, int | None]:
    """Return the one day that is said, and its weekday."""
    day, named = said["once"] or said["once_on"], said["on"] or said["on_day"]
    return when(day, tongue), tongue.weekday_number(named) if named else None


def when(words: str | None, tongue: Tongue) -> When | None:
    return next(dates(words, tongue), None) if words else None


def clocks(words: str) -> tuple[time, ...]:
    return tuple(time.fromisoformat(found) for found in re.findall(CLOCK, words))


def period(words: str, tongue: Tongue) -> timedelta:
    """Add up "1 hour, 5 minutes"; a unit alone is one of it."""
    amounts = tongue.amount.findall(words)
    return timedelta(seconds=sum(int(count or 1) * tongue.units[unit] for count, unit in amounts))


def days_of(said: Groups, tongue: Tongue) -> Days | None:
    """Return the days that are said, counted from no day in particular; None when nothing says them."""
    if said["daily"] or said["hourly"]:
        return EveryDays()
    if said["n_days"]:
        return EveryDays(int(said["n_days"]))
    if said["which"]:
        return LegalDays(tongue.legal[said["which"]])
    if said["dates"]:
        return YearDates(tuple((one.month, one.day) for one in dates(said["dates"], tongue)))
    if said["places"] or said["nths"]:
        return _in_months(said, tongue)
    return _weeks(said, tongue)


def _weeks(said: Groups, tongue: Tongue) -> Days | None:
    if said["work_week"]:
        return EveryWeeks(_WORKING_WEEK)
    words = said["weekdays"] or said["n_weekdays"] or said["weekly"]
    return EveryWeeks(weekdays(words, tongue), int(said["n_weeks"] or 1)) if words else None


def _in_months(said: Groups, tongue: Tongue) -> Days | None:
    """Return a rule by the month; months that do not lie evenly over the year have no rule."""
    step, anchor = int(said["n_months"] or 1), EPOCH
    months = _months(said["months"], tongue)
    if months:
        step = _YEAR // len(months)
        if months != tuple(range(months[0], _YEAR + 1, step)):
            return None
        anchor = date(EPOCH.year, months[0], 1)
    places = tuple(map(tongue.place_number, tongue.place.finditer(said["places"] or said["nths"] or "")))
    if said["places"]:
        return MonthDays(places, step, anchor)
    if said["nth_weekdays"]:
        return MonthWeekdays(places, weekdays(said["nth_weekdays"], tongue), step, anchor)
    return MonthWorkingDays(places, bool(said["legal"]), step, anchor)


def _months(words: str | None, tongue: Tongue) -> tuple[int, ...]:
    found = tongue.month.findall(words) if words else []
    return tuple(sorted({tongue.month_number(word) for word in found}))


def times_of(said: Groups, tongue: Tongue) -> Times | None:
    if said["hourly"]:
        minute = int(said["minute"] or 0)
        return Window(time(0, minute), time(23, 59, 59), timedelta(hours=1))
    if listed := said["clocks"] or said.get("at"):
        return clocks(listed)
    if said["step"]:
        return Window(_clock(said["begin"]), _clock(said["end"]), period(said["step"], tongue))
    if said["round_step"]:
        return _around_the_clock(_clock(said["round"]), period(said["round_step"], tongue))
    entries = said["entries"] or said["weekly"]
    return _by_weekday(entries, tongue) if entries else None


def _around_the_clock(begin: time, step: timedelta) -> Window:
    """Step all day long: the last is one step before the first of the next day."""
    last = (begin.hour * 3600 + begin.minute * 60 + begin.second - int(step.total_seconds())) % _A_DAY
    return Window(begin, time(last // 3600, last % 3600 // 60, last % 60), step)


def _by_weekday(words: str, tongue: Tongue) -> WeekdayTimes:
    each = (part for part in words.split(";"))
    return WeekdayTimes(tuple(TimesOn(weekdays(part, tongue)[0], clocks(part)) for part in each))


def _clock(words: str | None) -> time:
    assert words is not None, "a window has both its ends"
    return time.fromisoformat(words)
