"""Every line of the log that is about a run says which, and of which task."""

import asyncio
from datetime import timedelta

import pytest
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from tests.scheduler.shells.room import LEASE, failing, stuck

HOUR = timedelta(hours=1)


@pytest.fixture
def lines():
    with capture_logs(processors=[merge_contextvars]) as captured:
        yield captured


def about(lines, event):
    """What the lines of that name are about."""
    return [(line.get("run_id"), line.get("task_id")) for line in lines if line["event"] == event]


async def test_the_end_of_a_run(room, lines):
    await room.saved()

    [run] = await room.fire()

    assert about(lines, "run.ended") == [(run.id, "task_1")]


async def test_a_defect_in_an_executor(room, lines):
    await room.saved()
    room.executor.script = lambda _: failing_oddly()

    [run] = await room.fire()

    assert about(lines, "run.crashed") == [(run.id, "task_1")]


async def failing_oddly():
    raise ZeroDivisionError
    yield


async def test_a_run_that_is_skipped(room, lines):
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()
    room.clock.advance(HOUR)
    await room.planner.tick()

    [skipped, _] = await room.runs.of_task("task_1", 10)

    assert about(lines, "run.left_out") == [(skipped.id, "task_1")]


async def test_a_run_whose_worker_went_away(room, lines):
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()
    [claimed] = await room.runs.claim("elsewhere", room.clock(), room.clock() + LEASE, 1)
    room.clock.advance(2 * LEASE)

    await room.reaper.recover()

    assert about(lines, "run.recovered") == [(claimed.run.id, "task_1")]


async def test_a_run_that_a_shutdown_interrupts(room, lines):
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()
    begun = asyncio.Event()
    room.executor.script = stuck(begun)

    async with asyncio.TaskGroup() as group:
        await room.worker.tick(group)
        await begun.wait()
        await room.worker.drain(timedelta(0))

    [run] = await room.runs.of_task("task_1", 10)
    assert about(lines, "run.interrupted") == [(run.id, "task_1")]


async def test_nothing_of_one_run_is_left_on_the_next(room, lines):
    await room.saved()
    room.executor.script = failing()

    await room.fire()
    await room.fire()

    assert len(set(about(lines, "run.ended"))) == 2
