"""Tasks in a database, written at once: how people make them is measured elsewhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import text, update

from scheduler.model import PersonId, StaticText, Task, TaskId
from scheduler.triggers import Cron
from storage.database import Database
from storage.rows import task_values
from storage.statements import insert_all
from storage.tables import TaskRow
from tests.builders import NOW, a_spec, a_task

DAILY = Cron("0 9 * * *", "Asia/Shanghai")  # `NOW` is nine o'clock there
LATER = NOW + timedelta(days=3650)


async def store(database: Database, tasks: Sequence[Task]) -> None:
    async with database.write() as session:
        await insert_all(session, TaskRow, [task_values(task) for task in tasks])


async def fill(database: Database, stored: int, due: int, at: datetime = NOW) -> None:
    """Store `stored` daily tasks of which `due` fire at the instant `at`, and the others not for years."""
    await store(database, [_daily(number, at) for number in range(due)])
    if stored <= due:
        return
    later = replace(_daily(due, LATER), id=TaskId("later_0"))
    await store(database, [later])
    async with database.write() as session:
        await session.execute(text(_copies()), {"count": stored - due - 1, "first": later.id})
    async with database.write() as session:  # as an installation that has been running for a while has it
        await session.execute(text("ANALYZE"))


async def let_be_due(database: Database, at: datetime) -> None:
    """Let those that `fill` called due be due at another instant."""
    is_due = TaskRow.id.between("task_0", "task_9:")  # a range of the key: the others are many
    async with database.write() as session:
        await session.execute(update(TaskRow).where(is_due).values(next_fire_time=at))


def _daily(number: int, at: datetime) -> Task:
    """Return a task that has its text, its chat and, with nine others, its owner."""
    text = StaticText(f"Time to stand up, team {number}: what is done, what is next, what is in the way?")
    spec = a_spec(title=f"Stand-up {number}", action=text, trigger=DAILY, chat_id=f"oc_{number:032x}")
    return a_task(number, spec=spec, owner=PersonId(f"ou_{number // 10:032x}"), next_fire_time=at)


def _copies() -> str:
    columns = [column.name for column in TaskRow.__table__.columns if column.name != "id"]
    others = ", ".join(columns)
    return (
        f"INSERT INTO task (id, {others}) "
        "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :count) "
        f"SELECT 'later_' || n, {others} FROM number, task WHERE id = :first"
    )
