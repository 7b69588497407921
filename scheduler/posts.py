"""Messages decided and not yet sent, as data.

A post names what it shows, not what it says: the words are drawn from the state at the moment it
goes out, so order, repetition and crashes do no harm.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Literal

from scheduler.model import ChatId, DeliveryState, Locale, PersonId, RunId, TaskId, TenantKey
from scheduler.views import View


@dataclass(frozen=True, slots=True)
class ToChat:
    chat_id: ChatId
    kind: Literal["chat"] = "chat"


@dataclass(frozen=True, slots=True)
class ToPerson:
    """The personal chat with the bot, wherever the person wrote."""

    person: PersonId
    kind: Literal["person"] = "person"


@dataclass(frozen=True, slots=True)
class OnlyTo:
    """In a group, shown to one of its people and to nobody else; where Lark refuses that, in person.

    For what never changes once it is sent: Lark takes no update of it.
    """

    chat_id: ChatId
    person: PersonId
    kind: Literal["only"] = "only"


@dataclass(frozen=True, slots=True)
class ReplyTo:
    message_id: str
    chat_id: ChatId
    in_thread: bool = False
    kind: Literal["reply"] = "reply"


@dataclass(frozen=True, slots=True)
class UnderPost:
    """In the thread of the message that the post `key` became; waits until that one is sent.

    When that one can never be sent, the message goes to `chat_id` by itself.
    """

    key: str
    chat_id: ChatId
    kind: Literal["under"] = "under"


Target = ToChat | ToPerson | OnlyTo | ReplyTo | UnderPost


class Lane(StrEnum):
    """By which way something goes out; what goes by one way waits for nothing that goes by another."""

    SEND = "send"
    REPLY = "reply"  # under a post of ours
    UPDATE = "update"  # of a card that is there


class Priority(IntEnum):
    """What goes first when Lark's limits leave no room for everything."""

    ANSWER = 0  # a person is waiting for it
    RESULT = 1
    FAILURE = 2
    RUN_CARD = 3
    PROGRESS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message to one place. `key` is its identity over retries and restarts: one key, one message."""

    key: str
    tenant: TenantKey
    view: View
    target: Target
    locale: Locale
    priority: Priority = Priority.ANSWER
    run_id: RunId | None = None
    unasked: bool = False  # nobody waits for it: it waits while its reader has quiet hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a post. A card is due again while `posted` lags behind `wanted`."""

    id: int
    post: Post
    state: DeliveryState
    wanted: int  # counts the states that it should have shown
    posted: int  # the last of them that Lark has; 0: never sent
    generation: int = 0  # counts the cards that replaced one which could not be updated any more
    attempts: int = 0
    due_at: datetime | None = None  # since when it may go out
    first_tried_at: datetime | None = None  # of the send that is not yet known to have arrived
    from_backup: bool = False  # whoever went on after the backup posted more than is known here
    message_id: str | None = None
    thread_id: str | None = None
    parent_message_id: str | None = None  # of the post that an `UnderPost` stands under
    task_id: TaskId | None = None  # of its run, for the log; known only to whoever sends it


def standing_in(target: Target) -> ChatId | None:
    """Return the chat that a post goes to; None for somebody's personal chat, by whose it is."""
    return None if isinstance(target, ToPerson) else target.chat_id


def place_of(target: Target) -> ChatId | PersonId:
    """Return where a post goes to, as what goes there keeps its order: a chat, or a person's own."""
    return target.person if isinstance(target, ToPerson) else target.chat_id


def lane_of(delivery: Delivery) -> Lane:
    if delivery.message_id is not None:
        return Lane.UPDATE
    return Lane.REPLY if isinstance(delivery.post.target, UnderPost) else Lane.SEND


def run_card_key(run_id: RunId) -> str:
    return f"{run_id}:card"


def run_result_key(run_id: RunId, part: int) -> str:
    return f"{run_id}:result:{part}"
