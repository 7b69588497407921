"""`aime calendar`: load days of the Chinese legal calendar, show them, forget them."""

import argparse
import csv
import os
import re
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from bot.settings import Settings
from cards.texts import say
from scheduler.almanac import rereckon
from scheduler.calendars import Holiday, LegalCalendar, Override
from scheduler.errors import PermanentError
from scheduler.model import Locale
from storage.calendars import Calendars
from storage.database import Database

_WORKS: Final = {"off": False, "work": True, "休": False, "放假": False, "班": True, "上班": True}
_NAMES: Final = {
    say(f"holiday.{holiday}", locale).casefold(): holiday for holiday in Holiday for locale in Locale
} | {holiday.value: holiday for holiday in Holiday}
_HEADER: Final = re.compile(r"(?:date|日期)\b", re.IGNORECASE)
_LONGEST_NAME: Final = 40


async def run(arguments: argparse.Namespace) -> int:
    async with _stored() as calendars:
        match arguments.action:
            case "load":
                await _load(calendars, read_days(Path(arguments.file)))
            case "clear":
                await _clear(calendars, arguments.year)
            case _:
                _show(await calendars.days())
    return 0


@asynccontextmanager
async def _stored() -> AsyncIterator[Calendars]:
    settings = Settings.read(os.environ)
    database = await Database.open(settings.database_address, settings.data_dir)
    try:
        await database.upgrade()
        yield Calendars(database)
    finally:
        await database.close()


async def _load(calendars: Calendars, days: Sequence[Override]) -> None:
    await calendars.load(days)
    moved = await _rereckon(calendars)
    for line in _by_year(days):
        print(line)
    print(f"Loaded. Tasks moved to another day: {moved}. A running bot takes it up within a minute.")


async def _clear(calendars: Calendars, year: int) -> None:
    count = await calendars.clear(year)
    moved = await _rereckon(calendars)
    print(f"Forgot {count} days of {year}. Tasks moved to another day: {moved}.")


async def _rereckon(calendars: Calendars) -> int:
    return await rereckon(calendars, LegalCalendar(await calendars.days()), datetime.now(UTC))


def read_days(path: Path) -> Sequence[Override]:
    """Read lines `2027-02-05,off,春节`; all of them or, with the line that is wrong, none."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PermanentError(
            f"{path or 'the file'} cannot be read: it must be a text file in UTF-8"
        ) from error
    days = list(_days(lines))
    if not days:
        raise PermanentError(f"{path} names no day; a line is such as 2027-02-05,off,春节")
    return days


def _days(lines: Iterable[str]) -> Iterator[Override]:
    seen: set[date] = set()
    for number, fields in enumerate(csv.reader(lines), start=1):
        if not fields or fields[0].startswith("#") or (number == 1 and _HEADER.match(fields[0])):
            continue
        day = _day([field.strip() for field in fields], number)
        if day.day in seen:
            raise PermanentError(f"line {number}: {day.day} was named before")
        seen.add(day.day)
        yield day


def _day(fields: Sequence[str], number: int) -> Override:
    try:
        day, kind, name = date.fromisoformat(fields[0]), _WORKS[fields[1].casefold()], fields[2:]
    except (ValueError, KeyError, IndexError) as error:
        problem = f"line {number} is not a date, then off or work, then a name: {','.join(fields)[:60]}"
        raise PermanentError(problem) from error
    words = name[0][:_LONGEST_NAME] if name else ""
    if not kind and not words:
        raise PermanentError(f"line {number}: a day off needs the name of its holiday")
    return Override(day, kind, _NAMES.get(words.casefold(), words))


def _show(days: Sequence[Override]) -> None:
    for day in days:
        print(f"{day.day},{'work' if day.works else 'off'},{day.name}")
    for line in _by_year(days) or [
        "Nothing was loaded; the published lists that come with this version hold."
    ]:
        print(f"# {line}")


def _by_year(days: Sequence[Override]) -> list[str]:
    calendar = LegalCalendar(days)
    lines = []
    for year in sorted({day.day.year for day in days}):
        works = [day.works for day in days if day.day.year == year]
        still = ", which is not the whole list of a year" if calendar.is_provisional(year) else ""
        lines.append(f"{year}: {works.count(False)} days off and {works.count(True)} days worked{still}")
    return lines
