"""What an envelope is about, told without reading all of it: enough to keep it once, and in order.

Lark waits for an event to be kept, and nobody waits for the rest of it: the text of a message, and whom it
names, are read when it is handled. Only what is plainly a message is told by its few fields. All else, the
odd message too, is parsed in full.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.lark.event_types import CardPressed, Envelope, Ignored, MessageReceived
from bot.lark.events import dedup_key, message_key, parse_event
from scheduler.model import TenantKey


@dataclass(frozen=True, slots=True)
class Gist:
    kind: str  # the name of the event's class
    key: str  # what stays the same when Lark delivers it again
    tenant: TenantKey
    chat_id: str  # "" where it has none
    press: CardPressed | None = None  # to be answered at once


def gist_of(envelope: Envelope, bot_open_id: str) -> Gist | None:
    """Return what `envelope` is about; None when it does not concern the bot.

    In a group only a message that mentions the bot does. Raises MalformedEventError for what is no event.
    """
    match envelope:
        case {
            "header": {"event_id": str(), "event_type": "im.message.receive_v1", "tenant_key": str(tenant)},
            "event": {
                "sender": {"sender_id": {"open_id": str(sender)}, "sender_type": "user"},
                "message": {"message_id": str(message_id), "chat_id": str(chat_id)} as message,
            },
        } if sender and message_id and chat_id:
            is_ours = _is_for(message, bot_open_id)
            key = message_key(message_id)
            return Gist(MessageReceived.__name__, key, TenantKey(tenant), chat_id) if is_ours else None
        case _:
            return _parsed(envelope, bot_open_id)


def _is_for(message: Mapping[str, object], bot_open_id: str) -> bool:
    match message:
        case {"chat_type": "p2p"}:
            return True
        case {"mentions": [*mentions]}:
            return any(_names(mention, bot_open_id) for mention in mentions)
        case _:
            return False


def _names(mention: object, bot_open_id: str) -> bool:
    match mention:
        case {"id": {"open_id": str(open_id)}}:
            return open_id == bot_open_id != ""
        case _:
            return False


def _parsed(envelope: Envelope, bot_open_id: str) -> Gist | None:
    event = parse_event(envelope, bot_open_id)
    match event:
        case Ignored() | MessageReceived(chat_type="group", mentions_bot=False):
            return None
        case _:
            press = event if isinstance(event, CardPressed) else None
            chat_id = getattr(event, "chat_id", "")
            return Gist(type(event).__name__, dedup_key(event), event.tenant_key, chat_id, press)
