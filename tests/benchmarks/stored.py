"""Tasks in a database, written at once: how people make them is measured elsewhere."""

from collections.abc import Sequence

from scheduler.model import Task
from storage.database import Database
from storage.rows import task_values
from storage.statements import insert_all
from storage.tables import TaskRow


async def store(database: Database, tasks: Sequence[Task]) -> None:
    async with database.write() as session:
        await insert_all(session, TaskRow, [task_values(task) for task in tasks])
