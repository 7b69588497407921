"""What callers of the control API may send."""

import json
from typing import Annotated, Literal, TypeVar
from zoneinfo import available_timezones

from aiohttp import web
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.sandbox.delivery import DeliveryFault, Forgery
from bot.sandbox.faults import ApiFault
from bot.sandbox.records import MessageType

BodyT = TypeVar("BodyT", bound="Body")


Immediate = Literal["drop_socket", "close_socket", "mute_socket", "bot_removed"]
"""Faults that happen at once instead of waiting for a call."""


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("no IANA zone has this name")
    return name


ZoneName = Annotated[str, AfterValidator(_known_zone)]


class Body(BaseModel):
    """Strict: a misspelt field is an error, not a wish ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class AsUser(Body):
    user: str = Field(alias="as")
    """open_id of the person who acts."""


class WriteMessage(AsUser):
    chat_id: str | None = None
    """None: the person's chat with the bot."""
    text: str = ""
    mention_bot: bool = False
    mention_all: bool = False
    mention_users: list[str] = []
    reply_to: str | None = None
    in_thread: bool = False
    message_type: MessageType = MessageType.TEXT
    content: str | None = None


class PressAction(AsUser):
    message_id: str
    action: str
    """Name or element_id of the component."""
    form_value: dict[str, object] | None = None
    option: str | list[str] | bool | None = None
    """What was chosen or typed outside a form."""


class React(AsUser):
    emoji_type: str


class PressMenu(AsUser):
    event_key: str = Field(max_length=30)


class BotMembership(AsUser):
    member: bool


class MakeGroup(AsUser):
    name: str = Field(min_length=1, max_length=60)
    members: list[str] = []
    bot: bool = True
    public: bool = False
    thread_form: bool = False
    topic: bool = False


class ChangeMembers(AsUser):
    add: list[str] = []
    remove: list[str] = []


class SetManager(AsUser):
    person: str
    manager: bool


class HandOver(AsUser):
    person: str


class ArmFault(Body):
    kind: ApiFault | DeliveryFault | Immediate
    method: str = "*"
    path: str = "*"
    times: int | None = Field(1, ge=1)
    delay_s: float = Field(1, ge=0, le=600)
    retry_after_s: float = Field(1, ge=0)
    status: int = Field(500, ge=400, le=599)
    code: int = 2200
    msg: str = "Internal Error"
    value: float = 1
    chat_id: str | None = None


class Forge(Body):
    forgery: Forgery
    event_type: str = "im.message.receive_v1"
    event: dict[str, object] = {}


class CallbackUrl(Body):
    url: str | None
    """None: back to the long connection."""


class MoveClock(Body):
    advance_s: float | None = Field(None, ge=0)
    speed: float | None = Field(None, ge=0)


class ChangeApp(Body):
    scopes: list[str] | None = None
    bot_active: bool | None = None
    external_sharing: bool | None = None


class NewUser(Body):
    name: str = Field(min_length=1)
    en_name: str = ""
    locale: str = "zh-CN"
    timezone: ZoneName = "Asia/Shanghai"
    is_admin: bool = False
    available: bool = True
    tenant_key: str = ""
    """Of another company; empty: of the app's own."""
    chats: list[str] = []


class ChangeUser(Body):
    available: bool


async def parse(request: web.Request, model: type[BodyT]) -> BodyT:
    """Return the parsed body, or raise a 400 whose text says what is wrong where."""
    try:
        return model.model_validate_json(await request.read() or b"{}")
    except ValidationError as error:
        raise problem(web.HTTPBadRequest, _reasons(error)) from error


def problem(kind: type[web.HTTPError], text: str) -> web.HTTPError:
    """Return an error answer in JSON: `{"error": text}`."""
    return kind(text=json.dumps({"error": text}, ensure_ascii=False), content_type="application/json")


def _reasons(error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{_place(each['loc'])}: {each['msg']}" for each in problems)


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "body"
