"""What asks for nothing that the bot does: answered in a line, or with the question whether it was a wish."""

import re
from collections.abc import Mapping
from typing import Final

from bot.chat.desk import Desk
from bot.chat.endings import Ending, ending_of
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.talk import Talk
from cards.actions import Verb
from cards.ask_card import WHETHER
from scheduler.views import AskCard

_NODS: Final = re.compile(
    r"(?:收到|知道了?|明白了?|了解|懂了|哈|嘿|呵|嗯|哦|噢|赞|棒|厉害|不错|辛苦了?"
    r"|got it|i see|understood|noted|nice|cool|ha|lol|hm+|wow"
    r"|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]|[\s!！~～。.,，]){1,40}",
    re.IGNORECASE,
)
"""What people say back when they have nothing to ask for."""


class Chatting:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {Intent.NONE: self._answer}
        self.presses: Mapping[Verb, OnPress] = {}

    async def _answer(self, talk: Talk, meaning: Meaning) -> None:
        if meaning.offers and not talk.in_group:
            choices = tuple((one.label, one.sentence) for one in meaning.offers)
            await self._desk.replies.show(talk, AskCard(talk.person.id, WHETHER, choices))
            return
        code = f"chat.{meaning.tone}" if meaning.tone else _reply_to(meaning.said)
        await self._desk.replies.tell(talk, code, name=meaning.name)


def _reply_to(text: str) -> str:
    """Tell a nod, and a "cancel" for which nothing is open, from what was not understood."""
    match ending_of(text):
        case Ending.YES:
            return "chat.nodded"
        case Ending.NO:
            return "chat.nothing_open"
        case None:
            return "chat.nodded" if _NODS.fullmatch(text.strip()) else "chat.not_understood"
