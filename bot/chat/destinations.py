"""Where a task posts: from what was said to a place, and whether that can be posted to now.

A group counts only where the bot and the asker are both in, and where it belongs to the asker's company.
That is asked when the place is named, and once more when it is saved.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.chat.access import Right, may, role_in
from bot.chat.language.meaning import Place, PostTo
from bot.chat.talk import Talk
from bot.directory import Directory
from bot.lark.errors import DeclinedError, GoneError
from cards.elements import name_of
from cards.texts import say
from scheduler.drafts import Draft, NewGroup
from scheduler.errors import PermanentError, Reason, Refused, TransientError
from scheduler.model import TO_BE_MADE, UNMET, ChatId, Destination, PersonId, TaskId
from scheduler.people import Chat
from scheduler.views import PlaceCard, Sentence

GROUP_NAME = 60
"""Lark: characters of a group's name."""

_NAMES_SHOWN = 80
_CHAT_ID = re.compile(r"oc_\w{1,64}")  # what comes back from a card may be anything
_GROUP_WORDS = ("讨论群", "群聊", "群组", "群", " group chat", " group", " chat", " channel")


@dataclass(frozen=True, slots=True)
class Unsettled:
    """No one place is meant: `groups` are those that may be, none for a name that nothing bears.

    `wanted` is a group to be made of which something is still open; `strangers` are the names in it that
    nobody here is known by.
    """

    name: str
    groups: tuple[Chat, ...] = ()
    wanted: NewGroup | None = None
    strangers: tuple[str, ...] = ()


Where = Destination | NewGroup | Unsettled


class Destinations:
    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def meant(self, talk: Talk, said: PostTo | None, owner: PersonId | None = None) -> Where:
        """Return the place that was picked, else the one that was named, else where it was asked.

        In person is where the task's `owner` is, whoever changes it; None: the asker, of a new one.
        Raises TransientError when Lark does not answer.
        """
        if talk.place is not None:
            return talk.place
        match said:
            case PostTo(Place.SELF):
                return await self.own(talk, owner or talk.person.id)
            case PostTo(Place.NAMED_CHAT, name):
                return await self._named(talk, name)
            case PostTo(Place.NEW_GROUP, name, with_whom):
                return await self._new(talk, name, with_whom)
            case _:
                return await self.here(talk)

    async def here(self, talk: Talk) -> Destination:
        """Return the chat of the talk; of a group it is looked up who and how many are in it now."""
        if talk.in_group:
            await self._directory.refreshed_chat(talk.chat_id, talk.person.tenant)
        return Destination(talk.chat_id, talk.in_group)

    async def own(self, talk: Talk, owner: PersonId) -> Destination:
        """Return the personal chat of `owner`, which may be unmet."""
        if not talk.in_group and owner == talk.person.id:
            return Destination(talk.chat_id, in_group=False)
        chat = await self._directory.personal_chat(owner)
        return Destination(chat.id if chat else UNMET, in_group=False)

    async def group(self, talk: Talk, chat_id: ChatId) -> Destination:
        """Return the group as a place; refused where the bot or the asker cannot post there now."""
        if not _CHAT_ID.fullmatch(chat_id):
            raise Refused(Reason.GROUP_GONE, name="")
        chat = await self._directory.group_now(chat_id, talk.person.tenant)
        name = await self._name(chat_id, talk)
        if chat is None:
            raise Refused(Reason.GROUP_GONE, name=name)
        is_member = await self._directory.is_member(chat_id, talk.person.id, anew=True)
        if talk.person.tenant != chat.tenant:
            raise Refused(Reason.GROUP_OF_OTHERS, name=name)
        if not may(role_in(talk.asker, chat, is_member=is_member), Right.CREATE):
            raise Refused(Reason.NOT_IN_GROUP, name=name)
        return Destination(chat_id, in_group=True)

    async def search(self, talk: Talk, query: str) -> tuple[Chat, ...]:
        """Return the groups called so, or nearly so, that the bot and the asker are both in."""
        person = talk.person
        found = list(await self._directory.groups_named(query, person.id, person.tenant))
        if not found and bare(query) != query:
            found = list(await self._directory.groups_named(bare(query), person.id, person.tenant))
        return tuple(found)

    async def at_hand(self, talk: Talk) -> Sequence[Chat]:
        """Return groups to choose from without a search; of many those that the asker's tasks post to."""
        return await self._directory.groups_of(talk.person.id, talk.person.tenant)

    async def ready(self, draft: Draft, talk: Talk) -> Draft:
        """Return the asker's draft with a place that can be posted to now; refused where there is none.

        A group that is wanted is made, once however often this is called. What a change leaves where it
        is is not looked at. Raises TransientError when Lark does not answer.
        """
        if wanted := draft.wanted_group:
            return put(draft, await self._made(draft, wanted))
        place = draft.spec.destination
        if draft.amends is not None and place == draft.amends.before.destination:
            return draft
        if not place.in_group:
            return draft if place.chat_id != UNMET else put(draft, await self._opened(draft, talk))
        if place.chat_id == talk.chat_id:
            await self._still_there(talk)
        else:
            await self.group(talk, place.chat_id)
        return draft

    async def _still_there(self, talk: Talk) -> None:
        """Refuse the group of the talk when it is dissolved or without the bot; whoever presses is in it."""
        try:
            chat = await self._directory.group_now(talk.chat_id, talk.person.tenant)
        except TransientError:
            return  # a card of it was pressed a moment ago
        if chat is None:
            raise Refused(Reason.GROUP_GONE, name=await self._name(talk.chat_id, talk))

    async def question(
        self,
        talk: Talk,
        open_: Unsettled,
        said: str,
        about: TaskId | None = None,
        owner: PersonId | None = None,
    ) -> PlaceCard:
        """Ask where; `said` is read again once that is known, about the task `about` where there is one."""
        return PlaceCard(
            asker=talk.person.id,
            owner=owner,
            in_group=talk.in_group,
            said=said,
            about=about,
            query=open_.name,
            groups=tuple((group.id, group.name) for group in open_.groups),
            wanted=open_.wanted,
            people=await self.candidates(talk) if open_.wanted else (),
            problem=problem_of(open_),
        )

    async def _named(self, talk: Talk, name: str) -> Where:
        if not name:
            return Unsettled("")
        groups = await self.search(talk, name)
        if talk.in_group and talk.chat_id not in {group.id for group in groups}:
            groups = (*groups, *await self._this(talk, name))
        if chosen := sole(name, groups):
            return await self.group(talk, chosen.id) if chosen.id != talk.chat_id else await self.here(talk)
        return Unsettled(name, groups)

    async def _this(self, talk: Talk, name: str) -> tuple[Chat, ...]:
        """Return the group of the talk, where it may be called so."""
        chat = await self._directory.refreshed_chat(talk.chat_id, talk.person.tenant)
        return (chat,) if chat and plain(bare(name)) in plain(chat.name) else ()

    async def _new(self, talk: Talk, name: str, with_whom: Sequence[str]) -> Where:
        known = await self.acquaintances(talk)
        members = {each: _called(each, known) for each in with_whom}
        found = tuple(person for person in members.values() if person and person != talk.person.id)
        strangers = tuple(each for each, person in members.items() if person is None)
        wanted = NewGroup(name[:GROUP_NAME], found)
        return wanted if name and not strangers else Unsettled(name, (), wanted, strangers)

    async def acquaintances(self, talk: Talk) -> Sequence[tuple[PersonId, str]]:
        """Return who can be asked into a group from here, with their names; one may have several names."""
        others = await self._directory.around(talk.chat_id if talk.in_group else None, talk.person.tenant)
        return (*talk.mentions, *others)

    async def candidates(self, talk: Talk) -> tuple[PersonId, ...]:
        """Return whom to choose from for a new group; the asker is in it anyway."""
        around = dict.fromkeys(person for person, _ in await self.acquaintances(talk))
        return tuple(person for person in around if person != talk.person.id)

    async def _made(self, draft: Draft, wanted: NewGroup) -> Destination:
        """Make the group. Another wish of the same draft is another group."""
        wish = sha256("\n".join((wanted.name, *wanted.members)).encode()).hexdigest()[:12]
        try:
            chat = await self._directory.make_group(wanted, draft.asker, draft.tenant, f"{draft.id}:{wish}")
        except GoneError as error:
            raise Refused(Reason.GROUP_OUT_OF_RANGE, name=wanted.name) from error
        except PermanentError as error:
            raise Refused(Reason.GROUP_NOT_MADE, name=wanted.name) from error
        return Destination(chat.id, in_group=True)

    async def _opened(self, draft: Draft, talk: Talk) -> Destination:
        """Say a first word to the task's owner in person, which tells where that is."""
        owner = await self._directory.person(draft.owner, draft.tenant)
        text = say("place.opened", owner.locale, title=draft.spec.title)
        try:
            chat = await self._directory.open_personal_chat(owner, text, draft.id)
        except (GoneError, DeclinedError) as error:
            if owner.id == talk.person.id:
                raise Refused(Reason.NOT_IN_PERSON) from error
            raise Refused(Reason.OWNER_NOT_IN_PERSON, name=name_of(owner.name)) from error
        return Destination(chat.id, in_group=False)

    async def _name(self, chat_id: ChatId, talk: Talk) -> str:
        known = await self._directory.chat(chat_id, talk.person.tenant)
        return name_of(known.name) if known else ""


def problem_of(open_: Unsettled) -> Sentence | None:
    """Return why it is asked; None where the question says it all."""
    if open_.strangers:
        return Sentence("place.strangers", {"names": name_of("、".join(open_.strangers), _NAMES_SHOWN)})
    if open_.wanted:
        return Sentence("place.unnamed")
    if not open_.name:
        return None
    code = "several" if len(open_.groups) > 1 else "nearly" if open_.groups else "none"
    return Sentence(f"place.{code}", {"name": name_of(open_.name)})


def sole(name: str, groups: Sequence[Chat]) -> Chat | None:
    """Return the one group that bears the name: exactly, else as the only one in part; never a guess."""
    wanted = plain(name)
    for fits in (
        lambda called: called == wanted,
        lambda called: bare(called) == bare(wanted),
        lambda called: bare(wanted) in called,
    ):
        fitting = [group for group in groups if fits(plain(group.name))]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def bare(name: str) -> str:
    """Return a group's name without the word for group at its end, which people add and leave out."""
    for word in _GROUP_WORDS:
        if name.endswith(word) and len(name) > len(word):
            return name[: -len(word)].rstrip()
    return name


def plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _called(name: str, known: Iterable[tuple[PersonId, str]]) -> PersonId | None:
    """Return the one person of that name; of a whole name a part will do."""
    people = list(known)
    wanted = plain(name.removeprefix("@"))
    exact = {person for person, called in people if plain(called) == wanted}
    partly = {person for person, called in people if wanted in plain(called).split()}
    fitting = exact or partly
    return fitting.pop() if len(fitting) == 1 else None


def put(draft: Draft, place: Destination | NewGroup) -> Draft:
    """Return the draft with another place to post to."""
    destination = Destination(TO_BE_MADE, in_group=True) if isinstance(place, NewGroup) else place
    return replace(
        draft,
        spec=replace(draft.spec, destination=destination),
        new_group=place if isinstance(place, NewGroup) else None,
    )
