"""What the bot said to one delivery, and what a person would see of it."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus


class Via(StrEnum):
    SOCKET = "socket"
    HTTP = "http"


class Failure(StrEnum):
    """Why a delivery has no answer at all."""

    NOBODY = "nobody"
    TIMEOUT = "timeout"
    CONNECT = "connect"
    DNS = "dns"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Answer:
    """One attempt's result: the ack code or HTTP status with its body, or the failure."""

    status: int = 0
    body: bytes | None = None
    failure: Failure | None = None

    @property
    def accepted(self) -> bool:
        return self.failure is None and self.status == HTTPStatus.OK


@dataclass(frozen=True, slots=True)
class CallbackOutcome:
    """How a card callback ended. `status` is 0 when nobody answered; `error` is what the person sees."""

    status: int
    body: object | None
    error: int | None


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """One attempt, for whoever watches the sandbox."""

    event_type: str
    event_id: str
    via: Via
    status: int
    took: timedelta


# What a client shows when a callback fails: the platform's table for clients from 7.28 on.
_SEEN: Mapping[Failure, int] = {
    Failure.NOBODY: 200340,
    Failure.LOST: 200340,
    Failure.TIMEOUT: 200341,
    Failure.CONNECT: 200342,
    Failure.DNS: 200343,
}
_NOT_200, _BAD_BODY, _NO_BODY_IN_ACK = 200671, 200672, 108002


def callback_outcome(answer: Answer, via: Via) -> CallbackOutcome:
    """Judge an answer to `card.action.trigger` as far as the wire goes; its content comes later."""
    if answer.failure is not None:
        return CallbackOutcome(0, None, _SEEN[answer.failure])
    if answer.status != HTTPStatus.OK:
        return CallbackOutcome(answer.status, _document(answer.body), _NOT_200)
    if answer.body is None and via is Via.SOCKET:
        return CallbackOutcome(answer.status, None, _NO_BODY_IN_ACK)
    document = _document(answer.body)
    error = None if isinstance(document, dict) else _BAD_BODY
    return CallbackOutcome(answer.status, document, error)


def _document(body: bytes | None) -> object | None:
    """Return the JSON value, the raw text when it is no JSON, None when there is none."""
    if body is None:
        return None
    try:
        value: object = json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
    return value


def decode_ack_data(data: str | None) -> bytes | None:
    """Raise ValueError when `data` is not base64."""
    return None if data is None else base64.b64decode(data, validate=True)
