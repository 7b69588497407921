"""Between the pickers of the form and a trigger. Pure.

The pickers can say less than a trigger holds: what they cannot say is left to the sentence.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from scheduler.days import EPOCH, Days, EveryDays, EveryWeeks, LegalDay, LegalDays, MonthDays
from scheduler.errors import Refused
from scheduler.fires import upcoming
from scheduler.form import Cycle, Picked, Remark
from scheduler.triggers import EARLIEST_YEAR, LATEST_YEAR, At, Bounds, Calendar, Every, Trigger, zone_of
from scheduler.walltime import resolve

_WORK_DAYS: Final = (1, 2, 3, 4, 5)
_COMPARED: Final = 400  # runs, by which two ways to say a time are told apart: a year of working days
_STEPS: Final = {Cycle.MINUTES: timedelta(minutes=1), Cycle.HOURS: timedelta(hours=1)}
MOST_EVERY: Final = 1000
_MOST_MONTH_DAYS: Final = 31


class NotSaidError(Exception):
    """The pickers say too little, or what cannot be; `remark` says what."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.remark = Remark(code, facts)


def trigger_of(picked: Picked, zone: str, now: datetime) -> Trigger:
    """Return what the pickers say. Raises `NotSaidError`, or `Refused` for what never fires."""
    cycle = _cycle(picked)
    if cycle is Cycle.ONCE:
        return At(_instant(_date(picked), _clock(picked), zone), zone)
    if cycle in _STEPS:
        return Every(_STEPS[cycle] * _every(picked), _anchor(picked, zone, now), zone)
    days = _DAYS[cycle](picked)
    return Calendar(days, (_clock(picked),), zone, Bounds(start=_first(picked, zone)))


def picked_of(trigger: Trigger, now: datetime) -> Picked:
    """Return how the pickers say `trigger`; nothing where they cannot."""
    picked = _picked(trigger, now)
    if picked is None:
        return Picked()
    try:
        again = trigger_of(picked, trigger.zone, now)
    except (NotSaidError, Refused):
        return Picked()
    return picked if says_the_same(again, trigger, now) else Picked()


def says_the_same(one: Trigger, other: Trigger, now: datetime) -> bool:
    """Tell whether two triggers fire alike, as far as anybody looks ahead."""
    if one.zone != other.zone:
        return False
    if one == other:
        return True
    return upcoming(one, now, _COMPARED) == upcoming(other, now, _COMPARED)


def _cycle(picked: Picked) -> Cycle:
    """A date with a clock and nothing else is a single time."""
    if picked.cycle in set(Cycle):
        return Cycle(picked.cycle)
    if picked.start and picked.clock and not (picked.weekdays or picked.month_days or picked.every):
        return Cycle.ONCE
    raise NotSaidError("form.says.cycle_missing")


def _date(picked: Picked) -> date:
    if not picked.start:
        raise NotSaidError("form.says.start_missing")
    return day_of(picked.start, "form.start")


def day_of(text: str, field: str) -> date:
    """Read a date as Lark writes it; `field` names where it stood."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise NotSaidError("form.says.date_wrong", field=field) from error
    if not EARLIEST_YEAR < day.year < LATEST_YEAR:
        raise NotSaidError("form.says.date_wrong", field=field)
    return day


def number_of(text: str, field: str, least: int, most: int) -> int:
    """Read a whole number within bounds."""
    try:
        number = int(text) if len(text) <= len(str(most)) + 1 else most + 1
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise NotSaidError("form.says.number_wrong", field=field, least=least, most=most)
    return number


def _clock(picked: Picked) -> time:
    if not picked.clock:
        raise NotSaidError("form.says.clock_missing")
    second = number_of(picked.second or "0", "form.second", 0, 59)
    try:
        return time.fromisoformat(picked.clock).replace(second=second, microsecond=0, tzinfo=None)
    except ValueError as error:
        raise NotSaidError("form.says.clock_missing") from error


def _every(picked: Picked) -> int:
    return number_of(picked.every, "form.every", 1, MOST_EVERY)


def _weekdays(picked: Picked) -> Days:
    days = tuple(int(day) for day in picked.weekdays if day in {"1", "2", "3", "4", "5", "6", "7"})
    if not days:
        raise NotSaidError("form.says.weekdays_missing")
    return EveryWeeks(days)


def _month_days(picked: Picked) -> Days:
    words = re.split(r"[\s,，、;；和&]+", picked.month_days.strip())[: _MOST_MONTH_DAYS + 1]
    try:
        days = tuple(number_of(word.rstrip("号日"), "form.month_days", -1, 31) for word in words)
    except NotSaidError as error:
        raise NotSaidError("form.says.month_days_wrong") from error
    if 0 in days:
        raise NotSaidError("form.says.month_days_wrong")
    return MonthDays(days)


_DAYS: Final[Mapping[Cycle, Callable[[Picked], Days]]] = {
    Cycle.DAILY: lambda _: EveryDays(),
    Cycle.WEEKDAYS: lambda _: EveryWeeks(_WORK_DAYS),
    Cycle.WORKING_DAYS: lambda _: LegalDays(),
    Cycle.WEEKLY: _weekdays,
    Cycle.MONTHLY: _month_days,
}


def _instant(day: date, clock: time, zone: str) -> datetime:
    return resolve(datetime.combine(day, clock), zone_of(zone)).astimezone(UTC)


def _first(picked: Picked, zone: str) -> datetime | None:
    return _instant(_date(picked), time(), zone) if picked.start else None


def _anchor(picked: Picked, zone: str, now: datetime) -> datetime:
    """Return from when on elapsed time counts: the moment that was picked, as far as one was."""
    if not picked.start and not picked.clock:
        return now
    local = now.astimezone(zone_of(zone))
    day = _date(picked) if picked.start else local.date()
    return _instant(day, _clock(picked) if picked.clock else time(), zone)


def _picked(trigger: Trigger, now: datetime) -> Picked | None:
    if trigger.bounds.exclude or trigger.bounds.skip_holidays:
        return None
    match trigger:
        case At(instant):
            return _moment(instant, trigger.zone, Cycle.ONCE)
        case Every(period, anchor):
            return _picked_period(period, anchor, trigger.zone)
        case Calendar(days, (clock,)):
            return _picked_days(days, clock, _start(trigger, now))
        case _:
            return None


def _moment(instant: datetime, zone: str, cycle: Cycle, every: str = "") -> Picked:
    local = instant.astimezone(zone_of(zone))
    second = str(local.second) if local.second else ""
    return Picked(cycle=cycle, start=f"{local:%Y-%m-%d}", clock=f"{local:%H:%M}", second=second, every=every)


def _picked_period(period: timedelta, anchor: datetime, zone: str) -> Picked | None:
    for cycle in (Cycle.HOURS, Cycle.MINUTES):
        count, rest = divmod(period, _STEPS[cycle])
        if not rest and 1 <= count <= MOST_EVERY:
            return _moment(anchor, zone, cycle, str(count))
    return None


def _start(trigger: Calendar, now: datetime) -> str:
    """Return the first day of a rule that has yet to begin."""
    start = trigger.bounds.start
    anchor = getattr(trigger.days, "anchor", EPOCH)
    local = start.astimezone(zone_of(trigger.zone)).date() if start and start > now else EPOCH
    first = max(anchor, local)
    return first.isoformat() if first > now.date() else ""


def _picked_days(days: Days, clock: time, start: str) -> Picked | None:
    at = Picked(start=start, clock=f"{clock:%H:%M}", second=str(clock.second) if clock.second else "")
    match days:
        case EveryDays(step=1):
            return replace(at, cycle=Cycle.DAILY)
        case EveryWeeks(weekdays, step=1) if weekdays == _WORK_DAYS:
            return replace(at, cycle=Cycle.WEEKDAYS)
        case EveryWeeks(weekdays, step=1):
            return replace(at, cycle=Cycle.WEEKLY, weekdays=tuple(map(str, weekdays)))
        case LegalDays(LegalDay.WORKING):
            return replace(at, cycle=Cycle.WORKING_DAYS)
        case MonthDays(each, step=1) if min(each) >= -1:
            return replace(at, cycle=Cycle.MONTHLY, month_days=", ".join(map(str, each)))
        case _:
            return None
