"""What monitors have still to be told, over both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.decided import Closing
from scheduler.model import Cause, RunKind, RunState, TaskStatus
from scheduler.monitoring import FORGET_AFTER, Sign, Signal
from storage.monitors import Monitors
from tests.builders import NOW, OWNER, a_post, a_run, a_task, an_audit
from tests.contracts.steps import close, store

SECOND = timedelta(seconds=1)
HC = "https://hc.example/1"
DONE = Closing(state=RunState.SUCCEEDED, result="fine")
FAILED = Closing(state=RunState.FAILED, cause=Cause.NETWORK)
AUDIT = an_audit(verb="task.monitored", detail="hc.example/…1")


@pytest.fixture
def monitors(database):
    return Monitors(database)


@pytest.fixture
async def watched(drafts, monitors):
    """A task that a monitor hears of, and one that none does."""
    await store(drafts, a_task(1), a_task(2))
    await monitors.set(a_task(1), HC, AUDIT)


async def begun(runs, number, at, **fields):
    run = a_run(number, fire_time=at, due_at=at, **fields)
    await runs.request(run, a_post(f"note_{number}"), an_audit(run.id))
    [claimed] = await runs.claim("worker", at, at + SECOND, 1)
    return claimed.run


async def test_what_begins_and_ends_is_owed_until_it_is_told(watched, monitors, runs):
    run = await begun(runs, 1, NOW + SECOND)
    start = Sign(run.task_id, HC, Signal.START, NOW + SECOND)
    assert await monitors.owed(NOW + SECOND, 9) == [start]
    await monitors.told(start)
    assert await monitors.owed(NOW + SECOND, 9) == []

    await close(runs, run, FAILED, NOW + 2 * SECOND)
    await close(runs, await begun(runs, 2, NOW + 3 * SECOND), DONE, NOW + 4 * SECOND)

    owed = await monitors.owed(NOW + 4 * SECOND, 9)
    assert [sign.signal for sign in owed] == [Signal.FAIL, Signal.SUCCESS]
    await monitors.told(owed[0])
    assert await monitors.owed(NOW + 4 * SECOND, 9) == owed[1:]


async def test_one_that_is_owed_much_hides_no_other(watched, monitors, runs):
    await monitors.set(a_task(2), HC, AUDIT)
    for number in range(1, 5):
        at = NOW + number * SECOND
        await close(runs, await begun(runs, number, at), DONE, at)
    await close(runs, await begun(runs, 9, NOW + 9 * SECOND, task="task_2"), DONE, NOW + 9 * SECOND)

    owed = await monitors.owed(NOW + 9 * SECOND, 2)

    seconds = [(sign.task_id, (sign.at - NOW) // SECOND) for sign in owed]
    assert seconds == [("task_1", 1), ("task_1", 2), ("task_2", 9)]


async def test_what_was_before_it_was_set_or_is_long_ago_is_not_told(drafts, monitors, runs):
    await store(drafts, a_task(1))
    await close(runs, await begun(runs, 1, NOW - SECOND), DONE, NOW - SECOND)
    await monitors.set(a_task(1), HC, AUDIT)
    assert await monitors.owed(NOW, 9) == []

    await close(runs, await begun(runs, 2, NOW + SECOND), DONE, NOW + SECOND)

    assert len(await monitors.owed(NOW + SECOND, 9)) == 1
    assert await monitors.owed(NOW + SECOND + FORGET_AFTER, 9) == []


async def test_of_other_tasks_and_of_answers_nothing_is_told(watched, monitors, runs):
    await begun(runs, 1, NOW + SECOND, task="task_2")
    await begun(runs, 2, NOW + SECOND, kind=RunKind.REPLY)

    assert await monitors.owed(NOW + SECOND, 9) == []


async def test_it_is_set_anew_and_ended_and_who_did_is_written_down(watched, monitors, audit):
    await monitors.set(a_task(1), "https://hc.example/2", AUDIT)
    assert await monitors.of(a_task(1).id) == "https://hc.example/2"

    await monitors.set(a_task(1), None, AUDIT)

    assert await monitors.of(a_task(1).id) is None
    lines = [entry for entry in await audit.of("task_1") if entry.verb == "task.monitored"]
    assert {entry.actor for entry in lines} == {OWNER}
    assert not any(HC in entry.detail for entry in lines)


async def test_it_goes_with_its_task(watched, monitors, tasks):
    gone = replace(a_task(1), status=TaskStatus.DELETED, revision=2, deleted_at=NOW)
    await tasks.change(gone, seen=1, audit=None)

    await tasks.purge(NOW + SECOND)

    assert await monitors.of(a_task(1).id) is None
