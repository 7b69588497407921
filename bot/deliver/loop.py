"""What is due goes out: side by side over chats, one after the other within a chat."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

import structlog

from bot.deliver.sender import Sender
from scheduler.beat import REST_AFTER_FAILURE, Beat, Bell
from scheduler.errors import TransientError
from scheduler.ports import Clock
from scheduler.posts import Delivery, OnlyTo, ReplyTo, ToChat, ToPerson, UnderPost
from scheduler.views import TaskCard
from storage.outbox import Outbox
from storage.quiet import Quiet

log = structlog.get_logger()


LOOK_WHILE_BUSY = timedelta(seconds=1)

IN_A_ROW = 5
"""Messages of a chat that go out before it is looked what is most urgent there: a second's worth."""

LOOK_AGAIN = timedelta(milliseconds=50)

ON_ITS_WAY = timedelta(milliseconds=400)
"""How long the answer to a press may be on its way to Lark after we are done with it."""


class DeliveryLoop:
    """`tick` only hands over: each chat's messages go out in a job of their own, one chat never waits
    for another.
    """

    def __init__(
        self,
        outbox: Outbox,
        quiet: Quiet,
        sender: Sender,
        clock: Clock,
        *,
        nudge: Callable[[], None],
        batch: int = 200,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._outbox = outbox
        self._quiet = quiet
        self._sender = sender
        self._clock = clock
        self._nudge = nudge  # called when a chat is done with: more may be due there
        self._batch = batch
        self._sleep = sleep
        self._busy: set[str] = set()
        self._pressed: set[str] = set()

    @asynccontextmanager
    async def held(self, message_id: str) -> AsyncIterator[None]:
        """Leave a card alone while a press on it is being answered: Lark would undo the update."""
        self._pressed.add(message_id)
        try:
            yield
        finally:
            asyncio.get_running_loop().call_later(ON_ITS_WAY.total_seconds(), self._release, message_id)

    def _release(self, message_id: str) -> None:
        self._pressed.discard(message_id)
        self._nudge()

    async def run(self, bell: Bell) -> None:
        """Send what is due until cancelled: whenever the bell rings, and when the next wait is over."""
        async with asyncio.TaskGroup() as group:
            beat = Beat("deliveries", lambda: self.tick(group), self._clock, next_due=self._next_due)
            bell.listen(beat.nudge)
            await beat.run()

    async def drain(self, grace: timedelta) -> None:
        """Let what is due go out within `grace`; what does not is still due at the next start."""
        with suppress(TimeoutError):
            async with asyncio.timeout(grace.total_seconds()):
                while self._busy or await self._is_due():
                    self._nudge()
                    await asyncio.sleep(LOOK_AGAIN.total_seconds())

    async def _is_due(self) -> bool:
        due = await self._outbox.next_due()
        return due is not None and due <= self._clock()

    async def tick(self, group: asyncio.TaskGroup) -> bool:
        """Start sending what is due, in `group`; chats that are being served go on by themselves."""
        await self._quiet.release(self._clock())
        due = await self._outbox.due(self._clock(), self._batch)
        ready = [delivery for delivery in due if delivery.message_id not in self._pressed]
        for chat, deliveries in _by_chat(ready).items():
            if chat not in self._busy:
                self._busy.add(chat)
                group.create_task(self._serve(chat, deliveries[:IN_A_ROW]), name=f"deliver {chat}")
        return False

    async def _next_due(self) -> datetime | None:
        due = await self._outbox.next_due()
        if due is None or not (self._busy or self._pressed):
            return due
        return max(due, self._clock() + LOOK_WHILE_BUSY)  # a chat that is done with nudges by itself

    async def _serve(self, chat: str, deliveries: Sequence[Delivery]) -> None:
        try:
            for delivery in deliveries:
                await self._deliver(delivery)
        finally:
            self._busy.discard(chat)
            self._nudge()

    async def _deliver(self, delivery: Delivery) -> None:
        with structlog.contextvars.bound_contextvars(**_ids(delivery)):
            try:
                await self._sender.deliver(delivery)
            except Exception:  # the boundary: one message that cannot be drawn must not stop the others
                log.exception("delivery.crashed", view=delivery.post.view.kind)
                await self._put_off(delivery)

    async def _put_off(self, delivery: Delivery) -> None:
        try:
            await self._sender.crashed(delivery)
        except TransientError as error:  # the database is away: the message stays due as it was
            log.warning("delivery.not_put_off", error=str(error))
            await self._sleep(REST_AFTER_FAILURE.total_seconds())


def _ids(delivery: Delivery) -> Mapping[str, str]:
    """Return what the log calls it by: itself, and the run and task that it is about."""
    view = delivery.post.view
    task_id = view.task_id if isinstance(view, TaskCard) else delivery.task_id
    ids = {"delivery": delivery.post.key, "run_id": delivery.post.run_id, "task_id": task_id}
    return {name: value for name, value in ids.items() if value}


def _by_chat(deliveries: Sequence[Delivery]) -> Mapping[str, Sequence[Delivery]]:
    chats: defaultdict[str, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        chats[_chat_of(delivery)].append(delivery)
    return chats


def _chat_of(delivery: Delivery) -> str:
    match delivery.post.target:
        case ToChat(chat_id) | OnlyTo(chat_id) | UnderPost(chat_id=chat_id) | ReplyTo(chat_id=chat_id):
            return chat_id
        case ToPerson(person):
            return person
