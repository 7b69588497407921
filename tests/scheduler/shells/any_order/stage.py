"""The engine over a database of its own, and everything stored as it was seen last."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import select

from scheduler.decided import Claimed
from scheduler.drafts import Draft
from scheduler.errors import Refused
from scheduler.model import OPEN_STATES, Run, RunId, Task, TaskId
from scheduler.overlap import OverlapPolicy
from storage.database import Database
from storage.rows import run_of, task_of
from storage.tables import RunRow, TaskRow
from tests.doubles import Ids, ManualClock
from tests.scheduler.shells.any_order.promises import Promise
from tests.scheduler.shells.room import Room


@dataclass(frozen=True)
class Seen:
    """Everything stored, at one moment."""

    tasks: dict[TaskId, Task]
    runs: dict[RunId, Run]

    def of(self, task_id: TaskId) -> list[Run]:
        return [run for run in self.runs.values() if run.task_id == task_id]

    def open_of(self, task_id: TaskId) -> list[Run]:
        return [run for run in self.of(task_id) if run.state in OPEN_STATES]


class Stage(RuleBasedStateMachine):
    """Every history has the empty database at `fresh(folder)`; its tasks begin with `overlap`."""

    fresh: Callable[[Path], str]
    overlap: OverlapPolicy
    database: type[Database] = Database

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._loop = asyncio.Runner()
        self._database = self._do(self.database.open(self.fresh(Path(self._folder.name)), Path()))
        self.clock, self.ids = ManualClock(), Ids()
        self.room = Room(self._database, self.clock, self.ids)
        self.promises: dict[TaskId, Promise] = {}
        self.amendments: list[Draft] = []
        self.held: list[Claimed] = []
        self.spent: list[Claimed] = []
        self.seen = Seen({}, {})
        self.rescheduled: set[TaskId] = set()  # in the last step, by an edit

    def teardown(self) -> None:
        self._do(self._database.close())
        self._loop.close()
        self._folder.cleanup()

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run(work)

    def _look(self) -> Seen:
        return self._do(self._stored())

    async def _stored(self) -> Seen:
        async with self._database.read() as session:
            tasks = [task_of(row) for row in await session.scalars(select(TaskRow))]
            runs = [run_of(row) for row in await session.scalars(select(RunRow).order_by(RunRow.id))]
        return Seen({task.id: task for task in tasks}, {run.id: run for run in runs})

    def _promise(self, which: int) -> Promise:
        return self._one_of(list(self.promises.values()), which)

    def _one_of(self, things: list, which: int) -> Any:
        return things[which % len(things)]

    def _is_refused(self, work: Coroutine[Any, Any, Any]) -> bool:
        try:
            self._do(work)
        except Refused:
            return True
        return False
