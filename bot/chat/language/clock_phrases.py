"""What the words about a time of the day say."""

from dataclasses import dataclass
from enum import StrEnum

from bot.chat.language.spans import Span


class Part(StrEnum):
    """A part of the day, as far as it changes what an hour means."""

    SMALL_HOURS = "small_hours"
    DAYBREAK = "daybreak"  # a morning without an hour of its own
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    DUSK = "dusk"
    EVENING = "evening"
    NIGHT = "night"  # either side of midnight
    LATE = "late"  # English "night": an evening, or the hours after its midnight
    MIDNIGHT = "midnight"
    AM = "am"
    PM = "pm"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as said; `exact` when nothing about it is open, as in 03:00 or 15:00."""

    hour: int
    minute: int = 0
    second: int = 0
    part: Part | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Clocks:
    times: tuple[Clock, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Hours:
    """From one time to another, both in."""

    start: Clock
    end: Clock
    span: Span


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day without an hour; `parts` holds two for "mornings and evenings"."""

    parts: tuple[Part, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class VagueTime:
    """Words such as "before bed" that are no clock time; or several times that contradict one another."""

    span: Span
    times: tuple[Clock, ...] = ()
    recurs: bool = False  # "every few days": not even how often is said
