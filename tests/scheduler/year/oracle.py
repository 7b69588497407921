"""When a trigger fires and what becomes of it, by the book: slow, and sharing no code with the scheduler.

Only the dataclasses of triggers and days are known here, as what a person said. Instants are seconds
since 1970.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby, pairwise

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
from scheduler.triggers import At, Calendar, Cron, Every, WeekdayTimes, Window
from tests.scheduler.year.wall import DAY, DayOnTheWall, Offices, Wall, seconds_of

MINUTE, HOUR, DAY_S = 60, 3600, 86_400
A_LONG_TIME = 400 * DAY_S


@dataclass(frozen=True)
class Oracle:
    wall: Wall
    offices: Offices

    def fires(self, trigger) -> list[int]:
        """Every fire of the walk from the trigger's start on, as if it had no end and no maximum."""
        start = 0 if trigger.bounds.start is None else seconds_of(trigger.bounds.start)
        return sorted({fire for fire in self._grid(trigger) if fire >= start})

    def _grid(self, trigger) -> Iterator[int]:
        if isinstance(trigger, At):
            yield from self._allowed(trigger, [seconds_of(trigger.instant)])
        elif isinstance(trigger, Every):
            every = trigger.period.days * DAY_S + trigger.period.seconds
            yield from self._allowed(trigger, range(seconds_of(trigger.anchor), self.wall.end, every))
        else:
            names, fires_on = self._cron(trigger) if isinstance(trigger, Cron) else self._calendar(trigger)
            for day in self.wall.days:
                if names(day) and self._is_allowed(trigger, day) and day + DAY in self.wall.days:
                    yield from fires_on(day)

    def _allowed(self, trigger, fires: Sequence[int]) -> Iterator[int]:
        return (fire for fire in fires if self._is_allowed(trigger, self.wall.date_at(fire)))

    def _is_allowed(self, trigger, day: date) -> bool:
        is_holiday = trigger.bounds.skip_holidays and self.offices.are_closed(day)
        return day not in trigger.bounds.exclude and not is_holiday

    def _calendar(self, trigger: Calendar) -> tuple[Callable, Callable]:
        times = trigger.times
        if isinstance(times, Window):
            return self._named(trigger.days), lambda day: self._window(times, day)
        if isinstance(times, WeekdayTimes):
            of_weekday = {entry.weekday: entry.times for entry in times.entries}
            return self._named(trigger.days), lambda day: self._at(of_weekday.get(day.isoweekday(), ()), day)
        return self._named(trigger.days), lambda day: self._at(times, day)

    def _at(self, times: Sequence[time], day: date) -> list[int]:
        return [self.wall.days[day].first(_clock(at)) for at in times]

    def _window(self, window: Window, day: date) -> range:
        start, end = _clock(window.start), _clock(window.end)
        today, tomorrow = self.wall.days[day], self.wall.days[day + DAY]
        last = today.last(end) if end > start else tomorrow.last(end)
        last = min(last, tomorrow.first(start))
        return range(today.first(start), last + 1, int(window.step.total_seconds()))

    def _named(self, rule) -> Callable[[date], bool]:
        match rule:
            case EveryDays(step, anchor):
                return lambda day: day >= anchor and (day - anchor).days % step == 0
            case EveryWeeks(weekdays, step, anchor):
                return lambda day: (
                    day >= anchor and day.isoweekday() in weekdays and _weeks(anchor, day) % step == 0
                )
            case MonthDays(days, step, anchor):
                return _monthly(step, anchor, lambda day: day.day in days or _from_the_end(day) in days)
            case MonthWeekdays(positions, weekdays, step, anchor):
                return _monthly(
                    step,
                    anchor,
                    lambda day: (
                        day.isoweekday() in weekdays
                        and ((day.day + 6) // 7 in positions or -((6 - _from_the_end(day)) // 7) in positions)
                    ),
                )
            case MonthWorkingDays(positions, legal, step, anchor):
                works = self.offices.are_open if legal else lambda day: day.isoweekday() < 6
                return _monthly(step, anchor, lambda day: works(day) and _is_among(day, works, positions))
            case YearDates(dates):
                return lambda day: (day.month, day.day) in dates
            case LegalDays(LegalDay.WORKING):
                return self.offices.are_open
            case LegalDays(LegalDay.HOLIDAY):
                return self.offices.are_closed
            case LegalDays(LegalDay.NOT_WORKING):
                return lambda day: not self.offices.are_open(day)
        raise AssertionError(rule)

    def _cron(self, trigger: Cron) -> tuple[Callable, Callable]:
        *second, minute, hour, of_month, month, of_week = trigger.expression.split()
        hours, minutes = _field(hour, 0, 23), _field(minute, 0, 59)
        clocks = sorted(h * 60 + m for h in hours for m in minutes)
        is_pattern = any(sign in minute + hour for sign in "*/-")
        at = int(second[0]) if second else 0
        return (
            _days_of_cron(of_month, month, of_week),
            lambda day: (
                _pattern(self.wall.days[day], clocks, at)
                if is_pattern
                else [self.wall.days[day].first(clock * 60 + at) for clock in clocks]
            ),
        )


def _pattern(day: DayOnTheWall, clocks: list[int], second: int) -> list[int]:
    """Whenever the clock shows it; for what falls into a gap right after that, unless it is due there."""
    shown = [at + second for at in day.showing(frozenset(clocks))]
    lost = {day.first(clock * 60 + second) for clock in clocks if clock not in day.shown}
    return shown + [at for at in lost if all(abs(at - other) >= MINUTE for other in shown)]


def _clock(at: time) -> int:
    return at.hour * HOUR + at.minute * MINUTE + at.second


def _weeks(anchor: date, day: date) -> int:
    return ((day - day.weekday() * DAY) - (anchor - anchor.weekday() * DAY)).days // 7


def _from_the_end(day: date) -> int:
    return day.day - monthrange(day.year, day.month)[1] - 1


def _monthly(step: int, anchor: date, names: Callable[[date], bool]) -> Callable[[date], bool]:
    def is_named(day: date) -> bool:
        months = (day.year - anchor.year) * 12 + day.month - anchor.month
        return day >= anchor and months % step == 0 and names(day)

    return is_named


def _is_among(day: date, works: Callable[[date], bool], positions: Sequence[int]) -> bool:
    month = [day.replace(day=n) for n in range(1, monthrange(day.year, day.month)[1] + 1)]
    worked = [other for other in month if works(other)]
    place = worked.index(day)
    return place + 1 in positions or place - len(worked) in positions


def _field(text: str, low: int, high: int) -> set[int]:
    values: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, _, last = f"{low}-{high}".partition("-") if span == "*" else span.partition("-")
        values |= set(range(int(first), int(last or first) + 1, int(step or 1)))
    return values


def _days_of_cron(of_month: str, month: str, of_week: str) -> Callable[[date], bool]:
    months = _field(month, 1, 12)

    def by_number(day: date) -> bool:
        return _from_the_end(day) == -1 if of_month == "L" else day.day in _field(of_month, 1, 31)

    def by_weekday(day: date) -> bool:
        weekday = day.isoweekday() % 7
        if of_week.startswith("L"):
            return weekday == int(of_week[1:]) and _from_the_end(day) >= -7
        if "#" in of_week:
            number, place = map(int, of_week.split("#"))
            return weekday == number and (day.day + 6) // 7 == place
        return weekday in {number % 7 for number in _field(of_week, 0, 7)}

    if "*" not in (of_month, of_week) and "*" in of_month[0] + of_week[0]:
        return lambda day: day.month in months and by_number(day) and by_weekday(day)
    if "*" not in (of_month, of_week):
        return lambda day: day.month in months and (by_number(day) or by_weekday(day))
    days = by_weekday if of_month == "*" else by_number
    return lambda day: day.month in months and (of_week == of_month or days(day))


@dataclass(frozen=True)
class Row:
    """One occurrence that was due: when, what became of it, and when that was decided."""

    fire: int
    is_run: bool
    decided: int


def settled(
    grid: list[int],
    due: Sequence[int],
    wakes: Callable[[int], int],
    missed: str,
    cap: int,
    maximum: int | None,
    *,
    is_once: bool,
) -> list[Row]:
    """What becomes of the occurrences `due`, of a trigger with these fires (`grid`)."""
    rows: list[Row] = []
    for now, together in groupby(due, key=wakes):
        batch = list(together)
        batch = batch if maximum is None else batch[: maximum - len(rows)]
        if not batch:
            return rows
        late = now - batch[-1]
        if missed == "all":
            runs = batch[-cap:]
        elif missed == "none":
            runs = batch[-1:] if late <= 2 * MINUTE else []
        else:
            runs = batch[-1:] if late <= catch_up(grid, batch[-1], is_once=is_once) else []
        rows += [Row(fire, fire in runs, now) for fire in batch]
    return rows


def catch_up(grid: list[int], fire: int, *, is_once: bool) -> float:
    """Half the period, 2 minutes to 2 hours of it; 12 hours weekly, 3 days rarer, 24 hours once."""
    if is_once:
        return 24 * HOUR
    place = bisect_left(grid, fire)
    near = grid[place : place + 4]
    period = min((later - sooner for sooner, later in pairwise(near)), default=A_LONG_TIME)
    if period > 7 * DAY_S:
        return 3 * DAY_S
    return 12 * HOUR if period > DAY_S else min(max(period / 2, 2 * MINUTE), 2 * HOUR)
