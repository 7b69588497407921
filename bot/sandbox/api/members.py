"""Who is in a group and who rules it: list, is the bot in, add, remove, name managers."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from bot.sandbox import console
from bot.sandbox.api.paging import page_of
from bot.sandbox.api.routes import Answer, Call, Route, StrictWire, Wire
from bot.sandbox.console import AppConsole
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.groups import MAX_INVITED_BOTS, MAX_INVITED_USERS, Groups
from bot.sandbox.membership import Added, Membership
from bot.sandbox.ports import JsonObject
from bot.sandbox.records import Chat, User
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import UserIdType, id_of

BASE = "/open-apis/im/v1/chats/{chat_id}"


class _ChangeManagers(Protocol):
    def __call__(self, chat: Chat, users: Sequence[User], *, bot: bool) -> Chat: ...


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


class _IdsBody(StrictWire):
    id_list: list[str] = Field(min_length=1)


class _IdTypeQuery(Wire):
    member_id_type: _MemberIdType = _MemberIdType.OPEN_ID


class _ManagersBody(StrictWire):
    manager_ids: list[str] = Field(min_length=1, max_length=50)


@dataclass(frozen=True, slots=True)
class MembersApi:
    tenant: Tenant
    groups: Groups
    membership: Membership
    console: AppConsole

    def routes(self) -> list[Route]:
        members = f"{BASE}/members"
        return [
            Route("GET", members, self.list_page, console.READ_MEMBERS),
            Route("GET", f"{members}/is_in_chat", self.is_in_chat, console.READ_MEMBERS),
            Route("POST", members, self.add, console.CHANGE_MEMBERS),
            Route("DELETE", members, self.remove, console.CHANGE_MEMBERS),
            Route("POST", f"{BASE}/managers/add_managers", self.add_managers, console.MANAGERS),
            Route("POST", f"{BASE}/managers/delete_managers", self.delete_managers, console.MANAGERS),
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
        body = await call.body(_IdsBody)
        chat = self._chat(call)
        if _are_apps(body.id_list, query.member_id_type):
            return _added(self._add_bots(body.id_list))
        id_type = UserIdType(query.member_id_type)
        return _added(self.membership.add(chat, body.id_list, id_type, lenient=query.succeed_type == 1))

    async def remove(self, call: Call) -> Answer:
        query = call.query(_IdTypeQuery)
        body = await call.body(_IdsBody)
        chat = self._chat(call)
        if _are_apps(body.id_list, query.member_id_type):
            return {"invalid_id_list": self._remove_bot(chat, body.id_list)}
        id_type = UserIdType(query.member_id_type)
        return {"invalid_id_list": list(self.membership.remove(chat, body.id_list, id_type))}

    async def add_managers(self, call: Call) -> Answer:
        return await self._change_managers(call, self.membership.add_managers)

    async def delete_managers(self, call: Call) -> Answer:
        return await self._change_managers(call, self.membership.remove_managers)

    async def _change_managers(self, call: Call, change: _ChangeManagers) -> Answer:
        id_type = call.query(_IdTypeQuery).member_id_type
        ids = (await call.body(_ManagersBody)).manager_ids
        chat = self._chat(call)
        are_apps = _are_apps(ids, id_type)
        users = [] if are_apps else self.membership.users(ids, UserIdType(id_type))
        ruled = change(chat, users, bot=are_apps and self.console.app.app_id in ids)
        return self._managers(ruled, UserIdType.OPEN_ID if are_apps else UserIdType(id_type))

    def _managers(self, chat: Chat, id_type: UserIdType) -> JsonObject:
        people = [user for each in chat.managers if (user := self.tenant.user(each)) is not None]
        bots = [self.console.app.app_id] if chat.bot_is_manager else []
        return {"chat_managers": [id_of(user, id_type) for user in people], "chat_bot_managers": bots}

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
            "tenant_key": user.tenant_key or self.console.app.tenant_key,
        }

    def _add_bots(self, app_ids: list[str]) -> Added:
        """The one bot there is has joined already: all others do not exist."""
        return Added((), [each for each in app_ids if each != self.console.app.app_id])

    def _remove_bot(self, chat: Chat, app_ids: list[str]) -> list[str]:
        others = [each for each in app_ids if each != self.console.app.app_id]
        if len(others) == len(app_ids):
            raise LarkError(Code.NO_VALID_MEMBERS)
        self.membership.leave(chat)
        return others


def _are_apps(ids: list[str], id_type: _MemberIdType) -> bool:
    """Tell whether these are bots and not people; more than Lark takes at once are refused."""
    are_apps = id_type is _MemberIdType.APP_ID
    if len(ids) > (MAX_INVITED_BOTS if are_apps else MAX_INVITED_USERS):
        raise LarkError(Code.BAD_CHAT_PARAMETER, "too many ids")
    return are_apps


def _added(added: Added) -> JsonObject:
    return {
        "invalid_id_list": list(added.unavailable),
        "not_existed_id_list": list(added.unknown),
        "pending_approval_id_list": [],
    }
