"""What people do with groups, over HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.control import bodies
from bot.sandbox.control.talk import answered
from bot.sandbox.gathering import Gathered, Gathering
from bot.sandbox.people import People
from bot.sandbox.records import Chat
from bot.sandbox.views import chat_view


@dataclass(frozen=True, slots=True)
class GroupControl:
    people: People
    gathering: Gathering

    def routes(self) -> list[web.RouteDef]:
        one = "/_sandbox/chats/{chat_id}"
        return [
            web.post("/_sandbox/chats", answered(self.make)),
            web.post(f"{one}/members", answered(self.change_members)),
            web.post(f"{one}/managers", answered(self.set_manager)),
            web.post(f"{one}/owner", answered(self.hand_over)),
            web.post(f"{one}/bot", answered(self.set_bot_member)),
            web.post(f"{one}/dissolve", answered(self.dissolve)),
        ]

    async def make(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.MakeGroup)
        owner = self.people.user(body.user)
        members = [self.people.user(each) for each in body.members]
        wanted = Gathered(body.name, members, body.bot, body.public, body.thread_form, body.topic)
        return chat_view(self.gathering.make(owner, wanted))

    async def change_members(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.ChangeMembers)
        user, chat = self.people.user(body.user), self._chat(request)
        joining = [self.people.user(each) for each in body.add]
        leaving = [self.people.user(each) for each in body.remove]
        if joining:
            chat = self.gathering.add(user, chat, joining)
        if leaving:
            chat = self.gathering.remove(user, chat, leaving)
        return chat_view(chat)

    async def set_manager(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.SetManager)
        user, person = self.people.user(body.user), self.people.user(body.person)
        return chat_view(self.gathering.set_manager(user, self._chat(request), person, manager=body.manager))

    async def hand_over(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.HandOver)
        user, person = self.people.user(body.user), self.people.user(body.person)
        return chat_view(self.gathering.hand_over(user, self._chat(request), person))

    async def set_bot_member(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.BotMembership)
        user = self.people.user(body.user)
        return chat_view(self.gathering.set_bot_member(user, self._chat(request), member=body.member))

    async def dissolve(self, request: web.Request) -> Mapping[str, Any]:
        body = await bodies.parse(request, bodies.AsUser)
        return chat_view(self.gathering.dissolve(self.people.user(body.user), self._chat(request)))

    def _chat(self, request: web.Request) -> Chat:
        return self.people.chat(request.match_info["chat_id"])
