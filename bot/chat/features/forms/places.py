"""Where the form lets a task post: what it offers, and what a choice means."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.chat.talk import Talk
from bot.directory import Directory
from cards.texts import say
from scheduler.model import ChatId, Destination, Locale


@dataclass(frozen=True, slots=True)
class Offer:
    """A place: what the form sends back for it, and what people read."""

    value: str
    label: str


class Places(Protocol):
    async def offered(self, talk: Talk, present: Destination | None) -> Sequence[Offer]:
        """Return the places to choose from, the usual one first; `present` is the task's own."""
        ...

    async def chosen(self, value: str, talk: Talk, present: Destination | None) -> Destination | None:
        """Return the place that `value` stands for; None where the asker may not post, or no more."""
        ...


class ChatPlaces:
    """This chat, and the one that the task posts to already."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def offered(self, talk: Talk, present: Destination | None) -> Sequence[Offer]:
        here = Offer(talk.chat_id, _here(talk))
        if present is None or present.chat_id == talk.chat_id:
            return (here,)
        label = await self._label(present, talk)
        return (Offer(present.chat_id, label), here)

    async def chosen(self, value: str, talk: Talk, present: Destination | None) -> Destination | None:
        if present is not None and value == present.chat_id:
            return present
        if value == talk.chat_id:
            return Destination(ChatId(value), talk.in_group)
        return None

    async def _label(self, present: Destination, talk: Talk) -> str:
        if not present.in_group:
            return say("form.place.self", talk.locale)
        chat = await self._directory.chat(present.chat_id, talk.person.tenant)
        return chat.name if chat and chat.name else say("form.place.here_group", Locale(talk.locale))


def _here(talk: Talk) -> str:
    return say("form.place.here_group" if talk.in_group else "form.place.here_alone", talk.locale)
