"""Hypothesis strategies for triggers of every kind."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from scheduler.cron import parse_cron
from scheduler.days import (
    EveryDays,
    EveryWeeks,
    LegalDay,
    LegalDays,
    MonthDays,
    MonthWeekdays,
    MonthWorkingDays,
    YearDates,
)
from scheduler.errors import Refused
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, TimesOn, WeekdayTimes, Window

zones = st.sampled_from(
    ["Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Havana", "UTC"]
)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
dates = st.dates(date(2000, 1, 1), date(2099, 12, 31))
weekdays = st.sets(st.integers(1, 7), min_size=1).map(tuple)
steps = st.integers(1, 5)


def places(most: int) -> st.SearchStrategy[tuple[int, ...]]:
    near = st.integers(1, most) | st.integers(-most, -1)
    return st.lists(near, min_size=1, max_size=4).map(tuple)


def _date_in_year(day: date) -> tuple[int, int]:
    return (day.month, day.day)


month_days = st.builds(MonthDays, places(28), steps, dates)
days = st.one_of(
    st.builds(EveryDays, st.integers(1, 40), dates),
    st.builds(EveryWeeks, weekdays, steps, dates),
    month_days,
    st.builds(MonthWeekdays, places(4), weekdays, steps, dates),
    st.builds(MonthWorkingDays, places(15), st.booleans(), steps, dates),
    st.builds(YearDates, st.lists(dates.map(_date_in_year), min_size=1, max_size=4).map(tuple)),
    st.builds(LegalDays, st.sampled_from(LegalDay)),
)
minutes_of_day = st.integers(0, 1439).map(lambda minute: time(minute // 60, minute % 60))
clock_times = st.lists(minutes_of_day, min_size=1, max_size=5).map(tuple)
windows = st.builds(
    Window, minutes_of_day, minutes_of_day, st.integers(1, 600).map(lambda n: timedelta(minutes=n))
)
bounds = st.builds(
    lambda exclude, skip: Bounds(exclude=tuple(exclude), skip_holidays=skip),
    st.lists(dates, max_size=3),
    st.booleans(),
)
no_bounds = st.just(Bounds())


@st.composite
def by_weekday(draw: st.DrawFn) -> tuple[EveryWeeks, WeekdayTimes]:
    rule = draw(st.builds(EveryWeeks, weekdays, steps, dates))
    return rule, WeekdayTimes(tuple(TimesOn(day, draw(clock_times)) for day in rule.weekdays))


def _calendar(rule: tuple, zone: str, limits: Bounds) -> Calendar:
    return Calendar(*rule, zone, limits)


def _field(low: int, high: int) -> st.SearchStrategy[str]:
    number = st.integers(low, high)
    span = (
        st.lists(number, min_size=2, max_size=2, unique=True)
        .map(sorted)
        .map(lambda two: "{}-{}".format(*two))
    )
    step = st.builds("*/{}".format, st.integers(2, high))
    return (
        st.just("*")
        | st.lists(number, min_size=1, max_size=3).map(lambda n: ",".join(map(str, n)))
        | span
        | step
    )


cron_clocks = st.builds("{} {}".format, _field(0, 59), _field(0, 23))
cron_days = st.builds(
    "{} {} {}".format,
    st.just("*") | _field(1, 28) | st.just("l"),
    st.just("*") | _field(1, 12),
    st.just("*")
    | _field(0, 7)
    | st.builds("{}#{}".format, st.integers(0, 6), st.integers(1, 4))
    | st.just("l5"),
)


def _ever_fires(expression: str) -> bool:
    """A step of days and the nth of a weekday are both needed, and may never meet."""
    with suppress(Refused):
        return bool(parse_cron(expression))
    return False


expressions = st.builds("{} {}".format, cron_clocks, cron_days).filter(_ever_fires)

ats = st.builds(At, instants, zones, no_bounds)
everies = st.builds(Every, st.timedeltas(timedelta(seconds=60), timedelta(days=60)), instants, zones, bounds)
crons = st.builds(Cron, expressions, zones, bounds)
calendars = st.builds(_calendar, st.tuples(days, clock_times | windows) | by_weekday(), zones, bounds)
triggers = ats | everies | crons | calendars
