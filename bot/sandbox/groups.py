"""What the bot may do with groups: make one, see it, find it, dissolve it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.sandbox import console as scopes
from bot.sandbox.console import AppConsole
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ids import ChatId, new_chat_id
from bot.sandbox.ports import Clock
from bot.sandbox.records import Chat, ChatType, User
from bot.sandbox.tenant import Tenant

UUID_LIFE = timedelta(hours=10)
MAX_INVITED_USERS, MAX_INVITED_BOTS = 50, 5
MAX_QUERY = 64
"""Characters; a longer search finds nothing."""
NO_NAME = "(无主题)"
"""Lark: the name of a group made without one."""
_QUOTED = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class NewGroup:
    name: str
    description: str
    owner: User | None
    members: Sequence[User]
    public: bool
    thread_form: bool
    bot_is_manager: bool
    uuid: str | None

    @property
    def people(self) -> list[User]:
        return [*([self.owner] if self.owner else []), *self.members]

    @property
    def external(self) -> bool:
        return any(user.tenant_key for user in self.people)


class Groups:
    def __init__(self, tenant: Tenant, console: AppConsole, clock: Clock) -> None:
        self._tenant = tenant
        self._console = console
        self._clock = clock
        self._made: dict[tuple[str, str], tuple[datetime, ChatId]] = {}

    def create(self, group: NewGroup) -> Chat:
        """Make a group; with a `uuid` and owner used within ten hours, return the one made then."""
        known = self._already_made(group)
        if known is not None:
            return known
        self._check_new(group)
        chat = self._tenant.put_chat(self._new_chat(group))
        if group.uuid:
            self._made[_key(group)] = (self._clock(), chat.chat_id)
        return chat

    def find(self, chat_id: str, *, alive: bool = True) -> Chat:
        """Return a chat that the bot is in; a dissolved one only when not `alive` is wanted."""
        chat = self.look_up(chat_id)
        if alive and chat.dissolved:
            raise LarkError(Code.CHAT_DISSOLVED)
        if not chat.bot_member:
            raise LarkError(Code.OUTSIDE_CHAT)
        return chat

    def look_up(self, chat_id: str) -> Chat:
        chat = self._tenant.chat(chat_id)
        if chat is None:
            raise LarkError(Code.BAD_CHAT_ID)
        self._console.check_external(chat, Code.NO_EXTERNAL_CHATS)
        return chat

    def joined(self) -> list[Chat]:
        """Return the groups with the bot, oldest first; personal chats are not listed."""
        return [each for each in self._visible() if each.bot_member]

    def search(self, query: str) -> list[Chat]:
        """Return groups that the bot is in and public ones, by name or a member's name."""
        wanted = _wanted(query)
        if not wanted or len(query) > MAX_QUERY:
            return []
        return [each for each in self._visible() if self._matches(each, wanted)]

    def dissolve(self, chat: Chat) -> None:
        """End a group that the bot owns, or made and rules by its scope."""
        if chat.chat_type is not ChatType.GROUP or chat.topic:
            raise LarkError(Code.CHAT_TYPE_UNSUPPORTED)
        rules = chat.made_by_bot and self._console.has_one_of(scopes.RULE_OWN_GROUPS)
        if chat.owner is not None and not rules:
            raise LarkError(Code.NOT_THE_RULER)
        self._tenant.put_chat(replace(chat, dissolved=True))

    def _check_new(self, group: NewGroup) -> None:
        if group.public and len(group.name) < 2:
            raise LarkError(Code.NAME_TOO_SHORT)
        if not all(user.available for user in group.people):
            raise LarkError(Code.UNAVAILABLE_IDS)
        if group.external:
            self._check_new_external(group)

    def _check_new_external(self, group: NewGroup) -> None:
        if not self._console.external_sharing:
            raise LarkError(Code.NO_EXTERNAL_CHATS)
        if group.owner is None or group.owner.tenant_key:
            raise LarkError(Code.OWNER_OF_OTHER_TENANT)
        if group.public:
            raise LarkError(Code.PUBLIC_AND_EXTERNAL)

    def _already_made(self, group: NewGroup) -> Chat | None:
        when, chat_id = self._made.get(_key(group), (None, None))
        if not group.uuid or when is None or chat_id is None or self._clock() - when >= UUID_LIFE:
            return None
        return self._tenant.chat(chat_id)

    def _new_chat(self, group: NewGroup) -> Chat:
        return Chat(
            chat_id=new_chat_id(),
            chat_type=ChatType.GROUP,
            name=group.name or NO_NAME,
            created=self._clock(),
            members=tuple(dict.fromkeys(user.open_id for user in group.people)),
            bot_member=True,
            owner=group.owner.open_id if group.owner else None,
            description=group.description,
            public=group.public,
            bot_is_manager=group.bot_is_manager and group.owner is not None,
            thread_form=group.thread_form,
            external=group.external,
            made_by_bot=True,
        )

    def _visible(self) -> list[Chat]:
        groups = (each for each in self._tenant.chats() if each.chat_type is ChatType.GROUP)
        seen = (each for each in groups if self._console.external_sharing or not each.external)
        return [each for each in seen if not each.dissolved and (each.bot_member or each.public)]

    def _matches(self, chat: Chat, wanted: str) -> bool:
        people = (self._tenant.user(open_id) for open_id in chat.members)
        names = [chat.name, *(name for user in people if user for name in (user.name, user.en_name))]
        return any(wanted in name.casefold() for name in names)


def _wanted(query: str) -> str:
    """Return what is looked for. Lark wants a `-` in quotes; what happens without them it leaves open.

    Here such a search finds nothing, so that nobody relies on it.
    """
    quoted = _QUOTED.fullmatch(query.strip())
    if quoted is None and "-" in query:
        return ""
    return (quoted.group(1) if quoted else query).strip().casefold()


def _key(group: NewGroup) -> tuple[str, str]:
    return group.uuid or "", group.owner.open_id if group.owner else ""
