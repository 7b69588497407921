"""What happens in the year: the tasks that people set up, what they do to them, and when the bot is away."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from scheduler.days import (
    EveryDays,
    EveryWeeks,
    LegalDay,
    LegalDays,
    MonthDays,
    MonthWeekdays,
    MonthWorkingDays,
    YearDates,
)
from scheduler.misfire import MisfirePolicy, Missed
from scheduler.triggers import At, Bounds, Calendar, Cron, Every, TimesOn, Trigger, WeekdayTimes, Window
from tests.scheduler.year.wall import seconds_of

BEGIN = datetime(2025, 9, 1, tzinfo=UTC)
END = datetime(2026, 9, 1, tzinfo=UTC)
ZONES = {"Asia/Shanghai": 167, "Europe/London": 167, "America/New_York": 166}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

# The five that fire more often than hourly.
OFTEN: dict[str, list[Callable[[str], Trigger]]] = {
    "Asia/Shanghai": [
        lambda zone: Cron("*/20 * * * *", zone),
        lambda zone: Calendar(EveryWeeks((1, 2, 3, 4, 5)), Window(time(9), time(18), HOUR / 2), zone),
    ],
    "Europe/London": [
        lambda zone: Cron("*/30 0-4 * * *", zone),
        lambda zone: Calendar(EveryDays(), Window(time(22), time(4), HOUR / 4), zone),
    ],
    "America/New_York": [lambda zone: Every(timedelta(minutes=40), BEGIN + timedelta(seconds=13), zone)],
}
LINES = (
    "0 * * * *",
    "15 */2 * * *",
    "30 1-3 * * *",
    "0 0-6/3 * * *",
    "30 2 * * *",
    "30 1 * * *",
    "0 9 * * 1-5",
    "45 8,17 * * 1,3,5",
    "0 0 1 * *",
    "0 12 L * *",
    "20 7 13 * 5",
    "5 4 * * 0",
    "5 4 * * 7",
    "10 10 * * 5#2",
    "10 10 * * L5",
    "0 3 1,15 2-11/3 *",
    "45 59 23 * * *",
    "30 0 2 * * 6,0",
    "15 30 1,13 * * *",
    "0 0 29 2 *",
)


class Deed(StrEnum):
    PAUSE = "pause"
    RESUME = "resume"
    DELETE = "delete"
    RESTORE = "restore"


@dataclass(frozen=True)
class Story:
    """A task, and what its owner does to it at which second: off and on again by turns."""

    trigger: Trigger
    policy: MisfirePolicy
    deeds: list[tuple[int, Deed]] = field(default_factory=list)

    def is_on_at(self, instant: int) -> bool:
        """Whether the task is neither paused nor deleted at `instant`; what is resumed replays nothing."""
        return sum(at < instant for at, _ in self.deeds) % 2 == 0


class World:
    """When the bot is away, in seconds: from a moment on until just before another."""

    def __init__(self, dice: Random) -> None:
        lengths = [timedelta(seconds=dice.randint(30, 600)) for _ in range(40)]
        lengths += [timedelta(minutes=dice.randint(10, 200)) for _ in range(30)]
        lengths += [11 * HOUR, 13 * HOUR, 25 * HOUR, 2 * DAY, 3 * DAY + HOUR, 9 * DAY]
        away = [(_moment(dice, last=END - 60 * DAY), length) for length in lengths]
        # Over the nights on which the clocks are changed.
        changes = [(2025, 10, 26, 0), (2025, 11, 2, 5), (2026, 3, 8, 6), (2026, 3, 29, 0)]
        away += [(datetime(*at, 17, 11, tzinfo=UTC), timedelta(minutes=71)) for at in changes[::2]]
        self.away = _apart(sorted((seconds_of(at), seconds_of(at + length)) for at, length in away))
        self._begins = [begin for begin, _ in self.away]

    def wakes(self, instant: int) -> int:
        """When what is due at `instant` is looked at."""
        place = bisect_right(self._begins, instant) - 1
        return max(instant, self.away[place][1]) if place >= 0 else instant

    def is_up(self, instant: int) -> bool:
        return self.wakes(instant) == instant


def stories(zone: str, world: World) -> list[Story]:
    dice = Random(zone)
    often = [make(zone) for make in OFTEN[zone]]
    kinds = [_at] * 12 + [_every] * 30 + [_cron] * 45 + [_calendar] * (ZONES[zone] - 87 - len(often))
    triggers = often + [kind(dice, zone) for kind in kinds]
    return [Story(trigger, _policy(dice), _deeds(dice, world)) for trigger in triggers]


def _at(dice: Random, zone: str) -> Trigger:
    return At(_moment(dice), zone)


def _every(dice: Random, zone: str) -> Trigger:
    hours = dice.choice((1, 2, 3, 5, 6, 7, 12, 24, 24, 36, 48, 100, 168, 240, 720))
    extra = timedelta(seconds=dice.choice((0, 0, 1, 77)))
    return Every(hours * HOUR + extra, _moment(dice, last=BEGIN + 40 * DAY), zone, _bounds(dice))


def _cron(dice: Random, zone: str) -> Trigger:
    return Cron(dice.choice(LINES), zone, _bounds(dice))


def _calendar(dice: Random, zone: str) -> Trigger:
    if dice.random() < 0.1:
        chosen = dice.sample(range(1, 8), 3)
        by_weekday = tuple(TimesOn(weekday, _times(dice)) for weekday in chosen)
        return Calendar(EveryWeeks(tuple(chosen)), WeekdayTimes(by_weekday), zone, _bounds(dice))
    times = _window(dice) if dice.random() < 0.1 else _times(dice)
    return Calendar(_days(dice), times, zone, _bounds(dice))


def _days(dice: Random) -> Any:
    anchor = dice.choice((date(2024, 2, 29), date(2025, 9, 7), date(2025, 11, 30)))
    weekdays = tuple(dice.sample(range(1, 8), dice.randint(1, 3)))
    step = dice.choice((1, 1, 2, 3))
    return dice.choice(
        (
            EveryDays(),
            EveryDays(dice.choice((2, 3, 10)), anchor),
            EveryWeeks((1, 2, 3, 4, 5)),
            EveryWeeks(weekdays, step, anchor),
            MonthDays(dice.choice(((1,), (15, -1), (31,), (-2, 28), (29,))), step, anchor),
            MonthWeekdays(dice.choice(((1,), (2, -1), (5,), (-2,))), weekdays, step, anchor),
            MonthWorkingDays(dice.choice(((1,), (-1,), (3, -2))), dice.random() < 0.5, step, anchor),
            YearDates(((2, 14), (2, 29), (6, 1), (10, 1), (12, 25))),
            LegalDays(dice.choice(tuple(LegalDay))),
        )
    )


def _times(dice: Random) -> tuple[time, ...]:
    """One to three, many of them in the hours in which clocks are changed."""
    hours = dice.sample((0, 1, 1.5, 2, 2.25, 2.5, 3, 7, 9, 12, 18, 23.5), dice.randint(1, 3))
    second = dice.choice((0, 0, 0, 30, 59))
    return tuple(time(int(hour), int(hour % 1 * 60), second) for hour in hours)


def _window(dice: Random) -> Window:
    start, end = dice.choice(((0, 6), (9, 17), (22, 4), (1, 1), (20, 2)))
    return Window(time(start), time(end, 30), dice.choice((1, 1.5, 2)) * HOUR)


def _bounds(dice: Random) -> Bounds:
    start = _moment(dice, last=BEGIN + 90 * DAY) if dice.random() < 0.2 else None
    end = _moment(dice, first=END - 120 * DAY) if dice.random() < 0.2 else None
    out = [BEGIN.date() + dice.randint(0, 364) * DAY for _ in range(dice.choice((0, 0, 3, 20)))]
    return Bounds(
        start=start,
        end=end,
        maximum=dice.choice((None, None, None, None, 1, 7, 60, 250)),
        exclude=tuple(out),
        skip_holidays=dice.random() < 0.25,
    )


def _policy(dice: Random) -> MisfirePolicy:
    return MisfirePolicy(dice.choice(tuple(Missed)), dice.choice((1, 3, 10)))


def _deeds(dice: Random, world: World) -> list[tuple[int, Deed]]:
    """Paused or deleted now and then, and taken up again after a while; only while the bot is there."""
    moments = sorted(seconds_of(_moment(dice)) for _ in range(2 * dice.choice((0, 0, 0, 1, 2, 3))))
    deeds: list[tuple[int, Deed]] = []
    for off, on in zip(moments[::2], moments[1::2], strict=True):
        on = min(on, off + dice.choice((600, 86_400, 30 * 86_400)))
        pair = dice.choice(
            ((Deed.PAUSE, Deed.RESUME), (Deed.PAUSE, Deed.RESUME), (Deed.DELETE, Deed.RESTORE))
        )
        if world.is_up(off) and world.is_up(on) and off < on:
            deeds += zip((off, on), pair, strict=True)
    return deeds


def _moment(dice: Random, first: datetime = BEGIN, last: datetime = END) -> datetime:
    """Some second that is no minute's first: nothing of this falls together with a time on the clock."""
    seconds = dice.randrange(int((last - first).total_seconds()))
    return first + timedelta(seconds=seconds - seconds % 60 + dice.randint(1, 58))


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop what begins while the one before it lasts, or right after it."""
    kept: list[tuple[int, int]] = []
    for begin, end in spans:
        if not kept or begin > kept[-1][1] + 1:
            kept.append((begin, end))
    return kept
