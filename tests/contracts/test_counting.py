"""Failures in a row are counted by whoever ends a run, in the same transaction."""

import asyncio
from datetime import timedelta

import pytest

from scheduler.decided import Closing
from scheduler.model import Policies, RunKind, RunState, TaskId, TaskStatus
from scheduler.overlap import OverlapPolicy
from tests.builders import NOW, a_post, a_run, a_spec, a_task, an_audit
from tests.contracts.steps import LEASE, claim_one, close, hourly, queue, store

HOUR = timedelta(hours=1)
FAILED = Closing(state=RunState.FAILED)
SIDE_BY_SIDE = Policies(overlap=OverlapPolicy.ALLOW)


class ProcessDiesError(Exception):
    pass


async def begun(tasks, runs):
    """Plan what is due and take it."""
    await tasks.plan_due(NOW, 10, hourly)
    return await claim_one(runs)


async def failures(tasks, number=1):
    return (await tasks.get(TaskId(f"task_{number}"))).failures_in_row


async def test_a_failure_is_counted_and_leaves_what_the_planner_moved_on(tasks, drafts, runs):
    await store(drafts, a_task(), a_task(2, next_fire_time=NOW + HOUR))

    assert await close(runs, await begun(tasks, runs), FAILED)

    task = await tasks.get(TaskId("task_1"))
    assert (task.failures_in_row, task.fired, task.next_fire_time) == (1, 1, NOW + HOUR)
    assert await failures(tasks, 2) == 0


async def test_of_failures_at_once_none_is_lost(tasks, drafts, runs):
    await store(drafts, a_task(spec=a_spec(policies=SIDE_BY_SIDE), next_fire_time=NOW - 7 * HOUR))
    for _ in range(8):
        await tasks.plan_due(NOW, 10, hourly)
    claimed = await runs.claim("worker", NOW, NOW + LEASE, 8)

    await asyncio.gather(*(close(runs, item.run, FAILED) for item in claimed))

    assert await failures(tasks) == 8


@pytest.mark.parametrize(
    ("state", "count"),
    [
        (RunState.SUCCEEDED, 0),
        (RunState.TIMED_OUT, 4),
        (RunState.UNKNOWN, 4),
        (RunState.CANCELLED, 3),
        (RunState.QUEUED, 3),
    ],
)
async def test_how_a_run_ended_moves_the_count(tasks, drafts, runs, state, count):
    await store(drafts, a_task(failures_in_row=3))
    retry_at = NOW + LEASE if state is RunState.QUEUED else None

    await close(runs, await begun(tasks, runs), Closing(state=state, retry_at=retry_at))

    assert await failures(tasks) == count


async def test_a_run_by_hand_says_nothing_of_the_schedule(tasks, drafts, runs):
    await store(drafts, a_task(failures_in_row=3))
    await queue(runs, a_run(kind=RunKind.MANUAL))

    await close(runs, await claim_one(runs), FAILED)

    assert await failures(tasks) == 3


async def test_who_lost_the_run_moves_no_count(tasks, drafts, runs):
    await store(drafts, a_task())
    run = await begun(tasks, runs)
    await close(runs, run, FAILED)

    assert not await close(runs, run, FAILED)

    assert await failures(tasks) == 1


async def test_an_end_that_is_not_stored_is_not_counted(tasks, drafts, runs):
    """One transaction: whoever dies in the middle leaves neither the end nor the count."""
    await store(drafts, a_task())
    run = await begun(tasks, runs)

    def dying():
        yield a_post()
        raise ProcessDiesError

    with pytest.raises(ProcessDiesError):
        await close(runs, run, Closing(state=RunState.FAILED, posts=dying()))

    assert await failures(tasks) == 0
    assert (await runs.get(run.id)).state is RunState.RUNNING


@pytest.mark.parametrize(("status", "count"), [(TaskStatus.PAUSED, 2), (TaskStatus.ACTIVE, 0)])
async def test_a_failure_counted_while_somebody_paused_the_task_stays_counted(
    tasks, drafts, runs, status, count
):
    await store(drafts, a_task(failures_in_row=1))
    await close(runs, await begun(tasks, runs), FAILED)  # after it was read, before it was written

    seen = 1 if status is TaskStatus.PAUSED else 0  # whoever takes it up forgets
    changed = a_task(status=status, failures_in_row=seen, revision=2, next_fire_time=NOW + HOUR)
    assert await tasks.change(changed, seen=1, audit=an_audit())

    assert await failures(tasks) == count
