"""Which time the form means: its sentence, its pickers, or what the task had before. Pure.

What was changed since the form was opened counts; where both ways to say it were changed and do not
agree, the person is asked which.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Final

from bot.chat.features.forms.pickers import (
    NotSaidError,
    day_of,
    number_of,
    picked_of,
    says_the_same,
    trigger_of,
)
from bot.chat.features.forms.sentences import Heard, heard
from scheduler.errors import Reason, Refused
from scheduler.fires import next_fire_time
from scheduler.form import Checked, Entries, Picked, Remark
from scheduler.model import Locale
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, Trigger, zone_of
from scheduler.walltime import resolve

MOST_RUNS: Final = 100_000
_A_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A form as it was sent. `before` is the schedule that it was opened with, of a new task None."""

    entries: Entries
    offered: Entries
    before: Trigger | None
    use: str  # "said" or "picked" where the person chose between the two
    now: datetime
    locale: Locale

    @property
    def says(self) -> bool:
        return bool(self.entries.schedule) and self.entries.schedule != self.offered.schedule

    @property
    def picks(self) -> bool:
        return bool(self.entries.picked) and self.entries.picked != self.offered.picked


def time_meant(asked: Asked) -> Heard:
    """Return the trigger that the form means, or what to ask and mend."""
    try:
        found = _whole(asked)
        if found.trigger is None:
            return found
        trigger = _bounded(found.trigger, asked)
        _refuse_if_over(trigger, asked.now)
        return replace(found, trigger=trigger)
    except NotSaidError as error:
        return Heard(checked=Checked((error.remark,)))
    except Refused as refused:
        remark = Remark(f"refused.{refused.reason}", dict(refused.facts) | {"offer": ""})
        return Heard(checked=Checked((remark,)))


def without_ends(trigger: Trigger) -> Trigger:
    """Return the rule without its end and maximum, which have fields of their own."""
    return replace(trigger, bounds=replace(trigger.bounds, end=None, maximum=None))


def last_day(trigger: Trigger) -> str:
    """Return the day of the trigger's end by its own clock; "" where it has none."""
    end = trigger.bounds.end
    return f"{end.astimezone(zone_of(trigger.zone)):%Y-%m-%d}" if end else ""


def moved_to(zone: str, trigger: Trigger) -> Trigger:
    """Return the same rule by the clocks of `zone`; what counts elapsed time fires as it did."""
    if zone == trigger.zone:
        return trigger
    bounds = trigger.bounds
    ends = replace(
        bounds,
        start=_same_wall(bounds.start, trigger.zone, zone),
        end=_same_wall(bounds.end, trigger.zone, zone),
    )
    match trigger:
        case At(instant):
            return At(_same_wall(instant, trigger.zone, zone) or instant, zone, ends)
        case Every():
            return replace(trigger, zone=zone)
        case Cron() | Calendar():
            return replace(trigger, zone=zone, bounds=ends)


def _same_wall(instant: datetime | None, old: str, new: str) -> datetime | None:
    if instant is None:
        return None
    wall = instant.astimezone(zone_of(old)).replace(tzinfo=None)
    return resolve(wall, zone_of(new)).astimezone(UTC)


def _whole(asked: Asked) -> Heard:
    if asked.says and asked.picks and not asked.use:
        return _both(asked)
    if asked.picks and asked.use != "said":
        return Heard(_picked(asked))
    if asked.says:
        return _said(asked)
    return Heard(_as_before(asked))


def _said(asked: Asked) -> Heard:
    zone = asked.entries.zone
    return heard(asked.entries.schedule, asked.now, zone, asked.locale)


def _picked(asked: Asked) -> Trigger:
    return trigger_of(asked.entries.picked, asked.entries.zone, asked.now)


def _both(asked: Asked) -> Heard:
    """Take the sentence where the pickers say the same; otherwise ask which of the two counts."""
    said, picked = _said(asked), _picked(asked)
    if said.trigger is None or says_the_same(without_ends(said.trigger), picked, asked.now):
        return said
    remark = Remark("form.says.rivals")
    return Heard(checked=Checked((remark,), rivals=(said.trigger, picked)))


def _as_before(asked: Asked) -> Trigger:
    if asked.before is None:
        raise NotSaidError("form.says.when_missing")
    cleared = not asked.entries.schedule and not asked.entries.picked
    if cleared:
        raise NotSaidError("form.says.when_missing")
    return moved_to(asked.entries.zone, asked.before)


def _bounded(trigger: Trigger, asked: Asked) -> Trigger:
    """Put in the last day and the number of runs; a single time has neither."""
    end, maximum = _end(trigger, asked), _maximum(trigger, asked)
    if isinstance(trigger, At):
        if end is not None and end < trigger.instant:
            raise Refused(Reason.NEVER_FIRES)
        return replace(trigger, bounds=Bounds())
    return replace(trigger, bounds=replace(trigger.bounds, end=end, maximum=maximum))


def _end(trigger: Trigger, asked: Asked) -> datetime | None:
    typed, said = asked.entries.end, trigger.bounds.end if asked.says else None
    if typed == asked.offered.end:
        return said or (_end_before(asked) if typed else None)
    wanted = _end_of(typed, trigger.zone) if typed else None
    if said and wanted and said != wanted:
        raise NotSaidError("form.says.end_rivals")
    return wanted or said


def _end_before(asked: Asked) -> datetime | None:
    return moved_to(asked.entries.zone, asked.before).bounds.end if asked.before else None


def _end_of(day: str, zone: str) -> datetime:
    after = datetime.combine(day_of(day, "form.end") + timedelta(days=1), time())
    return resolve(after, zone_of(zone)).astimezone(UTC) - _A_SECOND


def _maximum(trigger: Trigger, asked: Asked) -> int | None:
    typed, said = asked.entries.maximum, trigger.bounds.maximum if asked.says else None
    wanted = number_of(typed, "form.maximum", 1, MOST_RUNS) if typed else None
    if typed != asked.offered.maximum and said and wanted and said != wanted:
        raise NotSaidError("form.says.maximum_rivals")
    return (said or wanted) if typed == asked.offered.maximum else (wanted or said)


def _refuse_if_over(trigger: Trigger, now: datetime) -> None:
    if next_fire_time(trigger, now) is None:
        raise Refused(Reason.TIME_PAST if isinstance(trigger, At) else Reason.NEVER_FIRES)


def picked_from(trigger: Trigger, now: datetime) -> Picked:
    """Return how the pickers say a trigger; its end and maximum stand in fields of their own."""
    return picked_of(without_ends(trigger), now)
