"""The pieces of a task's schedule, as phrases that stand beside those of an edit."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.chat.language.clock_phrases import Clock, Clocks
from bot.chat.language.day_phrases import Cycle, Missing, OnDate, OnWeekday
from bot.chat.language.doubts import Impossible, NoSchedule
from bot.chat.language.grammar import readings_of
from bot.chat.language.once import Moment
from bot.chat.language.phrases import Interval, Phrase
from bot.chat.language.plan import Plan
from bot.chat.language.rules import end_of, start_of
from bot.chat.language.spans import Span
from scheduler.days import Days, EveryDays, EveryWeeks, MonthDays
from scheduler.errors import Reason
from scheduler.fires import next_fire_time
from scheduler.triggers import At, Calendar, Cron, Every, Trigger, WeekdayTimes, Window, zone_of

_NOWHERE = Span(0, 0)
_DAY = timedelta(days=1)


def having(content: tuple[time, ...] | timedelta | None) -> tuple[Phrase, ...]:
    """Return times, a step, or (for None) every day as phrases."""
    if content is None:
        return (Cycle(EveryDays(), _NOWHERE),)
    if isinstance(content, timedelta):
        return (Interval(content, _NOWHERE),)
    clocks = tuple(Clock(one.hour, one.minute, one.second, exact=True) for one in content)
    return (Clocks(clocks, _NOWHERE),)


def times_of(trigger: Trigger) -> tuple[time, ...] | Window | None:
    """Return the times of a day of `trigger`; None when they differ by weekday or cannot be told."""
    match trigger:
        case At(instant):
            return (_wall(instant, trigger.zone).time(),)
        case Calendar(_, WeekdayTimes(entries)):
            sets = {entry.times for entry in entries}
            return sets.pop() if len(sets) == 1 else None
        case Calendar(_, times):
            return times if isinstance(times, tuple | Window) else None
        case Every(period, anchor):
            day_long = period % _DAY == timedelta()
            return (_wall(anchor, trigger.zone).time(),) if day_long else _round_the_clock(period)
        case Cron(expression):
            return _cron_times(expression)


def _round_the_clock(period: timedelta) -> Window | None:
    return Window(time(), time(23, 59, 59), period) if period <= _DAY else None


def _cron_times(expression: str) -> tuple[time, ...] | None:
    fields = expression.split()
    minute, hours = fields[-5:-3] if len(fields) >= 5 else ("", "")
    if not minute.isdigit() or not all(hour.isdigit() for hour in hours.split(",")):
        return None
    return tuple(time(int(hour), int(minute)) for hour in hours.split(","))


def _wall(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(zone_of(zone))


def days_said(plan: Plan, trigger: Trigger) -> Cycle | None:
    """Return the cycle that is said, completed with the weekday or the day of the month that there is.

    A mere weekday or day of the month said of a rule that recurs by weeks or months is its new one.
    """
    cycle = plan.cycle
    if cycle is None:
        return _day_as_cycle(plan, trigger)
    if cycle.missing is Missing.WEEKDAY:
        weekdays = _weekdays(trigger)
        return _completed(cycle, EveryWeeks(weekdays, _step(cycle))) if weekdays else cycle
    if cycle.missing is Missing.MONTH_DAY:
        places = _month_days(trigger)
        return _completed(cycle, MonthDays(places, _step(cycle))) if places else cycle
    return cycle


def _completed(cycle: Cycle, days: Days) -> Cycle:
    return replace(cycle, days=days, missing=None, anchored=_step(cycle) > 1)


def _step(cycle: Cycle) -> int:
    return getattr(cycle.days, "step", 1)


def _weekdays(trigger: Trigger) -> tuple[int, ...]:
    """Return the weekdays of a rule, or of the one day of a task that runs once."""
    match trigger:
        case Calendar(EveryWeeks(weekdays)) if len(weekdays) < 7:
            return weekdays
        case At(instant):
            return (_wall(instant, trigger.zone).isoweekday(),)
        case Every(period, anchor) if period % (7 * _DAY) == timedelta():
            return (_wall(anchor, trigger.zone).isoweekday(),)
        case _:
            return ()


def _month_days(trigger: Trigger) -> tuple[int, ...]:
    match trigger:
        case Calendar(MonthDays(places)):
            return places
        case At(instant):
            return (_wall(instant, trigger.zone).day,)
        case _:
            return ()


def _day_as_cycle(plan: Plan, trigger: Trigger) -> Cycle | None:
    match plan.day, trigger:
        case OnWeekday(weekday, None), Calendar(EveryWeeks(_, step)) | Calendar(EveryDays(step)):
            weeks = step if isinstance(getattr(trigger, "days", None), EveryWeeks) else 1
            return Cycle(EveryWeeks((weekday,), weeks), plan.day.span, anchored=weeks > 1)
        case OnDate(day, _, None, None, None, None), Calendar(MonthDays(_, step)):
            return Cycle(MonthDays((day,), step), plan.day.span, anchored=step > 1)
        case _:
            return None


def added(plan: Plan, trigger: Trigger, moment: Moment) -> Trigger:
    """Add days or times to those that there are: 再加一个周六, 加一个下午3点."""
    if not isinstance(trigger, Calendar):
        raise NoSchedule
    days = _more_days(plan, trigger)
    times = trigger.times
    if plan.clocks or plan.parts:
        phrases = tuple(phrase for phrase in plan.phrases if not isinstance(phrase, OnWeekday | Cycle))
        more = readings_of((*having(None), *phrases), moment)[0].trigger
        if days != trigger.days or not isinstance(times, tuple) or not isinstance(more, Calendar):
            raise NoSchedule
        times = times + (more.times if isinstance(more.times, tuple) else ())
    return replace(trigger, days=days, times=times)


def _more_days(plan: Plan, trigger: Calendar) -> Days:
    new: Days | None = plan.cycle.days if plan.cycle else None
    if isinstance(plan.day, OnWeekday):
        new = EveryWeeks((plan.day.weekday,))
    match trigger.days, new:
        case _, None:
            return trigger.days
        case EveryWeeks(weekdays), EveryWeeks(more) if isinstance(trigger.times, tuple):
            return replace(trigger.days, weekdays=weekdays + more)
        case MonthDays(places), MonthDays(more):
            return replace(trigger.days, days=places + more)
        case _:
            raise NoSchedule


def limited(plan: Plan, trigger: Trigger, moment: Moment) -> Trigger:
    """Bound a rule anew: 只到月底, 共5次, 节假日不发, 从下周一开始, 周末不发."""
    if isinstance(trigger, At):
        raise NoSchedule
    if not (plan.start or plan.end or plan.times or plan.lasting or plan.without or plan.zone or plan.legal):
        raise NoSchedule
    bounds = trigger.bounds
    start = start_of(plan.start, moment)
    if start:
        bounds = replace(bounds, start=start)
    if plan.times:
        bounds = replace(bounds, maximum=plan.times.count)
    if any(not without.weekdays for without in plan.without):
        bounds = replace(bounds, skip_holidays=True)
    bounded = _without_days(replace(trigger, bounds=bounds), plan)
    end = _end(plan, bounded, moment)
    return replace(bounded, bounds=replace(bounds, end=end)) if end else bounded


def _without_days(trigger: Trigger, plan: Plan) -> Trigger:
    gone = {weekday for without in plan.without for weekday in without.weekdays}
    if not gone or not isinstance(trigger, Calendar):
        return trigger
    every = trigger.days.weekdays if isinstance(trigger.days, EveryWeeks) else tuple(range(1, 8))
    left = tuple(weekday for weekday in every if weekday not in gone)
    if not left:
        raise Impossible(Reason.NEVER_FIRES)
    if isinstance(trigger.days, EveryWeeks):
        return replace(trigger, days=replace(trigger.days, weekdays=left))
    return replace(trigger, days=EveryWeeks(left)) if trigger.days == EveryDays() else trigger


def _end(plan: Plan, trigger: Trigger, moment: Moment) -> datetime | None:
    first = next_fire_time(trigger, moment.now)
    if first is None:
        raise Impossible(Reason.NEVER_FIRES)
    if plan.end:
        return end_of(plan.end, moment, first)
    if plan.lasting is None:
        return None
    if plan.lasting.elapsed:
        return first + plan.lasting.elapsed
    days = plan.lasting.days + 30 * plan.lasting.months
    last: date = _wall(first, moment.zone).date() + timedelta(days=days - 1)
    return datetime.combine(last, time(23, 59, 59), zone_of(moment.zone))
