"""When a task fires next.

Pure functions: no clock, no database, no log. Every instant is an aware datetime in UTC; a zone is
used only to read the clock on the wall. Fires come strictly one after the other.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from itertools import islice, pairwise, takewhile
from typing import assert_never

from scheduler.calendars import PUBLISHED, LegalCalendar
from scheduler.cron import days_named, parse_cron
from scheduler.days import HORIZON, days_from
from scheduler.triggers import (
    At,
    Bounds,
    Calendar,
    Cron,
    Every,
    Trigger,
    WeekdayTimes,
    Window,
    zone_of,
)
from scheduler.walltime import DAY, DayPlan, FixedTimes, instants_after, resolve, stretch

MONTH = timedelta(days=30)
_INSTANT = timedelta(microseconds=1)
_SAMPLE = 3  # gaps: a weekend or a holiday is the longest stop of a daily rule, and comes once in three

_Allows = Callable[[date], bool]


def next_fire_time(
    trigger: Trigger, after: datetime, calendar: LegalCalendar = PUBLISHED, *, fired: int = 0
) -> datetime | None:
    """Return the first fire strictly later than `after`, or None when the trigger is spent.

    `fired` is the number of scheduled runs so far, for a trigger with a maximum.
    """
    maximum = trigger.bounds.maximum
    if maximum is not None and fired >= maximum:
        return None
    return _first(trigger, after, calendar)


# Of the many tasks that are due at nine most have one of a few rules.
@lru_cache(maxsize=256)
def _first(trigger: Trigger, after: datetime, calendar: LegalCalendar) -> datetime | None:
    return next(fires(trigger, after, calendar), None)


def upcoming(
    trigger: Trigger,
    after: datetime,
    count: int,
    calendar: LegalCalendar = PUBLISHED,
    *,
    fired: int = 0,
) -> list[datetime]:
    """Return the next fires later than `after`, at most `count` of them."""
    maximum = trigger.bounds.maximum
    left = count if maximum is None else min(count, max(0, maximum - fired))
    return list(islice(fires(trigger, after, calendar), left))


def fires_per_month(trigger: Trigger, after: datetime, calendar: LegalCalendar = PUBLISHED) -> int:
    """Count the fires of the 30 days from `after`."""
    until = after + MONTH
    within = takewhile(lambda fire: fire <= until, fires(trigger, after, calendar))
    return sum(1 for _ in islice(within, trigger.bounds.maximum))


def period_around(
    trigger: Trigger, fire_time: datetime, calendar: LegalCalendar = PUBLISHED
) -> timedelta | None:
    """Return how often the trigger fires about `fire_time`: the shortest of the gaps that follow.

    Its end and its maximum do not count, so that the last fire has the period of the others. None
    when it fires only once.
    """
    if isinstance(trigger, At):
        return None
    endless = replace(trigger, bounds=replace(trigger.bounds, end=None, maximum=None))
    following = [fire_time, *islice(fires(endless, fire_time, calendar), _SAMPLE)]
    return min((later - sooner for sooner, later in pairwise(following)), default=None)


def fires(trigger: Trigger, after: datetime, calendar: LegalCalendar = PUBLISHED) -> Iterator[datetime]:
    """Yield the fires later than `after` one by one, whatever the maximum says.

    It looks 41 years ahead: a rule with nothing to offer in them counts as spent.
    """
    bounds = trigger.bounds
    if bounds.start is not None:
        after = max(after, bounds.start - _INSTANT)
    allows = partial(_allows, bounds, frozenset(bounds.exclude), calendar)
    for fire in _on_grid(trigger, after, allows, calendar):
        if bounds.end is not None and fire > bounds.end:
            return
        yield fire


def _allows(bounds: Bounds, excluded: frozenset[date], calendar: LegalCalendar, day: date) -> bool:
    return day not in excluded and not (bounds.skip_holidays and calendar.is_day_off(day))


def _on_grid(
    trigger: Trigger, after: datetime, allows: _Allows, calendar: LegalCalendar
) -> Iterator[datetime]:
    match trigger:
        case At(instant):
            return iter([instant] if instant > after and allows(_local_day(trigger, instant)) else [])
        case Every():
            return _elapsed(trigger, after, allows)
        case Cron(expression):
            rule = parse_cron(expression)
            days = days_named(rule, _local_day(trigger, after))
            return _on_days(trigger, after, ((day, rule.plan) for day in days if allows(day)))
        case Calendar():
            # A window over midnight belongs to the day before.
            days = days_from(trigger.days, _local_day(trigger, after) - DAY, calendar)
            return _on_days(trigger, after, _planned(trigger, (day for day in days if allows(day))))
        case _:
            assert_never(trigger)


def _elapsed(trigger: Every, after: datetime, allows: _Allows) -> Iterator[datetime]:
    anchor, period = trigger.anchor, trigger.period
    horizon = max(after, anchor) + HORIZON
    fire = anchor + max(0, (after - anchor) // period + 1) * period
    while fire < horizon:
        day = _local_day(trigger, fire)
        if allows(day):
            yield fire
            fire += period
        else:  # on to the first fire of the next day: a day may hold 1,440 of them
            tomorrow = resolve(datetime.combine(day + DAY, time()), zone_of(trigger.zone))
            fire += max(1, -((fire - tomorrow) // period)) * period


def _on_days(
    trigger: Trigger, after: datetime, planned: Iterator[tuple[date, DayPlan]]
) -> Iterator[datetime]:
    zone = zone_of(trigger.zone)
    for day, plan in planned:
        for fire in instants_after(day, plan, zone, after):
            yield fire
            after = fire  # the next day may begin with the instant at which a window of this one ended


def _planned(trigger: Calendar, days: Iterator[date]) -> Iterator[tuple[date, DayPlan]]:
    times = trigger.times
    if not isinstance(times, WeekdayTimes):
        plan = _plan_of(times)
        return ((day, plan) for day in days)
    plans = {entry.weekday: _plan_of(entry.times) for entry in times.entries}
    return ((day, plans[day.isoweekday()]) for day in days if day.isoweekday() in plans)


@lru_cache(maxsize=1024)
def _plan_of(times: tuple[time, ...] | Window) -> DayPlan:
    if not isinstance(times, Window):
        return FixedTimes(tuple(map(_seconds, times)))
    start, end = _seconds(times.start), _seconds(times.end)
    end += 0 if end > start else DAY // timedelta(seconds=1)
    return stretch(start, end, times.step // timedelta(seconds=1))


def _seconds(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second


def _local_day(trigger: Trigger, instant: datetime) -> date:
    return instant.astimezone(zone_of(trigger.zone)).date()
