"""What is due goes out: side by side over chats, one after the other within a chat."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from itertools import islice

import structlog

from bot.deliver.decisions import is_late_result
from bot.deliver.room import Room
from bot.deliver.sender import Sender
from bot.lark.pacing import Turn
from scheduler.beat import REST_AFTER_FAILURE, Beat, Bell
from scheduler.errors import TransientError
from scheduler.ports import Clock
from scheduler.posts import Delivery, Lane, Priority, lane_of, place_of
from scheduler.views import TaskCard
from storage.outbox import Outbox
from storage.quiet import Quiet

log = structlog.get_logger()


LOOK_WHILE_BUSY = timedelta(seconds=1)

AHEAD = timedelta(milliseconds=300)
"""Nothing that nobody waits for is handed over before Lark takes it within this time: what is most urgent
is decided as late as that."""

LOOK_WHILE_FULL = timedelta(milliseconds=50)
"""In a rush one look serves several chats that were done with, and whatever fits by then."""

LOOK_FOR_REPLIES = timedelta(seconds=1)
"""In a rush thousands of replies wait for their cards, which show the result already, and one in a hundred
may go: to find it takes a look at all of them.
"""

IN_A_ROW = 5
"""Messages of a chat that go out before it is looked what is most urgent there: a second's worth."""

LOOK_AGAIN = timedelta(milliseconds=50)

ON_ITS_WAY = timedelta(milliseconds=400)
"""How long the answer to a press may be on its way to Lark after we are done with it."""

ANSWERED_WITHIN = timedelta(seconds=3)
"""Lark waits no longer for it."""


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
        may_send: Callable[[], bool] = lambda: True,
        batch: int = 100,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._outbox = outbox
        self._quiet = quiet
        self._sender = sender
        self._clock = clock
        self._nudge = nudge  # called when a chat is done with: more may be due there
        self._may_send = may_send  # False while another process sends
        self._batch = batch
        self._sleep = sleep
        self._busy: set[str] = set()
        self._pressed: set[str] = set()
        self._queued: Counter[Lane] = Counter()  # jobs that wait for their turn
        self._full: set[Lane] = set()  # where more was due than there was room for
        self._is_rush = False  # at the last look more was due than is looked at
        self._looked_at = clock()
        self._looked_at_replies = clock()

    @asynccontextmanager
    async def held(self, message_id: str) -> AsyncIterator[None]:
        """Leave a card alone while a press on it is being answered: Lark would undo the update."""
        self._pressed.add(message_id)
        until = self._clock() + ANSWERED_WITHIN
        is_elsewhere = not self._may_send()  # then whoever sends has to be told
        try:
            if is_elsewhere:
                await self._outbox.hold(message_id, until)
            yield
        finally:
            if is_elsewhere:
                await self._release_there(message_id, until)
            asyncio.get_running_loop().call_later(ON_ITS_WAY.total_seconds(), self._release, message_id)

    async def _release_there(self, message_id: str, held: datetime) -> None:
        try:
            await self._outbox.release(message_id, held, self._clock() + ON_ITS_WAY)
        except TransientError as error:  # then the card waits a moment longer; the answer does not
            log.warning("card.not_released", error=str(error))

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
                while self._busy or (self._may_send() and await self._is_due()):
                    self._nudge()
                    await asyncio.sleep(LOOK_AGAIN.total_seconds())

    async def _is_due(self) -> bool:
        due = await self._outbox.next_due()
        return due is not None and due <= self._clock()

    async def tick(self, group: asyncio.TaskGroup) -> bool:
        """Start sending what is due and fits, in `group`; chats that are being served go on by themselves."""
        if not self._may_send():
            return False
        await self._rest()
        self._looked_at = self._clock()
        await self._quiet.release(self._looked_at)
        self._full = set()
        room = {lane: self._room(lane) for lane in Lane}
        due = await self._due(room)
        folded = await self._folded(due)
        ready = [one for one in due if one.message_id not in self._pressed and one.id not in folded]
        self._hand_over(group, ready, room)
        self._is_rush = bool(self._full)
        return False

    def _room(self, lane: Lane) -> Room:
        news, rest = (self._sender.room(lane, each, AHEAD) for each in (Priority.RESULT, Priority.PROGRESS))
        return Room(news - self._queued[lane], rest - self._queued[lane])

    async def _rest(self) -> None:
        """In a rush let a moment pass between two looks."""
        since = self._clock() - self._looked_at
        if self._full and timedelta(0) <= since < LOOK_WHILE_FULL:
            await self._sleep((LOOK_WHILE_FULL - since).total_seconds())

    async def _due(self, room: Mapping[Lane, Room]) -> Sequence[Delivery]:
        """Return what is due where nobody is at work, the most urgent first; in a rush what fits of it."""
        if not self._is_rush:
            due = await self._outbox.due(self._clock(), self._batch, besides=self._busy)
            if len(due) < self._batch:
                return due
        return await self._in_a_rush(room)

    async def _folded(self, due: Sequence[Delivery]) -> Collection[int]:
        """Leave out the late results that their cards show; returns which."""
        now = self._clock()
        late = [delivery for delivery in due if is_late_result(delivery, now)]
        return await self._outbox.fold(late, now) if late else ()

    async def _in_a_rush(self, room: Mapping[Lane, Room]) -> Sequence[Delivery]:
        """Return what somebody waits for, and of each way that much as fits."""
        now = self._clock()
        found = list(await self._outbox.answers_due(now, self._batch, self._busy))
        for lane in self._lanes_to_look_at(now):
            if (fits := room[lane].news) > 0:
                found += await self._outbox.due(now, fits, lane=lane, besides=self._busy)
            else:
                self._full.add(lane)
        return sorted(found, key=lambda one: (one.post.priority, one.due_at or now, one.id))

    def _lanes_to_look_at(self, now: datetime) -> Sequence[Lane]:
        since = now - self._looked_at_replies
        if timedelta(0) <= since < LOOK_FOR_REPLIES:
            return [Lane.UPDATE, Lane.SEND]
        self._looked_at_replies = now
        return list(Lane)

    def _hand_over(
        self, group: asyncio.TaskGroup, deliveries: Sequence[Delivery], room: Mapping[Lane, Room]
    ) -> None:
        for chat, those in _by_chat(deliveries).items():
            fitting = list(islice(self._fitting(those, room), IN_A_ROW))
            if fitting:
                self._busy.add(chat)
                group.create_task(self._serve(chat, fitting), name=f"deliver {chat}")

    def _fitting(self, deliveries: Sequence[Delivery], room: Mapping[Lane, Room]) -> Iterator[Delivery]:
        for delivery in deliveries:
            lane = lane_of(delivery)
            if room[lane].take(delivery.post.priority):
                yield delivery
            else:
                self._full.add(lane)

    async def _next_due(self) -> datetime | None:
        if not self._may_send():
            return None
        if self._busy or self._pressed or self._full:
            # A chat that is done with nudges by itself.
            opens = [self._sender.opens_in(lane) - AHEAD for lane in self._full]
            return self._clock() + min([LOOK_WHILE_BUSY, *opens])
        return await self._outbox.next_due()

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
                await self._sender.deliver(delivery, await self._turn(delivery))
            except Exception:  # the boundary: one message that cannot be drawn must not stop the others
                log.exception("delivery.crashed", view=delivery.post.view.kind)
                await self._put_off(delivery)

    async def _turn(self, delivery: Delivery) -> Turn:
        lane = lane_of(delivery)
        self._queued[lane] += 1
        try:
            return await self._sender.turn(delivery)
        finally:
            self._queued[lane] -= 1

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
        chats[place_of(delivery.post.target)].append(delivery)
    return chats
