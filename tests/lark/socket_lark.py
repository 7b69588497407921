"""The far end of the long connection: discovery and a WebSocket that a test steers."""

import asyncio
import base64
import json
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from bot.lark.sdk import Frame
from tests.lark.fake_lark import FakeLark, Seen

SERVICE = 33554678
DISCOVERY = "/callback/ws/endpoint"
CONFIG = {"ReconnectCount": -1, "ReconnectInterval": 120, "ReconnectNonce": 30, "PingInterval": 120}


def data_frame(payload: bytes, message_id="m1", total=1, seq=0, kind="event") -> bytes:
    frame = Frame(SeqID=7, LogID=8, service=SERVICE, method=1, payload=payload, LogIDNew="log")
    headers = {"type": kind, "message_id": message_id, "trace_id": "t", "sum": str(total), "seq": str(seq)}
    for key, value in headers.items():
        frame.headers.add(key=key, value=value)
    return frame.SerializeToString()


def event_payload(event_type="im.message.receive_v1", **event) -> bytes:
    header = {"event_id": "e1", "event_type": event_type, "create_time": "1608725989000"}
    return json.dumps({"schema": "2.0", "header": header, "event": event}).encode()


@dataclass
class Ack:
    """What the bot sent back for a data frame."""

    code: int
    body: object
    headers: dict[str, str]


def read_ack(raw: bytes) -> Ack:
    frame = Frame()
    frame.ParseFromString(raw)
    payload = json.loads(frame.payload)
    body = json.loads(base64.b64decode(payload["data"])) if "data" in payload else None
    return Ack(payload["code"], body, {header.key: header.value for header in frame.headers})


@dataclass
class SocketLark(FakeLark):
    """Accepts connections; queues what arrives on each."""

    config: dict | None = field(default_factory=lambda: dict(CONFIG))
    pongs: bool = True
    pong_config: dict | None = None
    opened: asyncio.Queue = field(default_factory=asyncio.Queue)
    pings: asyncio.Queue = field(default_factory=asyncio.Queue)
    acks: asyncio.Queue = field(default_factory=asyncio.Queue)

    async def __aenter__(self) -> "SocketLark":
        await super().__aenter__()
        self.answer(DISCOVERY, self.say_where)
        self._answers["/ws/v2"] = [self._socket]
        return self

    def say_where(self, seen: Seen) -> web.Response:
        where = f"{self.url.replace('http', 'ws')}/ws/v2?device_id=d1&service_id={SERVICE}&ticket=secret"
        data = {"URL": where, **({"ClientConfig": self.config} if self.config else {})}
        return web.json_response({"code": 0, "msg": "", "data": data})

    async def _socket(self, seen: Seen) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(seen.request)
        await self.opened.put(socket)
        async for message in socket:
            if message.type is WSMsgType.BINARY:
                await self._take(socket, message.data)
        return socket

    async def _take(self, socket: web.WebSocketResponse, raw: bytes) -> None:
        frame = Frame()
        frame.ParseFromString(raw)
        assert frame.service == SERVICE
        if frame.method == 1:
            await self.acks.put(read_ack(raw))
            return
        if self.pongs:
            pong = Frame(SeqID=0, LogID=0, service=SERVICE, method=0)
            pong.headers.add(key="type", value="pong")
            if self.pong_config is not None:
                pong.payload = json.dumps(self.pong_config).encode()
            await socket.send_bytes(pong.SerializeToString())
        await self.pings.put(None)
