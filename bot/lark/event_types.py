"""What Lark tells the bot, as values in our own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from pydantic import JsonValue

from scheduler.model import ChatId, PersonId, TenantKey

Envelope = Mapping[str, object]


class Receive(Protocol):
    """Takes an event in for good: stored when it returns, not acknowledged when it raises.

    Returns the body that answers a card press, None for everything else.
    """

    async def __call__(self, envelope: Envelope) -> Mapping[str, object] | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    event_id: str
    tenant_key: TenantKey  # of the company that the app serves


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in a message; `open_id` is None where Lark does not tell it."""

    open_id: PersonId | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReceived(_Event):
    """A message to the bot, or in a chat that it hears.

    `text` is without the bot's own mention, others read `@name`; it is "" for types that have none.
    """

    message_id: str
    chat_id: ChatId
    chat_type: Literal["p2p", "group"]
    sender: PersonId
    sender_tenant: TenantKey | None = None  # of the sender's own company; None where Lark does not tell it
    text: str
    message_type: str
    mentions_bot: bool
    mentions_all: bool
    mentions: tuple[Mention, ...]
    root_id: str | None
    parent_id: str | None
    thread_id: str | None
    sent_at: datetime


FormValue = str | tuple[str, ...] | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPressed(_Event):
    """Somebody used a component of a card. Who it was comes from Lark, never from `value`."""

    presser: PersonId
    presser_tenant: TenantKey | None = None  # as `MessageReceived.sender_tenant`
    message_id: str
    chat_id: ChatId
    component: str  # its name in the card, "" where it has none
    tag: str
    value: Mapping[str, JsonValue]
    form: Mapping[str, FormValue]
    option: str | None
    options: tuple[str, ...]
    text: str | None  # of an input outside a form
    checked: bool | None
    timezone: str | None  # the presser's, told by date and time components
    pressed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BotAdded(_Event):
    chat_id: ChatId
    name: str
    operator: PersonId | None
    external: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BotRemoved(_Event):
    chat_id: ChatId
    operator: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatDissolved(_Event):
    chat_id: ChatId
    operator: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatEntered(_Event):
    """A person opened the personal chat with the bot; comes often."""

    chat_id: ChatId
    person: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRecalled(_Event):
    message_id: str
    chat_id: ChatId


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuPressed(_Event):
    person: PersonId
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored(_Event):
    """An event that the bot does not use."""

    event_type: str


Event = (
    MessageReceived
    | CardPressed
    | BotAdded
    | BotRemoved
    | ChatDissolved
    | ChatEntered
    | MessageRecalled
    | MenuPressed
    | Ignored
)
