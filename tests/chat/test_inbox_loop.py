"""Events are handled in order per chat, and no chat waits for another."""

import asyncio
from datetime import timedelta

import pytest

from bot.chat.dispatch import LEASE, InboxLoop
from scheduler.beat import Bell
from scheduler.errors import TransientError
from storage.inbox import Arrival, Inbox
from tests.builders import NOW, TENANT


def an_arrival(key: str, chat_id: str) -> Arrival:
    """An event of which only the kind is read; the handler is told it by its id."""
    header = {"event_id": key, "event_type": "im.chat.disbanded_v1", "tenant_key": TENANT}
    event = {"chat_id": chat_id, "operator_id": {"open_id": "ou_owner"}}
    envelope = {"schema": "2.0", "header": header, "event": event}
    return Arrival(key=key, tenant=TENANT, kind="test", chat_id=chat_id, envelope=envelope)


class Handler:
    """Remembers what it has handled; the chats in `gates` wait for somebody to open them."""

    def __init__(self, *slow: str) -> None:
        self.handled: list[str] = []
        self.gates = {chat: asyncio.Event() for chat in slow}

    async def __call__(self, event) -> None:
        if event.chat_id in self.gates:
            await self.gates[event.chat_id].wait()
        self.handled.append(event.event_id)


@pytest.fixture
def inbox(sqlite_database) -> Inbox:
    return Inbox(sqlite_database)


async def received(inbox, *keys: str) -> None:
    """Accept events; the first letter is their chat."""
    for key in keys:
        await inbox.accept(an_arrival(key, key[0]), NOW)


def a_loop(inbox, handler, clock, bell=None, **more) -> InboxLoop:
    return InboxLoop(inbox, handler, clock, bell or Bell(), nudge=lambda: None, bot="ou_bot", **more)


async def work(loop, inbox, clock) -> None:
    """Tick until nothing is due."""
    while (due := await inbox.next_due()) is not None and due <= clock():
        async with asyncio.TaskGroup() as group:
            await loop.tick(group)


async def test_a_chat_that_takes_long_keeps_no_other_waiting(inbox, clock):
    handler, bell = Handler("a"), Bell()
    loop = a_loop(inbox, handler, clock, bell)
    await received(inbox, "a1", "b1", "a2", "b2")
    freed = asyncio.Event()
    bell.listen(freed.set)

    async with asyncio.TaskGroup() as group:
        for _ in range(2):
            await loop.tick(group)
            await freed.wait()
            freed.clear()
        assert handler.handled == ["b1", "b2"]
        handler.gates["a"].set()
    await work(loop, inbox, clock)

    assert handler.handled == ["b1", "b2", "a1", "a2"]


async def test_no_more_are_begun_than_there_is_room_for(inbox, clock):
    handler = Handler("a", "b", "c")
    loop = a_loop(inbox, handler, clock, at_once=2)
    await received(inbox, "a1", "b1", "c1")

    async with asyncio.TaskGroup() as group:
        await loop.tick(group)
        await loop.tick(group)

        assert await inbox.next_due() == NOW  # the third is left to whoever has room
        for gate in handler.gates.values():
            gate.set()


async def test_what_takes_too_long_is_put_off_and_tried_again(inbox, clock):
    handler = Handler("a")
    loop = a_loop(inbox, handler, clock, handle_within=timedelta(0))
    await received(inbox, "a1")

    await work(loop, inbox, clock)
    assert NOW < await inbox.next_due() < NOW + LEASE
    handler.gates.clear()
    clock.advance(LEASE)
    await work(loop, inbox, clock)

    assert handler.handled == ["a1"]
    assert await inbox.next_due() is None


async def test_a_database_that_is_away_ends_neither_the_loop_nor_the_entry(sqlite_database, clock):
    class AwayOnce(Inbox):
        is_away = True

        async def done(self, entry_id, now):
            if self.is_away:
                self.is_away = False
                raise TransientError("database: away")
            await super().done(entry_id, now)

    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    inbox, handler = AwayOnce(sqlite_database), Handler()
    await received(inbox, "a1")

    await work(a_loop(inbox, handler, clock, sleep=sleep), inbox, clock)

    assert handler.handled == ["a1"]
    assert len(waits) == 1
    assert await inbox.next_due() is None
