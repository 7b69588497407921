"""What the sandbox's tenant consists of: people, chats, messages, reactions, files.

Frozen: a change is a new record in place of the old one.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.sandbox.ids import ChatId, MessageId, OpenId, ThreadId


class ChatType(StrEnum):
    P2P = "p2p"
    GROUP = "group"


class SenderType(StrEnum):
    USER = "user"
    APP = "app"


class MessageType(StrEnum):
    TEXT = "text"
    POST = "post"
    IMAGE = "image"
    FILE = "file"
    AUDIO = "audio"
    MEDIA = "media"
    STICKER = "sticker"
    INTERACTIVE = "interactive"
    SHARE_CHAT = "share_chat"
    SHARE_USER = "share_user"


class FileType(StrEnum):
    """How a file was declared on upload; IMAGE for what came through the image API."""

    OPUS = "opus"
    MP4 = "mp4"
    PDF = "pdf"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    STREAM = "stream"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class User:
    open_id: OpenId
    union_id: str
    user_id: str
    name: str
    en_name: str
    email: str
    locale: str
    timezone: str
    is_admin: bool = False
    available: bool = True
    """Inside the app's availability and contact range."""
    tenant_key: str = ""
    """Of another company; empty: of the app's own."""


@dataclass(frozen=True, slots=True)
class Chat:
    chat_id: ChatId
    chat_type: ChatType
    name: str
    created: datetime
    members: tuple[OpenId, ...]
    bot_member: bool
    owner: OpenId | None = None
    """None: the bot owns it (groups), or nobody does (personal chats)."""
    description: str = ""
    public: bool = False
    managers: tuple[OpenId, ...] = ()
    bot_is_manager: bool = False
    threads: bool = True
    """False: replies in a thread are refused here (230071)."""
    thread_form: bool = False
    """True: every message of the group begins a thread; can be switched."""
    topic: bool = False
    """True: a group made for topics, in Lark's client only; the same, and for good."""
    dissolved: bool = False
    external: bool = False
    """Open to people of other companies; decided when the group is made."""
    made_by_bot: bool = False

    @property
    def is_all_threads(self) -> bool:
        return self.thread_form or self.topic


@dataclass(frozen=True, slots=True)
class Mention:
    key: str
    id: str
    name: str
    union_id: str = ""
    is_bot: bool = False
    tenant_key: str = ""
    """Of another company; empty: of the app's own."""


@dataclass(frozen=True, slots=True)
class Sender:
    id: str
    """A person's open_id, or the app_id."""
    type: SenderType
    tenant_key: str = ""
    """Of another company; empty: of the app's own."""


@dataclass(frozen=True, slots=True)
class Message:
    message_id: MessageId
    position: int
    """Rises by one with each message of the tenant: the order of everything."""
    chat_id: ChatId
    sender: Sender
    msg_type: MessageType
    content: str
    created: datetime
    updated: datetime
    mentions: tuple[Mention, ...] = ()
    root_id: MessageId | None = None
    parent_id: MessageId | None = None
    thread_id: ThreadId | None = None
    recalled: bool = False
    versions: tuple[str, ...] = ()
    only_for: OpenId | None = None
    """The one person of a group who sees it; None: everybody there does."""

    @property
    def is_edited(self) -> bool:
        return len(self.versions) > 1


@dataclass(frozen=True, slots=True)
class Reaction:
    reaction_id: str
    message_id: MessageId
    emoji_type: str
    operator: Sender
    action_time: datetime


@dataclass(frozen=True, slots=True)
class StoredFile:
    key: str
    type: FileType
    name: str
    content_type: str
    data: bytes = field(repr=False)
    owner: Sender
