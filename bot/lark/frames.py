"""Frames of the long connection: protobuf as Lark's own SDKs speak it."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.lark.sdk import Frame

CONTROL, DATA = 0, 1
PING, PONG = "ping", "pong"

_PART_LIMIT = 256
_OPEN_LIMIT = 64
_SIZE_LIMIT = 8 * 1024 * 1024


class FrameError(ValueError):
    """Bytes that are no frame, or a frame that contradicts itself."""


def decode(raw: bytes) -> Any:
    """Return the SDK's Frame in `raw`."""
    frame = Frame()
    try:
        frame.ParseFromString(raw)
    except Exception as error:  # the SDK's protobuf runtime raises whatever it stumbles over
        raise FrameError("not a protobuf frame") from error
    if not frame.IsInitialized():  # no bytes at all parse without an error
        raise FrameError("a required field of the frame is missing")
    return frame


def headers(frame: Any) -> dict[str, str]:
    return {header.key: header.value for header in frame.headers}


def ping(service_id: int) -> bytes:
    frame = Frame(SeqID=0, LogID=0, service=service_id, method=CONTROL)
    frame.headers.add(key="type", value=PING)
    return bytes(frame.SerializeToString())


def acknowledgement(frame: Any, code: int, body: bytes | None, took: timedelta) -> bytes:
    """Return the frame that answers `frame`: the same one, with a result, and `body`, for a payload."""
    payload: dict[str, object] = {"code": code}
    if body is not None:
        payload["data"] = base64.b64encode(body).decode()
    answer = Frame()
    answer.CopyFrom(frame)
    answer.headers.add(key="biz_rt", value=str(round(took.total_seconds() * 1000)))
    answer.payload = json.dumps(payload).encode()
    return bytes(answer.SerializeToString())


@dataclass(slots=True)
class _Parts:
    total: int
    ends_at: float
    parts: dict[int, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(len(part) for part in self.parts.values())


class Joiner:
    """Puts split payloads together again, whatever their order; what stays incomplete is forgotten."""

    def __init__(self, keep: timedelta, monotonic: Callable[[], float]) -> None:
        self._keep = keep.total_seconds()
        self._monotonic = monotonic
        self._open: dict[str, _Parts] = {}

    def join(self, frame: Any) -> bytes | None:
        """Return the whole payload once `frame` completes it, None before. Raises FrameError for nonsense."""
        now = self._monotonic()
        self._open = {key: parts for key, parts in self._open.items() if parts.ends_at > now}
        named = headers(frame)
        total, seq = _number(named, "sum", 1), _number(named, "seq", 0)
        if total <= 1:
            return bytes(frame.payload)
        if total > _PART_LIMIT or seq >= total:
            raise FrameError("part number out of bounds")
        return self._add(named.get("message_id", ""), total, seq, bytes(frame.payload), now)

    def _add(self, message_id: str, total: int, seq: int, payload: bytes, now: float) -> bytes | None:
        if message_id not in self._open and len(self._open) >= _OPEN_LIMIT:
            raise FrameError("too many incomplete payloads")
        parts = self._open.setdefault(message_id, _Parts(total, now + self._keep))
        if parts.total != total:
            raise FrameError("parts of one payload disagree on their number")
        parts.parts[seq] = payload
        if parts.size > _SIZE_LIMIT:
            del self._open[message_id]
            raise FrameError("the payload is too large")
        if len(parts.parts) < total:
            return None
        del self._open[message_id]
        return b"".join(parts.parts[index] for index in range(total))


def _number(named: Mapping[str, str], key: str, default: int) -> int:
    text = named.get(key, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise FrameError(f"the header {key} is not a number")
    return int(text)
