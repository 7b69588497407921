"""The legal calendar as it is known now, and what becomes of the tasks when more of it becomes known."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from scheduler.calendars import PUBLISHED, LegalCalendar, Override
from scheduler.fires import next_fire_time
from scheduler.model import Task, TaskId
from scheduler.ports import Clock
from scheduler.triggers import zone_of

log = structlog.get_logger()

LOOK_EVERY = timedelta(minutes=1)
"""At what was loaded meanwhile, by the command line or through another process."""

_BATCH = 200
_LIST_IS_DUE = (11, 1)  # the State Council publishes next year's list from late October to December
_CHINA = zone_of("Asia/Shanghai")


class CalendarStore(Protocol):
    async def days(self) -> Sequence[Override]:
        """Return every day that was loaded."""
        ...

    async def tasks_by_it(self, after: TaskId | None, limit: int) -> Sequence[Task]:
        """Return tasks, active or paused, whose schedule minds the calendar, by id, those after `after`."""
        ...

    async def move(self, task: Task, following: datetime | None) -> bool:
        """Let `task` fire next at `following`, or never more; False when it was changed meanwhile."""
        ...


class Almanac:
    """Holds the calendar; whoever reckons asks for it each time (`almanac()`), because it may change."""

    def __init__(self, store: CalendarStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._days: Sequence[Override] | None = None  # None until it was read once
        self._calendar = PUBLISHED
        self._told: int | None = None  # of which year it was said that its list is missing

    def __call__(self) -> LegalCalendar:
        return self._calendar

    async def tick(self) -> bool:
        """Take up what was loaded and reckon the tasks anew; returns whether anything was.

        The first time all of them are reckoned, for what came with a new version of the program.
        """
        days = await self._store.days()
        self._warn()
        if days == self._days:
            return False
        self._calendar = LegalCalendar(days)
        moved = await rereckon(self._store, self._calendar, self._clock())
        self._days = days
        log.info("calendar.taken_up", loaded_days=len(days), tasks_moved=moved)
        return moved > 0

    def _warn(self) -> None:
        """Say once that next year's list is missing, from when on it may be there."""
        today = self._clock().astimezone(_CHINA).date()
        following = today.year + 1
        is_due = (today.month, today.day) >= _LIST_IS_DUE
        if is_due and self._told != following and self._calendar.is_provisional(following):
            self._told = following
            wanted = f"no holidays of {following} yet: aime calendar load FILE"
            log.warning("calendar.list_missing", reason=wanted)


async def rereckon(store: CalendarStore, calendar: LegalCalendar, now: datetime) -> int:
    """Reckon anew when each task that minds the calendar fires next; returns how many were moved.

    What is due already is left alone: it was promised.
    """
    moved, after = 0, None
    while tasks := await store.tasks_by_it(after, _BATCH):
        for task in tasks:
            moved += await _reckoned(task, store, calendar, now)
        after = tasks[-1].id
    return moved


async def _reckoned(task: Task, store: CalendarStore, calendar: LegalCalendar, now: datetime) -> bool:
    if task.next_fire_time is None or task.next_fire_time <= now:
        return False
    following = next_fire_time(task.spec.trigger, now, calendar, fired=task.fired)
    return following != task.next_fire_time and await store.move(task, following)
