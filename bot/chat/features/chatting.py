"""What asks for nothing that the bot does: answered in a line, and never with a card."""

from collections.abc import Mapping

from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.talk import Talk
from cards.actions import Verb


class Chatting:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {Intent.NONE: self._answer}
        self.presses: Mapping[Verb, OnPress] = {}

    async def _answer(self, talk: Talk, meaning: Meaning) -> None:
        code = f"chat.{meaning.tone}" if meaning.tone else "chat.not_understood"
        await self._desk.replies.tell(talk, code, name=meaning.name)
