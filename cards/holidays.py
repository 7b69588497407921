"""What a schedule does on the Chinese legal holidays, for whoever is about to confirm it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, takewhile
from typing import Final

from cards.reader import Reader
from cards.texts import is_known, say
from cards.times import day_words
from cards.zones import CHINA
from scheduler.calendars import LegalCalendar
from scheduler.days import EveryWeeks, LegalDay, LegalDays, MonthWorkingDays
from scheduler.fires import fires, upcoming
from scheduler.triggers import Calendar, Trigger, zone_of

_KEPT_WITHIN: Final = 10  # fires: a holiday further off is no news today
_SKIPPED_WITHIN: Final = 3  # the ones that the card names, and so shows a gap between
_WORKING_WEEK: Final = EveryWeeks((1, 2, 3, 4, 5))


def holiday_note(trigger: Trigger, reader: Reader) -> str:
    """Say which holidays are skipped, or run through by a Monday-to-Friday rule; "" when there is none."""
    minds = minds_holidays(trigger)
    if not minds and not _works_through(trigger):
        return ""
    days = _skipped(trigger, reader) if minds else _kept(trigger, reader)
    sentences = []
    if named := _named(days, reader):
        code = "holiday.skipped" if minds else "holiday.kept"
        sentences.append(say(code, reader.locale, days=named))
    return "\n".join([*sentences, *_provisionally(trigger, reader)])


def provisional_note(trigger: Trigger, reader: Reader) -> str:
    """Say that the next fires may still move, because a year's holidays are not published; else ""."""
    return "\n".join(_provisionally(trigger, reader))


def minds_holidays(trigger: Trigger) -> bool:
    """Say whether the legal calendar decides on which days it fires."""
    return trigger.bounds.skip_holidays or (isinstance(trigger, Calendar) and _is_legal(trigger))


def _provisionally(trigger: Trigger, reader: Reader) -> Iterator[str]:
    year = _provisional_year(trigger, reader) if minds_holidays(trigger) else 0
    if year:
        yield say("holiday.provisional", reader.locale, year=year)


def _works_through(trigger: Trigger) -> bool:
    """Say whether it is a rule for working days that knows no holidays, where there are some."""
    return isinstance(trigger, Calendar) and trigger.zone in CHINA and trigger.days == _WORKING_WEEK


def _is_legal(trigger: Calendar) -> bool:
    days = trigger.days
    return isinstance(days, LegalDays) or (isinstance(days, MonthWorkingDays) and days.legal)


def _skipped(trigger: Trigger, reader: Reader) -> list[date]:
    """Return the days off on which it would fire before the last of the fires that the card shows."""
    shown = upcoming(trigger, reader.now, _SKIPPED_WITHIN, reader.calendar)
    blind = _minding_nothing(trigger)
    if not shown or blind is None:
        return []
    until = takewhile(lambda fire: fire <= shown[-1], fires(blind, reader.now, reader.calendar))
    return _days_off((fire.astimezone(zone_of(trigger.zone)).date() for fire in until), reader.calendar)


def _minding_nothing(trigger: Trigger) -> Trigger | None:
    """Return the same rule without the legal calendar; None for one that fires on the holidays themselves."""
    if isinstance(trigger, Calendar) and isinstance(trigger.days, LegalDays):
        if trigger.days.which is not LegalDay.WORKING:
            return None
        trigger = replace(trigger, days=_WORKING_WEEK)
    return replace(trigger, bounds=replace(trigger.bounds, skip_holidays=False))


def _kept(trigger: Trigger, reader: Reader) -> list[date]:
    soon = upcoming(trigger, reader.now, _KEPT_WITHIN, reader.calendar)
    return _days_off((fire.astimezone(zone_of(trigger.zone)).date() for fire in soon), reader.calendar)


def _days_off(days: Iterator[date], calendar: LegalCalendar) -> list[date]:
    return sorted({day for day in days if calendar.is_day_off(day)})


def _named(days: Sequence[date], reader: Reader) -> str:
    """Name each holiday with its days that matter here."""
    today = reader.now.astimezone(zone_of(reader.zone)).date()
    names = []
    for name, group in groupby(days, key=reader.calendar.holiday_name):
        first, *_, last = [*group] * 2
        code = "holiday.day" if first == last else "holiday.days"
        words = {
            "first": day_words(first, reader.locale, today),
            "last": day_words(last, reader.locale, today),
        }
        names.append(say(code, reader.locale, name=_holiday(name or "", reader), **words))
    return "、".join(names) if reader.locale == "zh" else ", ".join(names)


def _holiday(name: str, reader: Reader) -> str:
    """Return a holiday's name in the reader's language; an admin's own name for one as it is."""
    code = f"holiday.{name}"
    return say(code, reader.locale) if is_known(code) else name


def _provisional_year(trigger: Trigger, reader: Reader) -> int:
    soon = upcoming(trigger, reader.now, _SKIPPED_WITHIN, reader.calendar)
    years = (fire.astimezone(zone_of(trigger.zone)).year for fire in soon)
    return next((year for year in years if reader.calendar.is_provisional(year)), 0)
