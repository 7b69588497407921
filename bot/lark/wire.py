"""Lark's event bodies as they arrive: the shapes, checked, before they become our events.

Unknown fields are ignored, because Lark adds some over time; known ones must have their type. Only ids that a
handler cannot do without are required.
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue


def _absent(value: object) -> object:
    """Lark leaves fields out, sends them empty, or sends null: all mean the same."""
    return None if value == "" else value


Text = Annotated[str, Field(max_length=1_000_000)]
Id = Annotated[str, Field(min_length=1, max_length=256)]
MaybeId = Annotated[Id | None, BeforeValidator(_absent)]


class Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Header(Wire):
    event_id: Id
    event_type: Id
    create_time: str = ""
    tenant_key: str = ""
    app_id: str = ""


class Envelope(Wire):
    """Schema 2.0."""

    header: Header
    event: dict[str, Any] = Field(default_factory=dict)  # JSON already; its reader checks what it reads


class OldEnvelope(Wire):
    """Events from before schema 2.0, which we accept in order to ignore them."""

    class Body(Wire):
        type: Id

    uuid: Id
    event: Body


class UserId(Wire):
    open_id: MaybeId = None


class MessageSender(Wire):
    sender_id: UserId | None = None
    sender_type: str = ""
    tenant_key: str = ""


class MessageMention(Wire):
    key: Id
    id: UserId = UserId()
    name: str = ""
    mentioned_type: str = ""


class Message(Wire):
    message_id: Id
    chat_id: Id
    chat_type: str
    message_type: str
    content: Text = ""
    mentions: tuple[MessageMention, ...] | None = None
    create_time: str = ""
    root_id: MaybeId = None
    parent_id: MaybeId = None
    thread_id: MaybeId = None


class MessageEvent(Wire):
    sender: MessageSender
    message: Message


class Operator(Wire):
    open_id: Id
    tenant_key: str = ""


class Action(Wire):
    tag: str = ""
    name: str | None = None
    value: JsonValue = None
    form_value: dict[str, JsonValue] | None = None
    option: str | None = None
    options: tuple[str, ...] | None = None
    input_value: str | None = None
    checked: bool | None = None
    timezone: str | None = None


class Context(Wire):
    open_message_id: MaybeId = None
    open_chat_id: MaybeId = None


class CardEvent(Wire):
    operator: Operator
    action: Action
    context: Context


class ChatEvent(Wire):
    """Everything that happens to a chat or in one: the bot added, removed, greeted; a group dissolved."""

    chat_id: Id
    operator_id: UserId | None = None
    name: str | None = None
    external: bool | None = None


class RecallEvent(Wire):
    message_id: Id
    chat_id: Id


class MenuEvent(Wire):
    class By(Wire):
        operator_id: Operator

    operator: By
    event_key: Id
    timestamp: int | None = None
