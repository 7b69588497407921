"""Who people are and which chats there are: what we remember, else what Lark says."""

from dataclasses import replace
from typing import Protocol
from zoneinfo import available_timezones

import structlog

from bot.lark.records import ChatInfo, ChatMode, PersonInfo
from scheduler.errors import AppError
from scheduler.model import Chat, ChatId, Locale, Person, PersonId, TenantKey
from storage.chats import Chats
from storage.people import People

log = structlog.get_logger()


class Lookup(Protocol):
    """The part of the Lark client that tells about people and chats."""

    async def person(self, open_id: str) -> PersonInfo: ...

    async def chat(self, chat_id: str) -> ChatInfo: ...


class Directory:
    def __init__(self, people: People, chats: Chats, lark: Lookup, *, locale: Locale, zone: str) -> None:
        self._people = people
        self._chats = chats
        self._lark = lark
        self._locale = locale
        self.default_zone = zone

    async def person(self, person_id: PersonId, tenant: TenantKey) -> Person:
        """Return the person, looked up and remembered at first sight; Lark's silence is no obstacle."""
        known = await self._people.get(person_id)
        if known is not None:
            return known
        person = Person(id=person_id, tenant=tenant, name="", locale=self._locale)
        try:
            info = await self._lark.person(person_id)
        except AppError as error:
            log.warning("person.not_found", error=str(error))
            return person
        person = replace(person, name=info.name, zone=_valid_zone(info.zone))
        await self._people.save(person)
        return person

    async def remember(self, person: Person) -> None:
        await self._people.save(person)

    async def chat(self, chat_id: ChatId, tenant: TenantKey) -> Chat | None:
        """Return the chat, looked up at first sight; None when Lark does not tell."""
        return await self._chats.get(chat_id) or await self.refreshed_chat(chat_id, tenant)

    async def refreshed_chat(self, chat_id: ChatId, tenant: TenantKey) -> Chat | None:
        """Ask Lark, because names and owners change; what is remembered serves when it does not tell."""
        try:
            info = await self._lark.chat(chat_id)
        except AppError as error:
            log.warning("chat.not_found", error=str(error))
            return await self._chats.get(chat_id)
        is_group = info.mode is not ChatMode.PERSONAL
        chat = Chat(id=chat_id, tenant=tenant, is_group=is_group, name=info.name, owner=info.owner)
        await self._chats.save(chat)
        return chat

    async def note(self, chat: Chat) -> None:
        """Remember a chat that an event told of."""
        if await self._chats.get(chat.id) != chat:
            await self._chats.save(chat)

    def zone_of(self, person: Person) -> str:
        return person.zone or self.default_zone


def _valid_zone(name: str | None) -> str | None:
    """Return the zone's name where it is one; a directory may hold anything."""
    return name if name in available_timezones() else None
