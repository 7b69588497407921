"""What was missed before a run, and when nobody was there, in words."""

from datetime import datetime

from cards.elements import Fact, Text, name_of
from cards.reader import Reader
from cards.texts import say
from cards.times import clock, moment, sentence, short_moment
from scheduler.absence import Absence, Away
from scheduler.model import Cause, Run, RunState, Task
from scheduler.triggers import zone_of


def missed_line(run: Run, task: Task, reader: Reader, skipped_by: str = "") -> str:
    """Say that the run was missed and why, or who left it at that."""
    locale, when = reader.locale, moment(run.fire_time, reader, task.spec.trigger.zone)
    if not run.is_unanswered_miss:
        name = name_of(skipped_by) if skipped_by else ""
        return say("run.missed_skipped", locale, when=when, name=name)
    if run.cause is Cause.INTERNAL:
        return say("run.missed_defect", locale, when=when)
    away = _away(run)
    offline = _stretch(away.start, away.until, reader) if away else ""
    return say("run.missed", locale, when=when, offline=offline)


def absence_facts(run: Run, reader: Reader) -> tuple[Fact | None, ...]:
    """Return what the run has to tell besides itself."""
    return (_missed(run.absence, reader), _offline(run, reader)) if run.absence else ()


def _missed(absence: Absence, reader: Reader) -> Fact | None:
    """Count the times before it that were missed as well."""
    first, last = absence.first, absence.last
    if first is None or last is None:
        return None
    if absence.count == 1:
        words = say("run.missed_one", reader.locale, when=short_moment(first, reader))
    else:
        code = "run.missed_many" if absence.is_more else "run.missed_some"
        words = say(code, reader.locale, count=absence.count, when=_stretch(first, last, reader))
    return Fact(say("label.missed", reader.locale), Text(sentence(words)))


def _offline(run: Run, reader: Reader) -> Fact | None:
    """Say when nobody was there, which a run that was missed says by itself."""
    away = _away(run)
    if away is None or run.state is RunState.MISSED:
        return None
    words = sentence(_stretch(away.start, away.until, reader))
    return Fact(say("label.offline", reader.locale), Text(words))


def _away(run: Run) -> Away | None:
    return run.absence.away if run.absence else None


def _stretch(start: datetime, end: datetime, reader: Reader) -> str:
    """Return both instants to the minute; the day is said once where it is the same."""
    zone = zone_of(reader.zone)
    first, last = (moment.replace(second=0, microsecond=0) for moment in (start, end))
    local = last.astimezone(zone)
    same_day = first.astimezone(zone).date() == local.date()
    until = clock(local.time()) if same_day else short_moment(last, reader)
    return say("stretch", reader.locale, start=short_moment(first, reader), end=until)
