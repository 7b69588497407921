"""Which message goes out when, and what a failing one does to the others."""

import asyncio

from bot.deliver.decisions import FOLD_AFTER
from bot.deliver.loop import LOOK_FOR_REPLIES, DeliveryLoop
from scheduler.decided import Closing
from scheduler.errors import TransientError
from scheduler.model import ChatId, RunState, TaskId
from scheduler.posts import Lane, Priority, ToChat, UnderPost, run_card_key, run_result_key
from scheduler.views import RunResult, TaskCard
from storage.deliveries import mark_stale
from storage.drafts import SqlDrafts
from storage.runs import SqlRuns
from tests.builders import CHAT, NOW, a_post, a_run, a_task
from tests.contracts.steps import claim_one, close, queue, store
from tests.deliver.doubles import FreeSender


class Sent(FreeSender):
    """Sends by marking as sent, and remembers the order; `before` happens before each message."""

    def __init__(self, outbox, clock, before=None):
        self.keys = []
        self._outbox = outbox
        self._clock = clock
        self._before = before

    async def deliver(self, delivery, _turn):
        if self._before:
            await self._before(delivery)
        self.keys.append(delivery.post.key)
        begun = await self._outbox.begin(delivery, self._clock())
        await self._outbox.sent(begun, begun.wanted, f"om_{delivery.id}", CHAT, None, self._clock())

    async def crashed(self, _):
        raise TransientError("database: away")


async def drain(loop, outbox, clock):
    while await outbox.due(clock(), 1):
        async with asyncio.TaskGroup() as group:
            await loop.tick(group)


async def test_an_answer_does_not_wait_for_the_backlog_of_its_chat(outbox, quiet, clock):
    async def somebody_asks(delivery):
        await outbox.add([a_post("answer", priority=Priority.ANSWER)], NOW)

    sender = Sent(outbox, clock, somebody_asks)
    await outbox.add([a_post(f"result {n}", priority=Priority.RESULT) for n in range(50)], NOW)

    await drain(DeliveryLoop(outbox, quiet, sender, clock, nudge=lambda: None), outbox, clock)

    assert len(sender.keys) == 51
    assert sender.keys.index("answer") <= 5


async def test_a_database_that_is_away_ends_neither_the_loop_nor_the_message(outbox, quiet, clock):
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    async def away_once(_):
        if not waits:
            raise TransientError("database: away")

    sender = Sent(outbox, clock, away_once)
    await outbox.add([a_post("one")], NOW)

    await drain(DeliveryLoop(outbox, quiet, sender, clock, nudge=lambda: None, sleep=sleep), outbox, clock)

    assert sender.keys == ["one"]
    assert waits


async def tick(loop):
    async with asyncio.TaskGroup() as group:
        await loop.tick(group)


async def shown(outbox, clock, post):
    """Bring a post as somebody else would."""
    await outbox.add([post], NOW)
    [due] = await outbox.answers_due(clock(), 9)
    begun = await outbox.begin(due, clock())
    await outbox.sent(begun, begun.wanted, f"om_{due.id}", CHAT, None, clock())


def to(chat):
    return ToChat(ChatId(chat))


async def test_one_chat_s_backlog_hides_nobody_else_s_message(outbox, quiet, clock):
    sender = Sent(outbox, clock)
    posts = [a_post(f"busy {n}", priority=Priority.RESULT) for n in range(50)]
    await outbox.add([*posts, a_post("other", target=to("oc_2"), priority=Priority.RESULT)], NOW)
    loop = DeliveryLoop(outbox, quiet, sender, clock, nudge=lambda: None, batch=10)

    async with asyncio.TaskGroup() as group:
        await loop.tick(group)

    assert len(sender.keys) == 6
    assert "other" in sender.keys


async def test_what_waits_for_a_way_that_is_full_holds_back_no_other(outbox, quiet, clock):
    """Of a hundred cards to be sent none fits; the update behind them goes out."""
    sender = Sent(outbox, clock)
    card = a_post("card", view=TaskCard(TaskId("task_1")), target=to("oc_2"))
    await outbox.add([card], NOW)
    await drain(DeliveryLoop(outbox, quiet, sender, clock, nudge=lambda: None), outbox, clock)
    posts = [a_post(f"{n}", target=to(f"oc_1{n}"), priority=Priority.RESULT) for n in range(30)]
    await outbox.add([*posts, a_post("answer", target=to("oc_3"))], NOW)
    async with outbox._database.write() as session:
        await mark_stale(session, ["task:task_1"], Priority.PROGRESS)
    sender.full = frozenset({Lane.SEND})
    loop = DeliveryLoop(outbox, quiet, sender, clock, nudge=lambda: None, batch=10)

    async with asyncio.TaskGroup() as group:
        await loop.tick(group)

    assert sender.keys == ["card", "answer", "card"]


async def test_what_is_most_urgent_is_decided_when_there_is_room(outbox, quiet, clock):
    """A running card that waits for room makes way for a result that came meanwhile."""
    sender = Sent(outbox, clock)
    sender.full = frozenset({Lane.SEND})
    await outbox.add([a_post("running", target=to("oc_1"), priority=Priority.RUN_CARD)], NOW)
    loop = DeliveryLoop(outbox, quiet, sender, clock, nudge=lambda: None)
    async with asyncio.TaskGroup() as group:
        await loop.tick(group)
    assert sender.keys == []

    await outbox.add([a_post("result", target=to("oc_2"), priority=Priority.RESULT)], NOW)
    sender.full = frozenset()
    await drain(loop, outbox, clock)

    assert sender.keys == ["result", "running"]


async def test_where_only_results_have_room_a_running_card_waits(outbox, quiet, clock):
    sender = Sent(outbox, clock)
    sender.full_of_cards = frozenset({Lane.SEND})
    await outbox.add([a_post("running", target=to("oc_1"), priority=Priority.RUN_CARD)], NOW)
    await outbox.add([a_post("result", target=to("oc_2"), priority=Priority.RESULT)], NOW)
    loop = DeliveryLoop(outbox, quiet, sender, clock, nudge=lambda: None)

    async with asyncio.TaskGroup() as group:
        await loop.tick(group)

    assert sender.keys == ["result"]


async def test_in_a_rush_replies_are_looked_for_once_a_second(outbox, quiet, clock):
    """An update goes out at once; what stands below a card that came meanwhile follows within the second."""
    sender = Sent(outbox, clock)
    sender.full = frozenset({Lane.SEND})
    await outbox.add(
        [a_post(f"{n}", target=to(f"oc_1{n}"), priority=Priority.RUN_CARD) for n in range(30)], NOW
    )
    loop = DeliveryLoop(outbox, quiet, sender, clock, nudge=lambda: None, batch=10)
    clock.advance(LOOK_FOR_REPLIES)
    await tick(loop)
    await shown(outbox, clock, a_post("card", target=to("oc_2")))
    await outbox.add(
        [a_post("reply", target=UnderPost("card", ChatId("oc_2")), priority=Priority.RESULT)], NOW
    )

    await tick(loop)
    assert sender.keys == []
    clock.advance(LOOK_FOR_REPLIES)
    await tick(loop)

    assert sender.keys == ["reply"]


async def test_a_late_result_is_not_said_below_the_card_that_shows_it(database, outbox, quiet, clock):
    sender = Sent(outbox, clock)
    runs = SqlRuns(database, lambda: "token")
    await store(SqlDrafts(database), a_task())
    await queue(runs, a_run())
    run = await claim_one(runs)
    under = UnderPost(run_card_key(run.id), CHAT)
    result = a_post(run_result_key(run.id, 0), view=RunResult(run.id), target=under, run_id=run.id)
    await close(runs, run, Closing(state=RunState.SUCCEEDED, result="All is well", posts=(result,)))
    clock.advance(2 * FOLD_AFTER)

    await drain(DeliveryLoop(outbox, quiet, sender, clock, nudge=lambda: None), outbox, clock)

    assert run_card_key(run.id) in sender.keys
    assert result.key not in sender.keys
