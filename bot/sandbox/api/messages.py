"""Messages: create, reply, update a card, edit, recall, get, list, forward."""

from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import Literal

from pydantic import Field

from bot.sandbox import console
from bot.sandbox.api.paging import page_of
from bot.sandbox.api.routes import Answer, Call, Route, StrictWire, Wire
from bot.sandbox.console import AppConsole
from bot.sandbox.directory import Directory, ReceiveIdType
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.posting import Draft, Posting
from bot.sandbox.records import Message, MessageType
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import message_wire

BASE = "/open-apis/im/v1/messages"
ONE = BASE + "/{message_id}"


class _CardContent(StrEnum):
    USER = "user_card_content"
    RAW = "raw_card_content"


class _CreateQuery(Wire):
    receive_id_type: ReceiveIdType


class _CreateBody(StrictWire):
    receive_id: str = Field(min_length=1)
    msg_type: str
    content: str
    uuid: str | None = Field(None, max_length=50)


class _ReplyBody(StrictWire):
    msg_type: str
    content: str
    reply_in_thread: bool = False
    uuid: str | None = Field(None, max_length=50)


class _PatchBody(StrictWire):
    content: str


class _EditBody(StrictWire):
    msg_type: str
    content: str


class _GetQuery(Wire):
    card_msg_content_type: _CardContent | None = None


class _ListQuery(_GetQuery):
    container_id_type: Literal["chat", "thread"]
    container_id: str = Field(min_length=1)
    start_time: int | None = None
    end_time: int | None = None
    sort_type: Literal["ByCreateTimeAsc", "ByCreateTimeDesc"] = "ByCreateTimeAsc"
    page_size: int = Field(20, ge=1, le=50)
    page_token: str = ""


class _ForwardQuery(_CreateQuery):
    uuid: str | None = Field(None, max_length=50)


class _ForwardBody(StrictWire):
    receive_id: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class MessagesApi:
    tenant: Tenant
    posting: Posting
    directory: Directory
    console: AppConsole

    def routes(self) -> list[Route]:
        return [
            Route("POST", BASE, self.create, console.SEND),
            Route("GET", BASE, self.list_page, console.READ),
            Route("POST", f"{ONE}/reply", self.reply, console.SEND),
            Route("POST", f"{ONE}/forward", self.forward, console.SEND),
            Route("PATCH", ONE, self.patch, console.UPDATE),
            Route("PUT", ONE, self.edit, console.UPDATE),
            Route("DELETE", ONE, self.recall, console.RECALL),
            Route("GET", ONE, self.get, console.READ),
        ]

    async def create(self, call: Call) -> Answer:
        query = call.query(_CreateQuery)
        body = await call.body(_CreateBody)
        self.console.check_bot()
        chat = self.directory.receiver(query.receive_id_type, body.receive_id)
        draft = Draft(_message_type(body.msg_type), body.content, body.uuid)
        return self._wire(self.posting.send(chat, draft))

    async def reply(self, call: Call) -> Answer:
        body = await call.body(_ReplyBody)
        self.console.check_bot()
        draft = Draft(_message_type(body.msg_type), body.content, body.uuid)
        message = self.posting.reply(call.path("message_id"), draft, in_thread=body.reply_in_thread)
        return self._wire(message)

    async def forward(self, call: Call) -> Answer:
        query = call.query(_ForwardQuery)
        body = await call.body(_ForwardBody)
        self.console.check_bot()
        source = self.posting.find(call.path("message_id"))
        self.posting.chat_of(source)
        if source.recalled:
            raise LarkError(Code.MESSAGE_RECALLED)
        chat = self.directory.receiver(query.receive_id_type, body.receive_id)
        return self._wire(self.posting.forward(source, chat, query.uuid))

    async def patch(self, call: Call) -> Answer:
        body = await call.body(_PatchBody)
        self.console.check_bot()
        self.posting.patch(call.path("message_id"), body.content)
        return {}

    async def edit(self, call: Call) -> Answer:
        body = await call.body(_EditBody)
        self.console.check_bot()
        msg_type = _message_type(body.msg_type)
        return self._wire(self.posting.edit(call.path("message_id"), msg_type, body.content))

    async def recall(self, call: Call) -> Answer:
        self.console.check_bot()
        self.posting.recall(call.path("message_id"))
        return {}

    async def get(self, call: Call) -> Answer:
        query = call.query(_GetQuery)
        self.console.check_bot()
        message = self.posting.find(call.path("message_id"))
        self.posting.chat_of(message)
        return {"items": [self._wire(message, original_card=query.card_msg_content_type is not None)]}

    async def list_page(self, call: Call) -> Answer:
        query = call.query(_ListQuery)
        self.console.check_bot()
        messages = self._contained(query)
        if query.sort_type == "ByCreateTimeDesc":
            messages.reverse()
        original = query.card_msg_content_type is not None
        page = page_of(messages, query.page_token, query.page_size, lambda each: each.message_id)
        return page.wire(lambda each: self._wire(each, original_card=original))

    def _contained(self, query: _ListQuery) -> list[Message]:
        if query.container_id_type == "chat":
            return self._in_chat(query)
        if query.start_time is not None or query.end_time is not None:
            raise LarkError(Code.BAD_PARAMETER, "a thread cannot be filtered by time")
        return self._in_thread(query.container_id)

    def _in_chat(self, query: _ListQuery) -> list[Message]:
        chat = self.tenant.chat(query.container_id)
        if chat is None:
            raise LarkError(Code.BAD_PARAMETER, "invalid container_id")
        self.posting.check_access(chat)
        return [
            each
            for each in self.tenant.messages()
            if each.chat_id == chat.chat_id
            and each.only_for is None
            and not self.tenant.is_thread_reply(each)
            and _is_between(each, query.start_time, query.end_time)
        ]

    def _in_thread(self, thread_id: str) -> list[Message]:
        root_id = self.tenant.thread_root(thread_id)
        if root_id is None:
            raise LarkError(Code.BAD_PARAMETER, "invalid container_id")
        self.posting.chat_of(self.posting.find(root_id))
        return [each for each in self.tenant.messages() if each.thread_id == thread_id]

    def _wire(self, message: Message, *, original_card: bool = False) -> Answer:
        return message_wire(message, self.tenant.app, original_card=original_card)


def _message_type(name: str) -> MessageType:
    try:
        return MessageType(name)
    except ValueError as error:
        raise LarkError(Code.BAD_PARAMETER, "invalid msg_type") from error


def _is_between(message: Message, start: int | None, end: int | None) -> bool:
    """Compare with seconds since 1970, as the API takes them; both bounds are inside."""
    second = int(message.created.astimezone(UTC).timestamp())
    return (start is None or second >= start) and (end is None or second <= end)
