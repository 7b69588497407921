"""How events and card callbacks reach the bot: long connection or HTTP, with Lark's redelivery."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
import structlog
from aiohttp import web

from bot.sandbox.clock import SandboxClock, system_now
from bot.sandbox.delivery.answers import (
    Answer,
    CallbackOutcome,
    DeliveryReport,
    Failure,
    Via,
    callback_outcome,
)
from bot.sandbox.delivery.connections import Connections
from bot.sandbox.delivery.envelope import Envelope
from bot.sandbox.delivery.faults import DeliveryFault, Faults, Forgery
from bot.sandbox.delivery.frames import FrameType
from bot.sandbox.delivery.limits import REDELIVERY, ClientConfig, Deadlines
from bot.sandbox.delivery.posting import CallbackPost
from bot.sandbox.identity import AppIdentity

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Attempt:
    via: Via
    answer: Answer
    took: timedelta


class EventBus:
    """The platform's outgoing side for one app.

    Delivers by long connection until a callback address is set. Everything it starts
    belongs to `running`.
    """

    def __init__(
        self,
        identity: AppIdentity,
        clock: SandboxClock,
        *,
        deadlines: Deadlines | None = None,
        config: ClientConfig | None = None,
        dice: random.Random | None = None,
        wall: Callable[[], datetime] = system_now,
    ) -> None:
        self._identity = identity
        self._clock = clock
        self._deadlines = deadlines or Deadlines()
        self._wall = wall
        self._queue: asyncio.Queue[Envelope] = asyncio.Queue()
        self._post: CallbackPost | None = None
        self._observers: list[Callable[[DeliveryReport], None]] = []
        self.faults = Faults()
        self.connections = Connections(
            identity, self.faults, config or ClientConfig(), dice or random.SystemRandom()
        )
        self.callback_url: str | None = None

    def install(self, app: web.Application) -> None:
        """Add the routes of the long connection, and close it when the application stops."""
        self.connections.install(app)

    def observe(self, observer: Callable[[DeliveryReport], None]) -> None:
        """Call `observer` after every attempt."""
        self._observers.append(observer)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["EventBus"]:
        """Deliver while open; what is still undelivered at the end is forgotten."""
        connector = aiohttp.TCPConnector(force_close=True)  # the bot may have been restarted meanwhile
        async with aiohttp.ClientSession(connector=connector) as session, asyncio.TaskGroup() as group:
            self._post = CallbackPost(self._identity, session, self._deadlines, self._wall)
            job = group.create_task(self._dispatch(), name="sandbox delivery")
            try:
                yield self
            finally:
                job.cancel()
                await self.connections.close_all()

    def publish(self, event_type: str, event: Mapping[str, object]) -> None:
        """Queue an event; it is delivered at least once, or given up after the last redelivery."""
        self._queue.put_nowait(Envelope.of_event(self._identity, event_type, event, self._clock.now()))

    async def callback(self, event: Mapping[str, object]) -> CallbackOutcome:
        """Deliver one `card.action.trigger` and return the bot's answer. Never repeated."""
        envelope = Envelope.of_callback(self._identity, event, self._clock.now())
        as_card = self.callback_url is None and self.faults.take(DeliveryFault.CARD_FRAME) is not None
        attempt = await self._attempt(envelope, FrameType.CARD if as_card else FrameType.EVENT)
        if as_card and attempt.answer.failure is Failure.TIMEOUT:
            # Clients drop frames of this type; people then see that nobody answered.
            return callback_outcome(Answer(failure=Failure.NOBODY), attempt.via)
        return callback_outcome(attempt.answer, attempt.via)

    async def set_callback_url(self, url: str | None) -> None:
        """Switch to HTTP once the address passes the challenge, or back to the socket with None.

        Raises `AddressRefusedError` and changes nothing when the address fails.
        """
        if url is not None:
            await self._poster.challenge(url)
        self.callback_url = url

    async def forge(self, forgery: Forgery, event_type: str, event: Mapping[str, object]) -> Answer:
        """Post something to the callback address that the bot must refuse; return what it said."""
        if self.callback_url is None:
            raise ValueError("forged posts need a callback address")
        envelope = Envelope.of_event(self._identity, event_type, event, self._wall())
        return await self._poster.forged(self.callback_url, envelope.body, forgery)

    async def _dispatch(self) -> None:
        async with asyncio.TaskGroup() as group:
            while True:
                envelope = await self._queue.get()
                group.create_task(self._deliver(envelope), name=f"event {envelope.event_id}")

    async def _deliver(self, envelope: Envelope) -> None:
        await self._clock.sleep(timedelta(seconds=self.faults.take(DeliveryFault.LATE) or 0))
        for _ in range(int(self.faults.take(DeliveryFault.DUPLICATE) or 0)):
            await self._attempt(envelope)
        for pause in (*REDELIVERY, None):
            if await self._is_accepted(envelope):
                return
            if pause is not None:
                await self._clock.sleep(pause)
        log.warning("sandbox.event_given_up", event_type=envelope.event_type, event_id=envelope.event_id)

    async def _is_accepted(self, envelope: Envelope) -> bool:
        attempt = await self._attempt(envelope)
        return attempt.answer.accepted and self.faults.take(DeliveryFault.LOSE_ACK) is None

    async def _attempt(self, envelope: Envelope, kind: FrameType = FrameType.EVENT) -> _Attempt:
        start = time.monotonic()
        via = Via.SOCKET if self.callback_url is None else Via.HTTP
        answer = await self._send(envelope, kind)
        attempt = _Attempt(via, answer, timedelta(seconds=time.monotonic() - start))
        self._report(envelope, attempt)
        return attempt

    async def _send(self, envelope: Envelope, kind: FrameType) -> Answer:
        if self.callback_url is not None:
            return await self._poster.event(self.callback_url, envelope.body)
        return await self._send_by_socket(envelope.body, kind)

    async def _send_by_socket(self, body: bytes, kind: FrameType) -> Answer:
        connection = self.connections.pick()
        if connection is None:
            return Answer(failure=Failure.NOBODY)
        parts = self.faults.take(DeliveryFault.SPLIT)
        try:
            async with asyncio.timeout(self._deadlines.answer.total_seconds()):
                return await connection.ask(body, kind, None if parts is None else int(parts))
        except TimeoutError:
            return Answer(failure=Failure.TIMEOUT)

    def _report(self, envelope: Envelope, attempt: _Attempt) -> None:
        report = DeliveryReport(
            envelope.event_type, envelope.event_id, attempt.via, attempt.answer.status, attempt.took
        )
        for observer in self._observers:
            observer(report)

    @property
    def _poster(self) -> CallbackPost:
        if self._post is None:
            raise RuntimeError("the bus is not running")
        return self._post
