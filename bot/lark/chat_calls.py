"""Calls about people and groups: who and which, who is inside, find one, make one."""

import hashlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from bot.lark import sdk
from bot.lark.answers import chat_hit, chat_info, person_info, required
from bot.lark.calls import Calls
from bot.lark.pacing import Api
from bot.lark.records import ChatHit, ChatInfo, Member, PersonInfo
from scheduler.model import ChatId, PersonId

_PAGE = 100  # Lark: the largest page of members and of groups
_MEMBER_PAGES = 60  # Lark: groups of up to 5,000; pages may be short
_QUERY = 64  # Lark: a longer query finds nothing


class ChatCalls(Calls):
    async def person(self, open_id: str) -> PersonInfo:
        turn = await self.pacing.turn(Api.PERSON)
        request = sdk.GetUserRequest.builder().user_id(open_id).user_id_type("open_id").build()
        data = await self._call(turn, sdk.UserApi(self._config).aget, request)
        return person_info(data.user if data is not None else None)

    async def chat(self, chat_id: str) -> ChatInfo:
        turn = await self.pacing.turn(Api.CHAT)
        request = sdk.GetChatRequest.builder().chat_id(chat_id).user_id_type("open_id").build()
        return chat_info(chat_id, await self._call(turn, sdk.ChatApi(self._config).aget, request))

    async def search_chats(self, query: str, limit: int = _PAGE) -> list[ChatHit]:
        """Return groups that Lark finds under `query`: the bot's, and public ones that it is not in.

        Lark looks at names, pinyin and members' names, so a hit need not bear the name.
        """
        wanted = _searchable(query)
        if not wanted:
            return []
        request = sdk.SearchChatRequest.builder().query(wanted).user_id_type("open_id").page_size(_PAGE)
        hits: list[ChatHit] = []
        call = sdk.ChatApi(self._config).asearch
        async with aclosing(self._pages(Api.SEARCH, call, request.build())) as pages:
            async for item in pages:
                hits.append(chat_hit(item))
                if len(hits) == limit:
                    break
        return hits

    async def is_in_chat(self, chat_id: str) -> bool:
        """Tell whether the bot itself is in a chat."""
        turn = await self.pacing.turn(Api.IS_IN_CHAT)
        request = sdk.IsInChatChatMembersRequest.builder().chat_id(chat_id).build()
        data = await self._call(turn, sdk.ChatMembersApi(self._config).ais_in_chat, request)
        return bool(data is not None and data.is_in_chat)

    async def members(self, chat_id: str) -> list[Member]:
        """Return the people in a chat; bots are not among them."""
        async with aclosing(self._members(chat_id)) as members:
            return [one async for one in members]

    async def is_member(self, chat_id: str, person: PersonId) -> bool:
        """Tell whether a person is in a chat. Lark has no question for it: its list is read until found."""
        async with aclosing(self._members(chat_id)) as members:
            async for one in members:
                if one.open_id == person:
                    return True
        return False

    async def create_group(self, name: str, members: Sequence[PersonId], owner: PersonId, key: str) -> ChatId:
        """Make a private group of `owner`, up to 50 others and the bot, which may manage it.

        One group for each `key`, owner and ten hours, however often it is called.
        """
        turn = await self.pacing.turn(Api.CREATE_CHAT)
        others = [person for person in dict.fromkeys(members) if person != owner]
        body = sdk.CreateChatRequestBody.builder().name(name).owner_id(owner).user_id_list(others)
        body = body.chat_mode("group").chat_type("private").build()
        request = sdk.CreateChatRequest.builder().user_id_type("open_id").set_bot_manager(True)
        request = request.uuid(hashlib.sha256(key.encode()).hexdigest()[:40]).request_body(body).build()
        data = await self._call(turn, sdk.ChatApi(self._config).acreate, request)
        return ChatId(required(data, "chat_id"))

    async def _members(self, chat_id: str) -> AsyncGenerator[Member, None]:
        request = sdk.GetChatMembersRequest.builder().chat_id(chat_id).member_id_type("open_id")
        request = request.page_size(_PAGE).build()
        call = sdk.ChatMembersApi(self._config).aget
        async with aclosing(self._pages(Api.MEMBERS, call, request, _MEMBER_PAGES)) as pages:
            async for one in pages:
                yield Member(PersonId(one.member_id), one.name or "")


def _searchable(query: str) -> str:
    """Return what to search for: at most 64 characters, in quotes where a `-` would not be read as one."""
    plain = " ".join(query.replace('"', " ").split())
    return f'"{plain[: _QUERY - 2]}"' if "-" in plain else plain[:_QUERY]
