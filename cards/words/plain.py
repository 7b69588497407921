"""What of a rule needs no words, and rules that have plainer ones than their parts."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from cards.words.months import is_said_by_months, whole_day
from scheduler.days import EPOCH, EveryDays, LegalDays, YearDates, days_from
from scheduler.triggers import Calendar, Trigger, Window, zone_of

_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_LAST_SECOND: Final = time(23, 59, 59)


def plain(trigger: Trigger, now: datetime | None) -> Trigger:
    """Return the same rule without a first day that it would begin with anyway."""
    if now is None or not isinstance(trigger, Calendar):
        return trigger
    days = trigger.days
    if isinstance(days, YearDates | LegalDays) or (days.step > 1 and not is_said_by_months(days)):
        return trigger
    # Any earlier year will do: these rules go by the month, or by nothing, and so repeat every year.
    endless = replace(days, anchor=date(EPOCH.year, days.anchor.month, 1) if days.step > 1 else EPOCH)
    today = now.astimezone(zone_of(trigger.zone)).date()
    since = today - _DAY if is_overnight(trigger) else today
    same = next(days_from(endless, since), None) == next(days_from(days, since), None)
    return replace(trigger, days=endless) if same else trigger


def is_overnight(trigger: Calendar) -> bool:
    """Say whether its window runs over midnight, so that fires belong to the day before."""
    return isinstance(trigger.times, Window) and trigger.times.end <= trigger.times.start


def only_day(trigger: Calendar) -> date | None:
    """Return the one day on which a daily rule fires, where its bounds leave it no other."""
    bounds, zone = trigger.bounds, zone_of(trigger.zone)
    if bounds.start is None or bounds.end is None:
        return None
    first, last = bounds.start.astimezone(zone), bounds.end.astimezone(zone)
    day, following = first.date(), first.date() + _DAY
    days = trigger.days
    if not isinstance(days, EveryDays) or days.step > 1 or days.anchor > day:
        return None
    is_whole = first.time() == time() and last.time() == _LAST_SECOND
    ends = bounds.exclude == (following,)
    if is_overnight(trigger):
        return day if is_whole and ends and last.date() == following else None
    is_alone = not bounds.exclude and last.date() == day
    return day if is_whole and (is_alone or (ends and last.date() == following)) else None


def is_hourly(window: Window) -> bool:
    """Say whether it is once an hour, all day long, at some minute."""
    start, end = _second(window.start), _second(window.end)
    within_first = window.start.hour == 0 and window.start.second == 0
    return window.step == _HOUR and within_first and whole_day(start, end, 3600)


def _second(of_day: time) -> int:
    return of_day.hour * 3600 + of_day.minute * 60 + of_day.second
