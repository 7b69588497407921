"""From the inbox to the handlers: in order per chat, each entry once, chats side by side."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

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

HANDLE_WITHIN = timedelta(seconds=25)
"""What takes longer is put off: together with the waits below less than the lease."""

WAITS_S = (0.5, 1, 2, 4, 8)
"""Before it is tried again to write down how an entry ended, while the database is away."""

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
        at_once: int = 16,
        handle_within: timedelta = HANDLE_WITHIN,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._inbox = inbox
        self._handle = handle
        self._clock = clock
        self._arrivals = arrivals
        self._nudge = nudge  # called when an entry was handled: there may be answers to send
        self._bot = bot
        self._at_once = at_once
        self._handle_within = handle_within
        self._sleep = sleep
        self._busy = 0

    async def run(self) -> None:
        """Handle what arrives until cancelled; what was handled long ago is forgotten once an hour."""
        forget = Beat("inbox", self.forget, self._clock, every=timedelta(hours=1))
        async with asyncio.TaskGroup() as group:
            beat = Beat("dispatcher", lambda: self.tick(group), self._clock, next_due=self._next_due)
            self._arrivals.listen(beat.nudge)
            group.create_task(beat.run(), name="dispatcher")
            group.create_task(forget.run(), name="inbox")

    async def tick(self, group: asyncio.TaskGroup) -> bool:
        """Begin with the oldest entry of each chat, in `group`, as far as there is room."""
        free = self._at_once - self._busy
        if free > 0:
            now = self._clock()
            for entry in await self._inbox.take(now, now + LEASE, free):
                self._busy += 1
                group.create_task(self._work(entry), name=f"event {entry.id}")
        return False  # whatever ends makes us look again

    async def forget(self) -> bool:
        """Drop handled entries whose repetition Lark has long given up."""
        await self._inbox.purge(self._clock() - KEEP)
        return False

    async def _next_due(self) -> datetime | None:
        return await self._inbox.next_due() if self._busy < self._at_once else None

    async def _work(self, entry: InboxEntry) -> None:
        try:
            with structlog.contextvars.bound_contextvars(kind=entry.arrival.kind, attempt=entry.attempts):
                await self._handle_one(entry)
        finally:
            self._busy -= 1
            self._arrivals.sound()  # the chat goes on, and there is room again

    async def _handle_one(self, entry: InboxEntry) -> None:
        try:
            async with asyncio.timeout(self._handle_within.total_seconds()):
                await self._handle(parse_event(entry.arrival.envelope, self._bot))
        except Exception as error:  # noqa: BLE001 - the boundary: one bad message must not stop the others
            failure = error
            await self._record(lambda: self._put_off(entry, failure))
            return
        await self._record(lambda: self._inbox.done(entry.id, self._clock()))
        self._nudge()

    async def _record(self, write: Callable[[], Awaitable[None]]) -> None:
        """Write until the database takes it; left alone at last, the entry is handled anew."""
        for wait in WAITS_S:
            try:
                await write()
            except TransientError as error:
                log.warning("event.not_recorded", error=str(error))
                await self._sleep(wait)
            else:
                return

    async def _put_off(self, entry: InboxEntry, error: Exception) -> None:
        now = self._clock()
        why = type(error).__name__
        if entry.attempts >= TRIES:
            log.error("event.buried", error=why, exc_info=error)
            await self._inbox.bury(entry.id, why, now)
            return
        is_expected = isinstance(error, TransientError | TimeoutError)
        log.warning("event.put_off", error=why, exc_info=None if is_expected else error)
        await self._inbox.retry(entry.id, now + FIRST_WAIT * 2 ** (entry.attempts - 1), why)
