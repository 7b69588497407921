"""From Lark's envelopes to our events.

`parse_event` takes the envelope of either way in, socket or HTTP, and leaves the wire format there. An event
that nobody asked for becomes `Ignored`, never an error: Lark would redeliver it for hours.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypedDict, TypeVar

from pydantic import JsonValue, ValidationError

from bot.lark import wire
from bot.lark.event_types import (
    BotAdded,
    BotRemoved,
    CardPressed,
    ChatDissolved,
    ChatEntered,
    Envelope,
    Event,
    FormValue,
    Ignored,
    Mention,
    MenuPressed,
    MessageRecalled,
    MessageReceived,
    Receive,
)
from bot.lark.message_text import ContentError, clean_text, mentions_everyone, raw_text
from scheduler.errors import PermanentError
from scheduler.model import ChatId, PersonId, TenantKey

__all__ = [
    "BotAdded",
    "BotRemoved",
    "CardPressed",
    "ChatDissolved",
    "ChatEntered",
    "Envelope",
    "Event",
    "FormValue",
    "Ignored",
    "MalformedEventError",
    "Mention",
    "MenuPressed",
    "MessageRecalled",
    "MessageReceived",
    "Receive",
    "dedup_key",
    "message_key",
    "parse_event",
    "wants_answer",
]

_Model = TypeVar("_Model", bound=wire.Wire)


class MalformedEventError(PermanentError):
    """What arrived is not an event as Lark documents it; the message says where, without quoting it."""


def parse_event(envelope: Envelope, bot_open_id: str) -> Event:
    """Return the event in `envelope`. Raises MalformedEventError for what is none."""
    arrived = _opened(envelope, bot_open_id)
    read = _READERS.get(arrived.event_type)
    if read is None:
        return Ignored(**arrived.ids(), event_type=arrived.event_type)
    return read(arrived)


def dedup_key(event: Event) -> str:
    """Return what stays the same when Lark delivers `event` again.

    Lark may give a message a second event id, so a message is known by its own.
    """
    if isinstance(event, MessageReceived):
        return message_key(event.message_id)
    return f"event:{event.event_id}"


def message_key(message_id: str) -> str:
    return f"message:{message_id}"


def wants_answer(envelope: Envelope) -> bool:
    """Say whether Lark waits for a body in answer, as it does for a press on a card."""
    header = envelope.get("header")
    return isinstance(header, Mapping) and header.get("event_type") == _CARD_PRESSED


_CARD_PRESSED = "card.action.trigger"


class _Ids(TypedDict):
    event_id: str
    tenant_key: TenantKey


@dataclass(frozen=True, slots=True)
class _Arrived:
    """An opened envelope, its body not yet read."""

    header: wire.Header
    body: Mapping[str, object]
    bot_open_id: str

    @property
    def event_type(self) -> str:
        return self.header.event_type

    def ids(self) -> _Ids:
        return {"event_id": self.header.event_id, "tenant_key": TenantKey(self.header.tenant_key)}

    def is_bot(self, user: wire.UserId) -> bool:
        return bool(self.bot_open_id) and user.open_id == self.bot_open_id

    def read(self, model: type[_Model]) -> _Model:
        return _checked(model, self.body, self.event_type)


def _opened(envelope: Envelope, bot_open_id: str) -> _Arrived:
    if "header" not in envelope and "uuid" in envelope:
        old = _checked(wire.OldEnvelope, envelope, "event")
        return _Arrived(wire.Header(event_id=old.uuid, event_type=old.event.type), {}, bot_open_id)
    opened = _checked(wire.Envelope, envelope, "event")
    return _Arrived(opened.header, opened.event, bot_open_id)


def _checked(model: type[_Model], value: object, what: str) -> _Model:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise MalformedEventError(f"{what}: {place}: {first['msg']}") from error


def _message(arrived: _Arrived) -> MessageReceived | Ignored:
    event = arrived.read(wire.MessageEvent)
    sender = _person(event.sender.sender_id)
    if sender is None or event.sender.sender_type not in {"user", ""}:
        return Ignored(**arrived.ids(), event_type=arrived.event_type)  # two bots would talk for ever
    return _from_person(arrived, event.message, sender, _tenant(event.sender.tenant_key))


def _from_person(
    arrived: _Arrived, message: wire.Message, sender: PersonId, tenant: TenantKey | None
) -> MessageReceived:
    try:
        raw = raw_text(message.message_type, message.content)
    except ContentError as error:
        raise MalformedEventError(f"{arrived.event_type}: {error}") from error
    mentions = message.mentions or ()
    others = [one for one in mentions if not arrived.is_bot(one.id)]
    shown = {one.key: "" for one in mentions} | {one.key: f"@{one.name}" for one in others}
    return MessageReceived(
        **arrived.ids(),
        message_id=message.message_id,
        chat_id=ChatId(message.chat_id),
        chat_type="p2p" if message.chat_type == "p2p" else "group",
        sender=sender,
        sender_tenant=tenant,
        text=clean_text(raw, shown),
        message_type=message.message_type,
        mentions_bot=len(others) < len(mentions),
        mentions_all=mentions_everyone(raw),
        mentions=tuple(Mention(_person(one.id), one.name) for one in others),
        root_id=message.root_id,
        parent_id=message.parent_id,
        thread_id=message.thread_id,
        sent_at=_instant(message.create_time or arrived.header.create_time, arrived),
    )


def _press(arrived: _Arrived) -> CardPressed:
    event = arrived.read(wire.CardEvent)
    action = event.action
    form = action.form_value or {}
    return CardPressed(
        **arrived.ids(),
        presser=PersonId(event.operator.open_id),
        presser_tenant=_tenant(event.operator.tenant_key),
        message_id=event.context.open_message_id or "",
        chat_id=ChatId(event.context.open_chat_id or ""),
        component=action.name or "",
        tag=action.tag,
        value=_value(action.value),
        form={name: _form_value(value) for name, value in form.items() if value is not None},
        option=action.option,
        options=action.options or (),
        text=action.input_value,
        checked=action.checked,
        timezone=action.timezone,
        pressed_at=_instant(arrived.header.create_time, arrived),
    )


def _value(value: JsonValue) -> Mapping[str, JsonValue]:
    """Return what a component carries as a mapping: Lark lets it be a bare string, too."""
    if value is None:
        return {}
    return value if isinstance(value, dict) else {"value": value}


def _form_value(value: JsonValue) -> FormValue:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, Sequence):
        return tuple(str(part) for part in value)
    return str(value)


def _added(arrived: _Arrived) -> BotAdded:
    chat = arrived.read(wire.ChatEvent)
    return BotAdded(
        **arrived.ids(),
        chat_id=ChatId(chat.chat_id),
        name=chat.name or "",
        operator=_person(chat.operator_id),
        external=bool(chat.external),
    )


def _removed(arrived: _Arrived) -> BotRemoved:
    chat = arrived.read(wire.ChatEvent)
    return BotRemoved(**arrived.ids(), chat_id=ChatId(chat.chat_id), operator=_person(chat.operator_id))


def _dissolved(arrived: _Arrived) -> ChatDissolved:
    chat = arrived.read(wire.ChatEvent)
    return ChatDissolved(**arrived.ids(), chat_id=ChatId(chat.chat_id), operator=_person(chat.operator_id))


def _entered(arrived: _Arrived) -> ChatEntered:
    chat = arrived.read(wire.ChatEvent)
    return ChatEntered(**arrived.ids(), chat_id=ChatId(chat.chat_id), person=_person(chat.operator_id))


def _recalled(arrived: _Arrived) -> MessageRecalled:
    event = arrived.read(wire.RecallEvent)
    return MessageRecalled(**arrived.ids(), message_id=event.message_id, chat_id=ChatId(event.chat_id))


def _menu(arrived: _Arrived) -> MenuPressed:
    event = arrived.read(wire.MenuEvent)
    person = PersonId(event.operator.operator_id.open_id)
    return MenuPressed(**arrived.ids(), person=person, key=event.event_key)


def _person(user: wire.UserId | None) -> PersonId | None:
    return PersonId(user.open_id) if user is not None and user.open_id else None


def _tenant(key: str) -> TenantKey | None:
    return TenantKey(key) if key else None


def _instant(digits: str, arrived: _Arrived) -> datetime:
    """Read Lark's time: 13 digits are milliseconds, 16 microseconds (in callbacks)."""
    try:
        number = int(digits)
        unit = timedelta(microseconds=1) if number >= 10**14 else timedelta(milliseconds=1)
        return datetime.fromtimestamp(0, UTC) + number * unit
    except (ValueError, OverflowError) as error:
        raise MalformedEventError(f"{arrived.event_type}: the time is not a number") from error


_READERS: Mapping[str, Callable[[_Arrived], Event]] = {
    "im.message.receive_v1": _message,
    _CARD_PRESSED: _press,
    "im.chat.member.bot.added_v1": _added,
    "im.chat.member.bot.deleted_v1": _removed,
    "im.chat.disbanded_v1": _dissolved,
    "im.chat.access_event.bot_p2p_chat_entered_v1": _entered,
    "im.message.recalled_v1": _recalled,
    "application.bot.menu_v6": _menu,
}
