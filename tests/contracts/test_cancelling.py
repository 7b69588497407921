"""A run that is to end: asked anywhere, seen by its worker wherever that is, and owned up to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.decided import Closing, Plan
from scheduler.model import Cause, PersonId, Policies, RunId, RunKind, RunState, TaskId, TaskStatus
from scheduler.overlap import OverlapPolicy
from scheduler.views import RunCard, TaskCard
from tests.builders import NOW, OWNER, a_post, a_run, a_run_card, a_spec, a_task, an_audit, moved
from tests.contracts.steps import LEASE, claim_one, close, queue, send_all, store

LATER = NOW + timedelta(seconds=30)
STOP = an_audit("run_1", actor="ou_other", verb="run.stopped", at=LATER)
AGAIN = Closing(state=RunState.QUEUED, cause=Cause.NETWORK, retry_at=LATER)


@pytest.fixture
async def running(drafts, runs):
    """A run that a worker has begun."""
    await store(drafts, a_task())
    await queue(runs, a_run())
    return await claim_one(runs)


async def test_what_has_not_begun_is_cancelled_at_once(drafts, runs, audit):
    await store(drafts, a_task())
    await queue(runs, a_run())

    stopped = await runs.cancel(RunId("run_1"), STOP)

    assert (stopped.state, stopped.finished_at) == (RunState.CANCELLED, LATER)
    assert (stopped.cancel_requested_by, stopped.cancel_requested_at) == ("ou_other", LATER)
    assert await runs.claim("worker", LATER, LATER + LEASE, 5) == []
    assert STOP in await audit.of("run_1")


async def test_what_runs_goes_on_until_its_worker_has_stopped_it(running, runs):
    token = running.lease.token
    assert await runs.called_off([token]) == []

    stopped = await runs.cancel(running.id, STOP)

    assert (stopped.state, stopped.lease) == (RunState.RUNNING, running.lease)
    assert await runs.called_off([token, "another"]) == [token]
    assert await close(runs, running, Closing(state=RunState.CANCELLED), LATER)
    assert (await runs.get(running.id)).cancel_requested_by == "ou_other"
    assert await runs.called_off([token]) == []


async def test_who_asked_first_stands(running, runs, audit):
    await runs.cancel(running.id, STOP)

    again = await runs.cancel(running.id, replace(STOP, actor=OWNER, at=LATER + LEASE))

    assert (again.cancel_requested_by, again.cancel_requested_at) == ("ou_other", LATER)
    assert (await audit.of("run_1")).count(STOP) == 1


async def test_what_has_ended_stays_as_it_ended(running, runs):
    await close(runs, running, Closing(state=RunState.SUCCEEDED, result="done"))

    answered = await runs.cancel(running.id, STOP)

    assert (answered.state, answered.cancel_requested_at) == (RunState.SUCCEEDED, None)
    assert await runs.cancel(RunId("run_unknown"), STOP) is None


async def test_a_run_that_was_called_off_is_not_tried_again(running, runs):
    await runs.cancel(running.id, STOP)

    await close(runs, running, AGAIN, LATER)

    ended = await runs.get(running.id)
    assert (ended.state, ended.finished_at) == (RunState.CANCELLED, LATER)
    assert await runs.claim("worker", LATER, LATER + LEASE, 5) == []


async def test_of_a_run_whose_worker_is_gone_nobody_says_that_it_stopped(running, runs):
    await runs.cancel(running.id, STOP)

    await close(runs, running, replace(AGAIN, if_called_off=RunState.UNKNOWN), LATER)

    assert (await runs.get(running.id)).state is RunState.UNKNOWN


async def test_the_cards_of_the_run_and_of_its_task_show_it(running, runs, outbox):
    await outbox.add([a_post("task", view=TaskCard(TaskId("task_1")))], NOW)
    await send_all(outbox)

    await runs.cancel(running.id, STOP)

    views = [delivery.post.view for delivery in await outbox.due(LATER, 10)]
    assert views == [RunCard(running.id), TaskCard(TaskId("task_1"))]


async def test_a_run_that_makes_way_is_told_so_and_the_next_one_waits_for_it(drafts, runs, tasks):
    spec = a_spec(policies=Policies(overlap=OverlapPolicy.CANCEL_PREVIOUS))
    await store(drafts, a_task(spec=spec))
    await queue(runs, a_run())
    before = await claim_one(runs)

    def decide(due):
        run = a_run(2, fire_time=LATER)
        on = moved(due[0].task, next_fire_time=LATER + timedelta(hours=1), fired=1)
        return [Plan(due[0].task, on, (run,), (a_run_card(run),), calls_off=True)]

    await tasks.plan_due(LATER, 10, decide)

    assert await runs.called_off([before.lease.token]) == [before.lease.token]
    assert (await runs.get(before.id)).cancel_requested_by is None
    assert await runs.claim("worker", LATER, LATER + LEASE, 5) == []
    await close(runs, before, Closing(state=RunState.CANCELLED), LATER)
    assert (await claim_one(runs, LATER)).id == "run_2"


async def test_deleting_a_task_says_who_called_off_what_was_waiting(drafts, runs, tasks):
    await store(drafts, a_task())
    await queue(runs, a_run(kind=RunKind.MANUAL))
    gone = a_task(status=TaskStatus.DELETED, revision=2, deleted_at=LATER, updated_at=LATER)

    await tasks.change(gone, seen=1, audit=an_audit(actor="ou_other"))

    run = await runs.get(RunId("run_1"))
    assert (run.state, run.cancel_requested_by) == (RunState.CANCELLED, PersonId("ou_other"))
