"""What people do with groups: make one, come and go, bring the bot, rule, hand over, end it.

What a client would not let a person do is refused with a sentence, not with a code of Lark's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.sandbox import console as scopes
from bot.sandbox import payloads
from bot.sandbox.console import AppConsole
from bot.sandbox.ids import OpenId, new_chat_id
from bot.sandbox.membership import MAX_MANAGERS, without
from bot.sandbox.people import NotPossibleError
from bot.sandbox.ports import Clock, JsonObject, PublishesEvents
from bot.sandbox.records import Chat, ChatType, User
from bot.sandbox.tenant import Tenant
from bot.sandbox.wire import user_ids


@dataclass(frozen=True, slots=True)
class Gathered:
    """A group as a person makes it; the maker owns it and is in it."""

    name: str
    people: Sequence[User] = ()
    with_bot: bool = True
    public: bool = False
    thread_form: bool = False
    topic: bool = False


class Gathering:
    """Tells the bot what happens in groups that it is in."""

    def __init__(self, tenant: Tenant, console: AppConsole, events: PublishesEvents, clock: Clock) -> None:
        self._tenant = tenant
        self._console = console
        self._events = events
        self._clock = clock

    def make(self, owner: User, wanted: Gathered) -> Chat:
        people = (owner, *wanted.people)
        chat = Chat(
            chat_id=new_chat_id(),
            chat_type=ChatType.GROUP,
            name=wanted.name,
            created=self._clock(),
            members=tuple(dict.fromkeys(each.open_id for each in people)),
            bot_member=False,
            owner=owner.open_id,
            public=wanted.public,
            thread_form=wanted.thread_form,
            topic=wanted.topic,
            external=len({each.tenant_key for each in people}) > 1,
        )
        self._tenant.put_chat(chat)
        return self.set_bot_member(owner, chat, member=True) if wanted.with_bot else chat

    def add(self, user: User, chat: Chat, people: Sequence[User]) -> Chat:
        """Bring people in, as every member may; nothing happens for those inside."""
        self._check_inside(user, chat)
        if not chat.external and any(each.tenant_key for each in people):
            raise NotPossibleError("people of other companies join external groups only")
        joining = [each for each in people if each.open_id not in chat.members]
        changed = replace(chat, members=(*chat.members, *(each.open_id for each in joining)))
        return self._changed(changed, user, "im.chat.member.user.added_v1", joining)

    def remove(self, user: User, chat: Chat, people: Sequence[User]) -> Chat:
        """Put people out, as who rules may; everybody may leave, the owner only after handing over."""
        self._check_inside(user, chat)
        leaving = [each for each in people if each.open_id in chat.members]
        if any(each != user for each in leaving):
            self._check_rules(user, chat)
        if any(each.open_id == chat.owner for each in leaving):
            raise NotPossibleError("the owner hands the group over before leaving it")
        changed = without(chat, {each.open_id for each in leaving})
        return self._changed(changed, user, "im.chat.member.user.deleted_v1", leaving)

    def set_manager(self, user: User, chat: Chat, person: User, *, manager: bool) -> Chat:
        """Let somebody of the group manage it, or not any more, as its owner may."""
        self._check_owns(user, chat)
        if person.open_id not in chat.members:
            raise NotPossibleError(f"{person.name} is not in this group")
        others = tuple(each for each in chat.managers if each != person.open_id)
        managers = (*others, person.open_id) if manager else others
        if len(managers) > MAX_MANAGERS:
            raise NotPossibleError(f"a group has at most {MAX_MANAGERS} managers")
        return self._tenant.put_chat(replace(chat, managers=managers))

    def hand_over(self, user: User, chat: Chat, person: User) -> Chat:
        """Make somebody else of the group its owner, as its owner may."""
        self._check_owns(user, chat)
        if person.open_id not in chat.members:
            raise NotPossibleError(f"{person.name} is not in this group")
        managers = tuple(each for each in chat.managers if each != person.open_id)
        changed = self._tenant.put_chat(replace(chat, owner=person.open_id, managers=managers))
        self._publish_change(chat, changed, user)
        return changed

    def set_bot_member(self, user: User, chat: Chat, *, member: bool) -> Chat:
        """Add the bot to a group or remove it; nothing happens when it is so already."""
        self._check_group(chat)
        if chat.bot_member is member:
            return chat
        if member and chat.external and not self._console.external_sharing:
            raise NotPossibleError("the bot may not be in external groups")
        manages = chat.bot_is_manager and member
        changed = self._tenant.put_chat(replace(chat, bot_member=member, bot_is_manager=manages))
        event_type = f"im.chat.member.bot.{'added' if member else 'deleted'}_v1"
        self._events.publish(event_type, self._happened(changed, user))
        return changed

    def dissolve(self, user: User, chat: Chat) -> Chat:
        """End the group, as its owner may; of one without an owner, whoever asks."""
        self._check_group(chat)
        if chat.owner is not None:
            self._check_owns(user, chat)
        changed = self._tenant.put_chat(replace(chat, dissolved=True))
        if chat.bot_member:
            self._events.publish("im.chat.disbanded_v1", self._happened(changed, user))
        return changed

    def _changed(self, chat: Chat, user: User, event_type: str, people: Sequence[User]) -> Chat:
        self._tenant.put_chat(chat)
        if people and chat.bot_member:
            told = payloads.people_of_group(people, self._tenant.app, with_user_id=self._tells_user_id)
            self._events.publish(event_type, {**self._happened(chat, user), "users": told})
        return chat

    def _publish_change(self, before: Chat, after: Chat, user: User) -> None:
        if not after.bot_member:
            return
        event = self._happened(after, user)
        owners = {"before_change": self._owner_of(before), "after_change": self._owner_of(after)}
        self._events.publish("im.chat.updated_v1", {**event, **owners})

    def _owner_of(self, chat: Chat) -> JsonObject:
        owner = self._tenant.user(chat.owner or "")
        return {"owner_id": user_ids(owner, with_user_id=self._tells_user_id)} if owner else {}

    def _happened(self, chat: Chat, user: User) -> JsonObject:
        return payloads.bot_membership(chat, user, self._tenant.app, with_user_id=self._tells_user_id)

    def _check_group(self, chat: Chat) -> None:
        if chat.chat_type is not ChatType.GROUP:
            raise NotPossibleError("a personal chat has no members to change")
        if chat.dissolved:
            raise NotPossibleError("the group was dissolved")

    def _check_inside(self, user: User, chat: Chat) -> None:
        self._check_group(chat)
        if user.open_id not in chat.members:
            raise NotPossibleError(f"{user.name} is not in this group")

    def _check_rules(self, user: User, chat: Chat) -> None:
        self._check_inside(user, chat)
        if not _rules(user.open_id, chat):
            raise NotPossibleError("only the group's owner and managers can do this")

    def _check_owns(self, user: User, chat: Chat) -> None:
        self._check_inside(user, chat)
        if user.open_id != chat.owner:
            raise NotPossibleError("only the group's owner can do this")

    @property
    def _tells_user_id(self) -> bool:
        return self._console.has_one_of(scopes.EMPLOYEE_ID)


def _rules(open_id: OpenId, chat: Chat) -> bool:
    return open_id == chat.owner or open_id in chat.managers
