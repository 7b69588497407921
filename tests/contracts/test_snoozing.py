"""A reminder that comes once more later: one at a time, at the time said last, and gone with its task."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.model import DeliveryState, RunId, RunKind, RunState, TaskId, TaskStatus
from scheduler.views import RunCard
from tests.builders import NOW, a_run, a_run_card, a_task, an_audit
from tests.contracts.steps import LEASE, claim_one, hourly, queue, send_all, store

SOON = NOW + timedelta(minutes=10)
HOUR = timedelta(hours=1)


@pytest.fixture
async def fired(drafts, runs, outbox):
    """A reminder that has come and was posted."""
    await store(drafts, a_task())
    await queue(runs, a_run(kind=RunKind.MANUAL, state=RunState.SUCCEEDED, result="x", finished_at=NOW))
    await send_all(outbox)
    return await runs.get(RunId("run_1"))


def later(number=2, at=SOON, **fields):
    snoozed = {"kind": RunKind.SNOOZED, "fire_time": at, "due_at": at, "parent": RunId("run_1")}
    return a_run(number, requested_by="ou_other", delivery=DeliveryState.PENDING, **(snoozed | fields))


async def snooze(runs, run):
    return await runs.snooze(run, a_run_card(run), an_audit(run.parent, verb="run.snoozed"))


async def test_it_waits_for_its_time_and_so_does_its_card(fired, runs, outbox):
    stored = await snooze(runs, later())
    await send_all(outbox)  # the card of the one that has come shows it

    assert await runs.get(stored.id) == stored == later()
    assert await runs.snoozed(fired.id) == stored
    assert await outbox.due(SOON - timedelta(seconds=1), 9) == []
    assert await runs.claim("worker", SOON - timedelta(seconds=1), SOON, 9) == []
    assert [item.post.view for item in await outbox.due(SOON, 9)] == [RunCard(stored.id)]
    assert (await claim_one(runs, SOON)).id == stored.id
    assert await runs.snoozed(fired.id) is None


async def test_a_second_press_moves_it_and_adds_none(fired, runs, outbox):
    await snooze(runs, later())

    moved = await snooze(runs, replace(later(3, NOW + HOUR), requested_by="ou_third"))

    assert (moved.id, moved.fire_time, moved.requested_by) == ("run_2", NOW + HOUR, "ou_third")
    assert await runs.get(RunId("run_2")) == moved
    assert await runs.get(RunId("run_3")) is None
    assert RunCard(RunId("run_2")) not in [item.post.view for item in await outbox.due(SOON, 9)]
    assert RunCard(RunId("run_2")) in [item.post.view for item in await outbox.due(NOW + HOUR, 9)]


async def test_the_same_press_handled_again_once_it_has_come_adds_none(fired, runs):
    await snooze(runs, later())
    await claim_one(runs, SOON)

    assert (await snooze(runs, later())).state is RunState.RUNNING
    assert len(await runs.of_task(TaskId("task_1"), 9)) == 2


async def test_two_reminders_put_off_to_one_instant_both_come(fired, runs):
    await queue(
        runs,
        a_run(9, fire_time=NOW - HOUR, kind=RunKind.MANUAL, state=RunState.SUCCEEDED, finished_at=NOW),
    )
    await snooze(runs, later())

    other = await snooze(runs, later(3, parent=RunId("run_9")))

    assert other.fire_time == SOON + timedelta(microseconds=1)
    assert await runs.get(RunId("run_3")) == other
    moved = await snooze(runs, later(4, parent=RunId("run_9")))
    assert (moved.id, moved.fire_time) == ("run_3", SOON + timedelta(microseconds=1))


async def test_taken_back_it_never_comes(fired, runs, outbox):
    await snooze(runs, later())
    await send_all(outbox)

    taken = await runs.cancel(RunId("run_2"), an_audit("run_2"))

    assert (taken.state, await runs.snoozed(fired.id)) == (RunState.CANCELLED, None)
    assert (await runs.get(RunId("run_2"))).delivery is DeliveryState.NONE
    assert await runs.claim("worker", SOON, SOON + LEASE, 9) == []
    assert [item.post.view for item in await outbox.due(SOON + HOUR, 9)] == [RunCard(fired.id)]


async def test_it_is_no_run_of_the_task_before_its_time(fired, runs, tasks):
    await snooze(runs, later())
    counts = []

    def decide(due):
        counts.append((due[0].running, due[0].queued))
        return hourly(due)

    await tasks.plan_due(NOW, 9, decide)

    assert counts == [(0, 0)]
    assert (await runs.last_of([TaskId("task_1")]))[TaskId("task_1")].kind is not RunKind.SNOOZED
    assert RunId("run_2") not in [run.id for run in await runs.of_task(TaskId("task_1"), 9)]
    assert RunId("run_2") not in [run.id for run in await runs.open_of([TaskId("task_1")])]


async def test_run_now_is_not_in_its_way_nor_it_in_the_way_of_run_now(fired, runs):
    await snooze(runs, later())
    at = NOW + timedelta(minutes=1)
    by_hand = a_run(5, kind=RunKind.MANUAL, fire_time=at, created_at=at)

    _, is_new = await runs.request(by_hand, a_run_card(by_hand), an_audit())

    assert is_new
    assert (await claim_one(runs, at)).id == "run_5"


@pytest.mark.parametrize(("status", "comes"), [(TaskStatus.PAUSED, True), (TaskStatus.DELETED, False)])
async def test_pausing_the_task_keeps_it_and_deleting_cancels_it(fired, runs, tasks, outbox, status, comes):
    await snooze(runs, later())
    await send_all(outbox)
    after = a_task(status=status, revision=2, deleted_at=NOW, updated_at=NOW)

    await tasks.change(after, seen=1, audit=an_audit())

    assert (await runs.snoozed(fired.id) is not None) == comes
    assert len(await runs.claim("worker", SOON, SOON + LEASE, 9)) == comes
    assert (RunCard(RunId("run_2")) in [item.post.view for item in await outbox.due(SOON, 9)]) == comes
