"""The bot's whole engine over a database, without anything that sends."""

import asyncio
import random
from collections.abc import Sequence
from datetime import datetime

from bot.executors.static_text import StaticTextExecutor
from bot.ids import new_id, new_token
from bot.main import utc_now
from scheduler.allowance import Allowance
from scheduler.beat import Bell
from scheduler.decided import Decide
from scheduler.dispatch import InProcess
from scheduler.engine import Engine, EngineBells
from scheduler.model import Run, StaticText, TaskId
from scheduler.planner import Planner
from scheduler.reaper import Keep, Reaper
from scheduler.worker import Worker
from storage.database import Database
from storage.stores import Stores
from storage.tasks import SqlTasks


class NotingTasks(SqlTasks):
    """Notes for each run when it was committed."""

    def __init__(self, database: Database, due: int) -> None:
        super().__init__(database)
        self.late_s: list[float] = []
        self.enough = asyncio.Event()
        self._due = due

    async def plan_due(
        self, now: datetime, limit: int, decide: Decide, *, only: TaskId | None = None
    ) -> Sequence[Run]:
        runs = await super().plan_due(now, limit, decide, only=only)
        committed = utc_now()
        self.late_s += [(committed - run.fire_time).total_seconds() for run in runs]
        if len(self.late_s) >= self._due:
            self.enough.set()
        return runs


def an_engine(database: Database, tasks: SqlTasks) -> Engine:
    stores = Stores.over(database, new_token, Allowance())
    executors = {StaticText: StaticTextExecutor()}
    bells = EngineBells(Bell(), Bell(), Bell())
    planner = Planner(tasks, utc_now, new_id)
    dispatcher = InProcess(stores.runs)
    worker = Worker(
        tasks,
        stores.runs,
        dispatcher,
        executors,
        utc_now,
        name="worker_1",
        jitter=random.random,
        count_parts=lambda _: 1,
        freed=lambda: engine.freed(),
    )
    reaper = Reaper(tasks, stores.drafts, stores.runs, executors, utc_now, stores.old, keep=Keep())
    engine = Engine(tasks, stores.runs, planner, dispatcher, worker, reaper, utc_now, bells)
    return engine
