"""From the clock on the wall to instants, also on the days on which the clock is changed.

A day's plan says at which seconds after its midnight something fires. On nearly every day that is
an addition; on a day with a gap (a wall time that does not exist) or a fold (one that comes twice)
the kind of plan decides.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import assert_never
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

# Plans are compared by identity: they are made once per rule and kept, see `lru_cache` where they are made.


@dataclass(frozen=True, slots=True, eq=False)
class FixedTimes:
    """Named times: each once a day, at the first valid instant after it where it does not exist."""

    seconds: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Whenever the clock shows one of these times: twice in a fold.

    For those that do not exist it fires once, at the first valid instant after the gap; not where it fires
    within a minute of that anyway.
    """

    seconds: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Elapsed time in steps from the first time to `end`, both of which may lie after midnight."""

    seconds: tuple[int, ...]
    end: int
    step: int


DayPlan = FixedTimes | Pattern | Stretch


def stretch(start: int, end: int, step: int) -> Stretch:
    return Stretch(tuple(range(start, end + 1, step)), end, step)


def resolve(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant at which the clock in `zone` shows `wall`, or the first after a gap."""
    instant = _reading(wall, zone, fold=0)
    return instant if _shown(instant, zone) == wall else _end_of_gap(wall, zone)


def instants_after(day: date, plan: DayPlan, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """Yield the instants of `plan` on `day` that are later than `after`, in order."""
    midnight = datetime.combine(day, time())
    offset = zone.utcoffset(midnight)
    assert offset is not None, "an IANA zone has an offset at any time"
    if zone.utcoffset(midnight + _reach(plan)) != offset:
        instants = _on_changed_day(day, plan, zone)
        yield from instants[bisect_right(instants, after) :]
        return
    base = midnight.replace(tzinfo=UTC) - offset
    for seconds in plan.seconds[bisect_right(plan.seconds, (after - base) / SECOND) :]:
        yield base + timedelta(seconds=seconds)


def _reach(plan: DayPlan) -> timedelta:
    return 2 * DAY if isinstance(plan, Stretch) else DAY


# A day of a minutely plan costs milliseconds here, and it is asked for 1,440 times on that day.
@lru_cache(maxsize=64)
def _on_changed_day(day: date, plan: DayPlan, zone: ZoneInfo) -> tuple[datetime, ...]:
    midnight = datetime.combine(day, time())
    walls = [midnight + timedelta(seconds=seconds) for seconds in plan.seconds]
    match plan:
        case FixedTimes():
            instants = {resolve(wall, zone) for wall in walls}
        case Pattern():
            shown = {instant for wall in walls for instant in _both(wall, zone)}
            lost = {resolve(wall, zone) for wall in walls if not _both(wall, zone)}
            instants = shown | {moment for moment in lost if not _is_near(moment, shown)}
        case Stretch(_, end, step):
            instants = set(_in_steps(walls[0], midnight + timedelta(seconds=end), step * SECOND, zone))
        case _:
            assert_never(plan)
    return tuple(sorted(instants))


def _is_near(moment: datetime, others: set[datetime]) -> bool:
    return any(abs(other - moment) < MINUTE for other in others)


def _in_steps(start: datetime, end: datetime, step: timedelta, zone: ZoneInfo) -> Iterator[datetime]:
    """Step from the first showing of `start` to the last of `end`, but not into the next day's steps."""
    moment = resolve(start, zone)
    last = min(max(_both(end, zone), default=resolve(end, zone)), resolve(start + DAY, zone))
    while moment <= last:
        yield moment
        moment += step


def _both(wall: datetime, zone: ZoneInfo) -> set[datetime]:
    """Return the instants at which the clock shows `wall`: one, two in a fold, none in a gap."""
    readings = {_reading(wall, zone, fold=0), _reading(wall, zone, fold=1)}
    return {instant for instant in readings if _shown(instant, zone) == wall}


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """Find the instant of the clock change by bisection, to the second."""
    before, behind = _reading(wall, zone, fold=1), _reading(wall, zone, fold=0)
    offset = before.astimezone(zone).utcoffset()
    while behind - before > SECOND:
        middle = before + (behind - before) // 2 // SECOND * SECOND
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            behind = middle
    return behind


def _reading(wall: datetime, zone: ZoneInfo, *, fold: int) -> datetime:
    return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _shown(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)
