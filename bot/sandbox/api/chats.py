"""Groups: create, get, list, search, dissolve."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import Field

from bot.sandbox import console
from bot.sandbox.api.paging import Page, page_of
from bot.sandbox.api.routes import Answer, Call, Route, StrictWire, Wire
from bot.sandbox.console import AppConsole
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.groups import MAX_INVITED_BOTS, MAX_INVITED_USERS, Groups, NewGroup
from bot.sandbox.membership import Membership
from bot.sandbox.ports import JsonObject
from bot.sandbox.records import Chat, Message, User
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import UserIdType, chat_item_wire, chat_wire

BASE = "/open-apis/im/v1/chats"


class _IdQuery(Wire):
    user_id_type: UserIdType = UserIdType.OPEN_ID


class _CreateQuery(_IdQuery):
    set_bot_manager: bool = False
    uuid: str | None = Field(None, max_length=50)


class _CreateBody(StrictWire):
    name: str = ""
    description: str = ""
    owner_id: str | None = None
    user_id_list: list[str] = Field([], max_length=MAX_INVITED_USERS)
    bot_id_list: list[str] = Field([], max_length=MAX_INVITED_BOTS)
    group_message_type: Literal["chat", "thread"] = "chat"
    chat_mode: Literal["group"] = "group"
    chat_type: Literal["private", "public"] = "private"


class _PageQuery(_IdQuery):
    page_size: int = Field(20, ge=1, le=100)
    page_token: str = ""


class _ListQuery(_PageQuery):
    sort_type: Literal["ByCreateTimeAsc", "ByActiveTimeDesc"] = "ByCreateTimeAsc"


class _SearchQuery(_PageQuery):
    query: str = ""


@dataclass(frozen=True, slots=True)
class ChatsApi:
    tenant: Tenant
    groups: Groups
    membership: Membership
    console: AppConsole

    def routes(self) -> list[Route]:
        return [
            Route("POST", BASE, self.create, console.CREATE_CHAT),
            Route("GET", BASE, self.list_page, console.READ_CHATS),
            Route("GET", f"{BASE}/search", self.search, console.READ_CHATS),
            Route("GET", f"{BASE}/{{chat_id}}", self.get, console.READ_CHATS),
            Route("DELETE", f"{BASE}/{{chat_id}}", self.dissolve, console.DISSOLVE),
        ]

    async def create(self, call: Call) -> Answer:
        query = call.query(_CreateQuery)
        body = await call.body(_CreateBody)
        self.console.check_bot(Code.CHAT_BOT_ABILITY_OFF)
        chat = self.groups.create(self._new_group(query, body))
        return self._full(chat, query.user_id_type)

    async def get(self, call: Call) -> Answer:
        id_type = call.query(_IdQuery).user_id_type
        self.console.check_bot(Code.CHAT_BOT_ABILITY_OFF)
        # Lark: a dissolved chat still answers, with its status.
        return self._full(self.groups.find(call.path("chat_id"), alive=False), id_type)

    async def dissolve(self, call: Call) -> Answer:
        self.console.check_bot(Code.CHAT_BOT_ABILITY_OFF)
        self.groups.dissolve(self.groups.find(call.path("chat_id")))
        return {}

    async def list_page(self, call: Call) -> Answer:
        query = call.query(_ListQuery)
        self.console.check_bot(Code.CHAT_BOT_ABILITY_OFF)
        chats = self.groups.joined()
        if query.sort_type == "ByActiveTimeDesc":
            chats.sort(key=self._last_active, reverse=True)
        return self._page(chats, query)

    async def search(self, call: Call) -> Answer:
        query = call.query(_SearchQuery)
        self.console.check_bot(Code.CHAT_BOT_ABILITY_OFF)
        return self._page(self.groups.search(query.query), query)

    def _new_group(self, query: _CreateQuery, body: _CreateBody) -> NewGroup:
        if set(body.bot_id_list) - {self.console.app.app_id}:
            raise LarkError(Code.BOT_UNKNOWN)
        owners = self.membership.users([body.owner_id] if body.owner_id else [], query.user_id_type)
        return NewGroup(
            name=body.name,
            description=body.description,
            owner=owners[0] if owners else None,
            members=self.membership.users(body.user_id_list, query.user_id_type),
            public=body.chat_type == "public",
            thread_form=body.group_message_type == "thread",
            bot_is_manager=query.set_bot_manager,
            uuid=query.uuid,
        )

    def _page(self, chats: list[Chat], query: _PageQuery) -> JsonObject:
        page: Page[Chat] = page_of(
            chats, query.page_token, query.page_size, lambda each: each.chat_id, Code.BAD_CHAT_PARAMETER
        )
        return page.wire(
            lambda chat: chat_item_wire(chat, self.console.app, self._owner(chat), query.user_id_type)
        )

    def _full(self, chat: Chat, id_type: UserIdType) -> JsonObject:
        managers = [user for each in chat.managers if (user := self.tenant.user(each)) is not None]
        return chat_wire(chat, self.console.app, self._owner(chat), managers, id_type)

    def _owner(self, chat: Chat) -> User | None:
        return self.tenant.user(chat.owner) if chat.owner else None

    def _last_active(self, chat: Chat) -> datetime:
        said = (each.created for each in self.tenant.messages() if _stands_in(each, chat))
        return max(said, default=chat.created)


def _stands_in(message: Message, chat: Chat) -> bool:
    return message.chat_id == chat.chat_id and message.only_for is None
