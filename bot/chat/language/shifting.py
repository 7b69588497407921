"""Moving a schedule by a length of time: half an hour later, an hour earlier, a day later."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.chat.language.doubts import Impossible
from scheduler.days import Days, EveryDays, EveryWeeks, LegalDays, MonthDays
from scheduler.errors import Reason
from scheduler.triggers import At, Calendar, Cron, Every, TimesOn, Trigger, WeekdayTimes, Window

_DAY = timedelta(days=1)
_ANY_DAY = datetime(2001, 1, 1)  # noqa: DTZ001 - a time on the wall, of no zone


def shifted(trigger: Trigger, shift: timedelta) -> Trigger:
    """Return `trigger` moved by `shift`; what would run over midnight on some days only is refused."""
    match trigger:
        case At():
            return replace(trigger, instant=trigger.instant + shift)
        case Every():
            return replace(trigger, anchor=trigger.anchor + shift)
        case Calendar():
            return _calendar(trigger, shift)
        case Cron():
            return _cron(trigger, shift)


def _calendar(trigger: Calendar, shift: timedelta) -> Calendar:
    match trigger.times:
        case Window(start, end, _):
            (begin, _), (stop, _) = _moved(start, shift), _moved(end, shift)
            return replace(trigger, times=replace(trigger.times, start=begin, end=stop))
        case WeekdayTimes(entries):
            moved = [TimesOn(one.weekday, _same_day(one.times, shift)) for one in entries]
            return replace(trigger, times=WeekdayTimes(tuple(moved)))
        case times:
            wrapped = [_moved(one, shift) for one in times]
            days = {later for _, later in wrapped}
            if len(days) > 1 and trigger.days != EveryDays():
                raise Impossible(Reason.BAD_TIME)
            moved_days = trigger.days if len(days) > 1 else _days_on(trigger.days, days.pop())
            return replace(trigger, times=tuple(one for one, _ in wrapped), days=moved_days)


def _moved(clock: time, shift: timedelta) -> tuple[time, int]:
    """Return the time after `shift`, and how many days later it lies."""
    moved = datetime.combine(_ANY_DAY, clock) + shift
    return moved.time(), (moved.date() - _ANY_DAY.date()).days


def _same_day(times: tuple[time, ...], shift: timedelta) -> tuple[time, ...]:
    moved = [_moved(one, shift) for one in times]
    if any(later for _, later in moved):
        raise Impossible(Reason.BAD_TIME)
    return tuple(one for one, _ in moved)


def _days_on(days: Days, later: int) -> Days:
    """Return the days so many days later."""
    match days:
        case _ if not later:
            return days
        case EveryDays(_, anchor):
            return replace(days, anchor=anchor + later * _DAY)
        case EveryWeeks(weekdays, step) if step == 1:
            return replace(days, weekdays=tuple((one - 1 + later) % 7 + 1 for one in weekdays))
        case MonthDays(places) if all(place > 0 and 0 < place + later <= 28 for place in places):
            return replace(days, days=tuple(place + later for place in places))
        case LegalDays() | _:
            raise Impossible(Reason.BAD_TIME)


def _cron(trigger: Cron, shift: timedelta) -> Cron:
    """Move a crontab line of one time; lists, steps and midnight are refused."""
    fields = trigger.expression.split()
    minute, hour = fields[-5:-3] if len(fields) >= 5 else ("", "")
    if not (minute.isdigit() and hour.isdigit()):
        raise Impossible(Reason.BAD_CRON)
    moved, later = _moved(time(int(hour), int(minute)), shift)
    if later:
        raise Impossible(Reason.BAD_CRON)
    seconds = fields[:-5]
    return replace(trigger, expression=" ".join([*seconds, str(moved.minute), str(moved.hour), *fields[-3:]]))
