"""When a task fires, as data: the four triggers and what bounds them.

Frozen values that pydantic's `TypeAdapter(Trigger)` writes and reads without loss. A value that
exists is valid: whatever a person could get wrong is `Refused` when it is built, and what is
equivalent is stored alike (instants in UTC to the second, times and dates sorted and unique).
When they fire is computed in `scheduler.fires`.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from scheduler.cron import parse_cron
from scheduler.days import Days, EveryWeeks, days_from
from scheduler.errors import Reason, Refused

SHORTEST_PERIOD = timedelta(seconds=60)
LONGEST_PERIOD = timedelta(days=3660)  # ten years: anything longer is a slip of the pen,
EARLIEST_YEAR, LATEST_YEAR = 1970, 2999  # and so is an instant before or after these


# Names under which a system's zone directory also keeps the machine's own zone and other readings.
_NO_ZONES = ("localtime", "posixrules", "Factory", "posix/", "right/")


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """Return the IANA zone `name`; an unknown one is refused, never replaced by another."""
    if name.startswith(_NO_ZONES):
        raise Refused(Reason.UNKNOWN_ZONE, zone=name)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Refused(Reason.UNKNOWN_ZONE, zone=name) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What limits a trigger, whichever of the four it is.

    `exclude` and `skip_holidays` take days away, reckoned in the trigger's own zone; for a calendar
    rule it is the day of the rule that counts, also where its window runs over midnight.
    """

    start: datetime | None = None  # the first instant allowed, itself included
    end: datetime | None = None  # the last instant allowed, itself included
    maximum: int | None = None  # of scheduled runs; manual ones do not count
    exclude: tuple[date, ...] = ()
    skip_holidays: bool = False  # minus the Chinese legal days off; adds no make-up day

    def __post_init__(self) -> None:
        if self.start is not None:
            _normalise(self, start=_instant(self.start))
        if self.end is not None:
            _normalise(self, end=_instant(self.end))
        if self.exclude:
            _normalise(self, exclude=tuple(sorted(set(self.exclude))))
        empty = self.start is not None and self.end is not None and self.end < self.start
        if empty or (self.maximum is not None and self.maximum < 1):
            raise Refused(Reason.NEVER_FIRES)


@dataclass(frozen=True, slots=True)
class At:
    """Once, at this instant; `zone` is the one in which it is shown."""

    instant: datetime
    zone: str
    bounds: Bounds = field(default_factory=Bounds)
    kind: Literal["at"] = "at"

    def __post_init__(self) -> None:
        zone_of(self.zone)
        _normalise(self, instant=_instant(self.instant))


@dataclass(frozen=True, slots=True)
class Every:
    """Elapsed time on a fixed grid: `anchor`, and every `period` after it, never before it."""

    period: timedelta
    anchor: datetime
    zone: str
    bounds: Bounds = field(default_factory=Bounds)
    kind: Literal["every"] = "every"

    def __post_init__(self) -> None:
        zone_of(self.zone)
        _normalise(self, anchor=_instant(self.anchor))
        if self.period < SHORTEST_PERIOD:
            raise Refused(Reason.INTERVAL_TOO_SHORT)
        if self.period > LONGEST_PERIOD:
            raise Refused(Reason.BAD_TIME)
        _normalise(self, period=self.period // timedelta(seconds=1) * timedelta(seconds=1))


@dataclass(frozen=True, slots=True)
class Cron:
    """A crontab line of five fields, or of six with the seconds first, or a word such as `@daily`."""

    expression: str
    zone: str
    bounds: Bounds = field(default_factory=Bounds)
    kind: Literal["cron"] = "cron"

    def __post_init__(self) -> None:
        zone_of(self.zone)
        plain = " ".join(self.expression.split())
        if plain != self.expression:
            _normalise(self, expression=plain)
        parse_cron(plain)


@dataclass(frozen=True, slots=True)
class Window:
    """Every `step` from `start` to `end` by the clock, both ends in, counted from `start`.

    An end at or before its start lies on the following day; those fires belong to the day of the
    start.
    """

    start: time
    end: time
    step: timedelta

    def __post_init__(self) -> None:
        _normalise(self, start=_to_the_second(self.start), end=_to_the_second(self.end))
        if self.step < SHORTEST_PERIOD:
            raise Refused(Reason.INTERVAL_TOO_SHORT)
        if self.step > timedelta(days=1) or self.step % timedelta(seconds=1):
            raise Refused(Reason.BAD_TIME)


@dataclass(frozen=True, slots=True)
class TimesOn:
    """The times of one weekday; 1 is Monday, 7 is Sunday."""

    weekday: int
    times: tuple[time, ...]

    def __post_init__(self) -> None:
        if not 1 <= self.weekday <= 7:
            raise Refused(Reason.IMPOSSIBLE_DATE)
        _normalise(self, times=_ordered(self.times))


@dataclass(frozen=True, slots=True)
class WeekdayTimes:
    """Times that differ by weekday ("Monday at nine and Thursday at three").

    A day of the rule whose weekday is not listed here does not fire.
    """

    entries: tuple[TimesOn, ...]

    def __post_init__(self) -> None:
        entries = tuple(sorted(self.entries, key=lambda entry: entry.weekday))
        if not entries or len({entry.weekday for entry in entries}) < len(entries):
            raise Refused(Reason.BAD_TIME)
        _normalise(self, entries=entries)

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(entry.weekday for entry in self.entries)


Times = tuple[time, ...] | Window | WeekdayTimes


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days by the calendar, at times by the clock on the wall."""

    days: Days
    times: Times
    zone: str
    bounds: Bounds = field(default_factory=Bounds)
    kind: Literal["calendar"] = "calendar"

    def __post_init__(self) -> None:
        zone_of(self.zone)
        if isinstance(self.times, tuple):
            _normalise(self, times=_ordered(self.times))
        by_weekday = isinstance(self.times, WeekdayTimes) and self.times.weekdays
        if by_weekday and isinstance(self.days, EveryWeeks) and by_weekday != self.days.weekdays:
            raise ValueError("each weekday of the rule has its times, and no other has")
        if next(days_from(self.days, date(2000, 1, 1)), None) is None:
            raise Refused(Reason.NEVER_FIRES)


Trigger = Annotated[At | Every | Cron | Calendar, Field(discriminator="kind")]


def _normalise(value: object, **fields: object) -> None:
    """Replace fields of a frozen `value` that is still being built."""
    for name, content in fields.items():
        object.__setattr__(value, name, content)


def _instant(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("an instant needs its offset")
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise Refused(Reason.BAD_TIME)
    return moment.astimezone(UTC).replace(microsecond=0)


def _to_the_second(clock: time) -> time:
    if clock.tzinfo is not None:
        raise ValueError("a time of day has no zone of its own: the trigger has")
    return clock.replace(microsecond=0, fold=0)


def _ordered(times: tuple[time, ...]) -> tuple[time, ...]:
    ordered = tuple(sorted({_to_the_second(clock) for clock in times}))
    if not ordered:
        raise Refused(Reason.BAD_TIME)
    seconds = [clock.hour * 3600 + clock.minute * 60 + clock.second for clock in ordered]
    following = [*seconds[1:], seconds[0] + 86_400]
    if min(later - sooner for sooner, later in zip(seconds, following, strict=True)) < 60:
        raise Refused(Reason.INTERVAL_TOO_SHORT)
    return ordered
