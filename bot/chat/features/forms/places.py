"""Where the form lets a task post: what it offers, and what a choice means.

Other groups, and new ones, are chosen by sentence or from the confirm card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from bot.chat.desk import Desk
from bot.chat.talk import Talk
from cards.texts import say
from scheduler.model import TO_BE_MADE, ChatId, Destination, PersonId

_OWN: Final = "self"  # its chat may be one in which nothing was said yet


@dataclass(frozen=True, slots=True)
class Offer:
    """A place: what the form sends back for it, and what people read."""

    value: str
    label: str


class Places(Protocol):
    async def offered(self, talk: Talk, owner: PersonId, present: Destination | None) -> Sequence[Offer]:
        """Return the places to choose from, the task's own one (`present`) or the usual one first.

        `owner` is whose task it is: in person is where they are, whoever fills in the form.
        """
        ...

    async def chosen(
        self, value: str, talk: Talk, owner: PersonId, present: Destination | None
    ) -> Destination | None:
        """Return the place that `value` stands for; None for one that was not offered."""
        ...


class KnownPlaces:
    """This chat, the owner's own chat with the bot, where the task posts already, and groups at hand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def offered(self, talk: Talk, owner: PersonId, present: Destination | None) -> Sequence[Offer]:
        usual = (*_nearest(talk, owner), *await self._groups(talk))
        if present is None:
            return usual
        value = _value(present, talk)
        first = [offer for offer in usual if offer.value == value]
        rest = [offer for offer in usual if offer.value != value]
        return (*(first or [Offer(value, await self._label(present, talk, owner))]), *rest)

    async def chosen(
        self, value: str, talk: Talk, owner: PersonId, present: Destination | None
    ) -> Destination | None:
        if present is not None and value == _value(present, talk):
            return present
        if value == talk.chat_id:
            return Destination(talk.chat_id, talk.in_group)
        if value == _OWN:
            return await self._desk.destinations.own(talk, owner)
        return await self._desk.destinations.group(talk, ChatId(value))

    async def _groups(self, talk: Talk) -> Sequence[Offer]:
        found = await self._desk.destinations.at_hand(talk)
        return [Offer(group.id, group.name) for group in found if group.name and group.id != talk.chat_id]

    async def _label(self, present: Destination, talk: Talk, owner: PersonId) -> str:
        if not present.in_group:
            return _in_person(talk, owner)
        if present.chat_id == TO_BE_MADE:
            return say("form.place.new", talk.locale)
        chat = await self._desk.directory.chat(present.chat_id, talk.person.tenant)
        return chat.name if chat and chat.name else say("form.place.unnamed", talk.locale)


def _nearest(talk: Talk, owner: PersonId) -> Sequence[Offer]:
    here = Offer(talk.chat_id, _here(talk))
    return (here, Offer(_OWN, _in_person(talk, owner))) if talk.in_group else (here,)


def _value(place: Destination, talk: Talk) -> str:
    is_elsewhere = place.chat_id != talk.chat_id
    return _OWN if is_elsewhere and not place.in_group else place.chat_id


def _here(talk: Talk) -> str:
    return say("form.place.here_group" if talk.in_group else "form.place.here_alone", talk.locale)


def _in_person(talk: Talk, owner: PersonId) -> str:
    return say("form.place.self" if owner == talk.person.id else "place.owner", talk.locale)
