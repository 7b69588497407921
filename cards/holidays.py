"""What a schedule does on the Chinese legal holidays, for whoever is about to confirm it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, takewhile
from typing import Final

from cards.reader import Reader
from cards.texts import is_known, say
from cards.times import day_words
from scheduler.calendars import PUBLISHED, LegalCalendar
from scheduler.days import EveryWeeks, LegalDay, LegalDays, MonthWorkingDays
from scheduler.fires import fires, upcoming
from scheduler.triggers import Calendar, Trigger, zone_of

_KEPT_WITHIN: Final = 10  # fires: a holiday further off is no news today
_SKIPPED_WITHIN: Final = 3  # the ones that the card names, and so shows a gap between
_CHINA: Final = frozenset({"Asia/Shanghai", "Asia/Chongqing", "Asia/Harbin", "Asia/Urumqi", "PRC"})
_WORKING_WEEK: Final = EveryWeeks((1, 2, 3, 4, 5))


def holiday_note(trigger: Trigger, reader: Reader, calendar: LegalCalendar = PUBLISHED) -> str:
    """Say which holidays are skipped, or run through by a Monday-to-Friday rule; "" when there is none."""
    if not isinstance(trigger, Calendar):
        return ""
    minds = trigger.bounds.skip_holidays or _is_legal(trigger)
    if not minds and (trigger.zone not in _CHINA or trigger.days != _WORKING_WEEK):
        return ""
    days = _skipped(trigger, reader, calendar) if minds else _kept(trigger, reader, calendar)
    sentences = []
    if named := _named(days, reader, calendar):
        code = "holiday.skipped" if minds else "holiday.kept"
        sentences.append(say(code, reader.locale, days=named))
    if minds and (year := _provisional(trigger, reader, calendar)):
        sentences.append(say("holiday.provisional", reader.locale, year=year))
    return "\n".join(sentences)


def _is_legal(trigger: Calendar) -> bool:
    days = trigger.days
    return (isinstance(days, LegalDays) and days.which is LegalDay.WORKING) or (
        isinstance(days, MonthWorkingDays) and days.legal
    )


def _skipped(trigger: Calendar, reader: Reader, calendar: LegalCalendar) -> list[date]:
    """Return the days off on which it would fire before the last of the fires that the card shows."""
    shown = upcoming(trigger, reader.now, _SKIPPED_WITHIN, calendar)
    if not shown:
        return []
    days = _WORKING_WEEK if isinstance(trigger.days, LegalDays) else trigger.days
    blind = replace(trigger, days=days, bounds=replace(trigger.bounds, skip_holidays=False))
    until = takewhile(lambda fire: fire <= shown[-1], fires(blind, reader.now, calendar))
    return _days_off((fire.astimezone(zone_of(trigger.zone)).date() for fire in until), calendar)


def _kept(trigger: Calendar, reader: Reader, calendar: LegalCalendar) -> list[date]:
    soon = upcoming(trigger, reader.now, _KEPT_WITHIN, calendar)
    return _days_off((fire.astimezone(zone_of(trigger.zone)).date() for fire in soon), calendar)


def _days_off(days: Iterator[date], calendar: LegalCalendar) -> list[date]:
    return sorted({day for day in days if calendar.is_day_off(day)})


def _named(days: Sequence[date], reader: Reader, calendar: LegalCalendar) -> str:
    """Name each holiday with its days that matter here."""
    today = reader.now.astimezone(zone_of(reader.zone)).date()
    names = []
    for name, group in groupby(days, key=calendar.holiday_name):
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


def _provisional(trigger: Calendar, reader: Reader, calendar: LegalCalendar) -> int:
    soon = upcoming(trigger, reader.now, _SKIPPED_WITHIN, calendar)
    years = (fire.astimezone(zone_of(trigger.zone)).year for fire in soon)
    return next((year for year in years if calendar.is_provisional(year)), 0)
