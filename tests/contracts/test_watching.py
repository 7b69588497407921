"""What waits is counted, and what is stuck is named, on both databases."""

from datetime import timedelta

import pytest

from scheduler.model import Policies, TaskStatus
from scheduler.overlap import OverlapPolicy
from scheduler.posts import UnderPost
from scheduler.watching import Backlog, Stuck, Trouble
from storage.inbox import Arrival
from storage.watching import Watch
from tests.builders import CHAT, NOW, TENANT, a_post, a_run, a_spec, a_task, an_audit
from tests.contracts.steps import claim_one, queue, send_all, store

LATER = timedelta(hours=1)
SOON = timedelta(seconds=30)


@pytest.fixture
def watch(database):
    return Watch(database)


def an_arrival(key="om_1"):
    return Arrival(key=key, tenant=TENANT, kind="im.message", chat_id=CHAT, envelope={})


async def stuck(watch, now):
    return [(one.trouble, one.name) for one in await watch.stuck(now, 10)]


async def test_nothing_waits_where_nothing_is(watch):
    assert await watch.backlog(NOW) == Backlog()
    assert await watch.stuck(NOW + LATER, 10) == []


async def test_due_is_what_is_queued_and_what_is_not_yet_planned(watch, drafts, runs):
    await store(drafts, a_task(1), a_task(2, next_fire_time=NOW + LATER), a_task(3, next_fire_time=None))
    await queue(runs, a_run(1, task="task_2", due_at=NOW - SOON))
    await queue(runs, a_run(2, task="task_3", due_at=NOW + SOON))

    backlog = await watch.backlog(NOW)

    assert (backlog.due, backlog.oldest_due) == (2, NOW - SOON)


async def test_a_paused_task_is_not_due(watch, drafts):
    await store(drafts, a_task(1, status=TaskStatus.PAUSED))

    assert (await watch.backlog(NOW + LATER)).due == 0


async def test_a_run_that_waits_for_another_of_its_task_is_no_backlog(watch, drafts, runs):
    patient = a_spec(policies=Policies(overlap=OverlapPolicy.QUEUE))
    await store(drafts, a_task(1, spec=patient, next_fire_time=None))
    await queue(runs, a_run(1))
    await claim_one(runs)
    await runs.request(a_run(2, fire_time=NOW + SOON), a_post(), an_audit("run_2"), behind=True)

    backlog = await watch.backlog(NOW + LATER)

    assert (backlog.due, backlog.running, backlog.lost) == (0, 1, 1)


async def test_a_lease_that_holds_is_not_lost(watch, drafts, runs):
    await store(drafts, a_task(1, next_fire_time=None))
    await queue(runs, a_run(1))
    await claim_one(runs)

    backlog = await watch.backlog(NOW + SOON)

    assert (backlog.running, backlog.lost) == (1, 0)


async def test_inbox_and_outbox_count_what_is_open(watch, inbox, outbox):
    first = await inbox.accept(an_arrival("om_1"), NOW)
    await inbox.accept(an_arrival("om_2"), NOW + SOON)
    await inbox.done(first, NOW)
    await outbox.add([a_post("one"), a_post("two", target=UnderPost("one", CHAT))], NOW)

    backlog = await watch.backlog(NOW + LATER)

    assert (backlog.inbox, backlog.oldest_inbox) == (1, NOW + SOON)
    assert (backlog.outbox, backlog.oldest_outbox) == (2, NOW)


async def test_what_was_sent_is_no_backlog(watch, outbox):
    await outbox.add([a_post()], NOW)
    await send_all(outbox)

    assert await watch.backlog(NOW) == Backlog()


async def test_what_was_put_off_is_not_overdue(watch, outbox):
    await outbox.add([a_post()], NOW)
    [delivery] = await outbox.due(NOW, 1)
    await outbox.put_off(delivery, NOW + LATER, "busy", uncertain=False)

    backlog = await watch.backlog(NOW + SOON)

    assert (backlog.outbox, backlog.oldest_outbox) == (1, None)


async def test_a_message_that_waits_for_the_one_above_it_is_not_overdue(watch, outbox):
    await outbox.add([a_post("above"), a_post("below", target=UnderPost("above", CHAT))], NOW)
    [above] = await outbox.due(NOW, 10)
    await outbox.put_off(above, NOW + 2 * LATER, "busy", uncertain=False)

    backlog = await watch.backlog(NOW + LATER)

    assert (backlog.outbox, backlog.oldest_outbox) == (2, None)
    assert await stuck(watch, NOW + LATER) == []


async def test_nothing_is_stuck_that_is_due_only_now(watch, drafts, runs, inbox, outbox):
    await store(drafts, a_task(1))
    await queue(runs, a_run(1))
    await inbox.accept(an_arrival(), NOW)
    await outbox.add([a_post()], NOW)

    assert await watch.stuck(NOW + SOON, 10) == []


async def test_whatever_nobody_came_for_is_named(watch, drafts, runs, inbox, outbox):
    await store(drafts, a_task(1), a_task(2, next_fire_time=None), a_task(3, next_fire_time=None))
    await queue(runs, a_run(1, task="task_2"))
    await claim_one(runs)
    await queue(runs, a_run(2, task="task_3"))
    await inbox.accept(an_arrival(), NOW)
    await send_all(outbox)
    await outbox.add([a_post("waits")], NOW)

    assert set(await stuck(watch, NOW + LATER)) >= {
        (Trouble.LEASE_RAN_OUT, "run_1"),
        (Trouble.NOT_BEGUN, "run_2"),
        (Trouble.NOT_PLANNED, "task_1"),
        (Trouble.NOT_SENT, "waits"),
        (Trouble.NOT_HANDLED, "im.message"),
    }


async def test_a_message_refused_again_and_again_is_named_with_its_error(watch, outbox):
    await outbox.add([a_post("unwanted")], NOW)
    for _ in range(5):
        [delivery] = await outbox.due(NOW, 1)
        assert await outbox.begin(delivery, NOW)
        await outbox.put_off(delivery, NOW, "no scope (99991672)", uncertain=False)

    [found] = await watch.stuck(NOW, 10)

    assert found == Stuck(Trouble.REFUSED_AGAIN, "unwanted", NOW, "no scope (99991672)")


async def test_of_each_kind_the_oldest_are_named_up_to_a_limit(watch, inbox):
    for number in range(4):
        await inbox.accept(an_arrival(f"om_{number}"), NOW + number * SOON)

    found = await watch.stuck(NOW + LATER, 2)

    assert [one.since for one in found] == [NOW, NOW + SOON]
