import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.decided import Closing
from scheduler.errors import Refused
from scheduler.model import (
    Artifact,
    ArtifactKind,
    Cause,
    DeliveryState,
    Policies,
    RunEvent,
    RunEventKind,
    RunId,
    RunKind,
    RunState,
    TaskId,
    TaskStatus,
)
from scheduler.overlap import OverlapPolicy
from scheduler.posts import Priority
from scheduler.views import RunResult, TaskCard
from storage.run_sheets import RunSheets
from tests.builders import NOW, a_post, a_run, a_run_card, a_spec, a_task, an_audit
from tests.contracts.steps import LEASE, claim_one, close, hourly, queue, send_all, store

HOUR = timedelta(hours=1)
DONE = Closing(state=RunState.SUCCEEDED, result="All well")


@pytest.fixture
async def running(drafts, runs):
    """A run that a worker has begun."""
    await store(drafts, a_task())
    await queue(runs, a_run())
    return await claim_one(runs)


async def test_a_run_comes_back_as_it_went_in(drafts, runs):
    run = a_run(
        kind=RunKind.MANUAL,
        requested_by="ou_other",
        state=RunState.FAILED,
        cause=Cause.NETWORK,
        attempt=2,
        delivery=DeliveryState.PENDING,
        finished_at=NOW,
    )

    await queue(runs, run)

    assert await runs.get(run.id) == run
    assert await runs.get(RunId("run_unknown")) is None


async def test_a_request_while_a_run_is_open_answers_with_that_run(runs, outbox, audit):
    await queue(runs, a_run(1, kind=RunKind.MANUAL))
    later = a_run(2, kind=RunKind.MANUAL, fire_time=NOW + HOUR)

    stored, is_new = await runs.request(later, a_run_card(later), an_audit(later.id))

    assert (stored.id, is_new) == ("run_1", False)
    assert await runs.get(later.id) is None
    assert len(await outbox.due(NOW, 10)) == 1
    assert await audit.of(later.id) == []


async def test_the_same_request_again_answers_with_its_earlier_run(runs):
    ended = a_run(1, kind=RunKind.MANUAL, state=RunState.SUCCEEDED, finished_at=NOW)
    await queue(runs, ended)

    same_press = a_run(2, kind=RunKind.MANUAL)
    stored, is_new = await runs.request(same_press, a_run_card(same_press), an_audit())

    assert (stored.id, is_new) == ("run_1", False)


async def test_of_many_requests_at_once_one_run_comes(drafts, runs):
    await store(drafts, a_task())
    wanted = [a_run(n, kind=RunKind.MANUAL, fire_time=NOW + timedelta(seconds=n)) for n in range(8)]

    answers = await asyncio.gather(*(runs.request(run, a_run_card(run), an_audit()) for run in wanted))

    assert sum(is_new for _, is_new in answers) == 1
    assert len({run.id for run, _ in answers}) == 1


async def test_a_manual_run_does_not_use_up_the_scheduled_one(drafts, runs, tasks):
    await store(drafts, a_task())
    await queue(runs, a_run(1, kind=RunKind.MANUAL, state=RunState.SUCCEEDED, finished_at=NOW))

    assert len(await tasks.plan_due(NOW, 10, hourly)) == 1


async def test_claiming_gives_a_lease_and_counts_the_attempt(drafts, runs):
    await store(drafts, a_task())
    await queue(runs, a_run())

    [claimed] = await runs.claim("worker", NOW, NOW + LEASE, 5)

    assert claimed.task == a_task()
    assert claimed.run == await runs.get(RunId("run_1"))
    assert (claimed.run.state, claimed.run.attempt, claimed.run.started_at) == (RunState.RUNNING, 1, NOW)
    assert (claimed.run.lease.owner, claimed.run.lease.until) == ("worker", NOW + LEASE)


async def test_claims_at_once_never_hand_out_a_run_twice(drafts, runs):
    await store(drafts, *(a_task(n) for n in range(12)))
    for number in range(12):
        await queue(runs, a_run(number, task=f"task_{number}"))

    claims = await asyncio.gather(*(runs.claim(f"w{n}", NOW, NOW + LEASE, 2) for n in range(8)))
    claims.append(await runs.claim("last", NOW, NOW + LEASE, 12))

    taken = [claimed.run for batch in claims for claimed in batch]
    assert sorted(run.id for run in taken) == sorted(f"run_{n}" for n in range(12))
    assert len({run.lease.token for run in taken}) == 12


async def test_claims_go_by_due_time_and_leave_what_is_not_due(drafts, runs):
    await store(drafts, *(a_task(n) for n in range(3)))
    await queue(runs, a_run(0, task="task_0", due_at=NOW + timedelta(seconds=1)))
    await queue(runs, a_run(1, task="task_1", due_at=NOW))
    await queue(runs, a_run(2, task="task_2", due_at=NOW - HOUR))

    claimed = await runs.claim("worker", NOW, NOW + LEASE, 10)

    assert [item.run.id for item in claimed] == ["run_2", "run_1"]


@pytest.mark.parametrize(("overlap", "at_once"), [(OverlapPolicy.QUEUE, 1), (OverlapPolicy.ALLOW, 3)])
async def test_runs_of_a_task_wait_for_each_other_unless_overlap_is_allowed(
    drafts, runs, tasks, overlap, at_once
):
    spec = a_spec(policies=Policies(overlap=overlap))
    await store(drafts, a_task(spec=spec))
    for hours in range(3):
        await tasks.plan_due(NOW + hours * HOUR, 10, hourly)

    first = await runs.claim("worker", NOW, NOW + LEASE, 10)
    second = await runs.claim("worker", NOW, NOW + LEASE, 10)

    assert (len(first), len(second)) == (at_once, 0)
    assert first[0].run.fire_time == NOW


async def test_the_next_in_line_is_claimed_when_the_one_before_it_has_ended(drafts, runs, tasks):
    await store(drafts, a_task())
    await tasks.plan_due(NOW, 10, hourly)
    await tasks.plan_due(NOW + HOUR, 10, hourly)
    await close(runs, await claim_one(runs), DONE)

    assert (await claim_one(runs)).fire_time == NOW + HOUR


async def test_only_the_holder_of_the_lease_writes(running, runs):
    token = running.lease.token
    event = RunEvent(NOW, RunEventKind.STEP, "Thinking")

    assert await runs.renew(["stolen"], NOW + HOUR) == []
    assert not await runs.note(running.id, "stolen", "Thinking", [event])
    assert not await runs.close(running, "stolen", DONE, NOW)
    assert await runs.get(running.id) == running

    assert await runs.renew([token, "stolen"], NOW + HOUR) == [token]
    assert (await runs.get(running.id)).lease.until == NOW + HOUR


async def test_a_worker_that_lost_its_run_cannot_close_it_over_the_new_owner(running, runs):
    [lost] = await runs.expired(NOW + LEASE, 10)
    again = Closing(state=RunState.QUEUED, retry_at=NOW + LEASE)
    await close(runs, lost.run, again, NOW + LEASE)
    new_owner = await claim_one(runs, NOW + LEASE)

    assert not await close(runs, running, DONE)
    assert await close(runs, new_owner, DONE)
    assert (await runs.get(running.id)).attempt == 2


async def test_leases_that_ran_out_are_found_with_their_task(running, runs):
    assert await runs.expired(NOW + LEASE - timedelta(seconds=1), 10) == []

    [found] = await runs.expired(NOW + LEASE, 10)

    assert found.run == running
    assert found.task == a_task()


async def test_a_lease_that_was_renewed_after_it_was_found_to_have_run_out_still_holds(running, runs):
    """Between the look and the write its worker, frozen for a while, says that it lives."""
    at = NOW + LEASE
    [lost] = await runs.expired(at, 10)
    await runs.renew([running.lease.token], at + LEASE)

    assert not await runs.close(lost.run, lost.run.lease.token, DONE, at, lapsed=True)

    assert (await runs.get(running.id)).state is RunState.RUNNING
    assert await runs.close(lost.run, lost.run.lease.token, DONE, at + LEASE, lapsed=True)


async def test_closing_keeps_outcome_timeline_artifacts_and_posts_together(database, running, runs, outbox):
    await send_all(outbox)
    link = Artifact(ArtifactKind.LINK, "Report", "https://example.com/report")
    finished = RunEvent(NOW, RunEventKind.FINISHED, "succeeded")
    result = a_post("run_1:result:0", view=RunResult(running.id), run_id=running.id)

    assert await close(
        runs, running, replace(DONE, artifacts=(link,), events=(finished,), posts=(result,)), NOW + LEASE
    )

    ended = await runs.get(running.id)
    assert (ended.state, ended.result, ended.finished_at) == (RunState.SUCCEEDED, "All well", NOW + LEASE)
    assert (ended.lease, ended.delivery) == (None, DeliveryState.PENDING)
    assert (await RunSheets(database).get(running.id)).artifacts == [link]
    assert (await runs.events(running.id))[-1] == finished
    assert {d.post.key for d in await outbox.due(NOW + LEASE, 10)} == {"run_1:card", "run_1:result:0"}


async def test_a_retry_goes_back_to_the_queue_until_its_time(running, runs):
    at = NOW + timedelta(seconds=30)
    await close(runs, running, Closing(state=RunState.QUEUED, cause=Cause.NETWORK, retry_at=at))

    waiting = await runs.get(running.id)
    assert (waiting.state, waiting.due_at, waiting.cause) == (RunState.QUEUED, at, Cause.NETWORK)
    assert waiting.finished_at is None
    assert await runs.next_due(NOW) == at
    assert await runs.claim("worker", NOW, NOW + LEASE, 1) == []
    assert (await claim_one(runs, at)).attempt == 2


@pytest.mark.parametrize("state", [RunState.FAILED, RunState.UNKNOWN])
async def test_a_run_whose_task_was_deleted_is_not_tried_again(running, runs, tasks, state):
    await tasks.change(a_task(status=TaskStatus.DELETED, deleted_at=NOW, revision=2), seen=1, audit=None)
    again = Closing(
        state=RunState.QUEUED,
        cause=Cause.NETWORK,
        retry_at=NOW + HOUR,
        events=(RunEvent(NOW, RunEventKind.RETRY, "network"),),
        if_task_gone=state,
    )

    assert await close(runs, running, again)

    run = await runs.get(running.id)
    assert (run.state, run.cause, run.finished_at) == (state, Cause.NETWORK, NOW)
    assert [event.kind for event in await runs.events(run.id)][-1] is RunEventKind.FINISHED
    assert await runs.claim("worker", NOW + HOUR, NOW + 2 * HOUR, 5) == []


async def test_no_run_is_asked_for_of_a_task_that_was_deleted_meanwhile(drafts, runs):
    await store(drafts, a_task(status=TaskStatus.DELETED, deleted_at=NOW))

    with pytest.raises(Refused):
        await queue(runs, a_run())


async def test_the_timeline_tells_everything_in_order(running, runs):
    steps = [RunEvent(NOW + timedelta(seconds=n), RunEventKind.STEP, f"Step {n}") for n in range(3)]
    await runs.note(running.id, running.lease.token, "Step 2", steps)

    queued, started, *rest = await runs.events(running.id)

    assert (queued.kind, started.kind, started.text) == (RunEventKind.QUEUED, RunEventKind.STARTED, "1")
    assert rest == steps
    assert (await runs.get(running.id)).progress == "Step 2"
    assert await runs.events(RunId("run_unknown")) == ()


async def test_a_run_that_never_began_has_no_timeline(runs):
    await queue(runs, a_run(state=RunState.MISSED, finished_at=NOW))

    assert await runs.events(RunId("run_1")) == []


async def test_runs_are_listed_newest_first_and_the_last_of_each_task_is_known(drafts, runs, tasks):
    await store(drafts, a_task(1), a_task(2))
    await tasks.plan_due(NOW, 10, hourly)
    await tasks.plan_due(NOW + HOUR, 10, hourly)

    listed = await runs.of_task(TaskId("task_1"), 10)
    last = await runs.last_of([TaskId("task_1"), TaskId("task_2"), TaskId("task_3")])

    assert [run.fire_time for run in listed] == [NOW + HOUR, NOW]
    assert await runs.of_task(TaskId("task_1"), 1) == listed[:1]
    assert {task_id: run.fire_time for task_id, run in last.items()} == {
        "task_1": NOW + HOUR,
        "task_2": NOW + HOUR,
    }


async def test_the_next_due_run_is_the_earliest_after_the_given_instant(runs):
    for number in range(3):
        await queue(runs, a_run(number, task=f"task_{number}", due_at=NOW + number * HOUR))

    assert await runs.next_due(NOW) == NOW + HOUR
    assert await runs.next_due(NOW + 2 * HOUR) is None


async def test_every_step_of_a_run_makes_its_card_due_again(running, runs, outbox):
    await send_all(outbox)

    await runs.note(running.id, running.lease.token, "Thinking", [])
    [after_step] = await send_all(outbox)
    await close(runs, running, DONE)
    [after_end] = await outbox.due(NOW, 10)

    assert after_step.post.key == after_end.post.key == "run_1:card"
    assert after_end.wanted > after_step.wanted


async def test_text_that_streams_in_leaves_the_card_alone(running, runs, outbox):
    token = running.lease.token
    await runs.note(running.id, token, "Thinking", [])
    await send_all(outbox)

    await runs.note(running.id, token, "Thinking", [RunEvent(NOW, RunEventKind.TEXT, "and so on")])

    assert await outbox.due(NOW, 10) == []


async def test_the_card_of_the_task_shows_its_last_run(running, runs, outbox):
    await outbox.add([a_post("card", view=TaskCard(TaskId("task_1")))], NOW)
    await send_all(outbox)

    await close(runs, running, DONE)

    assert [delivery.post.key for delivery in await outbox.due(NOW, 10)] == ["run_1:card", "card"]


async def test_an_ended_run_goes_before_one_that_only_moved_on(drafts, runs, outbox):
    await store(drafts, a_task(1), a_task(2))
    await queue(runs, a_run(1, task="task_1"))
    await queue(runs, a_run(2, task="task_2"))
    first, second = (item.run for item in await runs.claim("worker", NOW, NOW + LEASE, 2))
    await send_all(outbox)

    await runs.note(first.id, first.lease.token, "Thinking", [])
    await close(runs, second, DONE)

    assert [delivery.post.run_id for delivery in await outbox.due(NOW, 10)] == ["run_2", "run_1"]


def test_urgencies_are_ordered_as_lark_leaves_room():
    assert Priority.ANSWER < Priority.RESULT < Priority.FAILURE < Priority.RUN_CARD < Priority.PROGRESS
