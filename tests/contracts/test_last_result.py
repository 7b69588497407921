"""What a task came to last, by which the next result is news or not."""

from datetime import timedelta

import pytest

from scheduler.decided import Closing
from scheduler.model import RunKind, RunState, TaskId
from tests.builders import NOW, a_run, a_task
from tests.contracts.steps import claim_one, close, queue, store

TASK = TaskId("task_1")


async def ended(runs, number, state, result="", **fields):
    """A run that ended so, the `number`-th minute."""
    at = NOW + timedelta(minutes=number)
    await queue(runs, a_run(number, fire_time=at, due_at=at, created_at=at, **fields))
    claimed = await claim_one(runs, at)
    assert await close(runs, claimed, Closing(state=state, result=result), at)


@pytest.fixture(autouse=True)
async def _a_task(drafts):
    await store(drafts, a_task(1), a_task(2))


async def test_a_task_without_a_run_came_to_nothing(runs):
    assert await runs.last_result(TASK) is None


async def test_the_newest_that_succeeded_counts_by_hand_or_not(runs):
    await ended(runs, 1, RunState.SUCCEEDED, "one")
    await ended(runs, 2, RunState.SUCCEEDED, "two", kind=RunKind.MANUAL)
    await ended(runs, 3, RunState.FAILED)
    await ended(runs, 4, RunState.SUCCEEDED, "elsewhere", task="task_2")

    assert await runs.last_result(TASK) == "two"


async def test_what_was_asked_for_besides_does_not_count(runs):
    await ended(runs, 1, RunState.SUCCEEDED, "one")
    await ended(runs, 2, RunState.SUCCEEDED, "noted", kind=RunKind.MANUAL, note="in French")
    await ended(runs, 3, RunState.SUCCEEDED, "again", kind=RunKind.SNOOZED)

    assert await runs.last_result(TASK) == "one"
