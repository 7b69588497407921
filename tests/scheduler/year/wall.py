"""The clock on the wall, walked minute by minute, and the legal calendar as it was published."""

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


def seconds_of(instant: datetime) -> int:
    return int(instant.timestamp())


@dataclass
class DayOnTheWall:
    """The minutes of one local day in order: the instant of each, and the minute that the clock shows."""

    instants: array = field(default_factory=lambda: array("q"))
    shown: array = field(default_factory=lambda: array("h"))

    def first(self, clock: int) -> int:
        """The instant at which the clock first shows `clock`, in seconds; after a gap the end of it."""
        minute, second = divmod(clock, 60)
        if minute in self.shown:
            return self.instants[self.shown.index(minute)] + second
        return next(at for at, shown in zip(self.instants, self.shown, strict=True) if shown > minute)

    def last(self, clock: int) -> int:
        minute, second = divmod(clock, 60)
        if minute not in self.shown:
            return self.first(clock)
        return self.instants[len(self.shown) - 1 - self.shown[::-1].index(minute)] + second

    def showing(self, minutes: frozenset[int]) -> list[int]:
        return [at for at, shown in zip(self.instants, self.shown, strict=True) if shown in minutes]


class Wall:
    """Every minute of a zone from one day to another."""

    def __init__(self, zone: str, first: date, last: date) -> None:
        self.days = {first + n * DAY: DayOnTheWall() for n in range((last - first).days + 1)}
        place = ZoneInfo(zone)
        begin, end = (
            datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (first - DAY, last + 2 * DAY)
        )
        for instant in range(seconds_of(begin), seconds_of(end), 60):
            shown = datetime.fromtimestamp(instant, place)
            if day := self.days.get(shown.date()):
                day.instants.append(instant)
                day.shown.append(shown.hour * 60 + shown.minute)
        self._starts = [day.instants[0] for day in self.days.values()]
        self._dates = list(self.days)

    @property
    def end(self) -> int:
        return self._starts[-1]

    def date_at(self, instant: int) -> date:
        return self._dates[bisect_right(self._starts, instant) - 1]

    def lengths(self) -> set[int]:
        """How many hours the days have."""
        return {len(day.instants) // 60 for day in self.days.values()}


class Offices:
    """Which days are worked in China, typed in from the State Council's lists of 2025 and 2026."""

    OFF = (
        "2025-05-31 2025-06-02",
        "2025-10-01 2025-10-08",
        "2026-01-01 2026-01-03",
        "2026-02-15 2026-02-23",
        "2026-04-04 2026-04-06",
        "2026-05-01 2026-05-05",
        "2026-06-19 2026-06-21",
        "2026-09-25 2026-09-27",
        "2026-10-01 2026-10-07",
    )
    MADE_UP = "2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10"

    def __init__(self, *, also_off: set[date] = frozenset(), also_worked: set[date] = frozenset()) -> None:
        spans = [[date.fromisoformat(day) for day in span.split()] for span in self.OFF]
        off = {first + n * DAY for first, last in spans for n in range((last - first).days + 1)}
        worked = set(map(date.fromisoformat, self.MADE_UP.split()))
        self._off = off - also_worked | also_off
        self._worked = worked - also_off | also_worked

    def are_closed(self, day: date) -> bool:
        return day in self._off

    def are_open(self, day: date) -> bool:
        return day in self._worked or (day.isoweekday() < 6 and day not in self._off)
