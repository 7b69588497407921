"""The days of the legal calendar that an admin loaded, and the tasks that run by it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Text, delete, or_, select, type_coerce, update

from scheduler.calendars import Override
from scheduler.model import Task, TaskId, TaskStatus
from scheduler.posts import Priority
from storage.database import Database
from storage.deliveries import mark_stale, of_task
from storage.rows import task_of
from storage.statements import upsert
from storage.tables import CalendarDayRow, TaskRow

_CHINA = "cn"  # the one calendar there is; the column leaves room for others
# How a stored schedule shows that it minds the calendar; see `scheduler.days` and `scheduler.triggers`.
_MARKS = ('%"skip_holidays":true%', '%"kind":"legal"%', '%"legal":true%')
_OPEN = (TaskStatus.ACTIVE, TaskStatus.PAUSED)


class Calendars:
    """Implements `scheduler.almanac.CalendarStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def days(self) -> Sequence[Override]:
        query = select(CalendarDayRow).where(CalendarDayRow.calendar == _CHINA).order_by(CalendarDayRow.day)
        async with self._database.read() as session:
            rows = await session.scalars(query)
            return [Override(date.fromisoformat(row.day), row.is_working, row.name) for row in rows]

    async def load(self, days: Sequence[Override]) -> None:
        """Store these days in one transaction, each in place of what was loaded for it before."""
        async with self._database.write() as session:
            for day in days:
                values: dict[str, object] = {
                    "calendar": _CHINA,
                    "day": day.day.isoformat(),
                    "is_working": day.works,
                    "name": day.name,
                }
                await upsert(session, CalendarDayRow, values)

    async def clear(self, year: int) -> int:
        """Forget what was loaded for `year`; returns how many days that were."""
        statement = (
            delete(CalendarDayRow)
            .where(CalendarDayRow.calendar == _CHINA, CalendarDayRow.day.like(f"{year}-%"))
            .returning(CalendarDayRow.day)
        )
        async with self._database.write() as session:
            return len((await session.scalars(statement)).all())

    async def tasks_by_it(self, after: TaskId | None, limit: int) -> Sequence[Task]:
        spec = type_coerce(TaskRow.spec, Text)
        query = (
            select(TaskRow)
            .where(TaskRow.status.in_(_OPEN), TaskRow.next_fire_time.is_not(None), TaskRow.id > (after or ""))
            .where(or_(*(spec.like(mark) for mark in _MARKS)))
            .order_by(TaskRow.id)
            .limit(limit)
        )
        async with self._database.read() as session:
            return [task_of(row) for row in await session.scalars(query)]

    async def move(self, task: Task, following: datetime | None) -> bool:
        status = TaskStatus.FINISHED if following is None else task.status
        statement = (
            update(TaskRow)
            .where(TaskRow.id == task.id, TaskRow.revision == task.revision)
            .where(TaskRow.next_fire_time == task.next_fire_time)
            .values(next_fire_time=following, status=status)
            .returning(TaskRow.id)
        )
        async with self._database.write() as session:
            if await session.scalar(statement) is None:
                return False
            await mark_stale(session, [of_task(task.id)], Priority.PROGRESS)
        return True
