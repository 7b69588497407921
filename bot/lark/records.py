"""What calls to Lark take and return: plain values, none of Lark's field names."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from scheduler.model import ChatId, PersonId, TenantKey


class AddressKind(StrEnum):
    CHAT = "chat_id"
    PERSON = "open_id"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: a chat, or a person's own chat with the bot."""

    kind: AddressKind
    id: str

    @classmethod
    def chat(cls, chat_id: str) -> Self:
        return cls(AddressKind.CHAT, chat_id)

    @classmethod
    def person(cls, open_id: str) -> Self:
        return cls(AddressKind.PERSON, open_id)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that Lark has. `thread_id` is there when it stands in a thread."""

    message_id: str
    chat_id: ChatId
    thread_id: str | None
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A message as Lark keeps it. `content` is JSON: for a card what was sent, where Lark tells it."""

    message_id: str
    chat_id: ChatId
    created: datetime
    msg_type: str
    sender_id: str  # an open_id, or the app's id for a message of the bot
    content: str
    thread_id: str | None = None
    root_id: str | None = None
    parent_id: str | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class BotInfo:
    open_id: PersonId
    name: str


@dataclass(frozen=True, slots=True)
class PersonInfo:
    """`zone` is an unchecked name from the company's directory, None where it holds none."""

    open_id: PersonId
    name: str
    english_name: str | None = None
    zone: str | None = None
    is_admin: bool = False


class ChatMode(StrEnum):
    GROUP = "group"
    TOPIC = "topic"  # a group in which every message begins a thread
    PERSONAL = "p2p"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatInfo:
    """`owner` is None where a bot owns the chat."""

    chat_id: ChatId
    name: str
    mode: ChatMode
    owner: PersonId | None
    managers: tuple[PersonId, ...]
    tenant: TenantKey
    external: bool
    dissolved: bool
    people: int | None = None  # without bots; None where Lark does not tell


@dataclass(frozen=True, slots=True)
class ChatHit:
    """A group that a search found; whether the bot is inside is not told."""

    chat_id: ChatId
    name: str
    owner: PersonId | None
    external: bool


@dataclass(frozen=True, slots=True)
class Member:
    open_id: PersonId
    name: str
