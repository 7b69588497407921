"""The Chinese legal calendar: which days are worked, by the State Council's yearly list.

Three sources, the first that knows a day decides: rows that an admin loaded, the published lists
that come with `chinesecalendar`, and for a year that neither knows Monday to Friday minus the
holidays whose date never moves. Such a year is provisional until its list comes.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from chinese_calendar.constants import holidays, workdays


class Holiday(StrEnum):
    """The legal holidays, as keys for whoever puts them into words."""

    NEW_YEAR = "new_year"
    SPRING_FESTIVAL = "spring_festival"
    TOMB_SWEEPING = "tomb_sweeping"
    LABOUR_DAY = "labour_day"
    DRAGON_BOAT = "dragon_boat"
    MID_AUTUMN = "mid_autumn"
    NATIONAL_DAY = "national_day"
    VICTORY_DAY = "victory_day"  # 3 September 2015, once


# The left column is what chinesecalendar 1.11 calls them.
_LIBRARY_NAMES: Final = {
    "New Year's Day": Holiday.NEW_YEAR,
    "Spring Festival": Holiday.SPRING_FESTIVAL,
    "Tomb-sweeping Day": Holiday.TOMB_SWEEPING,
    "Labour Day": Holiday.LABOUR_DAY,
    "Dragon Boat Festival": Holiday.DRAGON_BOAT,
    "Mid-autumn Festival": Holiday.MID_AUTUMN,
    "National Day": Holiday.NATIONAL_DAY,
    "Anti-Fascist 70th Day": Holiday.VICTORY_DAY,
}

# State Council order 795, in force since 2025: the holidays fixed to a date of the solar calendar.
_FIXED: Final = {
    (1, 1): Holiday.NEW_YEAR,
    (5, 1): Holiday.LABOUR_DAY,
    (5, 2): Holiday.LABOUR_DAY,
    (10, 1): Holiday.NATIONAL_DAY,
    (10, 2): Holiday.NATIONAL_DAY,
    (10, 3): Holiday.NATIONAL_DAY,
}
# The same order grants 13 days a year: loaded rows with fewer are corrections, not that year's list.
_DAYS_OFF_A_YEAR: Final = 13


@dataclass(frozen=True, slots=True)
class Override:
    """One day as an admin knows it; `name` is the holiday that it belongs to."""

    day: date
    works: bool
    name: str


class LegalCalendar:
    """Immutable: an admin's new rows make a new calendar."""

    def __init__(self, overrides: Iterable[Override] = ()) -> None:
        rows = {row.day: row for row in overrides}
        names = {day: _LIBRARY_NAMES[name].value for day, name in holidays.items()}
        self._off = {day: name for day, name in names.items() if day not in rows}
        self._off |= {day: row.name for day, row in rows.items() if not row.works}
        self._made_up = frozenset(workdays) - rows.keys() | {day for day, row in rows.items() if row.works}
        self._published = frozenset(day.year for day in names)
        off_days = Counter(day.year for day, row in rows.items() if not row.works)
        self._loaded = frozenset(year for year, days in off_days.items() if days >= _DAYS_OFF_A_YEAR)

    def is_working_day(self, day: date) -> bool:
        """Say whether offices work on `day`: make-up weekends do, days off do not."""
        if day in self._made_up:
            return True
        return day.isoweekday() <= 5 and not self.is_day_off(day)

    def is_day_off(self, day: date) -> bool:
        """Say whether `day` belongs to a legal holiday; a plain weekend does not."""
        return self.holiday_name(day) is not None

    def holiday_name(self, day: date) -> str | None:
        """Return a `Holiday` or an admin's own name for it, or None on a day that is no holiday."""
        if day in self._off or day in self._made_up or day.year in self._published:
            return self._off.get(day)
        return _FIXED.get((day.month, day.day))

    def is_provisional(self, year: int) -> bool:
        """Say whether the list of `year` is not known yet, so that its days may still change."""
        return year not in self._published and year not in self._loaded


PUBLISHED: Final = LegalCalendar()

CurrentCalendar = Callable[[], LegalCalendar]
"""The calendar as it is known now: what is loaded meanwhile changes the answer."""


def published() -> LegalCalendar:
    return PUBLISHED
