"""One long connection: frames out, acks and pings in."""

import asyncio
import json
import secrets
import time
from collections.abc import Callable

import structlog
from aiohttp import WSCloseCode, WSMessage, WSMsgType, web
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.sandbox.delivery.answers import Answer, Failure, decode_ack_data
from bot.sandbox.delivery.frames import FrameType, MalformedFrameError, Method, WireFrame, split
from bot.sandbox.delivery.limits import FRAME_PAYLOAD_BYTES, ClientConfig

log = structlog.get_logger()


class ProtocolViolationError(Exception):
    """The client sent what Lark's protocol does not know."""


class _Ack(BaseModel):
    """What a client puts into the frame that it sends back."""

    model_config = ConfigDict(extra="forbid", strict=True)
    code: int
    headers: dict[str, str] | None = None
    data: str | None = None


class Connection:
    """Owned by the handler that runs `serve`; anyone may `ask` meanwhile."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        service_id: int,
        config: ClientConfig,
        abort: Callable[[], None],
    ) -> None:
        self._socket = socket
        self._service_id = service_id
        self._abort = abort
        self._config = config
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        self.muted = False
        """A muted connection looks alive and says nothing, as after a cut cable."""

    async def ask(
        self, payload: bytes, kind: FrameType = FrameType.EVENT, parts: int | None = None
    ) -> Answer:
        """Send `payload` and wait for its ack; the caller sets the limit. `parts` None: as size demands."""
        message_id = secrets.token_hex(16)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[message_id] = answer
        try:
            for frame in self._data_frames(payload, kind, message_id, parts):
                await self._send(frame)
            return await answer
        except ConnectionError:
            return Answer(failure=Failure.LOST)
        finally:
            del self._waiting[message_id]

    async def serve(self) -> None:
        """Read until the socket ends; whoever still waits for an ack learns that it is lost."""
        try:
            async for message in self._socket:
                await self._receive(message)
        except ProtocolViolationError as violation:
            log.warning("sandbox.protocol_violated", reason=str(violation))
            await self._socket.close(code=WSCloseCode.PROTOCOL_ERROR, message=str(violation).encode())
        finally:
            self._lose_all()

    async def close(self, code: int = WSCloseCode.GOING_AWAY) -> None:
        """Say goodbye properly."""
        await self._socket.close(code=code)

    def drop(self) -> None:
        """Cut the wire without a word."""
        self._abort()

    def _data_frames(
        self, payload: bytes, kind: FrameType, message_id: str, parts: int | None
    ) -> list[WireFrame]:
        headers = {
            "type": kind.value,
            "message_id": message_id,
            "trace_id": secrets.token_hex(16),
            "timestamp": str(time.time_ns() // 1_000_000),
        }
        frame = WireFrame(
            method=Method.DATA,
            service=self._service_id,
            headers=headers,
            payload=payload,
            seq_id=secrets.randbelow(2**31),
            log_id=secrets.randbits(63),
            log_id_new=secrets.token_hex(16),
        )
        return split(frame, parts or -(-len(payload) // FRAME_PAYLOAD_BYTES))

    async def _send(self, frame: WireFrame) -> None:
        if not self.muted:
            await self._socket.send_bytes(frame.encode())

    async def _receive(self, message: WSMessage) -> None:
        match message.type:
            case WSMsgType.PING if not self.muted:
                await self._socket.pong(message.data)
            case WSMsgType.BINARY:
                await self._handle(message.data)
            case WSMsgType.TEXT:
                raise ProtocolViolationError("frames are binary")

    async def _handle(self, raw: bytes) -> None:
        try:
            frame = WireFrame.decode(raw)
        except MalformedFrameError as error:
            raise ProtocolViolationError(str(error)) from error
        if frame.service != self._service_id:
            raise ProtocolViolationError("service is not the service_id of this connection")
        if frame.method == Method.CONTROL:
            await self._pong(frame)
        elif frame.method == Method.DATA:
            self._acknowledge(frame)
        else:
            raise ProtocolViolationError(f"unknown method {frame.method}")

    async def _pong(self, frame: WireFrame) -> None:
        if frame.headers.get("type") != FrameType.PING:
            raise ProtocolViolationError("a client's control frame is a ping")
        payload = json.dumps(self._config.to_wire()).encode()
        headers = {**frame.headers, "type": FrameType.PONG.value}
        await self._send(
            WireFrame(Method.CONTROL, self._service_id, headers, payload, frame.seq_id, frame.log_id)
        )

    def _acknowledge(self, frame: WireFrame) -> None:
        if not frame.headers.get("message_id"):
            raise ProtocolViolationError("an ack carries the message_id of its frame")
        answer = read_ack(frame.payload)
        future = self._waiting.get(frame.headers["message_id"])
        if future is not None and not future.done():  # else too late: the deadline has passed
            future.set_result(answer)

    def _lose_all(self) -> None:
        for future in self._waiting.values():
            if not future.done():
                future.set_result(Answer(failure=Failure.LOST))


def read_ack(payload: bytes) -> Answer:
    """Raise `ProtocolViolationError` unless it is `{"code": int, "data"?: base64, "headers"?: {}}`."""
    try:
        ack = _Ack.model_validate_json(payload)
        return Answer(ack.code, decode_ack_data(ack.data))
    except (ValidationError, ValueError) as error:
        raise ProtocolViolationError("an ack is a JSON object of code and base64 data") from error
