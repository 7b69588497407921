"""What a feature of the chat offers: answers to what is said, and to what is pressed.

`bot.chat.messages` and `bot.chat.buttons` find the feature; a feature finds its way by itself.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from bot.chat.answers import Answer
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from cards.actions import Verb

AnswerTo = Callable[[Talk, Meaning], Awaitable[None]]
"""Answers what was said by putting posts into the outbox; raises `Refused` for what cannot be done."""

OnPress = Callable[[Pressed], Awaitable[Answer]]
"""Answers a press at once; raises `Refused`, which becomes a toast."""

Key = TypeVar("Key")
Handler = TypeVar("Handler")


class Feature(Protocol):
    @property
    def answers(self) -> Mapping[Intent, AnswerTo]: ...

    @property
    def presses(self) -> Mapping[Verb, OnPress]: ...


def merged(offers: Iterable[Mapping[Key, Handler]]) -> dict[Key, Handler]:
    """Put together what several features offer; two that offer the same are a defect."""
    together: dict[Key, Handler] = {}
    for offer in offers:
        if twice := together.keys() & offer.keys():
            raise ValueError(f"offered by two features: {twice}")
        together |= offer
    return together
