"""From a time as said to a time of the day: which half of the day is meant, and when that was assumed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.chat.language.clock_phrases import Clock, Part
from bot.chat.language.meaning import Assumed
from scheduler.triggers import zone_of
from scheduler.walltime import resolve

DEFAULTS = {
    Part.MORNING: 9, Part.NOON: 12, Part.AFTERNOON: 14, Part.DUSK: 18, Part.EVENING: 20, Part.LATE: 20,
    Part.MIDNIGHT: 24,
}  # fmt: skip
_ENDS = {
    Part.MORNING: 12, Part.NOON: 14, Part.AFTERNOON: 18, Part.DUSK: 20, Part.EVENING: 24, Part.LATE: 24,
}  # fmt: skip
_PAST_NOON = frozenset({Part.AFTERNOON, Part.DUSK, Part.EVENING, Part.PM})
_ENDS_THE_DAY = frozenset({Part.DUSK, Part.EVENING, Part.NIGHT, Part.LATE, Part.MIDNIGHT})


@dataclass(frozen=True, slots=True)
class Settled:
    """A time by the clock; `days_later` is 1 for the midnight that ends the day that was named."""

    time: time
    days_later: int = 0
    assumed: tuple[Assumed, ...] = ()

    def on(self, day: date, zone: str) -> datetime:
        wall = datetime.combine(day + timedelta(days=self.days_later), self.time)
        return resolve(wall, zone_of(zone))


def settled(clock: Clock) -> Settled:
    hour, assumed = _hour(clock)
    return Settled(time(hour % 24, clock.minute, clock.second), hour // 24, assumed)


def in_the_evening(clock: Clock) -> Settled | None:
    """Return the evening reading of a bare 7 to 11, or None when there is only one reading."""
    if clock.part is not None or clock.exact or not 7 <= clock.hour <= 11:
        return None
    return Settled(time(clock.hour + 12, clock.minute, clock.second), 0, (Assumed.EVENING,))


def by_default(part: Part) -> Settled | None:
    """Return the documented time of a part of the day, or None where one has to ask."""
    hour = DEFAULTS.get(part)
    return None if hour is None else Settled(time(hour % 24), hour // 24, (Assumed.DEFAULT_TIME,))


def is_under_way(part: Part, now: datetime) -> bool:
    """Say whether the documented time of a part of the day is over, but the part itself is not."""
    time, end = by_default(part), _ENDS.get(part)
    return time is not None and end is not None and time.time.hour <= now.hour < end


def _hour(clock: Clock) -> tuple[int, tuple[Assumed, ...]]:
    hour, part = clock.hour, clock.part
    if part is None:
        is_open = not clock.exact and 1 <= hour <= 6
        return (hour + 12, (Assumed.AFTERNOON,)) if is_open else (hour, ())
    if hour in {0, 12} and part in _ENDS_THE_DAY and not clock.minute + clock.second:
        return 24, ()
    if hour == 12 and part in {Part.SMALL_HOURS, Part.AM}:
        return 0, ()
    if hour == 12 and part in _ENDS_THE_DAY:
        return 24, ()
    return (hour + 12 if _is_past_noon(hour, part) else hour), ()


def _is_past_noon(hour: int, part: Part) -> bool:
    if part is Part.NOON:
        return 1 <= hour <= 3
    if part is Part.NIGHT:
        return 7 <= hour <= 11
    if part is Part.LATE:
        return 5 <= hour <= 11
    return part in _PAST_NOON and 1 <= hour <= 11
