"""Stopping a run at work: the executor is told, and only what it confirms is called cancelled."""

import asyncio
from datetime import timedelta

import pytest

from scheduler import attempt
from scheduler.attempt import Ending, within
from scheduler.executor import Finished, Step
from scheduler.model import Policies, RunState, TaskId
from scheduler.overlap import OverlapPolicy
from tests.builders import OWNER, an_audit
from tests.scheduler.shells.room import LEASE, stuck

HOUR = timedelta(hours=1)
STOP = an_audit("run_1", verb="run.stopped")


async def begun(room, group):
    """A run in the middle of its work, under the room's worker."""
    at_work = asyncio.Event()
    room.executor.script = stuck(at_work)
    room.clock.advance(HOUR)
    await room.planner.tick()
    await room.worker.tick(group)
    await at_work.wait()
    [run, *_] = await room.runs.of_task(TaskId("task_1"), 1)
    return run


async def test_what_confirms_that_it_stopped_is_cancelled(room):
    await room.saved()
    async with asyncio.TaskGroup() as group:
        run = await begun(room, group)
        await room.runs.cancel(run.id, STOP)
        await room.worker.heed()

    ended = await room.runs.get(run.id)
    assert (ended.state, ended.cause, ended.cancel_requested_by) == (RunState.CANCELLED, None, OWNER)
    assert (await room.task()).failures_in_row == 0


async def test_a_run_whose_executor_does_not_confirm_is_unknown_and_says_who_stopped_it(room):
    at_work, released = asyncio.Event(), asyncio.Event()

    async def deaf(_):
        yield Step("working")
        at_work.set()
        while not released.is_set():
            try:
                await released.wait()
            except asyncio.CancelledError:
                continue
        yield Finished("done after all")

    await room.saved()
    news = asyncio.Event()
    room.worker = room.a_worker(room.runs, grace=timedelta(milliseconds=1), freed=news.set)
    async with asyncio.TaskGroup() as group:
        run = await begun_with(room, group, deaf, at_work)
        await room.runs.cancel(run.id, STOP)
        await room.worker.heed()
        while (ended := await room.runs.get(run.id)).finished_at is None:
            news.clear()
            await news.wait()
        released.set()

    assert (ended.state, ended.cancel_requested_by, ended.incident) == (RunState.UNKNOWN, OWNER, None)
    assert (await room.runs.get(run.id)).state is RunState.UNKNOWN


async def test_nothing_is_stopped_that_nobody_wants_to_end(room):
    await room.saved()
    async with asyncio.TaskGroup() as group:
        run = await begun(room, group)
        await room.worker.heed()
        assert (await room.runs.get(run.id)).state is RunState.RUNNING
        await room.worker.drain(timedelta(0))


async def test_what_was_done_at_the_last_moment_is_not_called_cancelled(room):
    at_work = asyncio.Event()

    async def finishes_when_cancelled(_):
        yield Step("working")
        at_work.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            yield Finished("done after all")

    await room.saved()
    async with asyncio.TaskGroup() as group:
        run = await begun_with(room, group, finishes_when_cancelled, at_work)
        await room.runs.cancel(run.id, STOP)
        await room.worker.heed()

    assert (await room.runs.get(run.id)).state is RunState.SUCCEEDED


async def begun_with(room, group, script, at_work):
    room.executor.script = script
    room.clock.advance(HOUR)
    await room.planner.tick()
    await room.worker.tick(group)
    await at_work.wait()
    [run, *_] = await room.runs.of_task(TaskId("task_1"), 1)
    return run


async def test_what_does_not_confirm_in_time_is_unknown():
    stop = asyncio.get_running_loop().create_future()
    stop.set_result(None)
    released = asyncio.Event()

    async def deaf():
        while not released.is_set():
            try:
                await released.wait()
            except asyncio.CancelledError:
                continue
        return Ending(RunState.SUCCEEDED)

    async with asyncio.TaskGroup() as group:
        job = group.create_task(deaf())
        ending = await within(HOUR, job, stop, grace=timedelta(milliseconds=1))
        released.set()

    assert (ending.state, attempt.CANCEL_GRACE) == (RunState.UNKNOWN, timedelta(seconds=5))


async def test_a_run_called_off_in_a_process_that_died_is_unknown_and_not_begun_anew(room):
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()
    [claimed] = await room.runs.claim("gone", room.clock(), room.clock() + LEASE, 1)
    await room.runs.cancel(claimed.run.id, STOP)

    room.clock.advance(LEASE + timedelta(seconds=1))
    await room.reaper.recover()

    assert (await room.runs.get(claimed.run.id)).state is RunState.UNKNOWN
    assert await room.work() == 0


async def test_a_run_called_off_while_shutting_down_is_not_begun_anew(room):
    await room.saved()
    async with asyncio.TaskGroup() as group:
        run = await begun(room, group)
        await room.runs.cancel(run.id, STOP)
        await room.worker.drain(timedelta(0))

    assert (await room.runs.get(run.id)).state is RunState.UNKNOWN


async def test_the_run_before_makes_way_where_its_owner_chose_that(room):
    await room.saved(policies=Policies(overlap=OverlapPolicy.CANCEL_PREVIOUS))
    async with asyncio.TaskGroup() as group:
        before = await begun(room, group)
        room.clock.advance(HOUR)
        await room.planner.tick()
        await room.worker.heed()
    room.executor.script = None
    await room.work()

    [newest, oldest] = await room.runs.of_task(TaskId("task_1"), 10)
    assert (oldest.id, oldest.state, oldest.cancel_requested_by) == (before.id, RunState.CANCELLED, None)
    assert newest.state is RunState.SUCCEEDED


@pytest.mark.parametrize("overlap", [OverlapPolicy.SKIP, OverlapPolicy.QUEUE, OverlapPolicy.ALLOW])
async def test_no_other_choice_calls_anything_off(room, overlap):
    await room.saved(policies=Policies(overlap=overlap))
    async with asyncio.TaskGroup() as group:
        before = await begun(room, group)
        room.clock.advance(HOUR)
        await room.planner.tick()
        assert (await room.runs.get(before.id)).cancel_requested_at is None
        await room.worker.drain(timedelta(0))
