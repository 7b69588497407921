"""What the bot may do with groups: make one, see it, add members and managers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.sandbox.directory import Directory
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ids import ChatId, OpenId, new_chat_id
from bot.sandbox.ports import Clock
from bot.sandbox.records import Chat, ChatType, User
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import UserIdType

UUID_LIFE = timedelta(hours=10)
MAX_INVITED_USERS, MAX_INVITED_BOTS = 50, 5
MAX_QUERY = 64
"""Characters; a longer search finds nothing."""
NO_NAME = "(无主题)"
"""Lark: the name of a group made without one."""


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


@dataclass(frozen=True, slots=True)
class Added:
    """Who of a list could not be added, and why."""

    unavailable: Sequence[str]
    unknown: Sequence[str]


class Groups:
    def __init__(self, tenant: Tenant, directory: Directory, clock: Clock) -> None:
        self._tenant = tenant
        self._directory = directory
        self._clock = clock
        self._made: dict[tuple[str, str], tuple[datetime, ChatId]] = {}

    def create(self, group: NewGroup) -> Chat:
        """Make a group; with a `uuid` and owner used within ten hours, return the one made then."""
        known = self._already_made(group)
        if known is not None:
            return known
        if group.public and len(group.name) < 2:
            raise LarkError(Code.NAME_TOO_SHORT)
        people = [*([group.owner] if group.owner else []), *group.members]
        if not all(user.available for user in people):
            raise LarkError(Code.UNAVAILABLE_IDS)
        chat = self._tenant.put_chat(self._new_chat(group, people))
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
        return chat

    def joined(self) -> list[Chat]:
        """Return the groups with the bot, oldest first; personal chats are not listed."""
        return [each for each in self._visible() if each.bot_member]

    def search(self, query: str) -> list[Chat]:
        """Return groups that the bot is in and public ones, by name or a member's name."""
        wanted = query.strip().strip('"').casefold()
        if not wanted or len(query) > MAX_QUERY:
            return []
        return [each for each in self._visible() if self._matches(each, wanted)]

    def add_members(self, chat: Chat, ids: Sequence[str], id_type: UserIdType, *, lenient: bool) -> Added:
        """Add people; unless `lenient`, one bad id refuses them all."""
        found = {each: self._directory.user(id_type, each) for each in ids}
        unknown = [each for each, user in found.items() if user is None]
        unavailable = [each for each, user in found.items() if user is not None and not user.available]
        if unknown and not lenient:
            raise LarkError(Code.OPEN_ID_UNKNOWN, f"[{', '.join(unknown)}]")
        if unavailable and not lenient:
            raise LarkError(Code.USER_CANNOT_SEE_APP)
        joining = [user.open_id for user in found.values() if user is not None and user.available]
        self._join(chat, joining)
        return Added(unavailable, unknown)

    def add_managers(self, chat: Chat, users: Sequence[User], *, bot: bool) -> Chat:
        """Let people, and the bot itself, rule the group. Only its owner may: the bot must own it."""
        if chat.owner is not None:
            raise LarkError(Code.NOT_CHAT_OWNER)
        new = [user.open_id for user in users if user.open_id in chat.members]
        if not new and not bot:
            raise LarkError(Code.NO_VALID_MEMBERS)
        managers = tuple(dict.fromkeys([*chat.managers, *new]))
        ruled = replace(chat, managers=managers, bot_is_manager=chat.bot_is_manager or bot)
        return self._tenant.put_chat(ruled)

    def users(self, ids: Sequence[str], id_type: UserIdType) -> list[User]:
        """Return the people with these ids, or refuse an id that nobody has."""
        found = [(each, self._directory.user(id_type, each)) for each in ids]
        unknown = [each for each, user in found if user is None]
        if unknown:
            raise LarkError(Code.OPEN_ID_UNKNOWN, f"[{', '.join(unknown)}]")
        return [user for _, user in found if user is not None]

    def _join(self, chat: Chat, joining: Sequence[OpenId]) -> None:
        if not joining:
            raise LarkError(Code.NO_VALID_MEMBERS)
        self._tenant.put_chat(replace(chat, members=tuple(dict.fromkeys([*chat.members, *joining]))))

    def _already_made(self, group: NewGroup) -> Chat | None:
        when, chat_id = self._made.get(_key(group), (None, None))
        if not group.uuid or when is None or chat_id is None or self._clock() - when >= UUID_LIFE:
            return None
        return self._tenant.chat(chat_id)

    def _new_chat(self, group: NewGroup, people: Sequence[User]) -> Chat:
        return Chat(
            chat_id=new_chat_id(),
            chat_type=ChatType.GROUP,
            name=group.name or NO_NAME,
            created=self._clock(),
            members=tuple(dict.fromkeys(user.open_id for user in people)),
            bot_member=True,
            owner=group.owner.open_id if group.owner else None,
            description=group.description,
            public=group.public,
            bot_is_manager=group.bot_is_manager and group.owner is not None,
            thread_form=group.thread_form,
        )

    def _visible(self) -> list[Chat]:
        groups = (each for each in self._tenant.chats() if each.chat_type is ChatType.GROUP)
        return [each for each in groups if not each.dissolved and (each.bot_member or each.public)]

    def _matches(self, chat: Chat, wanted: str) -> bool:
        people = (self._tenant.user(open_id) for open_id in chat.members)
        names = [chat.name, *(name for user in people if user for name in (user.name, user.en_name))]
        return any(wanted in name.casefold() for name in names)


def _key(group: NewGroup) -> tuple[str, str]:
    return group.uuid or "", group.owner.open_id if group.owner else ""
