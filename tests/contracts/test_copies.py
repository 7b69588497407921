"""A database from a backup: nothing that its original may have done is done again."""

from datetime import timedelta

import pytest

from scheduler.decided import Closing
from scheduler.model import Cause, DeliveryState, RunKind, RunState, TaskId
from scheduler.restoring import Restoration, note_of_doubt
from storage.copies import Copies
from storage.inbox import Arrival
from tests.builders import NOW, TENANT, a_post, a_run, a_run_card, a_task
from tests.contracts.steps import LEASE, claim_one, close, queue, send_all, store

RESTORED = NOW + timedelta(hours=3, minutes=1)
"""A minute after an occurrence of the hourly task: as it is, that would be made up for."""


@pytest.fixture
async def copies(database):
    copies = Copies(database)
    await copies.mark()
    yield copies
    await copies.settle(NOW, note_of_doubt)  # the mark is no table that is emptied


@pytest.fixture
def restoration(copies, tasks, clock, ids):
    clock.now = RESTORED
    return Restoration(copies, tasks, clock, ids)


async def test_what_was_due_since_is_missed_and_not_run(restoration, drafts, tasks, runs, outbox):
    await store(drafts, a_task())

    assert await restoration.settle()

    missed = await runs.of_task(TaskId("task_1"), 10)
    assert [run.fire_time for run in missed] == [NOW + timedelta(hours=hour) for hour in (3, 2, 1, 0)]
    assert {(run.state, run.cause) for run in missed} == {(RunState.MISSED, Cause.FROM_BACKUP)}
    assert await runs.claim("worker", RESTORED, RESTORED + LEASE, 10) == []
    assert (await tasks.get(TaskId("task_1"))).next_fire_time == NOW + timedelta(hours=4)
    told = [each for each in await outbox.due(RESTORED, 100) if each.post.run_id == missed[0].id]
    assert len(told) == 1


async def test_what_was_open_ends_as_unknown_and_leaves_its_card_as_it_is(restoration, drafts, runs, outbox):
    await store(drafts, a_task(next_fire_time=RESTORED + LEASE))
    await queue(runs, a_run())
    await send_all(outbox)
    await claim_one(runs)

    await restoration.settle()

    run = await runs.get(a_run().id)
    assert (run.state, run.cause, run.lease) == (RunState.UNKNOWN, Cause.FROM_BACKUP, None)
    assert run.delivery is DeliveryState.DELIVERED
    note = await outbox.by_key(f"{run.id}:from_backup")
    assert [each.post.key for each in await outbox.due(RESTORED, 100) if each.post.run_id] == []
    assert note.post.target.person == a_task().owner


async def test_what_is_yet_to_come_still_comes(restoration, drafts, runs):
    later = RESTORED + timedelta(minutes=10)
    await store(drafts, a_task(next_fire_time=later))
    await queue(runs, a_run(fire_time=later, due_at=later, kind=RunKind.SNOOZED))

    await restoration.settle()

    [claimed] = await runs.claim("worker", later, later + LEASE, 10)
    assert claimed.run.id == "run_1"


async def test_a_message_that_may_have_been_sent_is_in_doubt_from_the_moment_it_was_written(
    restoration, outbox
):
    await outbox.add([a_post()], NOW)
    await outbox.add([a_post("to_come")], NOW)
    [_, to_come] = await outbox.due(NOW, 10)
    await outbox.put_off(to_come, RESTORED + LEASE, "not now", uncertain=False)

    await restoration.settle()

    [unsent] = await outbox.due(RESTORED, 10)
    assert (unsent.post.key, unsent.first_tried_at, unsent.from_backup) == ("post_1", NOW, True)
    assert (await outbox.by_key("to_come")).first_tried_at is None


async def test_a_result_that_waited_when_the_backup_was_taken_stays_due(restoration, drafts, runs, outbox):
    await store(drafts, a_task(next_fire_time=RESTORED + LEASE))
    await queue(runs, a_run())
    run = await claim_one(runs)
    await close(runs, run, Closing(state=RunState.SUCCEEDED, result="done", posts=(a_post("result"),)))

    await restoration.settle()

    assert (await runs.get(run.id)).state is RunState.SUCCEEDED
    unsent = {each.post.key: each.from_backup for each in await outbox.due(RESTORED, 10)}
    assert (unsent["result"], unsent[a_run_card(run).key]) == (True, True)


async def test_what_had_arrived_is_not_handled_again(restoration, inbox):
    arrival = Arrival(key="om_1", tenant=TENANT, kind="message", chat_id="oc_1", envelope={})
    await inbox.accept(arrival, NOW)

    await restoration.settle()

    assert await inbox.take(RESTORED, RESTORED + LEASE, 10) == []


async def test_it_is_settled_once(restoration, copies, drafts, tasks, runs, clock):
    await restoration.settle()
    await store(drafts, a_task(next_fire_time=RESTORED))
    await queue(runs, a_run(created_at=RESTORED, due_at=RESTORED))

    assert not await restoration.settle()
    assert await copies.settle(RESTORED + LEASE, note_of_doubt) == 0

    assert (await runs.get(a_run().id)).state is RunState.QUEUED


async def test_who_is_late_settles_by_the_moment_of_the_first(copies, clock):
    assert await copies.noticed(RESTORED) == RESTORED
    assert await copies.noticed(RESTORED + LEASE) == RESTORED


async def test_what_is_no_copy_is_left_alone(database):
    assert await Copies(database).noticed(NOW) is None
