"""Tasks that are to be deleted when they are done."""

from datetime import timedelta

import pytest

from scheduler.decided import Closing
from scheduler.lifecycle import restored
from scheduler.model import DeliveryState, Policies, RunId, RunKind, RunState, TaskId, TaskStatus
from scheduler.planner import Planner
from scheduler.posts import run_result_key
from scheduler.triggers import At
from scheduler.views import RunResult
from tests.builders import NOW, OWNER, TENANT, a_post, a_run, a_run_card, a_spec, a_task, an_audit
from tests.contracts.steps import claim_one, close, queue, send_all, store
from tests.doubles import Ids, ManualClock

TASK = TaskId("task_1")
ONCE = At(NOW, "Asia/Shanghai")


@pytest.fixture
async def run(drafts, tasks, runs):
    """The one run of a task that is to go, claimed."""
    await store(drafts, a_task(spec=a_spec(trigger=ONCE, policies=Policies(delete_after_run=True))))
    await Planner(tasks, ManualClock(), Ids()).tick()
    return await claim_one(runs)


def succeeded(run):
    post = a_post(run_result_key(run.id, 0), view=RunResult(run.id), run_id=run.id)
    return Closing(state=RunState.SUCCEEDED, result="done", posts=(post,))


async def test_it_goes_when_its_run_has_succeeded_and_arrived(tasks, runs, outbox, audit, run):
    await close(runs, run, succeeded(run))
    assert (await tasks.get(TASK)).status is TaskStatus.FINISHED

    await send_all(outbox)

    gone = await tasks.get(TASK)
    assert (gone.status, gone.deleted_at, gone.revision) == (TaskStatus.DELETED, NOW, 2)
    assert await tasks.of_owner(TENANT, OWNER, 9) == []
    assert (await runs.get(run.id)).result == "done"
    [entry, *_] = await audit.of(TASK)
    assert (entry.actor, entry.verb, entry.detail) == ("engine", "task.deleted", "done")


async def test_it_can_be_brought_back_and_stays_then(tasks, runs, outbox, run):
    await close(runs, run, succeeded(run))
    await send_all(outbox)
    gone = await tasks.get(TASK)

    assert await tasks.change(restored(gone, NOW), seen=gone.revision, audit=None)
    await send_all(outbox)

    assert (await tasks.get(TASK)).status is TaskStatus.FINISHED


async def test_a_run_that_failed_keeps_its_task(tasks, runs, outbox, run):
    await close(runs, run, Closing(state=RunState.FAILED))
    await send_all(outbox)

    assert (await tasks.get(TASK)).status is TaskStatus.FINISHED


async def test_a_result_that_did_not_arrive_keeps_its_task(tasks, runs, outbox, run):
    await send_all(outbox)
    await close(runs, run, succeeded(run))
    for delivery in await outbox.due(NOW, 9):
        await outbox.give_up(await outbox.begin(delivery, NOW), DeliveryState.FAILED, "no", NOW)

    assert (await tasks.get(TASK)).status is TaskStatus.FINISHED


async def test_what_keeps_quiet_goes_when_it_has_succeeded(tasks, runs, outbox, run):
    for delivery in await outbox.due(NOW, 9):
        await outbox.give_up(await outbox.begin(delivery, NOW), DeliveryState.NONE, "", NOW)

    await close(runs, run, Closing(state=RunState.SUCCEEDED))

    assert (await tasks.get(TASK)).status is TaskStatus.DELETED


async def test_it_stays_while_another_of_its_runs_is_open(tasks, runs, outbox, run):
    later = a_run(9, kind=RunKind.MANUAL, fire_time=NOW - timedelta(minutes=1))
    await runs.request(later, a_run_card(later), an_audit(), behind=True)
    await close(runs, run, succeeded(run))
    await send_all(outbox)

    assert await runs.get(RunId("run_9")) is not None
    assert (await tasks.get(TASK)).status is TaskStatus.FINISHED


async def test_without_the_wish_it_stays(drafts, tasks, runs, outbox):
    await store(drafts, a_task(spec=a_spec(trigger=ONCE)))
    await Planner(tasks, ManualClock(), Ids()).tick()
    run = await claim_one(runs)

    await close(runs, run, succeeded(run))
    await send_all(outbox)

    assert (await tasks.get(TASK)).status is TaskStatus.FINISHED


async def test_a_run_by_hand_before_its_time_leaves_it_there(drafts, tasks, runs, outbox):
    wish = a_spec(trigger=At(NOW + timedelta(days=1), "UTC"), policies=Policies(delete_after_run=True))
    await store(drafts, a_task(spec=wish, next_fire_time=NOW + timedelta(days=1)))
    await queue(runs, a_run(1, kind=RunKind.MANUAL))
    run = await claim_one(runs)

    await close(runs, run, succeeded(run))
    await send_all(outbox)

    assert (await tasks.get(TASK)).status is TaskStatus.ACTIVE
