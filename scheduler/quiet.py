"""Quiet hours: what nobody asked for waits until they are over. Pure.

A post is held when it is unasked for and its reader has quiet hours just then, and it goes out at their
end. What somebody has just asked for is not held, and neither is a run at a time that a person named.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import assert_never

from scheduler.cron import parse_cron
from scheduler.errors import Reason, Refused
from scheduler.model import Run, RunKind, Task
from scheduler.triggers import At, Calendar, Cron, Every, Trigger, Window, zone_of
from scheduler.walltime import resolve


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Every day from `start` up to `end` by the clock of the IANA zone `zone`.

    An end at or before the start lies on the following day. On the days on which the clock is changed a
    time that does not exist is the first valid instant after it, and one that comes twice the first.
    """

    start: time
    end: time
    zone: str

    def __post_init__(self) -> None:
        zone_of(self.zone)
        if self.start == self.end:
            raise Refused(Reason.BAD_TIME)


def held_until(hours: QuietHours | None, now: datetime, *, unasked: bool) -> datetime | None:
    """Return until when a post that is due `now` is held; None for one that goes out."""
    return quiet_until(hours, now) if hours and unasked else None


def quiet_until(hours: QuietHours, now: datetime) -> datetime | None:
    """Return when the quiet that holds `now` ends; None outside of it."""
    today = now.astimezone(zone_of(hours.zone)).date()
    stretches = (_stretch(hours, day) for day in (today - timedelta(days=1), today))
    return next((end for begin, end in stretches if begin <= now < end), None)


def is_unasked(task: Task, run: Run) -> bool:
    """Tell whether nobody waits for a run at its time: a scheduled one whose instant nobody named."""
    return run.kind is RunKind.SCHEDULED and not names_instants(task.spec.trigger)


def names_instants(trigger: Trigger) -> bool:
    """Tell whether a person named the times at which it fires, and not only how often."""
    match trigger:
        case At():
            return True
        case Every():
            return False
        case Cron(expression):  # "every ten minutes in the hour from three" names three o'clock
            return parse_cron(expression).names_hours
        case Calendar(times=times):
            return not isinstance(times, Window)
        case _:
            assert_never(trigger)


def _stretch(hours: QuietHours, day: date) -> tuple[datetime, datetime]:
    """Return the quiet that begins on `day`."""
    zone = zone_of(hours.zone)
    last = day if hours.start < hours.end else day + timedelta(days=1)
    begin = resolve(datetime.combine(day, hours.start), zone)
    return begin, resolve(datetime.combine(last, hours.end), zone)
