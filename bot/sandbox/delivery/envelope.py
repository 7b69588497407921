"""The 2.0 envelope around every event and callback."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.identity import AppIdentity

CARD_ACTION = "card.action.trigger"


@dataclass(frozen=True, slots=True)
class Envelope:
    """One event as it goes out, however often: the id and the body never change."""

    event_id: str
    event_type: str
    body: bytes = field(repr=False)

    @classmethod
    def of_event(
        cls, identity: AppIdentity, event_type: str, event: Mapping[str, object], at: datetime
    ) -> "Envelope":
        return cls._build(identity, event_type, event, str(_microseconds(at) // 1000))

    @classmethod
    def of_callback(cls, identity: AppIdentity, event: Mapping[str, object], at: datetime) -> "Envelope":
        # Lark stamps card callbacks in microseconds, events in milliseconds.
        return cls._build(identity, CARD_ACTION, event, str(_microseconds(at)))

    @classmethod
    def _build(
        cls, identity: AppIdentity, event_type: str, event: Mapping[str, object], create_time: str
    ) -> "Envelope":
        event_id = secrets.token_hex(16)
        header = {
            "event_id": event_id,
            "event_type": event_type,
            "create_time": create_time,
            "token": identity.verification_token,
            "app_id": identity.app_id,
            "tenant_key": identity.tenant_key,
        }
        document = {"schema": "2.0", "header": header, "event": event}
        return cls(event_id, event_type, json.dumps(document, ensure_ascii=False).encode())


def _microseconds(at: datetime) -> int:
    return int(at.timestamp()) * 1_000_000 + at.microsecond
