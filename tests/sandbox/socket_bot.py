"""A sandbox's delivery side on loopback, and a small bot at the other end of the socket."""

import asyncio
import base64
import json
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot.sandbox.clock import SandboxClock
from bot.sandbox.delivery import DeliveryReport, EventBus
from bot.sandbox.delivery.frames import Method, WireFrame
from bot.sandbox.identity import AppIdentity

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass
class Sandbox:
    """A running bus; its clock stands still until a test moves it."""

    identity: AppIdentity
    clock: SandboxClock
    bus: EventBus
    url: str
    reports: asyncio.Queue[DeliveryReport] = field(default_factory=asyncio.Queue)


@asynccontextmanager
async def a_sandbox(identity: AppIdentity | None = None, **options) -> AsyncIterator[Sandbox]:
    identity = identity or AppIdentity.generate()
    clock = SandboxClock(lambda: START, speed=0)
    bus = EventBus(identity, clock, dice=random.Random(1), **options)
    app = web.Application()
    bus.install(app)
    async with TestServer(app) as server, bus.running():
        sandbox = Sandbox(identity, clock, bus, str(server.make_url("")).rstrip("/"))
        bus.observe(sandbox.reports.put_nowait)
        yield sandbox


Reply = Callable[[dict], bytes | None]
"""Takes an envelope, returns the ack's payload; None: no ack at all."""


def ok(_: dict) -> bytes:
    return b'{"code":200}'


def refuse(_: dict) -> bytes:
    return b'{"code":500}'


def silence(_: dict) -> None:
    return None


def with_body(body: object) -> Reply:
    data = base64.b64encode(json.dumps(body).encode()).decode()
    return lambda _: json.dumps({"code": 200, "data": data}).encode()


class BotSocket:
    """Answers every event with `reply` and keeps the frames it got."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, service_id: int, reply: Reply) -> None:
        self.socket = socket
        self.service_id = service_id
        self.reply = reply
        self.frames: list[WireFrame] = []
        self.events: asyncio.Queue[dict] = asyncio.Queue()
        self.pongs: asyncio.Queue[WireFrame] = asyncio.Queue()
        self.closed = asyncio.Event()

    async def ping(self) -> None:
        await self.send(WireFrame(Method.CONTROL, self.service_id, {"type": "ping"}))

    async def send(self, frame: WireFrame) -> None:
        await self.socket.send_bytes(frame.encode())

    async def read(self) -> None:
        parts: list[bytes] = []
        async for message in self.socket:
            frame = WireFrame.decode(message.data)
            if frame.method == Method.CONTROL:
                self.pongs.put_nowait(frame)
                continue
            self.frames.append(frame)
            parts.append(frame.payload)
            if len(parts) == int(frame.headers["sum"]):
                await self._answer(frame, b"".join(parts))
                parts = []
        self.closed.set()

    async def _answer(self, frame: WireFrame, payload: bytes) -> None:
        envelope = json.loads(payload)
        self.events.put_nowait(envelope)
        body = self.reply(envelope)
        if body is not None:
            headers = {**frame.headers, "biz_rt": "1"}
            await self.send(WireFrame(Method.DATA, frame.service, headers, body, frame.seq_id, frame.log_id))


async def discover(
    sandbox: Sandbox, session: aiohttp.ClientSession, limit_s: float | None = None, **changes: str
) -> dict:
    limit = aiohttp.ClientTimeout(limit_s)
    credentials = {"AppID": sandbox.identity.app_id, "AppSecret": sandbox.identity.app_secret, **changes}
    url = f"{sandbox.url}/callback/ws/endpoint"
    async with session.post(url, json=credentials, timeout=limit) as response:
        return await response.json()


@asynccontextmanager
async def a_bot(sandbox: Sandbox, reply: Reply = ok) -> AsyncIterator[BotSocket]:
    async with aiohttp.ClientSession() as session:
        url = (await discover(sandbox, session))["data"]["URL"]
        async with session.ws_connect(url) as socket, asyncio.TaskGroup() as group:
            bot = BotSocket(socket, int(URL(url).query["service_id"]), reply)
            reading = group.create_task(bot.read())
            yield bot
            reading.cancel()
