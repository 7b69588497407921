"""What holds when leases run out under a worker that lives, and when the database is away for a moment."""

import asyncio
from datetime import timedelta

import pytest

from scheduler.commands import ReplyToRun
from scheduler.dispatch import InProcess
from scheduler.errors import DownError, TransientError
from scheduler.executor import Exchange, Finished, Step
from scheduler.leases import Leases
from scheduler.model import RunKind, RunState, StaticText, TaskId
from scheduler.reaper import Reaper
from scheduler.shift import Shift
from tests.builders import CHAT, OWNER
from tests.scheduler.shells.room import LEASE, ScriptedExecutor, failing, stuck

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
        await room.reaper.recover()
        await room.worker.tick(group)
        await begun.get()
        await room.worker.renew()
        go_on.set()

    [run] = await room.runs.of_task(TaskId("task_1"), 10)
    assert (run.state, run.result) == (RunState.SUCCEEDED, "attempt 2")


class Away:
    """A run store whose database is away for the first calls of one method."""

    def __init__(self, runs, method, times, error=TransientError):
        self._runs = runs
        self._method = method
        self._left = times
        self._error = error

    def fails(self, times):
        self._left = times

    def __getattr__(self, name):
        return self._failing if name == self._method and self._left else getattr(self._runs, name)

    async def _failing(self, *_):
        self._left -= 1
        raise self._error("database: away")


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


async def test_an_answer_that_begins_in_a_moment_without_the_database_comes_all_the_same(room):
    """What was said before is read first, and not being able to must not end the engine."""

    async def no_time(_):
        pass

    await room.saved()
    [first] = await room.fire()
    await room.service.reply(ReplyToRun(first.id, OWNER, room.clock(), "Why?", "om_1", CHAT))
    room.worker = room.a_worker(Away(room.runs, "get", 2), sleep=no_time)

    await room.work()

    assert [request.run.kind for request in room.executor.seen] == [RunKind.SCHEDULED, RunKind.REPLY]
    assert await room.runs.exchanges(first.id, room.clock() + HOUR) == [Exchange("Why?", "done")]


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


class Shared(InProcess):
    """As if another process could take over what is lost here."""

    is_shared = True


async def at_work(room, group):
    """Let the room's worker begin the run of its task, which does not end by itself."""
    begun = asyncio.Event()
    room.executor.script = stuck(begun)
    room.clock.advance(HOUR)
    await room.planner.tick()
    await room.worker.tick(group)
    await begun.wait()
    [run] = await room.runs.of_task(TaskId("task_1"), 10)
    return run


@pytest.mark.parametrize("is_shared", [True, False])
async def test_a_worker_that_cannot_renew_stops_before_another_may_begin(room, is_shared):
    """Within one process there is nobody else: it goes on, and is found alive when the database is back."""
    await room.saved()
    room.worker = room.a_worker(room.runs, dispatcher=(Shared if is_shared else InProcess)(room.runs))
    async with asyncio.TaskGroup() as group:
        run = await at_work(room, group)
        [job] = [entry.job for entry in room.worker._jobs.values()]
        room.clock.advance(LEASE - Leases().heartbeat)
        room.worker.give_up()
        assert not job.cancelling()

        room.clock.advance(Leases().heartbeat / 2)
        room.worker.give_up()

        assert bool(job.cancelling()) is is_shared
        assert run.lease.until > room.clock()
        await room.worker.drain(timedelta(0))


async def test_a_run_given_up_before_its_first_line_is_left_to_others(room):
    """Taking it lasted as long as its lease; and what is cancelled before it begins cannot say so."""
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()
    room.worker = room.a_worker(room.runs, dispatcher=Shared(room.runs))
    async with asyncio.TaskGroup() as group:
        assert await room.worker.tick(group) == 1
        room.clock.advance(LEASE)
        room.worker.give_up()

    assert await room.worker.renew() == ()
    assert await a_reaper(room, room.runs, renew=room.worker.renew).recover() == 1
    assert await room.work() == 1


async def test_a_worker_that_renews_is_never_stopped(room):
    await room.saved()
    room.worker = room.a_worker(room.runs, dispatcher=Shared(room.runs))
    async with asyncio.TaskGroup() as group:
        run = await at_work(room, group)
        for _ in range(9):
            room.clock.advance(Leases().heartbeat)
            await room.worker.renew()
            room.worker.give_up()
            assert await room.reaper.recover() == 0
        assert (await room.runs.get(run.id)).lease.until == room.clock() + LEASE
        await room.worker.drain(timedelta(0))


async def test_a_result_that_has_only_to_be_stored_is_not_given_up(room):
    """The work is done: nothing is gained by doing it twice while its lease's token still holds."""

    async def sleep(_seconds):
        room.clock.advance(LEASE)
        room.worker.give_up()

    await room.saved()
    away = Away(room.runs, "close", 1)
    room.worker = room.a_worker(away, dispatcher=Shared(room.runs), sleep=sleep)

    [run] = await room.fire()

    assert (run.state, run.attempt) == (RunState.SUCCEEDED, 1)


async def test_what_lives_in_this_process_is_not_taken_for_lost(room):
    """A machine that slept finds its own leases expired, and nobody has taken them over."""
    await room.saved()
    async with asyncio.TaskGroup() as group:
        run = await at_work(room, group)
        room.clock.advance(HOUR)
        reaper = a_reaper(room, room.runs, renew=room.worker.renew)

        assert await reaper.recover() == 0
        assert (await room.runs.get(run.id)).attempt == 1
        await room.worker.drain(timedelta(0))


async def test_what_lives_here_is_not_taken_for_lost_however_long_renewing_takes(room):
    await room.saved()
    async with asyncio.TaskGroup() as group:
        run = await at_work(room, group)
        room.clock.advance(HOUR)

        async def slowly():
            held = await room.worker.renew()
            room.clock.advance(HOUR)
            return held

        assert await a_reaper(room, room.runs, renew=slowly).recover() == 0
        assert (await room.runs.get(run.id)).attempt == 1
        await room.worker.drain(timedelta(0))


class RenewedJustNow:
    """A run store in which a worker elsewhere renews its lease right after that was found to have run out."""

    def __init__(self, runs, clock):
        self._runs = runs
        self._clock = clock

    def __getattr__(self, name):
        return getattr(self._runs, name)

    async def expired(self, now, limit):
        found = await self._runs.expired(now, limit)
        await self._runs.renew([item.run.lease.token for item in found], self._clock() + LEASE)
        return found


async def test_who_renews_after_the_look_is_not_taken_for_lost(room):
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()
    await room.runs.claim("elsewhere", room.clock(), room.clock() + LEASE, 1)
    room.clock.advance(LEASE)

    await a_reaper(room, RenewedJustNow(room.runs, room.clock)).recover()

    [run] = await room.runs.of_task(TaskId("task_1"), 10)
    assert (run.state, run.attempt) == (RunState.RUNNING, 1)


async def test_a_renewal_without_an_answer_is_tried_again_soon(room):
    """It is no defect that would be rested after for seconds, while the lease goes on running out."""

    class Hangs(InProcess):
        async def live(self):
            await asyncio.Event().wait()

    leases = Leases(heartbeat=timedelta(milliseconds=1), stall=timedelta(milliseconds=3))
    hanging = Hangs(room.runs)
    shift = Shift(room.worker, hanging, room.clock, leases, begun=lambda: None, waits=lambda: False)

    with pytest.raises(TransientError):
        await shift._renew_once()


class Slow(InProcess):
    """Takes runs only once it is told to go on."""

    def __init__(self, runs):
        super().__init__(runs)
        self.asked, self.go_on = asyncio.Event(), asyncio.Event()

    async def take(self, *arguments):
        self.asked.set()
        await self.go_on.wait()
        return await super().take(*arguments)


@pytest.mark.parametrize("is_away", [False, True])
async def test_what_is_being_claimed_when_the_worker_stops_is_handed_back(room, is_away):
    await room.saved()
    slow = Slow(room.runs)
    runs = Away(room.runs, "close", 1) if is_away else room.runs
    room.worker = room.a_worker(runs, dispatcher=slow)
    room.executor.script = stuck(asyncio.Event())
    room.clock.advance(HOUR)
    await room.planner.tick()

    async with asyncio.TaskGroup() as group:
        group.create_task(room.worker.tick(group))
        await slow.asked.wait()
        group.create_task(room.worker.drain(timedelta(0)))
        slow.go_on.set()

    [run] = await room.runs.of_task(TaskId("task_1"), 10)
    assert (run.state, run.lease is None) == (
        (RunState.RUNNING, False) if is_away else (RunState.QUEUED, True)
    )


async def test_a_run_goes_on_while_the_database_is_there_for_nobody(room):
    """Nobody can take it over then, and when it is back nobody does before we had the time to renew."""
    await room.saved()
    away = Away(room.runs, "renew", 6, DownError)
    room.worker = room.a_worker(away, dispatcher=Shared(room.runs))
    async with asyncio.TaskGroup() as group:
        run = await at_work(room, group)
        [job] = [entry.job for entry in room.worker._jobs.values()]
        for _ in range(6):
            room.clock.advance(Leases().heartbeat)
            with pytest.raises(DownError):
                await room.worker.renew()
            room.worker.give_up()
            assert not job.cancelling()

        assert await a_reaper(room, room.runs, has_others=True).recover() == 0
        assert await room.worker.renew()
        assert (await room.runs.get(run.id)).lease.until == room.clock() + LEASE
        await room.worker.drain(timedelta(0))


async def claimed_elsewhere(room):
    """Let another process, which then says nothing more, work on a run."""
    room.clock.advance(HOUR)
    await room.planner.tick()
    assert await room.runs.claim("elsewhere", room.clock(), room.clock() + LEASE, 1)


async def looks(room, reaper):
    """Look as often as is due, until something is found; returns after how long that was."""
    began = room.clock()
    while not await reaper.recover():
        room.clock.advance(Leases().sweep)
    return room.clock() - began


async def test_who_looks_all_the_time_waits_for_nobody(room):
    await room.saved()
    reaper = a_reaper(room, room.runs, has_others=True)
    await claimed_elsewhere(room)
    await reaper.recover()

    assert await looks(room, reaper) == LEASE


async def test_who_looks_for_the_first_time_lets_those_who_live_say_so(room):
    await room.saved()
    await claimed_elsewhere(room)
    room.clock.advance(LEASE)

    assert await looks(room, a_reaper(room, room.runs, has_others=True)) == 2 * Leases().heartbeat


@pytest.mark.parametrize("failures", [0, 3], ids=["frozen", "without the database"])
async def test_who_could_not_look_for_long_lets_those_who_live_say_so(room, failures):
    await room.saved()
    runs = Away(room.runs, "expired", 0)
    reaper = a_reaper(room, runs, has_others=True)
    await claimed_elsewhere(room)
    await reaper.recover()

    runs.fails(failures)
    for _ in range(failures):
        with pytest.raises(TransientError):
            await reaper.recover()
    room.clock.advance(LEASE)

    assert await looks(room, reaper) == 2 * Leases().heartbeat


def a_reaper(room, runs, **more):
    return Reaper(room.tasks, room.drafts, runs, room.executors, room.clock, None, **more)
