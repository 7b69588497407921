"""The long connection: Lark's events come in on a WebSocket that we keep open.

`run` never gives up: a lost connection is opened again after a growing, jittered wait; a refused app is
reported loudly and tried again slowly, because a person may mend it in Lark's console. Handlers run beside
the reader, so that a slow one stops neither pings nor other events.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

import aiohttp
import structlog

from bot.lark import frames
from bot.lark.discovery import Endpoint, Rhythm, discover, handshake_refusal
from bot.lark.domain import Credentials
from bot.lark.errors import AccessError, BusyError
from bot.lark.events import Receive
from bot.lark.receiving import ANSWER_WITHIN, EnvelopeError, NotTakenError, envelope_of, hand_over
from scheduler.errors import TransientError

log = structlog.get_logger()

_FIRST_WAIT = timedelta(seconds=1)
_FIRST_WAIT_REFUSED = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=5)
_MESSAGE_LIMIT = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SocketLimits:
    """How long each step may take."""

    discovery: timedelta = timedelta(seconds=10)
    handshake: timedelta = timedelta(seconds=10)
    pong: timedelta = timedelta(seconds=20)
    """A connection on which nothing at all is heard for this long after a ping is dead."""
    answer: timedelta = ANSWER_WITHIN
    write: timedelta = timedelta(seconds=5)
    goodbye: timedelta = timedelta(seconds=1)
    parts: timedelta = timedelta(seconds=5)


class SocketState(StrEnum):
    STOPPED = "stopped"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    WAITING = "waiting"  # before the next attempt, after a fault
    REFUSED = "refused"  # as WAITING, but a person must mend something


@dataclass(frozen=True, slots=True)
class SocketStatus:
    state: SocketState
    reason: str = ""


class _Link:
    """One open connection."""

    def __init__(
        self, socket: aiohttp.ClientWebSocketResponse, endpoint: Endpoint, joiner: frames.Joiner
    ) -> None:
        self.socket = socket
        self.service_id = endpoint.service_id
        self.rhythm = endpoint.rhythm
        self.joiner = joiner
        self.heard = 0  # messages of any kind


class LongConnection:
    """The connection of one app. `address` comes from `address_of`."""

    def __init__(
        self,
        app: Credentials,
        address: str,
        receive: Receive,
        *,
        limits: SocketLimits | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._app = app
        self._address = address
        self._receive = receive
        self._limits = limits or SocketLimits()
        self._sleep = sleep
        self._monotonic = monotonic
        self._chance = chance
        self._status = SocketStatus(SocketState.STOPPED)
        self._connected = asyncio.Event()
        self._rhythm = Rhythm()

    @property
    def connected(self) -> bool:
        return self._connected.is_set()

    @property
    def status(self) -> SocketStatus:
        """For readiness: the state, and why it is not connected."""
        return self._status

    async def wait_connected(self) -> None:
        await self._connected.wait()

    async def run(self) -> None:
        """Stay connected until cancelled."""
        failures = 0
        try:
            # Handlers outlive the connection that brought their event: a press is not delivered again.
            async with aiohttp.ClientSession(trust_env=False) as session, asyncio.TaskGroup() as handlers:
                while True:
                    failures = 0 if await self._connect_once(session, handlers) else failures + 1
                    await self._sleep(self._wait(failures).total_seconds())
        finally:
            self._become(SocketState.STOPPED)

    async def _connect_once(self, session: aiohttp.ClientSession, handlers: asyncio.TaskGroup) -> bool:
        """Connect and stay until the connection ends; True when anything was heard on it."""
        self._become(SocketState.CONNECTING)
        link = None
        try:
            link = await self._open(session)
            await self._stay(link, handlers)
            self._become(SocketState.WAITING, "Lark closed the connection")
            log.warning("lark.socket_closed", code=link.socket.close_code)
        except AccessError as error:
            self._become(SocketState.REFUSED, str(error))
            log.error("lark.socket_refused", code=error.code, reason=str(error))  # noqa: TRY400 - the reason says it all
        except TransientError as error:
            self._become(SocketState.WAITING, str(error))
            log.warning("lark.socket_lost", reason=str(error))
        return link is not None and link.heard > 0

    def _wait(self, failures: int) -> timedelta:
        refused = self._status.state is SocketState.REFUSED
        first = _FIRST_WAIT_REFUSED if refused else _FIRST_WAIT
        longest = _LONGEST_WAIT if refused else min(self._rhythm.reconnect, _LONGEST_WAIT)
        doubled = first * (1 << min(max(failures - 1, 0), 10))
        # Jitter over half of the wait, so that many copies do not come back in step.
        return min(doubled, longest) * (0.5 + self._chance() / 2)

    async def _open(self, session: aiohttp.ClientSession) -> _Link:
        endpoint = await discover(session, self._address, self._app, self._limits.discovery)
        goodbye = aiohttp.ClientWSTimeout(ws_close=self._limits.goodbye.total_seconds())
        try:
            async with asyncio.timeout(self._limits.handshake.total_seconds()):
                socket = await session.ws_connect(
                    endpoint.url, timeout=goodbye, max_msg_size=_MESSAGE_LIMIT, autoping=True
                )
        except aiohttp.WSServerHandshakeError as error:
            raise handshake_refusal(error.headers or {}, error.status) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise BusyError(f"the WebSocket does not open ({type(error).__name__})") from error
        return _Link(socket, endpoint, frames.Joiner(self._limits.parts, self._monotonic))

    async def _stay(self, link: _Link, handlers: asyncio.TaskGroup) -> None:
        self._rhythm = link.rhythm
        self._become(SocketState.CONNECTED)
        log.info("lark.socket_connected")
        try:
            async with asyncio.TaskGroup() as group:
                pings = group.create_task(self._keep_alive(link))
                await self._read(link, handlers)
                pings.cancel()
        except ExceptionGroup as group:
            raise group.exceptions[0] from group  # one at most: whichever ends first cancels the other
        finally:
            await link.socket.close()

    async def _keep_alive(self, link: _Link) -> None:
        """Ping in Lark's rhythm; raise BusyError when nothing is heard after a ping."""
        while True:
            heard = link.heard
            await self._write(link, frames.ping(link.service_id))
            patience = min(self._limits.pong, link.rhythm.ping)
            await self._sleep(patience.total_seconds())
            if link.heard == heard:
                raise BusyError("nothing is heard on the connection any more")
            await self._sleep((link.rhythm.ping - patience).total_seconds())

    async def _write(self, link: _Link, frame: bytes) -> None:
        try:
            async with asyncio.timeout(self._limits.write.total_seconds()):
                await link.socket.send_bytes(frame)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise BusyError(f"nothing can be sent on the connection ({type(error).__name__})") from error

    async def _read(self, link: _Link, handlers: asyncio.TaskGroup) -> None:
        """Take every message until the connection ends."""
        async for message in link.socket:
            link.heard += 1
            if message.type is not aiohttp.WSMsgType.BINARY:
                continue
            try:
                self._take(link, message.data, handlers)
            except frames.FrameError as error:
                log.warning("lark.frame_unreadable", reason=str(error), bytes=len(message.data))

    def _take(self, link: _Link, raw: bytes, handlers: asyncio.TaskGroup) -> None:
        frame = frames.decode(raw)
        if frame.method == frames.CONTROL:
            if frame.payload:
                link.rhythm = self._rhythm = link.rhythm.told(bytes(frame.payload))
            return
        # Frames of type `card` carry presses as those of type `event` do: what is inside decides.
        payload = link.joiner.join(frame)
        if payload is not None:
            handlers.create_task(self._handle(link, frame, payload))

    async def _handle(self, link: _Link, frame: Any, payload: bytes) -> None:
        """Hand one event over and acknowledge it, or say that it was not taken."""
        began = self._monotonic()
        code, body = 200, None
        try:
            body = await hand_over(self._receive, envelope_of(payload), self._limits.answer)
        except EnvelopeError as error:
            log.warning("lark.event_unreadable", reason=str(error), bytes=len(payload))
            code = 500
        except NotTakenError:  # logged where it happened
            code = 500
        took = timedelta(seconds=self._monotonic() - began)
        try:
            await self._write(link, frames.acknowledgement(frame, code, body, took))
        except BusyError as error:  # Lark delivers the event again, and it is known by then
            log.warning("lark.ack_lost", reason=str(error))

    def _become(self, state: SocketState, reason: str = "") -> None:
        self._status = SocketStatus(state, reason)
        if state is SocketState.CONNECTED:
            self._connected.set()
        else:
            self._connected.clear()
