"""The frames of the long connection: protobuf as Lark's own SDKs speak it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Self

from bot.lark.sdk import Frame


class Method(IntEnum):
    CONTROL = 0
    DATA = 1


class FrameType(StrEnum):
    """The header `type` of a frame."""

    EVENT = "event"
    CARD = "card"
    PING = "ping"
    PONG = "pong"


class MalformedFrameError(Exception):
    """A binary message is no complete frame."""


@dataclass(frozen=True, slots=True)
class WireFrame:
    """One binary message of the socket."""

    method: int
    service: int
    headers: Mapping[str, str]
    payload: bytes = b""
    seq_id: int = 0
    log_id: int = 0
    log_id_new: str = ""

    def encode(self) -> bytes:
        frame = Frame()
        frame.SeqID, frame.LogID = self.seq_id, self.log_id
        frame.service, frame.method = self.service, self.method
        for key, value in self.headers.items():
            frame.headers.add(key=key, value=value)
        frame.payload = self.payload
        frame.LogIDNew = self.log_id_new
        encoded: bytes = frame.SerializeToString()
        return encoded

    @classmethod
    def decode(cls, raw: bytes) -> Self:
        """Raise `MalformedFrameError` for bytes that are no frame or lack a required field."""
        frame = Frame()
        try:
            frame.ParseFromString(raw)
        except Exception as error:  # garbage; the runtime's own DecodeError is not in reach
            raise MalformedFrameError("not a protobuf frame") from error
        if not frame.IsInitialized():
            raise MalformedFrameError("a required field of the frame is missing")
        headers = {header.key: header.value for header in frame.headers}
        return cls(
            frame.method, frame.service, headers, frame.payload, frame.SeqID, frame.LogID, frame.LogIDNew
        )


def split(frame: WireFrame, parts: int) -> list[WireFrame]:
    """Cut the payload into `parts` frames, numbered from 0, that the receiver joins in order."""
    size = max(1, -(-len(frame.payload) // parts))
    chunks = [frame.payload[at : at + size] for at in range(0, len(frame.payload), size)] or [b""]
    return [_part(frame, chunk, seq, len(chunks)) for seq, chunk in enumerate(chunks)]


def _part(frame: WireFrame, chunk: bytes, seq: int, total: int) -> WireFrame:
    headers = {**frame.headers, "sum": str(total), "seq": str(seq)}
    return WireFrame(
        frame.method, frame.service, headers, chunk, frame.seq_id, frame.log_id, frame.log_id_new
    )
