"""What holds when leases run out under a worker that lives, and when the database is away for a moment."""

import asyncio
from datetime import timedelta

import pytest

from scheduler.errors import TransientError
from scheduler.model import RunState, StaticText, TaskId
from scheduler.ports import Finished, Step
from scheduler.worker import LEASE
from tests.scheduler.shells.room import ScriptedExecutor, failing

HOUR = timedelta(hours=1)


async def test_a_run_taken_up_again_by_its_own_worker_keeps_its_new_lease(room):
    """A machine that slept finds its own leases expired: the reaper may be quicker than the renewal."""
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()
    begun, go_on = asyncio.Queue(), asyncio.Event()

    async def slow(request):
        begun.put_nowait(request.run.attempt)
        await go_on.wait()
        yield Finished(f"attempt {request.run.attempt}")

    room.executor.script = slow
    async with asyncio.TaskGroup() as group:
        await room.worker.tick(group)
        await begun.get()
        room.clock.advance(LEASE + timedelta(seconds=1))
        await room.reaper.tick()
        await room.worker.tick(group)
        await begun.get()
        await room.worker.renew()
        go_on.set()

    [run] = await room.runs.of_task(TaskId("task_1"), 10)
    assert (run.state, run.result) == (RunState.SUCCEEDED, "attempt 2")


class Away:
    """A run store whose database is away for the first calls of one method."""

    def __init__(self, runs, method, times):
        self._runs = runs
        self._method = method
        self._left = times

    def __getattr__(self, name):
        return self._failing if name == self._method and self._left else getattr(self._runs, name)

    async def _failing(self, *_):
        self._left -= 1
        raise TransientError("database: away")


@pytest.mark.parametrize("method", ["close", "note"])
async def test_a_result_is_not_lost_to_a_moment_without_the_database(room, method):
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    await room.saved()
    room.worker = room.a_worker(Away(room.runs, method, 2), sleep=sleep)

    [run] = await room.fire()

    assert (run.state, run.result) == (RunState.SUCCEEDED, "done")
    assert waits == ([1, 2] if method == "close" else [])


async def test_a_run_that_has_just_been_recorded_is_not_taken_for_lost(room):
    """Its lease ends with its outcome; what follows, here the count of failures, must not be cut off."""
    task = await room.saved()
    room.executor.script = failing()
    worker = room.worker = room.a_worker(room.runs, tasks=Renewing(room.tasks, lambda: worker.renew()))

    await room.fire()

    assert (await room.tasks.get(task.id)).failures_in_row == 1


class Renewing:
    """A task store that lets the leases be renewed whenever a task is asked for."""

    def __init__(self, tasks, renew):
        self._tasks = tasks
        self._renew = renew

    def __getattr__(self, name):
        return getattr(self._tasks, name)

    async def get(self, task_id):
        await self._renew()
        return await self._tasks.get(task_id)


class Tidy(ScriptedExecutor):
    """Remembers in which job it began and in which it was closed."""

    async def run(self, _):
        self.began_in = asyncio.current_task()
        try:
            yield Step("working")
            yield Finished("done")
        finally:
            self.closed_in = asyncio.current_task()


async def test_an_executor_is_closed_by_the_attempt_and_not_by_the_garbage_collector(room):
    """A cancel scope or a connection that it holds can be let go of in the job that took it only."""
    await room.saved()
    executor = room.executors[StaticText] = Tidy()

    await room.fire()

    assert executor.closed_in is executor.began_in
