"""Putting one schedule together: from the phrases of a stretch to its readings.

Raises `Doubt` when a part is missing, cannot be, or says two things.
"""

from dataclasses import replace
from datetime import date

from bot.chat.language.clock_phrases import DayPart, VagueTime
from bot.chat.language.day_phrases import Cycle, InDays, OpenDay
from bot.chat.language.doubts import Impossible, NoSchedule, Option, Unclear
from bot.chat.language.meaning import Question, Reading
from bot.chat.language.once import (
    Instant,
    Moment,
    day_option,
    default_instant,
    instant_of,
    resolved,
    which_day,
)
from bot.chat.language.options import (
    cycle_options,
    day_options,
    either_options,
    holiday_options,
    later_options,
    often_options,
    step_options,
    time_options,
)
from bot.chat.language.phrases import Phrase, Wrong
from bot.chat.language.plan import DAYS, Plan, plan_of
from bot.chat.language.restated import trigger_of
from bot.chat.language.rules import limited, recurring, window_of_day
from bot.chat.language.settle import by_default, is_under_way, settled
from bot.chat.language.shifting import shifted
from bot.chat.language.spans import Span
from scheduler.errors import Reason, Refused
from scheduler.fires import next_fire_time
from scheduler.model import Locale
from scheduler.triggers import At


def readings_of(phrases: tuple[Phrase, ...], moment: Moment) -> tuple[Reading, ...]:
    """Return the readings of these phrases, the likeliest first."""
    plan = plan_of(phrases)
    for phrase in phrases:
        if isinstance(phrase, Wrong):
            raise Impossible(phrase.reason, phrase.span, _instead(phrase, plan, moment), phrase.facts)
    if not plan.is_schedule:
        raise NoSchedule
    if plan.zone and plan.zone.name:
        moment = Moment(moment.now, plan.zone.name, moment.locale)
    _ask_whose_holidays(plan, moment)
    try:
        return (_ahead(_reading(plan, moment), plan, moment),)
    except Refused as refused:
        raise Impossible(refused.reason, facts=refused.facts) from refused
    except OverflowError as error:
        raise Impossible(Reason.BAD_TIME) from error


def _instead(wrong: Wrong, plan: Plan, moment: Moment) -> str:
    """Return what to say in place of a wrong phrase; a date without an hour is offered with one."""
    if wrong.reason is not Reason.IMPOSSIBLE_DATE or plan.is_timed:
        return wrong.instead
    return f"{wrong.instead}09:00" if moment.locale is Locale.ZH else f"{wrong.instead} at 09:00"


def _ahead(reading: Reading, plan: Plan, moment: Moment) -> Reading:
    """Return the reading so long before the time that was said as was asked for."""
    if plan.early is None:
        return reading
    trigger = shifted(reading.trigger, -plan.early.length)
    first = next_fire_time(trigger, moment.now)
    if first is None:
        raise Impossible(Reason.TIME_PAST, plan.early.span)
    return replace(reading, trigger=trigger, first=first)


def _reading(plan: Plan, moment: Moment) -> Reading:
    if plan.restated:
        return limited(trigger_of(plan.restated, moment), plan, moment)
    if plan.delay:
        return _once(Instant(moment.now + plan.delay.length, moment.today), plan, moment)
    _complete(plan, moment)
    if plan.recurs and not plan.day:
        return recurring(plan, moment)
    if plan.interval or plan.hours:
        return _through_a_day(plan, moment)
    return _on_one_day(plan, moment)


def _complete(plan: Plan, moment: Moment) -> None:
    """Ask for the first thing that is missing."""
    cycle = plan.cycle
    if cycle and cycle.missing:
        raise Unclear(Question.HOW_OFTEN, cycle.span, cycle_options(cycle.missing, plan, moment))
    if isinstance(plan.day, OpenDay):
        raise which_day(plan.day, moment, "" if plan.is_timed else "09:00")
    if plan.vague and plan.vague.recurs:
        raise Unclear(Question.HOW_OFTEN, plan.vague.span, often_options(moment))
    if plan.vague:
        raise Unclear(Question.WHAT_TIME, plan.vague.span, _times_for(plan.vague, moment))
    if plan.hours and not plan.interval:
        raise Unclear(Question.HOW_OFTEN, _after(plan.hours.span), step_options(moment))
    has_start_time = plan.start is not None and plan.start.clock is not None
    open_part = bool(plan.parts) and any(by_default(part) is None for part in plan.parts)
    if not plan.clocks and not plan.interval and not has_start_time and (open_part or not plan.parts):
        raise Unclear(Question.WHAT_TIME, _after(_last_day(plan)), time_options(moment, plan.parts))


def _times_for(vague: VagueTime, moment: Moment) -> tuple[Option, ...]:
    return either_options(vague.times, moment) if vague.times else time_options(moment)


# Where people who say "holidays" mean those of the one calendar that is built in.
_CHINA = frozenset({"Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "Asia/Kashgar", "PRC"})


def _ask_whose_holidays(plan: Plan, moment: Moment) -> None:
    """Ask which calendar is meant, where the asker lives outside the one that is known."""
    holidays = next((one for one in plan.without if not one.weekdays and not one.is_named), None)
    if holidays and moment.zone not in _CHINA:
        raise Unclear(Question.HOW_OFTEN, holidays.span, holiday_options(moment))


def _after(span: Span) -> Span:
    return Span(span.end, span.end)


def _last_day(plan: Plan) -> Span:
    """Return the place after which an hour is best said."""
    spans = [p.span for p in plan.phrases if isinstance(p, (Cycle, DayPart, *DAYS))]
    return spans[-1] if spans else plan.phrases[-1].span


def _on_one_day(plan: Plan, moment: Moment) -> Reading:
    if len(plan.clocks) > 1 or len(plan.parts) > 1:
        _ask_on_which_days(plan, moment)
        first = instant_of(plan.day, plan.clocks[-1], moment) if plan.clocks else None
        return window_of_day(plan, first.day if first else moment.today, moment)
    if plan.clocks:
        one = instant_of(plan.day, plan.clocks[0], moment)
        _ask_which_of_two_days(plan, one.day, moment)
        return _once(one, plan, moment)
    if plan.parts and _is_today(plan) and is_under_way(plan.parts[0], moment.local):
        raise Unclear(Question.WHAT_TIME, _after(_last_day(plan)), later_options(moment))
    instant = default_instant(plan.day, plan.parts[0], moment) if plan.parts else None
    if instant is None:
        raise NoSchedule
    return _once(instant, plan, moment)


def _ask_on_which_days(plan: Plan, moment: Moment) -> None:
    """Ask where several times are said and no day, and today some of them are over: 早上8点,晚上8点."""
    ahead = {settled(clock).on(moment.today, moment.zone) > moment.now for clock in plan.clocks}
    if plan.day is None and len(ahead) > 1:
        start = plan.phrases[0].span.start
        raise Unclear(Question.HOW_OFTEN, Span(start, start), day_options(moment))


def _ask_which_of_two_days(plan: Plan, day: date, moment: Moment) -> None:
    """Ask where the weekday that stands beside a date is another day: 4月25号周五."""
    if plan.day is None or plan.weekday is None:
        return
    weekday, _ = resolved(plan.weekday, lambda one: one >= moment.today, moment)
    is_same_day = day.isoweekday() == weekday.isoweekday()
    if is_same_day and (plan.weekday.weeks is None or day == weekday):
        return
    spans = sorted((plan.day.span, plan.weekday.span))
    options = tuple(day_option(one, moment) for one in (day, weekday))
    raise Unclear(Question.WHICH_DATE, Span(spans[0].start, spans[1].end), options)


def _is_today(plan: Plan) -> bool:
    return isinstance(plan.day, InDays) and not plan.day.days and not plan.day.months


def _through_a_day(plan: Plan, moment: Moment) -> Reading:
    """Read an interval on one day, within a window or to the day's end."""
    if plan.hours is None or plan.day is None:
        return recurring(plan, moment)
    return window_of_day(plan, instant_of(plan.day, plan.hours.end, moment).day, moment)


def _once(instant: Instant, plan: Plan, moment: Moment) -> Reading:
    trigger = At(instant.at, moment.zone)
    first = next_fire_time(trigger, moment.now)
    if first is None:
        raise Impossible(Reason.TIME_PAST, plan.phrases[0].span)
    return Reading(trigger, first, instant.assumed)
