"""Which message goes out when, and what a failing one does to the others."""

import asyncio

from bot.deliver.loop import DeliveryLoop
from scheduler.errors import TransientError
from scheduler.posts import Priority
from tests.builders import CHAT, NOW, a_post


class Sent:
    """Sends by marking as sent, and remembers the order; `before` happens before each message."""

    def __init__(self, outbox, clock, before=None):
        self.keys = []
        self._outbox = outbox
        self._clock = clock
        self._before = before

    async def deliver(self, delivery):
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
