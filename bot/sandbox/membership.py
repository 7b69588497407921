"""Who is in a group and who rules it, as far as the bot may change that."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.sandbox import console as scopes
from bot.sandbox.console import AppConsole
from bot.sandbox.directory import Directory
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ids import OpenId
from bot.sandbox.records import Chat, User
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import UserIdType

MAX_MANAGERS = 10
"""Lark: of a normal group."""


@dataclass(frozen=True, slots=True)
class Added:
    """Who of a list could not be added, and why."""

    unavailable: Sequence[str]
    unknown: Sequence[str]


class Membership:
    def __init__(self, tenant: Tenant, directory: Directory, console: AppConsole) -> None:
        self._tenant = tenant
        self._directory = directory
        self._console = console

    def add(self, chat: Chat, ids: Sequence[str], id_type: UserIdType, *, lenient: bool) -> Added:
        """Add people; unless `lenient`, one bad id refuses them all."""
        found = {each: self._directory.user(id_type, each) for each in ids}
        unknown = [each for each, user in found.items() if user is None]
        unavailable = [each for each, user in found.items() if user is not None and not user.available]
        if unknown and not lenient:
            raise LarkError(Code.OPEN_ID_UNKNOWN, f"[{', '.join(unknown)}]")
        if unavailable and not lenient:
            raise LarkError(Code.USER_CANNOT_SEE_APP)
        joining = [user for user in found.values() if user is not None and user.available]
        if not chat.external and any(user.tenant_key for user in joining):
            raise LarkError(Code.OUTSIDER_IN_INTERNAL_CHAT)
        self._join(chat, [user.open_id for user in joining])
        return Added(unavailable, unknown)

    def remove(self, chat: Chat, ids: Sequence[str], id_type: UserIdType) -> Sequence[str]:
        """Put people out; returns the ids of those who were not inside. The owner stays."""
        self._check_rules(chat)
        found = {each: self._directory.user(id_type, each) for each in ids}
        leaving = {user.open_id for user in found.values() if user is not None} & set(chat.members)
        if not leaving:
            raise LarkError(Code.NO_VALID_MEMBERS)
        if chat.owner in leaving:
            raise LarkError(Code.OWNER_STAYS)
        self._tenant.put_chat(without(chat, leaving))
        return [each for each, user in found.items() if user is None or user.open_id not in leaving]

    def leave(self, chat: Chat) -> None:
        """Let the bot go, which it always may."""
        self._tenant.put_chat(replace(chat, bot_member=False, bot_is_manager=False))

    def add_managers(self, chat: Chat, users: Sequence[User], *, bot: bool) -> Chat:
        """Let people, and the bot itself, rule the group. Only its owner may: the bot must own it."""
        new = self._ruling(chat, [user.open_id for user in users if user.open_id in chat.members], bot=bot)
        managers = tuple(dict.fromkeys([*chat.managers, *new]))
        if len(managers) > MAX_MANAGERS:
            raise LarkError(Code.BAD_CHAT_PARAMETER, f"at most {MAX_MANAGERS} managers")
        ruled = replace(chat, managers=managers, bot_is_manager=chat.bot_is_manager or bot)
        return self._tenant.put_chat(ruled)

    def remove_managers(self, chat: Chat, users: Sequence[User], *, bot: bool) -> Chat:
        """Take the rule away again. Only the owner may: the bot must own the group."""
        old = self._ruling(chat, [user.open_id for user in users if user.open_id in chat.managers], bot=bot)
        managers = tuple(each for each in chat.managers if each not in old)
        ruled = replace(chat, managers=managers, bot_is_manager=chat.bot_is_manager and not bot)
        return self._tenant.put_chat(ruled)

    def users(self, ids: Sequence[str], id_type: UserIdType) -> list[User]:
        """Return the people with these ids, or refuse an id that nobody has."""
        found = [(each, self._directory.user(id_type, each)) for each in ids]
        unknown = [each for each, user in found if user is None]
        if unknown:
            raise LarkError(Code.OPEN_ID_UNKNOWN, f"[{', '.join(unknown)}]")
        return [user for _, user in found if user is not None]

    def _ruling(self, chat: Chat, people: Sequence[OpenId], *, bot: bool) -> Sequence[OpenId]:
        if chat.owner is not None:
            raise LarkError(Code.NOT_CHAT_OWNER)
        if not people and not bot:
            raise LarkError(Code.NO_VALID_MEMBERS)
        return people

    def _check_rules(self, chat: Chat) -> None:
        by_scope = chat.made_by_bot and self._console.has_one_of(scopes.RULE_OWN_GROUPS)
        if not (chat.owner is None or chat.bot_is_manager or by_scope):
            raise LarkError(Code.NOT_THE_RULER)

    def _join(self, chat: Chat, joining: Sequence[OpenId]) -> None:
        if not joining:
            raise LarkError(Code.NO_VALID_MEMBERS)
        self._tenant.put_chat(replace(chat, members=tuple(dict.fromkeys([*chat.members, *joining]))))


def without(chat: Chat, leaving: set[OpenId]) -> Chat:
    """Return the group without these people, who rule it no more either."""
    members = tuple(each for each in chat.members if each not in leaving)
    return replace(chat, members=members, managers=tuple(each for each in chat.managers if each in members))
