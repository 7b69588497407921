"""From a plan to a trigger that recurs: days, times, what they are anchored to, and what bounds them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.chat.language.day_phrases import Day
from bot.chat.language.doubts import Impossible
from bot.chat.language.meaning import Assumed, Reading
from bot.chat.language.once import Moment, resolved
from bot.chat.language.phrases import End, Start
from bot.chat.language.plan import Plan
from bot.chat.language.settle import Settled, by_default, settled
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
from scheduler.errors import Reason
from scheduler.fires import next_fire_time
from scheduler.triggers import At, Bounds, Calendar, Every, TimesOn, Trigger, WeekdayTimes, Window, zone_of

_DAY = timedelta(days=1)
_LAST = time(23, 59, 59)
_HOUR = timedelta(hours=1)


def recurring(plan: Plan, moment: Moment) -> Reading:
    """Return the reading of a plan that recurs and lacks nothing."""
    if plan.interval and not plan.hours and _is_plain(plan) and plan.interval.at_minute is None:
        return _bounded(_elapsed(plan, moment), plan, moment, ())
    trigger, assumed = _by_calendar(plan, moment)
    return _bounded(_anchored(trigger, plan, moment), plan, moment, assumed)


def _is_plain(plan: Plan) -> bool:
    """Say whether an interval goes round the clock, whatever day it is."""
    return plan.cycle is None or plan.cycle.days == EveryDays()


def _elapsed(plan: Plan, moment: Moment) -> Every:
    assert plan.interval is not None, "only intervals elapse"
    start = start_of(plan.start, moment)
    anchor = start or moment.now
    return Every(plan.interval.period, anchor, moment.zone, Bounds(start=start))


def _by_calendar(plan: Plan, moment: Moment) -> tuple[Calendar, tuple[Assumed, ...]]:
    days, assumed = _days(plan)
    bounds = Bounds(start=start_of(plan.start, moment))
    if plan.interval or plan.hours:
        window, more = _window(plan)
        return Calendar(days, window, moment.zone, bounds), assumed + more
    if len(plan.groups) > 1 and all(group.clocks for group in plan.groups):
        return Calendar(days, _by_weekday(plan), moment.zone, bounds), assumed
    times = _times(plan)
    assumed += tuple(mark for one in times for mark in one.assumed)
    if all(one.days_later for one in times):
        days = _shifted(days)
    return Calendar(days, tuple(one.time for one in times), moment.zone, bounds), tuple(
        dict.fromkeys(assumed)
    )


def _days(plan: Plan) -> tuple[Days, tuple[Assumed, ...]]:
    """Return the days of the plan's cycle; times alone that are limited fall on every day."""
    cycle = plan.cycle
    days: Days = EveryDays() if cycle is None or cycle.days is None else cycle.days
    for without in plan.without:
        days = _minus(days, without.weekdays)
    if plan.legal and isinstance(days, EveryWeeks | EveryDays):
        days = LegalDays(LegalDay.WORKING)
    return days, ((Assumed.EVERY_N,) if cycle and cycle.is_rounded else ())


def _minus(days: Days, weekdays: tuple[int, ...]) -> Days:
    if not weekdays or not (isinstance(days, EveryWeeks) or days == EveryDays()):
        return days
    every = days.weekdays if isinstance(days, EveryWeeks) else (1, 2, 3, 4, 5, 6, 7)
    left = tuple(weekday for weekday in every if weekday not in weekdays)
    if not left:
        raise Impossible(Reason.NEVER_FIRES)
    return replace(days, weekdays=left) if isinstance(days, EveryWeeks) else EveryWeeks(left)


def _times(plan: Plan) -> list[Settled]:
    if plan.clocks:
        return [settled(clock) for clock in plan.clocks]
    if plan.start and plan.start.clock and not plan.parts:
        return [settled(plan.start.clock)]
    return [time for time in map(by_default, plan.parts) if time is not None]


def _by_weekday(plan: Plan) -> WeekdayTimes:
    entries: dict[int, tuple[time, ...]] = {}
    for group in plan.groups:
        for weekday in group.weekdays:
            times = tuple(settled(clock).time for clock in group.clocks)
            entries[weekday] = entries.get(weekday, ()) + times
    return WeekdayTimes(tuple(TimesOn(weekday, times) for weekday, times in entries.items()))


def _window(plan: Plan) -> tuple[Window, tuple[Assumed, ...]]:
    interval = plan.interval
    step = interval.period if interval else _HOUR
    minute = interval.at_minute or 0 if interval else 0
    if plan.hours is None:
        return Window(time(0, minute), _LAST, step), ()
    first, last = settled(plan.hours.start), settled(plan.hours.end)
    begin = first.time
    if interval and interval.at_minute is not None:
        begin = _at_minute(begin, minute)
    return Window(begin, last.time, step), first.assumed + last.assumed


def _at_minute(begin: time, minute: int) -> time:
    """Move the start of a window on to the minute of the hour that was asked for."""
    hour = begin.hour + (1 if begin.minute > minute else 0)
    return time(hour % 24, minute)


def _shifted(days: Days) -> Days:
    """Move a rule on by a day: the midnight that ends a Friday lies on a Saturday."""
    match days:
        case EveryWeeks(weekdays, step):
            return EveryWeeks(tuple(weekday % 7 + 1 for weekday in weekdays), step)
        case MonthDays(places, step) if all(place == -1 or 0 < place < 28 for place in places):
            return MonthDays(tuple(1 if place == -1 else place + 1 for place in places), step)
        case YearDates(dates):
            moved = (date(2001, month, min(day, 28 if month == 2 else day)) + _DAY for month, day in dates)
            return YearDates(tuple((day.month, day.day) for day in moved))
        case _:
            return days


def _anchored(trigger: Calendar, plan: Plan, moment: Moment) -> Calendar:
    """Let a step count from the first day that is still ahead."""
    days = trigger.days
    if plan.cycle is None or not plan.cycle.anchored or isinstance(days, LegalDays | YearDates):
        return trigger
    every = replace(trigger, days=_unstepped(days))
    first = next_fire_time(every, moment.now)
    if first is None:
        raise Impossible(Reason.NEVER_FIRES)
    anchor = first.astimezone(zone_of(moment.zone)).date()
    return replace(trigger, days=replace(days, anchor=anchor))


def _unstepped(days: EveryDays | EveryWeeks | MonthDays | MonthWeekdays | MonthWorkingDays) -> Days:
    return replace(days, step=1)


def _bounded(trigger: Trigger, plan: Plan, moment: Moment, assumed: tuple[Assumed, ...]) -> Reading:
    skips = any(not without.weekdays for without in plan.without)
    skips = skips or (plan.cycle is not None and plan.cycle.skips_holidays)
    trigger = replace(trigger, bounds=replace(trigger.bounds, skip_holidays=skips))
    first = next_fire_time(trigger, moment.now)
    if first is None:
        raise Impossible(Reason.NEVER_FIRES)
    bounds = replace(trigger.bounds, end=_end(plan, trigger, first, moment), maximum=_maximum(plan))
    trigger = replace(trigger, bounds=bounds)
    if next_fire_time(trigger, moment.now) is None:
        span = plan.end.span if plan.end else None
        raise Impossible(Reason.NEVER_FIRES, span)
    return Reading(trigger, first, assumed)


def limited(trigger: Trigger, plan: Plan, moment: Moment) -> Reading:
    """Return the reading of a trigger that was said whole, with what else the sentence says to bound it."""
    bounds = trigger.bounds
    first = next_fire_time(trigger, moment.now)
    if first is None:
        raise Impossible(Reason.TIME_PAST if isinstance(trigger, At) else Reason.NEVER_FIRES)
    bounds = replace(
        bounds,
        end=_end(plan, trigger, first, moment) or bounds.end,
        maximum=_maximum(plan) or bounds.maximum,
        skip_holidays=bounds.skip_holidays or any(not without.weekdays for without in plan.without),
    )
    trigger = replace(trigger, bounds=bounds)
    first = next_fire_time(trigger, moment.now)
    if first is None:
        raise Impossible(Reason.NEVER_FIRES)
    return Reading(trigger, first)


def _maximum(plan: Plan) -> int | None:
    if plan.times:
        return plan.times.count
    return (plan.cycle.count or None) if plan.cycle else None


def _end(plan: Plan, trigger: Trigger, first: datetime, moment: Moment) -> datetime | None:
    if plan.end:
        return end_of(plan.end, moment, first)
    if plan.lasting is None:
        return None
    lasting = plan.lasting
    if lasting.elapsed:
        return (trigger.bounds.start or moment.now) + lasting.elapsed
    day = first.astimezone(zone_of(moment.zone)).date()
    days = lasting.days + 30 * lasting.months
    try:
        return _wall(day + timedelta(days=days - 1), _LAST, moment)
    except OverflowError as error:
        raise Impossible(Reason.BAD_TIME) from error


def start_of(start: Start | None, moment: Moment) -> datetime | None:
    """Return the first instant allowed: the beginning of a day, or a time."""
    if start is None or (start.day is None and start.clock is None):
        return None
    clock = settled(start.clock) if start.clock else Settled(time())
    if start.day is None:
        instant = clock.on(moment.today, moment.zone)
        return instant if instant > moment.now else clock.on(moment.today + _DAY, moment.zone)
    day = _bound_day(start.day, moment)
    return clock.on(day, moment.zone)


def end_of(end: End, moment: Moment, first: datetime) -> datetime:
    """Return the last instant allowed; a day that is named is itself in."""
    clock = settled(end.clock) if end.clock else None
    if end.day is None:
        assert clock is not None, "an end is a day or a time"
        day = first.astimezone(zone_of(moment.zone)).date()
        instant = clock.on(day, moment.zone)
        return instant if instant >= first else clock.on(day + _DAY, moment.zone)
    day = _bound_day(end.day, moment)
    if end.is_before:
        return (clock or Settled(time())).on(day, moment.zone) - timedelta(seconds=1)
    return clock.on(day, moment.zone) if clock else _wall(day, _LAST, moment)


def _bound_day(day: Day, moment: Moment) -> date:
    """Resolve a day that bounds a rule: today counts as ahead."""
    return resolved(day, lambda one: one >= moment.today, moment)[0]


def _wall(day: date, clock: time, moment: Moment) -> datetime:
    return Settled(clock).on(day, moment.zone)


def window_of_day(plan: Plan, day: date, moment: Moment) -> Reading:
    """Return several times, or steps through a window, on one day only."""
    trigger, assumed = _by_calendar(plan, moment)
    end = _wall(day + _DAY if plan.hours else day, _LAST, moment)
    bounds = Bounds(start=_wall(day, time(), moment), end=end)
    if plan.hours:
        bounds = replace(bounds, exclude=(day + _DAY,))
    trigger = replace(trigger, bounds=bounds)
    first = next_fire_time(trigger, moment.now)
    if first is None:
        raise Impossible(Reason.TIME_PAST)
    return Reading(trigger, first, assumed)
