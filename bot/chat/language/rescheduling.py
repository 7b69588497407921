"""Applying what an edit says about time to the schedule that a task has.

What was said is completed with what the task has, and read as one schedule: "at ten" with its days,
"every Friday" with its times. Whatever was not named stays: days, times, zone, start and end.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.chat.language.day_phrases import OnWeekday
from bot.chat.language.doubts import Impossible, NoSchedule, Unclear
from bot.chat.language.grammar import readings_of
from bot.chat.language.meaning import Ask, Question, Reading, Refusal, ScheduleChange
from bot.chat.language.merging import added, days_said, having, limited, times_of
from bot.chat.language.once import Moment
from bot.chat.language.options import time_options
from bot.chat.language.phrases import Phrase
from bot.chat.language.plan import Plan, plan_of
from bot.chat.language.shifting import shifted
from bot.chat.language.spans import Span
from bot.chat.language.text import source_of
from scheduler.errors import Reason, Refused
from scheduler.fires import next_fire_time
from scheduler.model import Locale
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, Trigger, Window, zone_of


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """The new schedule: exactly one of readings (several to choose from), a question, or a refusal."""

    readings: tuple[Reading, ...] = ()
    ask: Ask | None = None
    refusal: Refusal | None = None


def rescheduled(
    change: ScheduleChange, trigger: Trigger, now: datetime, zone: str, locale: Locale
) -> Rescheduled:
    """Return what `trigger` becomes; `zone` is the asker's, for "my time". The task keeps its own.

    The sentences of a question and of an offer are whole edits, as `change.said` is.
    """
    source = source_of(change.said)
    try:
        return Rescheduled(_readings(change, trigger, now, zone, locale))
    except Unclear as unclear:
        return Rescheduled(ask=unclear.ask(source))
    except Impossible as impossible:
        return Rescheduled(refusal=impossible.refuse(source))
    except Refused as refused:
        return Rescheduled(refusal=Refusal(refused.reason, refused.facts))
    except (NoSchedule, OverflowError):
        return Rescheduled(refusal=Refusal(Reason.BAD_TIME))


def rezoned(trigger: Trigger, zone: str, now: datetime) -> Rescheduled:
    """Return `trigger` in another zone, the time on the wall kept."""
    try:
        return Rescheduled((_reading(_in_zone(trigger, zone), now),))
    except Impossible as impossible:
        return Rescheduled(refusal=Refusal(impossible.reason, impossible.facts))
    except Refused as refused:
        return Rescheduled(refusal=Refusal(refused.reason, refused.facts))


def _in_zone(trigger: Trigger, zone: str) -> Trigger:
    if not isinstance(trigger, At):
        return replace(trigger, zone=zone)
    wall = trigger.instant.astimezone(zone_of(trigger.zone)).replace(tzinfo=zone_of(zone))
    return replace(trigger, instant=wall, zone=zone)


def _readings(
    change: ScheduleChange, trigger: Trigger, now: datetime, zone: str, locale: Locale
) -> tuple[Reading, ...]:
    if change.shift:
        return (_reading(shifted(trigger, change.shift), now),)
    plan = plan_of(change.phrases)
    if plan.zone:
        trigger = _in_zone(trigger, plan.zone.name or zone)
    moment = Moment(now, trigger.zone, locale)
    if change.adds:
        return (_reading(added(plan, trigger, moment), now),)
    return _changed(plan, trigger, moment)


def _changed(plan: Plan, trigger: Trigger, moment: Moment) -> tuple[Reading, ...]:
    has_days = bool(plan.cycle or plan.day or plan.delay)
    if plan.restated:
        return readings_of(plan.phrases, moment)
    if plan.interval or (has_days and plan.is_timed):
        return _whole(plan, trigger, moment)
    if has_days:
        return _on_days(plan, trigger, moment)
    if plan.is_timed:
        return _at_times(plan, trigger, moment)
    return (_reading(limited(plan, trigger, moment), moment.now),)


def _whole(plan: Plan, trigger: Trigger, moment: Moment) -> tuple[Reading, ...]:
    """Take a schedule that is whole in place of the old one; an interval keeps its window."""
    cycle = days_said(plan, trigger)
    if isinstance(plan.day, OnWeekday) and cycle:
        return readings_of((cycle, *_without(plan, OnWeekday)), moment)
    if plan.interval and not (plan.cycle or plan.day) and isinstance(trigger, Calendar):
        window = trigger.times
        if isinstance(window, Window) and not plan.hours and plan.interval.at_minute is None:
            return (_reading(replace(trigger, times=replace(window, step=plan.interval.period)), moment.now),)
    return readings_of(plan.phrases, moment)


def _without(plan: Plan, kind: type) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in plan.phrases if not isinstance(phrase, kind))


def _on_days(plan: Plan, trigger: Trigger, moment: Moment) -> tuple[Reading, ...]:
    """Put the task's times on other days."""
    cycle = days_said(plan, trigger)
    rest = _without(plan, OnWeekday) if cycle and isinstance(plan.day, OnWeekday) else plan.phrases
    phrases = (cycle, *_without_cycle(rest)) if cycle else rest
    times = times_of(trigger)
    if times is None:
        raise Unclear(Question.WHAT_TIME, _after(plan), time_options(moment))
    if isinstance(times, Window):
        readings = readings_of((*phrases, *having((time(9),))), moment)
        windowed = tuple(_windowed(one.trigger, times) for one in readings)
    else:
        windowed = tuple(one.trigger for one in readings_of((*phrases, *having(times)), moment))
    return tuple(_kept(one, trigger, plan, moment) for one in windowed)


def _without_cycle(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in phrases if type(phrase).__name__ != "Cycle")


def _windowed(trigger: Trigger, window: Window) -> Trigger:
    return replace(trigger, times=window) if isinstance(trigger, Calendar) else trigger


def _after(plan: Plan) -> Span:
    end = max(phrase.span.end for phrase in plan.phrases)
    return Span(end, end)


def _at_times(plan: Plan, trigger: Trigger, moment: Moment) -> tuple[Reading, ...]:
    """Put other times on the task's days."""
    match trigger:
        case At():
            day = trigger.instant.astimezone(zone_of(trigger.zone)).date()
            return _once_at(plan, day.toordinal(), moment)
        case Calendar():
            timed = _timed(plan, trigger, moment)
            bounded = limited(plan, timed, moment) if plan.without else timed
            return (_kept(bounded, trigger, plan, moment),)
        case Cron():
            return (_reading(_cron_at(plan, trigger, moment), moment.now),)
        case Every():
            first = _first_time(plan, moment)
            return (_reading(replace(trigger, anchor=first), moment.now),)


def _timed(plan: Plan, trigger: Calendar, moment: Moment) -> Calendar:
    """Return the times that are said, on every day of the rule."""
    said = _daily(plan, moment)
    if isinstance(trigger.times, Window) and isinstance(said.times, Window) and not plan.interval:
        return replace(trigger, times=replace(said.times, step=trigger.times.step))
    return replace(trigger, times=said.times)


def _daily(plan: Plan, moment: Moment) -> Calendar:
    """Read times as those of every day."""
    phrases = tuple(phrase for phrase in plan.phrases if phrase is not plan.zone)
    steps = () if not plan.hours or plan.interval else having(timedelta(hours=1))
    reading = readings_of((*having(None), *phrases, *steps), moment)[0]
    if not isinstance(reading.trigger, Calendar):
        raise NoSchedule
    return reading.trigger


def _first_time(plan: Plan, moment: Moment) -> datetime:
    first = next_fire_time(_daily(plan, moment), moment.now)
    if first is None:
        raise Impossible(Reason.NEVER_FIRES)
    return first


def _once_at(plan: Plan, ordinal: int, moment: Moment) -> tuple[Reading, ...]:
    day = datetime.fromordinal(ordinal).date()
    trigger = _daily(plan, moment)
    if not isinstance(trigger.times, tuple) or len(trigger.times) != 1:
        raise Impossible(Reason.BAD_TIME)
    wall = datetime.combine(day, trigger.times[0], zone_of(moment.zone))
    if wall <= moment.now:
        span = Span(min(one.span.start for one in plan.phrases), max(one.span.end for one in plan.phrases))
        raise Impossible(Reason.TIME_PAST, span, _next_at(trigger.times[0], moment))
    return (_reading(At(wall, moment.zone), moment.now),)


def _next_at(clock: time, moment: Moment) -> str:
    """Return the words for the next time that it is `clock`, for a task whose only day is over."""
    is_today = datetime.combine(moment.today, clock, zone_of(moment.zone)) > moment.now
    if moment.locale is Locale.ZH:
        return f"{'今天' if is_today else '明天'}{clock:%H:%M}"
    return f"{'today' if is_today else 'tomorrow'} at {clock:%H:%M}"


def _cron_at(plan: Plan, trigger: Cron, moment: Moment) -> Cron:
    """Change hour and minute of a crontab line; what it cannot say is refused."""
    times = _daily(plan, moment).times
    fields = trigger.expression.split()
    if not isinstance(times, tuple) or len(fields) < 5 or len({one.minute for one in times}) > 1:
        raise Impossible(Reason.BAD_CRON)
    hours = ",".join(str(one.hour) for one in times)
    return replace(
        trigger, expression=" ".join([*_seconds(fields), str(times[0].minute), hours, *fields[-3:]])
    )


def _seconds(fields: list[str]) -> list[str]:
    return ["0"] if len(fields) == 6 else []


def _kept(new: Trigger, old: Trigger, plan: Plan, moment: Moment) -> Reading:
    """Keep what bounds the old rule, as far as nothing new was said."""
    bounds = old.bounds
    said = new.bounds
    merged = Bounds(
        start=said.start or (None if isinstance(old, At) else bounds.start),
        end=said.end or bounds.end,
        maximum=said.maximum or bounds.maximum,
        exclude=bounds.exclude,
        skip_holidays=said.skip_holidays or bounds.skip_holidays,
    )
    is_once = isinstance(new, At) or isinstance(old, At)
    return _reading(new if is_once else replace(new, bounds=merged), moment.now, plan)


def _reading(trigger: Trigger, now: datetime, plan: Plan | None = None) -> Reading:
    first = next_fire_time(trigger, now)
    if first is None:
        span = plan.phrases[0].span if plan and plan.phrases else None
        raise Impossible(Reason.TIME_PAST if isinstance(trigger, At) else Reason.NEVER_FIRES, span)
    return Reading(trigger, first)
