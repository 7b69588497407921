"""Who is in a group: list, is the bot in, add, let rule."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from bot.sandbox import console
from bot.sandbox.api.paging import page_of
from bot.sandbox.api.routes import Answer, Call, Route, StrictWire, Wire
from bot.sandbox.console import AppConsole
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.groups import MAX_INVITED_BOTS, MAX_INVITED_USERS, Added, Groups
from bot.sandbox.ports import JsonObject
from bot.sandbox.records import Chat, User
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import UserIdType, id_of

BASE = "/open-apis/im/v1/chats/{chat_id}"


class _MemberIdType(StrEnum):
    OPEN_ID = "open_id"
    UNION_ID = "union_id"
    USER_ID = "user_id"
    APP_ID = "app_id"


class _ListQuery(Wire):
    member_id_type: UserIdType = UserIdType.OPEN_ID
    page_size: int = Field(20, ge=1, le=100)
    page_token: str = ""


class _AddQuery(Wire):
    member_id_type: _MemberIdType = _MemberIdType.OPEN_ID
    succeed_type: int = Field(0, ge=0, le=2)


class _AddBody(StrictWire):
    id_list: list[str] = Field(min_length=1)


class _ManagersQuery(Wire):
    member_id_type: _MemberIdType = _MemberIdType.OPEN_ID


class _ManagersBody(StrictWire):
    manager_ids: list[str] = Field(min_length=1, max_length=50)


@dataclass(frozen=True, slots=True)
class MembersApi:
    tenant: Tenant
    groups: Groups
    console: AppConsole

    def routes(self) -> list[Route]:
        members = f"{BASE}/members"
        return [
            Route("GET", members, self.list_page, console.READ_MEMBERS),
            Route("GET", f"{members}/is_in_chat", self.is_in_chat, console.READ_MEMBERS),
            Route("POST", members, self.add, console.ADD_MEMBERS),
            Route("POST", f"{BASE}/managers/add_managers", self.add_managers, console.MANAGERS),
        ]

    async def list_page(self, call: Call) -> Answer:
        query = call.query(_ListQuery)
        chat = self._chat(call)
        page = page_of(
            self._people(chat),
            query.page_token,
            query.page_size,
            lambda user: user.open_id,
            Code.BAD_CHAT_PARAMETER,
        )
        listed = page.wire(lambda user: self._member(user, query.member_id_type))
        return {**listed, "member_total": len(chat.members)}

    async def is_in_chat(self, call: Call) -> Answer:
        self.console.check_bot(Code.CHAT_BOT_ABILITY_OFF)
        chat = self.groups.look_up(call.path("chat_id"))
        return {"is_in_chat": chat.bot_member and not chat.dissolved}

    async def add(self, call: Call) -> Answer:
        query = call.query(_AddQuery)
        body = await call.body(_AddBody)
        chat = self._chat(call)
        is_app = query.member_id_type is _MemberIdType.APP_ID
        if len(body.id_list) > (MAX_INVITED_BOTS if is_app else MAX_INVITED_USERS):
            raise LarkError(Code.BAD_CHAT_PARAMETER, "too many ids")
        if is_app:
            return _added(self._add_bots(body.id_list))
        id_type = UserIdType(query.member_id_type)
        lenient = query.succeed_type == 1
        return _added(self.groups.add_members(chat, body.id_list, id_type, lenient=lenient))

    async def add_managers(self, call: Call) -> Answer:
        query = call.query(_ManagersQuery)
        body = await call.body(_ManagersBody)
        chat = self._chat(call)
        is_app = query.member_id_type is _MemberIdType.APP_ID
        bot = is_app and self.console.app.app_id in body.manager_ids
        users = [] if is_app else self.groups.users(body.manager_ids, UserIdType(query.member_id_type))
        ruled = self.groups.add_managers(chat, users, bot=bot)
        bots = [self.console.app.app_id] if ruled.bot_is_manager else []
        return {"chat_managers": list(ruled.managers), "chat_bot_managers": bots}

    def _chat(self, call: Call) -> Chat:
        self.console.check_bot(Code.CHAT_BOT_ABILITY_OFF)
        return self.groups.find(call.path("chat_id"))

    def _people(self, chat: Chat) -> list[User]:
        """Return the members that are people: bots are not listed."""
        return [user for open_id in chat.members if (user := self.tenant.user(open_id)) is not None]

    def _member(self, user: User, id_type: UserIdType) -> JsonObject:
        return {
            "member_id_type": id_type,
            "member_id": id_of(user, id_type),
            "name": user.name,
            "tenant_key": self.console.app.tenant_key,
        }

    def _add_bots(self, app_ids: list[str]) -> Added:
        """The one bot there is has joined already: all others do not exist."""
        return Added((), [each for each in app_ids if each != self.console.app.app_id])


def _added(added: Added) -> JsonObject:
    return {
        "invalid_id_list": list(added.unavailable),
        "not_existed_id_list": list(added.unknown),
        "pending_approval_id_list": [],
    }
