"""What the log says of a message names it, and the run and task that it is about."""

import asyncio

import pytest
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.deliver.loop import DeliveryLoop
from scheduler.errors import TransientError
from scheduler.model import TaskId
from scheduler.views import TaskCard
from storage.database import Database
from storage.drafts import SqlDrafts
from storage.outbox import Outbox
from storage.quiet import Quiet
from storage.runs import SqlRuns
from tests.builders import NOW, a_post, a_run, a_task
from tests.contracts.steps import queue, store
from tests.deliver.doubles import FreeSender


class Broken(FreeSender):
    """A sender with a defect."""

    async def deliver(self, *_):
        raise ZeroDivisionError

    async def crashed(self, _):
        raise TransientError("database: away")


@pytest.fixture
async def database(fresh_sqlite_folder):
    database = await Database.open(None, fresh_sqlite_folder)
    yield database
    await database.close()


async def lines_of(database, clock):
    async def rest(_):
        """Nobody waits here."""

    loop = DeliveryLoop(Outbox(database), Quiet(database), Broken(), clock, nudge=lambda: None, sleep=rest)
    with capture_logs(processors=[merge_contextvars]) as lines:
        async with asyncio.TaskGroup() as group:
            await loop.tick(group)
    names = ("delivery", "run_id", "task_id")
    return [tuple(line.get(name) for name in names) for line in lines if line["event"] == "delivery.crashed"]


async def test_a_message_about_a_run_is_logged_with_its_run_and_task(database, clock):
    await store(SqlDrafts(database), a_task(next_fire_time=None))
    await queue(SqlRuns(database, lambda: "token"), a_run())

    lines = await lines_of(database, clock)

    assert ("run_1:card", "run_1", "task_1") in lines


async def test_a_task_s_card_is_logged_with_its_task(database, clock):
    outbox = Outbox(database)
    await outbox.add([a_post("card", view=TaskCard(TaskId("task_1")))], NOW)

    assert await lines_of(database, clock) == [("card", None, "task_1")]


async def test_a_message_about_neither_is_logged_by_its_own_name(database, clock):
    outbox = Outbox(database)
    await outbox.add([a_post("hello")], NOW)

    assert await lines_of(database, clock) == [("hello", None, None)]
