"""Where the form lets a task post: what it offers, and what a choice means.

Groups that are named, and new ones, are chosen by sentence or from the confirm card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from bot.chat.desk import Desk
from bot.chat.talk import Talk
from cards.texts import say
from scheduler.model import TO_BE_MADE, Destination

_OWN: Final = "self"  # its chat may be one in which nothing was said yet


@dataclass(frozen=True, slots=True)
class Offer:
    """A place: what the form sends back for it, and what people read."""

    value: str
    label: str


class Places(Protocol):
    async def offered(self, talk: Talk, present: Destination | None) -> Sequence[Offer]:
        """Return the places to choose from, the task's own one (`present`) or the usual one first."""
        ...

    async def chosen(self, value: str, talk: Talk, present: Destination | None) -> Destination | None:
        """Return the place that `value` stands for; None for one that was not offered."""
        ...


class KnownPlaces:
    """This chat, one's own chat with the bot, and the one that the task posts to already."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def offered(self, talk: Talk, present: Destination | None) -> Sequence[Offer]:
        here = Offer(talk.chat_id, _here(talk))
        usual = (here, Offer(_OWN, say("form.place.self", talk.locale))) if talk.in_group else (here,)
        if present is None:
            return usual
        value = _value(present, talk)
        first = [offer for offer in usual if offer.value == value]
        rest = [offer for offer in usual if offer.value != value]
        return (*(first or [Offer(value, await self._label(present, talk))]), *rest)

    async def chosen(self, value: str, talk: Talk, present: Destination | None) -> Destination | None:
        if present is not None and value == _value(present, talk):
            return present
        if value == talk.chat_id:
            return Destination(talk.chat_id, talk.in_group)
        return await self._desk.destinations.own(talk) if value == _OWN else None

    async def _label(self, present: Destination, talk: Talk) -> str:
        if not present.in_group:
            return say("form.place.self", talk.locale)
        if present.chat_id == TO_BE_MADE:
            return say("form.place.new", talk.locale)
        chat = await self._desk.directory.chat(present.chat_id, talk.person.tenant)
        return chat.name if chat and chat.name else say("form.place.unnamed", talk.locale)


def _value(place: Destination, talk: Talk) -> str:
    is_elsewhere = place.chat_id != talk.chat_id
    return _OWN if is_elsewhere and not place.in_group else place.chat_id


def _here(talk: Talk) -> str:
    return say("form.place.here_group" if talk.in_group else "form.place.here_alone", talk.locale)
