"""More is due at once than one batch holds: its rows come first."""

import asyncio
from datetime import timedelta

import pytest

from scheduler.beat import Bell
from scheduler.dispatch import InProcess
from scheduler.engine import Engine, EngineBells
from scheduler.errors import TransientError
from scheduler.executor import Finished
from scheduler.model import TaskId
from scheduler.planner import Planner
from storage.tasks import SqlTasks
from tests.builders import a_draft
from tests.doubles import Ids
from tests.scheduler.shells.room import Room

DUE, BATCH = 7, 3
TASKS = [TaskId(f"task_{number + 1}") for number in range(DUE)]


@pytest.fixture
async def rushed(room: Room) -> Room:
    for number in range(DUE):
        await room.saved(a_draft(number + 1))
    room.planner.batch = BATCH
    room.clock.advance(timedelta(hours=1))
    return room


def engine_of(room):
    bells = EngineBells(Bell(), Bell(), Bell())
    worker, dispatcher = room.a_worker(room.runs, freed=lambda: engine.freed()), InProcess(room.runs)
    engine = Engine(room.tasks, room.runs, room.planner, dispatcher, worker, room.reaper, room.clock, bells)
    return engine


async def test_nothing_begins_before_all_that_is_due_has_its_row(rushed):
    written, begun = [], asyncio.Event()

    async def note(_):
        written.append(len(await rushed.runs.open_of(TASKS)))
        begun.set()
        yield Finished("done")

    rushed.executor.script = note
    async with asyncio.TaskGroup() as group:
        running = group.create_task(engine_of(rushed).run())
        await begun.wait()
        running.cancel()

    assert written[0] == DUE


async def test_planning_is_rushed_until_a_batch_is_not_full(rushed):
    seen = []
    while await rushed.planner.tick():
        seen.append(rushed.planner.is_rushed)

    assert seen == [True, True, False]


async def test_a_rush_is_over_when_planning_fails(rushed, sqlite_database):
    class Failing(SqlTasks):
        is_there = True

        async def plan_due(self, *given, **more):
            if self.is_there:
                return await super().plan_due(*given, **more)
            raise TransientError("the database is away")

    tasks = Failing(sqlite_database)
    planner = Planner(tasks, rushed.clock, Ids(), batch=BATCH)
    await planner.tick()
    assert planner.is_rushed
    tasks.is_there = False

    with pytest.raises(TransientError):
        await planner.tick()

    assert not planner.is_rushed
