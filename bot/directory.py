"""Who people are and which chats there are: what we remember, else what Lark says."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

import structlog

from bot.lark.records import ChatHit, ChatInfo, ChatMode, Member, PersonInfo
from bot.profiles import language_of_profile, valid_zone
from bot.short_memory import ShortMemory
from scheduler.drafts import NewGroup
from scheduler.errors import AppError, PermanentError, TransientError
from scheduler.model import TO_BE_MADE, UNMET, ChatId, Locale, PersonId, TenantKey
from scheduler.people import Chat, Person
from storage.chats import Chats
from storage.people import People

log = structlog.get_logger()

ASK_AGAIN_AFTER = timedelta(minutes=10)
"""When Lark did not tell a person's name: a scope may be granted, a bad moment passes."""

GROUPS_LOOKED_AT = 10

PATIENCE = timedelta(seconds=1)
"""Of the three that Lark gives for the answer to a press."""

PEOPLE_OFFERED = 100
"""As many as are looked through for a name, and for whom a group's list is read."""

_KINDS_REMEMBERED = 20_000
"""Chats of which it is kept whether they are groups: thousands are posted to at nine."""

_KIND_KEPT = timedelta(days=1)


class Lookup(Protocol):
    """The part of the Lark client that tells about people and chats."""

    async def person(self, open_id: str) -> PersonInfo: ...

    async def chat(self, chat_id: str) -> ChatInfo: ...

    async def search_chats(self, query: str) -> Sequence[ChatHit]: ...

    async def is_member(self, chat_id: str, person: PersonId) -> bool: ...

    async def members(self, chat_id: str) -> Sequence[Member]: ...

    async def create_group(
        self, name: str, members: Sequence[PersonId], owner: PersonId, key: str
    ) -> ChatId: ...

    async def open_personal_chat(self, person: PersonId, text: str, key: str) -> ChatId: ...


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
        self._found: ShortMemory[tuple[str, PersonId], tuple[Chat, ...]] = ShortMemory(monotonic)
        self._inside: ShortMemory[tuple[ChatId, PersonId], bool] = ShortMemory(monotonic)
        self._kinds: ShortMemory[ChatId, bool] = ShortMemory(monotonic, _KIND_KEPT, _KINDS_REMEMBERED)
        self._ask_again: dict[PersonId, float] = {}  # only of those whose name is not known

    async def person(self, person_id: PersonId, tenant: TenantKey) -> Person:
        """Return the person, looked up until Lark tells the name; Lark's silence is no obstacle."""
        known = await self._people.get(person_id)
        if known is not None and known.name:
            return known
        stranger = Person(id=person_id, tenant=tenant, name="", locale=self._locale)
        return await self._looked_up(known or stranger, is_new=known is None)

    async def _looked_up(self, person: Person, *, is_new: bool) -> Person:
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
        if is_new and (locale := language_of_profile(person)):
            person = replace(person, locale=locale)
        await self._people.save(person)
        if person.name:
            del self._ask_again[person.id]
        return person

    async def remember(self, person: Person) -> None:
        await self._people.save(person)

    async def chat(self, chat_id: ChatId, tenant: TenantKey) -> Chat | None:
        """Return the chat, looked up at first sight; None when Lark does not tell, or where none is yet."""
        if chat_id in {UNMET, TO_BE_MADE}:
            return None
        return await self._chats.get(chat_id) or await self.refreshed_chat(chat_id, tenant)

    async def is_group(self, chat_id: ChatId, tenant: TenantKey) -> bool:
        """Tell a group from a personal chat, which none ever becomes; False where nobody knows."""
        if (known := self._kinds.get(chat_id)) is not None:
            return known
        chat = await self.chat(chat_id, tenant)
        if chat is not None:
            self._kinds.put(chat_id, chat.is_group)
        return chat is not None and chat.is_group

    async def refreshed_chat(self, chat_id: ChatId, tenant: TenantKey) -> Chat | None:
        """Ask Lark, because names and owners change; what is remembered serves when it does not tell."""
        try:
            info = await self._lark.chat(chat_id)
        except AppError as error:
            log.warning("chat.not_found", error=str(error))
            return await self._chats.get(chat_id)
        return await self._kept(info, tenant)

    async def group_now(self, chat_id: ChatId, tenant: TenantKey) -> Chat | None:
        """Return the group as Lark knows it now; None where it is dissolved or without the bot.

        Its `tenant` is the company that it belongs to. Raises TransientError when Lark does not answer.
        """
        try:
            info = await self._lark.chat(chat_id)
        except PermanentError as error:
            log.info("group.not_told", error=str(error))
            return None
        chat = await self._kept(info, tenant)
        usable = chat.is_group and not info.dissolved
        return replace(chat, tenant=info.tenant or tenant) if usable else None

    async def _kept(self, info: ChatInfo, tenant: TenantKey) -> Chat:
        """Remember what Lark told; whose personal chat it is Lark does not tell."""
        known = await self._chats.get(info.chat_id)
        is_group = info.mode is not ChatMode.PERSONAL
        chat = Chat(
            id=info.chat_id,
            tenant=tenant,
            is_group=is_group,
            name=info.name,
            owner=info.owner if is_group else (known.owner if known else None),
            managers=info.managers,
            people=info.people,
            reachable=not info.dissolved,
        )
        if chat != known:
            await self._chats.save(chat)
        return chat

    async def personal_chat(self, person: PersonId) -> Chat | None:
        """Return somebody's own chat with the bot; None where nothing was said in it yet."""
        return await self._chats.personal(person)

    async def open_personal_chat(self, person: Person, text: str, key: str) -> Chat:
        """Say `text` to somebody in person, once for each `key`, and so learn which chat that is.

        Raises TransientError when Lark does not answer, PermanentError when the person cannot be written to.
        """
        chat_id = await self._lark.open_personal_chat(person.id, text, key)
        chat = Chat(id=chat_id, tenant=person.tenant, is_group=False, owner=person.id)
        await self._chats.save(chat)
        return chat

    async def groups_named(self, query: str, asker: PersonId, tenant: TenantKey) -> Sequence[Chat]:
        """Return the groups called so that the bot and `asker` are both in, the best match first.

        Asked from Lark now: names and members change, and these decide where a task posts. At most
        `GROUPS_LOOKED_AT` are looked at. Raises TransientError when Lark does not answer.
        """
        known = self._found.get((query, asker))
        if known is not None:
            return known
        hits = best_named(await self._search(query), query)[:GROUPS_LOOKED_AT]
        shared = await asyncio.gather(*(self._shared(hit.chat_id, asker, tenant) for hit in hits))
        groups = tuple(chat for chat in shared if chat is not None)
        self._found.put((query, asker), groups)
        return groups

    async def groups_of(self, asker: PersonId, tenant: TenantKey) -> Sequence[Chat]:
        """Return groups that the bot is known to be in and `asker` is in now, at most `GROUPS_LOOKED_AT`.

        Somebody is waiting for them: what Lark does not tell within `PATIENCE` is left out.
        """
        known = await self._chats.groups(tenant, asker, GROUPS_LOOKED_AT)
        inside = await asyncio.gather(*(self._is_told_inside(chat.id, asker) for chat in known))
        return [chat for chat, is_inside in zip(known, inside, strict=True) if is_inside]

    async def _is_told_inside(self, chat_id: ChatId, person: PersonId) -> bool:
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                return await self.is_member(chat_id, person)
        except (TimeoutError, TransientError) as error:
            log.info("member.not_told_in_time", error=str(error))
            return False

    async def is_member(self, chat_id: ChatId, person: PersonId, *, anew: bool = False) -> bool:
        """Ask Lark whether somebody is in a chat that the bot is in too; False where the bot is not.

        An answer is believed for a moment, unless it is wanted `anew`. Raises TransientError when Lark
        does not answer.
        """
        known = None if anew else self._inside.get((chat_id, person))
        if known is not None:
            return known
        try:
            inside = await self._lark.is_member(chat_id, person)
        except PermanentError as error:
            log.info("member.not_told", error=str(error))
            inside = False
        self._inside.put((chat_id, person), inside)
        return inside

    async def around(self, group: ChatId | None, tenant: TenantKey) -> Sequence[tuple[PersonId, str]]:
        """Return who can be asked into a group, with their names: the people of `group`, then others known.

        Of a large group, and where Lark does not tell, only those who are known.
        """
        known = await self._people.named(tenant, PEOPLE_OFFERED)
        members = await self._members(group, tenant) if group else ()
        names = {one.open_id: one.name for one in members} | {one.id: one.name for one in known}
        return tuple(names.items())[:PEOPLE_OFFERED]

    async def _members(self, group: ChatId, tenant: TenantKey) -> Sequence[Member]:
        chat = await self.chat(group, tenant)
        if chat is None or (chat.people or 0) > PEOPLE_OFFERED:
            return ()
        try:
            return await self._lark.members(group)
        except AppError as error:
            log.warning("members.not_told", error=str(error))
            return ()

    async def make_group(self, wanted: NewGroup, owner: PersonId, tenant: TenantKey, key: str) -> Chat:
        """Make the group of `owner`, or return the one that was made for `key` and this owner before.

        Lark remembers a key for ten hours. Raises TransientError when it may help to ask again with the
        same key, PermanentError when Lark will not have such a group (somebody is out of the app's range).
        """
        chat_id = await self._lark.create_group(wanted.name, wanted.members, owner, key)
        self._inside.put((chat_id, owner), True)
        chat = Chat(id=chat_id, tenant=tenant, is_group=True, name=wanted.name, owner=owner)
        await self._chats.save(chat)
        return chat

    async def _search(self, query: str) -> Sequence[ChatHit]:
        try:
            return await self._lark.search_chats(query)
        except PermanentError as error:
            log.warning("chat.search_refused", error=str(error))
            return ()

    async def _shared(self, chat_id: ChatId, asker: PersonId, tenant: TenantKey) -> Chat | None:
        """Return the group if the bot and `asker` are in it: a search finds public ones, too."""
        if not await self.is_member(chat_id, asker):
            return None
        return await self.refreshed_chat(chat_id, tenant)

    async def note(self, chat: Chat) -> None:
        """Remember a chat that an event told of."""
        if await self._chats.get(chat.id) != chat:
            await self._chats.save(chat)

    def zone_of(self, person: Person) -> str:
        return person.zone or self.default_zone


def best_named(hits: Sequence[ChatHit], query: str) -> Sequence[ChatHit]:
    """Return those that bear the name, exactly or in part; where none does, what Lark else understood.

    Lark finds by pinyin and by members' names, too.
    """
    wanted = _plain(query)
    exact = [hit for hit in hits if _plain(hit.name) == wanted]
    partly = [hit for hit in hits if wanted in _plain(hit.name) and hit not in exact]
    return [*exact, *partly] or hits


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
