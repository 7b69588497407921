"""The engine over a real SQLite file, with executors that do as they are told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from scheduler.commands import SaveDraft
from scheduler.dispatch import InProcess
from scheduler.drafts import Draft
from scheduler.executor import ExecutionError, Finished, Progress, Request, Step
from scheduler.leases import Leases
from scheduler.model import Cause, Run, StaticText, Task, TaskId
from scheduler.planner import Planner
from scheduler.ports import TaskStore
from scheduler.posts import Delivery
from scheduler.reaper import Reaper
from scheduler.run_ports import Dispatcher, RunStore
from scheduler.service import Service
from scheduler.worker import Worker
from storage.database import Database
from storage.drafts import SqlDrafts
from storage.outbox import Outbox
from storage.presence import Presence
from storage.retention import OldRows
from storage.run_sheets import RunSheets
from storage.runs import SqlRuns
from storage.tasks import SqlTasks
from tests.builders import OWNER, a_draft, a_post, a_spec
from tests.doubles import Ids, ManualClock

LEASE = Leases().stall


@dataclass
class ScriptedExecutor:
    """Does what `script` says with each request; by default it succeeds with the action's text."""

    restartable: bool = True
    time_limit: timedelta = timedelta(minutes=1)
    script: Callable[[Request], AsyncIterator[Progress]] | None = None
    seen: list[Request] = field(default_factory=list)

    async def run(self, request: Request) -> AsyncIterator[Progress]:
        self.seen.append(request)
        if self.script is not None:
            async for item in self.script(request):
                yield item
            return
        yield Step("writing")
        yield Finished("done")


def failing(cause: Cause = Cause.REFUSED, *, passing: bool = False):
    async def script(_: Request) -> AsyncIterator[Progress]:
        yield Step("trying")
        raise ExecutionError(cause, passing=passing)

    return script


def stuck(begun: asyncio.Event):
    async def script(_: Request) -> AsyncIterator[Progress]:
        yield Step("waiting")
        begun.set()
        await asyncio.Event().wait()

    return script


class Room:
    """Everything the engine consists of; tests call its ticks and move its clock."""

    def __init__(self, database: Database, clock: ManualClock, ids: Ids) -> None:
        self.clock = clock
        self.executor = ScriptedExecutor()
        self.tasks = SqlTasks(database)
        self.drafts = SqlDrafts(database)
        self.runs = SqlRuns(database, lambda: ids("token_"))
        self.sheets = RunSheets(database)
        self.outbox = Outbox(database)
        self.nudges = 0
        executors = {StaticText: self.executor}
        self.planner = Planner(self.tasks, clock, ids, presence=Presence(database))
        self.service = Service(
            self.tasks,
            self.drafts,
            self.runs,
            ids,
            has_agent=False,
            nudge=self._nudge,
            settle=self.planner.settle,
        )
        self.executors = executors
        self.worker = self.a_worker(self.runs)
        self.reaper = Reaper(self.tasks, self.drafts, self.runs, executors, clock, OldRows(database))

    def a_worker(
        self,
        runs: RunStore,
        *,
        tasks: TaskStore | None = None,
        dispatcher: Dispatcher | None = None,
        **more: Any,
    ) -> Worker:
        """A worker with two slots, over other stores where that is what the test is about."""
        return Worker(
            tasks or self.tasks,
            runs,
            dispatcher or InProcess(runs),
            self.executors,
            self.clock,
            name="worker",
            jitter=lambda: 0.0,
            count_parts=lambda text: 1 if text else 0,
            concurrency=2,
            **more,
        )

    async def saved(self, draft: Draft | None = None, **spec: object) -> Task:
        """Open and save a draft as a person would."""
        draft = draft or a_draft(spec=a_spec(**spec))
        await self.service.open_draft(draft, a_post(f"{draft.id}:card"))
        change = await self.service.save_draft(SaveDraft(draft.id, OWNER, self.clock()))
        return change.task

    async def work(self) -> int:
        """Claim once and let everything claimed run to its end."""
        async with asyncio.TaskGroup() as group:
            return await self.worker.tick(group)

    async def fire(self, after: timedelta = timedelta(hours=1)) -> list[Run]:
        """Move the clock, plan and work; returns the task's runs, newest first."""
        self.clock.advance(after)
        await self.planner.tick()
        await self.work()
        return list(await self.runs.of_task(TaskId("task_1"), 50))

    async def task(self) -> Task:
        task = await self.tasks.get(TaskId("task_1"))
        assert task is not None
        return task

    async def posts(self) -> list[Delivery]:
        return list(await self.outbox.due(self.clock(), 100))

    def _nudge(self) -> None:
        self.nudges += 1
