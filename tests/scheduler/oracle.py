"""When things fire, told by walking minute by minute: slow, and sharing no code with the scheduler."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def noon_of(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00")


# Days about which the clock changes, or does not: (zone, a local noon before the change).
CHANGES = [
    ("Asia/Shanghai", noon_of("2026-04-22")),
    ("UTC", noon_of("2028-02-28")),
    ("America/New_York", noon_of("2026-03-07")),
    ("America/New_York", noon_of("2026-10-31")),
    ("Europe/London", noon_of("2026-03-28")),
    ("Europe/London", noon_of("2026-10-24")),
    ("Australia/Lord_Howe", noon_of("2026-04-04")),
    ("Australia/Lord_Howe", noon_of("2026-10-03")),
    ("America/Sao_Paulo", noon_of("2018-11-03")),  # the gap begins at midnight
    ("America/Sao_Paulo", noon_of("2018-02-17")),  # the fold is the last hour of a day
    ("America/Havana", noon_of("2026-10-31")),  # the fold is the first hour of a day
]


@dataclass(frozen=True)
class Walk:
    """Minutes in order as (instant, what the clock on the wall shows), and who shows what."""

    minutes: list[tuple[datetime, datetime]]
    first: dict[datetime, datetime]
    last: dict[datetime, datetime]

    def first_showing(self, wall: datetime) -> datetime:
        """The first minute at which the clock shows `wall`, else the first at which it is past it."""
        return self.first.get(wall) or next(instant for instant, shown in self.minutes if shown > wall)

    def last_showing(self, wall: datetime) -> datetime:
        return self.last.get(wall) or self.first_showing(wall)

    def all_showing(self, matches: Callable[[datetime], bool]) -> list[datetime]:
        return [instant for instant, shown in self.minutes if matches(shown)]


@cache
def walk(zone: str, noon: datetime) -> Walk:
    """Every minute from two days before `noon` to five days after it."""
    place = ZoneInfo(zone)
    begin = noon.replace(tzinfo=place).astimezone(UTC) - timedelta(days=2)
    instants = [begin + minute * MINUTE for minute in range(7 * 1440)]
    minutes = [(instant, instant.astimezone(place).replace(tzinfo=None, fold=0)) for instant in instants]
    last = {shown: instant for instant, shown in minutes}
    return Walk(minutes, {shown: instant for instant, shown in reversed(minutes)}, last)
