"""Handing one envelope over to be stored, within the time that Lark gives."""

import asyncio
import json
from collections.abc import Mapping
from datetime import timedelta

import structlog
from pydantic_core import from_json

from bot.lark.events import Envelope, Receive, wants_answer

log = structlog.get_logger()

# Lark: 3 s from its sending to our answer; the rest is for the way there and back.
ANSWER_WITHIN = timedelta(seconds=2.8)


class EnvelopeError(ValueError):
    """A payload that is no JSON object."""


class NotTakenError(Exception):
    """The event is not stored; Lark is told so and delivers it again."""


def envelope_of(payload: bytes) -> dict[str, object]:
    """Raise EnvelopeError unless `payload` is a JSON object."""
    try:
        envelope = from_json(payload)
    except ValueError as error:
        raise EnvelopeError("not JSON") from error
    if not isinstance(envelope, dict):
        raise EnvelopeError("not a JSON object")
    return envelope


async def hand_over(receive: Receive, envelope: Envelope, within: timedelta) -> bytes | None:
    """Return the JSON to answer with for a press on a card, None for an event.

    Raises NotTakenError when `receive` failed or took too long; it is cancelled then, so that it does not
    finish what Lark believes undone.
    """
    try:
        async with asyncio.timeout(within.total_seconds()):
            body = await receive(envelope)
        # A press without a body in answer is an error to the person who pressed.
        return _encoded(body or {}) if wants_answer(envelope) else None
    except TimeoutError as error:
        log.warning("lark.event_too_slow", event_type=_type_of(envelope))
        raise NotTakenError("not stored in time") from error
    except Exception as error:  # the boundary: one event that cannot be stored must not end the wire
        log.exception("lark.event_not_taken", event_type=_type_of(envelope))
        raise NotTakenError("not stored") from error


def _encoded(body: Mapping[str, object]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode(errors="replace")  # half an emoji is no reason to fail


def _type_of(envelope: Envelope) -> str:
    header = envelope.get("header")
    return str(header.get("event_type"))[:100] if isinstance(header, Mapping) else "unknown"
