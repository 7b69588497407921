"""Who people are and which chats there are: what we remember, else what Lark says."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Protocol
from zoneinfo import available_timezones

import structlog

from bot.lark.records import ChatInfo, ChatMode, PersonInfo
from scheduler.errors import AppError
from scheduler.model import Chat, ChatId, Locale, Person, PersonId, TenantKey
from storage.chats import Chats
from storage.people import People

log = structlog.get_logger()

ASK_AGAIN_AFTER = timedelta(minutes=10)
"""When Lark did not tell a person's name: a scope may be granted, a bad moment passes."""


class Lookup(Protocol):
    """The part of the Lark client that tells about people and chats."""

    async def person(self, open_id: str) -> PersonInfo: ...

    async def chat(self, chat_id: str) -> ChatInfo: ...


class Directory:
    def __init__(
        self,
        people: People,
        chats: Chats,
        lark: Lookup,
        *,
        locale: Locale,
        zone: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._people = people
        self._chats = chats
        self._lark = lark
        self._locale = locale
        self.default_zone = zone
        self._monotonic = monotonic
        self._ask_again: dict[PersonId, float] = {}  # only of those whose name is not known

    async def person(self, person_id: PersonId, tenant: TenantKey) -> Person:
        """Return the person, looked up until Lark tells the name; Lark's silence is no obstacle."""
        known = await self._people.get(person_id)
        if known is not None and known.name:
            return known
        return await self._looked_up(
            known or Person(id=person_id, tenant=tenant, name="", locale=self._locale)
        )

    async def _looked_up(self, person: Person) -> Person:
        now = self._monotonic()
        if self._ask_again.get(person.id, now) > now:
            return person
        self._ask_again[person.id] = now + ASK_AGAIN_AFTER.total_seconds()
        try:
            info = await self._lark.person(person.id)
        except AppError as error:
            log.warning("person.not_found", error=str(error))
            return person
        person = replace(person, name=info.name, zone=person.zone or valid_zone(info.zone))
        await self._people.save(person)
        if person.name:
            del self._ask_again[person.id]
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


def valid_zone(name: str | None) -> str | None:
    """Return the zone's name where it is one; a directory may hold anything."""
    return name if name in available_timezones() else None
