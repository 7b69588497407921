"""From the inbox to the handlers: in order per chat, each entry once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.lark.events import Event, parse_event
from scheduler.beat import Beat, Bell
from scheduler.errors import TransientError
from scheduler.model import PersonId
from scheduler.ports import Clock
from storage.inbox import REMEMBER_FOR, Inbox, InboxEntry

log = structlog.get_logger()

LEASE = timedelta(seconds=45)
"""An entry that was taken and neither done nor put off by then is taken up again."""

TRIES = 5
FIRST_WAIT = timedelta(seconds=2)
KEEP = REMEMBER_FOR * 3

Handle = Callable[[Event], Awaitable[None]]


class InboxLoop:
    """`handle` may be called twice for one event after a crash, so it must make the same of it twice."""

    def __init__(
        self,
        inbox: Inbox,
        handle: Handle,
        clock: Clock,
        arrivals: Bell,
        *,
        nudge: Callable[[], None],
        bot: PersonId,
        batch: int = 16,
    ) -> None:
        self._inbox = inbox
        self._handle = handle
        self._clock = clock
        self._arrivals = arrivals
        self._nudge = nudge  # called when an entry was handled: there may be answers to send
        self._bot = bot
        self._batch = batch

    async def run(self) -> None:
        """Handle what arrives until cancelled; what was handled long ago is forgotten once an hour."""
        beat = Beat("dispatcher", self.tick, self._clock, next_due=self._inbox.next_due)
        self._arrivals.listen(beat.nudge)
        forget = Beat("inbox", self.forget, self._clock, every=timedelta(hours=1))
        async with asyncio.TaskGroup() as group:
            group.create_task(beat.run(), name="dispatcher")
            group.create_task(forget.run(), name="inbox")

    async def tick(self) -> bool:
        """Handle the oldest entry of up to `batch` chats side by side; True when there was any."""
        now = self._clock()
        entries = await self._inbox.take(now, now + LEASE, self._batch)
        async with asyncio.TaskGroup() as group:
            for entry in entries:
                group.create_task(self._handle_one(entry))
        return bool(entries)

    async def forget(self) -> bool:
        """Drop handled entries whose repetition Lark has long given up."""
        await self._inbox.purge(self._clock() - KEEP)
        return False

    async def _handle_one(self, entry: InboxEntry) -> None:
        with structlog.contextvars.bound_contextvars(kind=entry.arrival.kind, attempt=entry.attempts):
            try:
                await self._handle(parse_event(entry.arrival.envelope, self._bot))
            except Exception as error:  # noqa: BLE001 - the boundary: one bad message must not stop the others
                await self._put_off(entry, error)
                return
            await self._inbox.done(entry.id, self._clock())
            self._nudge()

    async def _put_off(self, entry: InboxEntry, error: Exception) -> None:
        now = self._clock()
        why = type(error).__name__
        if entry.attempts >= TRIES:
            log.error("event.buried", error=why, exc_info=error)
            await self._inbox.bury(entry.id, why, now)
            return
        log.warning("event.put_off", error=why, exc_info=not isinstance(error, TransientError))
        await self._inbox.retry(entry.id, now + FIRST_WAIT * 2 ** (entry.attempts - 1), why)
