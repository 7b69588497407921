"""From a fire time to an outcome: planned once, worked on within limits, recovered after a crash."""

import asyncio
from datetime import timedelta

import pytest

from scheduler.calendars import PUBLISHED
from scheduler.closing import ATTEMPTS_BEGUN_AT_MOST
from scheduler.commands import DeleteTask, PauseTask, ResumeTask, RunTask
from scheduler.decided import Closing
from scheduler.executor import ExecutionError, Finished, Step, TextDelta
from scheduler.lifecycle import FAILURES_BEFORE_PAUSE
from scheduler.model import (
    Artifact,
    ArtifactKind,
    Cause,
    PauseReason,
    Policies,
    RunEventKind,
    RunKind,
    RunState,
    TaskId,
    TaskStatus,
)
from scheduler.overlap import OverlapPolicy
from scheduler.planner import LOOK_AGAIN, Planner
from scheduler.posts import ToPerson
from scheduler.triggers import At
from scheduler.views import RunCard, RunResult, TaskCard
from tests.builders import NOW, OWNER, a_draft
from tests.scheduler.shells.room import LEASE, failing, stuck

HOUR = timedelta(hours=1)


async def test_a_result_with_half_a_character_is_stored_as_far_as_it_can_be(room):
    """Models send pieces that cut a character in two; no database takes one half, and one none of NUL."""

    async def script(_):
        yield TextDelta("a half \ud83d")
        yield Finished(
            "whole \ud83d\ude00, half \ud83d, none\0", (Artifact(ArtifactKind.TEXT, "\ud83d", "\0"),)
        )

    await room.saved()
    room.executor.script = script

    [run] = await room.fire()

    assert (run.state, run.result) == (RunState.SUCCEEDED, "whole \U0001f600, half \ufffd, none")
    assert (await room.sheets.get(run.id)).artifacts == [Artifact(ArtifactKind.TEXT, "\ufffd", "")]


async def test_a_due_task_runs_and_its_next_time_moves_on(room):
    await room.saved()

    [run] = await room.fire()

    assert (run.state, run.fire_time, run.result) == (RunState.SUCCEEDED, NOW + HOUR, "done")
    assert (await room.task()).next_fire_time == NOW + 2 * HOUR
    assert (await room.task()).fired == 1


async def test_a_run_posts_its_card_and_its_result(room):
    await room.saved()
    [run] = await room.fire()

    views = [delivery.post.view for delivery in await room.posts() if delivery.post.run_id]
    assert RunCard(run.id) in views
    assert RunResult(run.id, 0) not in views  # it waits for the card that it stands under


async def test_two_ticks_plan_one_run(room):
    await room.saved()
    room.clock.advance(HOUR)

    planned = [await room.planner.tick(), await room.planner.tick()]

    assert planned == [1, 0]


async def test_the_timeline_tells_what_happened(room):
    await room.saved()
    [run] = await room.fire()

    kinds = [event.kind for event in await room.runs.events(run.id)]
    assert [kinds[0], kinds[-1]] == [RunEventKind.QUEUED, RunEventKind.FINISHED]
    assert RunEventKind.STARTED in kinds
    assert RunEventKind.STEP in kinds


async def test_a_run_that_is_still_open_makes_the_next_one_skip_visibly(room):
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()

    room.clock.advance(HOUR)
    await room.planner.tick()

    states = [run.state for run in await room.runs.of_task(TaskId("task_1"), 10)]
    assert states == [RunState.SKIPPED, RunState.QUEUED]


async def test_what_was_missed_beyond_its_window_is_said_and_not_run(room):
    await room.saved()

    runs = await room.fire(timedelta(hours=3, minutes=59))

    assert [run.state for run in runs] == [RunState.MISSED] * 3
    assert room.executor.seen == []


async def test_the_owner_is_told_once_of_what_was_missed(room):
    await room.saved()
    [newest, *_] = await room.fire(timedelta(hours=3, minutes=59))

    told = [item.post for item in await room.posts() if item.post.target == ToPerson(OWNER)]
    assert [post.view for post in told] == [RunCard(newest.id)]


async def test_the_latest_missed_time_is_made_up_within_its_window(room):
    await room.saved()

    runs = await room.fire(timedelta(hours=3, minutes=10))

    assert [run.state for run in runs] == [RunState.SUCCEEDED, RunState.MISSED, RunState.MISSED]


async def test_what_is_made_up_for_begins_one_after_the_other(room):
    for number in range(3):
        await room.saved(a_draft(number + 1))
    now = room.clock.advance(timedelta(hours=1, minutes=10))
    await room.planner.tick()

    begins = [(await room.runs.get(f"run_{number + 1}")).due_at - now for number in range(3)]
    assert begins == [timedelta(0), timedelta(seconds=2), timedelta(seconds=4)]


async def test_what_is_punctual_begins_at_once(room):
    for number in range(3):
        await room.saved(a_draft(number + 1))
    now = room.clock.advance(timedelta(hours=1, seconds=30))
    await room.planner.tick()

    assert {(await room.runs.get(f"run_{number + 1}")).due_at for number in range(3)} == {now}


async def test_a_one_shot_ends_as_done(room):
    await room.saved(trigger=At(NOW + HOUR, "UTC"))

    [run] = await room.fire()

    assert run.state is RunState.SUCCEEDED
    assert (await room.task()).status is TaskStatus.FINISHED


async def test_a_passing_fault_is_retried_after_a_pause(room):
    await room.saved()
    room.executor.script = failing(Cause.NETWORK, passing=True)
    [waiting] = await room.fire()

    room.executor.script = None
    [run] = await room.fire(timedelta(seconds=30))

    assert (waiting.state, waiting.attempt) == (RunState.QUEUED, 1)
    assert (run.state, run.attempt) == (RunState.SUCCEEDED, 2)


async def test_a_passing_fault_is_not_retried_forever(room):
    await room.saved()
    room.executor.script = failing(Cause.NETWORK, passing=True)
    await room.fire()
    await room.fire(timedelta(seconds=30))
    [run] = await room.fire(timedelta(minutes=2))

    assert (run.state, run.cause, run.attempt) == (RunState.FAILED, Cause.NETWORK, 3)


async def test_a_lasting_fault_is_not_retried(room):
    await room.saved()
    room.executor.script = failing(Cause.BAD_CREDENTIALS)

    [run] = await room.fire()

    assert (run.state, run.cause) == (RunState.FAILED, Cause.BAD_CREDENTIALS)
    assert (await room.task()).failures_in_row == 1


async def test_a_success_forgets_the_failures(room):
    await room.saved()
    room.executor.script = failing()
    await room.fire()
    room.executor.script = None
    await room.fire()

    assert (await room.task()).failures_in_row == 0


async def test_ten_failures_in_a_row_pause_the_task_and_tell_its_owner(room):
    await room.saved()
    room.executor.script = failing()
    for _ in range(FAILURES_BEFORE_PAUSE):
        await room.fire()

    task = await room.task()
    assert (task.status, task.pause_reason) == (TaskStatus.PAUSED, PauseReason.FAILURES)
    told = [item.post for item in await room.posts() if item.post.target == ToPerson(OWNER)]
    assert [post.view for post in told] == [TaskCard(task.id)]


async def test_resuming_forgets_the_failures(room):
    await room.saved()
    room.executor.script = failing()
    for _ in range(FAILURES_BEFORE_PAUSE):
        await room.fire()

    change = await room.service.execute(ResumeTask(TaskId("task_1"), OWNER, room.clock()))

    assert (change.task.status, change.task.failures_in_row) == (TaskStatus.ACTIVE, 0)


async def test_a_run_that_loses_its_worker_for_good_counts_as_a_failure(room):
    await room.saved()
    room.executor.restartable = False
    room.clock.advance(HOUR)
    await room.planner.tick()
    await room.runs.claim("gone", room.clock(), room.clock() + LEASE, 1)
    room.clock.advance(LEASE)

    await room.reaper.recover()

    assert (await room.task()).failures_in_row == 1


async def test_a_run_by_hand_is_tried_again_however_long_its_task_is_paused(room):
    """The occurrence that the task stood before when it was paused never comes."""
    task = await room.saved()
    await room.service.execute(PauseTask(task.id, OWNER, room.clock()))
    room.clock.advance(3 * HOUR)
    room.executor.script = failing(Cause.NETWORK, passing=True)

    change = await room.service.execute(RunTask(task.id, OWNER, room.clock()))
    await room.work()

    run = await room.runs.get(change.run.id)
    assert (run.state, run.due_at) == (RunState.QUEUED, room.clock() + timedelta(seconds=30))


async def test_a_defect_in_an_executor_fails_the_run_and_not_the_worker(room):
    async def broken(_):
        raise KeyError("defect")
        yield

    await room.saved()
    room.executor.script = broken

    [run] = await room.fire()

    assert (run.state, run.cause) == (RunState.FAILED, Cause.INTERNAL)


async def test_an_empty_result_is_not_called_done(room):
    async def empty(_):
        yield Finished("  ")

    await room.saved()
    room.executor.script = empty

    [run] = await room.fire()

    assert (run.state, run.cause) == (RunState.FAILED, Cause.EMPTY_RESULT)


async def test_an_attempt_ends_at_its_time_limit(room):
    await room.saved()
    room.executor.script = stuck(asyncio.Event())
    room.executor.time_limit = timedelta(milliseconds=10)

    [run] = await room.fire()

    assert (run.state, run.cause) == (RunState.TIMED_OUT, Cause.TIME_LIMIT)


async def test_a_manual_run_uses_up_no_scheduled_one(room):
    task = await room.saved()
    await room.service.execute(RunTask(task.id, OWNER, room.clock()))
    await room.work()

    [scheduled, manual] = await room.fire()

    assert (manual.kind, scheduled.kind) == (RunKind.MANUAL, RunKind.SCHEDULED)
    assert (await room.task()).fired == 1


@pytest.mark.parametrize("overlap", [OverlapPolicy.SKIP, OverlapPolicy.QUEUE])
async def test_a_scheduled_run_waits_for_one_by_hand_and_is_not_skipped_for_it(room, overlap):
    task = await room.saved(policies=Policies(overlap=overlap))
    by_hand = await room.service.execute(RunTask(task.id, OWNER, room.clock()))
    [claimed] = await room.runs.claim("slow", room.clock(), room.clock() + 2 * HOUR, 1)
    room.clock.advance(HOUR)

    await room.planner.tick()
    begun_beside_it = await room.work()
    done = Closing(state=RunState.SUCCEEDED, result="by hand")
    await room.runs.close(claimed.run, claimed.run.lease.token, done, room.clock())
    await room.work()

    [scheduled, manual] = await room.runs.of_task(task.id, 10)
    assert (manual.id, begun_beside_it) == (by_hand.run.id, 0)
    assert (scheduled.fire_time, scheduled.state) == (NOW + HOUR, RunState.SUCCEEDED)


async def test_two_failures_at_once_are_two(room):
    await room.saved(policies=Policies(overlap=OverlapPolicy.ALLOW))
    for _ in range(2):
        room.clock.advance(HOUR)
        await room.planner.tick()
    room.executor.script = failing()

    assert await room.work() == 2

    assert (await room.task()).failures_in_row == 2


async def test_what_was_interrupted_is_tried_again_as_often_as_anything_else(room):
    """A process that goes away is no failure of the action: it uses up no retry."""
    await room.saved()
    room.executor.script = failing(Cause.NETWORK, passing=True)
    room.clock.advance(HOUR)
    await room.planner.tick()
    await room.runs.claim("elsewhere", room.clock(), room.clock() + LEASE, 1)
    room.clock.advance(LEASE)
    await room.reaper.recover()

    for _ in range(3):
        await room.work()
        room.clock.advance(timedelta(minutes=3))

    [run] = await room.runs.of_task(TaskId("task_1"), 10)
    assert (run.state, run.attempt, len(room.executor.seen)) == (RunState.FAILED, 4, 3)


async def test_a_run_that_is_interrupted_again_and_again_is_unknown_and_says_so(room):
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()
    for _ in range(ATTEMPTS_BEGUN_AT_MOST):
        assert await room.runs.claim("gone", room.clock(), room.clock() + LEASE, 1)
        room.clock.advance(LEASE + timedelta(seconds=1))
        await room.reaper.recover()

    [run] = await room.runs.of_task(TaskId("task_1"), 10)
    assert (run.state, run.cause, run.attempt) == (
        RunState.UNKNOWN,
        Cause.INTERRUPTED,
        ATTEMPTS_BEGUN_AT_MOST,
    )


@pytest.mark.parametrize("is_interrupted", [True, False])
async def test_what_is_at_work_when_its_task_is_deleted_is_not_begun_again(room, is_interrupted):
    task = await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()

    async def breaks_down(request):
        yield Step("working")
        await room.service.execute(DeleteTask(task.id, OWNER, room.clock()))
        raise ExecutionError(Cause.NETWORK, passing=True)

    if is_interrupted:
        await room.runs.claim("gone", room.clock(), room.clock() + LEASE, 1)
        await room.service.execute(DeleteTask(task.id, OWNER, room.clock()))
        room.clock.advance(LEASE + timedelta(seconds=1))
        await room.reaper.recover()
    else:
        room.executor.script = breaks_down
        await room.work()
    room.clock.advance(HOUR)
    assert await room.work() == 0

    [run] = await room.runs.of_task(task.id, 10)
    assert run.state is (RunState.UNKNOWN if is_interrupted else RunState.FAILED)


async def test_the_worker_takes_no_more_than_its_slots(room):
    for number in range(3):
        await room.saved(a_draft(number + 1))
    room.clock.advance(HOUR)
    await room.planner.tick()

    assert [await room.work(), await room.work()] == [2, 1]


async def test_a_crashed_worker_s_run_goes_on_as_the_next_attempt(room):
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()
    await room.runs.claim("gone", room.clock(), room.clock() + LEASE, 1)

    room.clock.advance(LEASE + timedelta(seconds=1))
    assert await room.reaper.recover() == 1
    await room.work()

    [run] = await room.runs.of_task(TaskId("task_1"), 10)
    assert (run.state, run.attempt) == (RunState.SUCCEEDED, 2)


async def test_what_cannot_be_repeated_safely_is_owned_up_to(room):
    await room.saved()
    room.executor.restartable = False
    room.clock.advance(HOUR)
    await room.planner.tick()
    await room.runs.claim("gone", room.clock(), room.clock() + LEASE, 1)

    room.clock.advance(LEASE + timedelta(seconds=1))
    await room.reaper.recover()

    [run] = await room.runs.of_task(TaskId("task_1"), 10)
    assert (run.state, run.cause) == (RunState.UNKNOWN, Cause.INTERRUPTED)


async def test_a_worker_that_woke_up_too_late_changes_nothing(room):
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(_):
        begun.set()
        await go_on.wait()
        yield Finished("late")

    room.executor.script = slow
    async with asyncio.TaskGroup() as group:
        await room.worker.tick(group)
        await begun.wait()
        room.clock.advance(LEASE + timedelta(seconds=1))
        await room.reaper.recover()
        go_on.set()

    [run] = await room.runs.of_task(TaskId("task_1"), 10)
    assert (run.state, run.result) == (RunState.QUEUED, "")


async def test_shutdown_hands_back_what_it_cannot_finish(room):
    await room.saved()
    room.clock.advance(HOUR)
    await room.planner.tick()
    begun = asyncio.Event()
    room.executor.script = stuck(begun)

    async with asyncio.TaskGroup() as group:
        await room.worker.tick(group)
        await begun.wait()
        await room.worker.drain(timedelta(milliseconds=10))

    [run] = await room.runs.of_task(TaskId("task_1"), 10)
    assert run.state is RunState.QUEUED
    assert RunEventKind.INTERRUPTED in [event.kind for event in await room.runs.events(run.id)]


async def test_a_draining_worker_claims_nothing(room):
    await room.saved()
    await room.worker.drain(timedelta(0))
    room.clock.advance(HOUR)
    await room.planner.tick()

    assert await room.work() == 0


async def test_a_task_that_cannot_be_planned_does_not_stop_the_others(room, ids):
    for number in range(2):
        await room.saved(a_draft(number + 1))
    broken = iter([True])

    def flaky(prefix: str) -> str:
        if next(broken, False):
            raise KeyError(prefix)
        return ids(prefix)

    room.clock.advance(HOUR)
    planner = Planner(room.tasks, room.clock, flaky)

    assert await planner.tick() == 1
    assert await planner.tick() == 0  # what could not be planned is put aside, and owed as it was
    aside = await room.tasks.get(TaskId("task_1"))
    assert (aside.next_fire_time, aside.fired) == (NOW + HOUR, 0)
    room.clock.advance(LOOK_AGAIN)
    await planner.tick()
    assert NOW + HOUR in {run.fire_time for run in await room.runs.of_task(aside.id, 10)}


async def test_a_task_that_cannot_be_woken_does_not_stop_the_others(room, ids):
    asleep, _ = [await room.saved(a_draft(number + 1)) for number in range(2)]
    await room.service.execute(PauseTask(asleep.id, OWNER, room.clock(), NOW + HOUR))
    broken = iter([True])

    def flaky():
        if next(broken, False):
            raise KeyError("zone")
        return PUBLISHED

    room.clock.advance(HOUR)
    planner = Planner(room.tasks, room.clock, ids, calendar=flaky)

    assert await planner.tick() == 1
    assert await planner.tick() == 0  # what could not be woken is put aside
    room.clock.advance(LOOK_AGAIN)
    await planner.tick()
    assert (await room.task()).status is TaskStatus.ACTIVE
    assert {run.fire_time for run in await room.runs.of_task(asleep.id, 10)} == {NOW + 2 * HOUR}


async def test_what_cannot_be_woken_keeps_nobody_from_deleting_it(room, ids):
    task = await room.saved()
    await room.service.execute(PauseTask(task.id, OWNER, room.clock(), NOW + HOUR))

    def broken():
        raise KeyError("zone")

    room.service._settle = Planner(room.tasks, room.clock, ids, calendar=broken).settle
    room.clock.advance(2 * HOUR)

    change = await room.service.execute(DeleteTask(task.id, OWNER, room.clock()))

    assert change.task.status is TaskStatus.DELETED


async def test_a_pause_with_an_end_ends(room):
    task = await room.saved()
    until = NOW + timedelta(hours=5)
    await room.service.execute(PauseTask(task.id, OWNER, room.clock(), until))

    room.clock.advance(timedelta(hours=5, minutes=1))
    await room.planner.tick()

    assert (await room.task()).status is TaskStatus.ACTIVE
    assert (await room.task()).next_fire_time == NOW + timedelta(hours=6)


async def test_a_task_s_own_time_limit_wins(room):
    await room.saved(policies=Policies(time_limit=timedelta(milliseconds=5)))
    room.executor.script = stuck(asyncio.Event())

    [run] = await room.fire()

    assert run.state is RunState.TIMED_OUT


@pytest.mark.parametrize(("age", "is_there"), [(timedelta(days=29), True), (timedelta(days=31), False)])
async def test_a_tombstone_goes_after_thirty_days(room, age, is_there):
    task = await room.saved()
    await room.service.execute(DeleteTask(task.id, OWNER, room.clock()))
    room.clock.advance(age)

    await room.reaper.sweep()

    assert (await room.tasks.get(task.id) is not None) is is_there
