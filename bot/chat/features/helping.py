"""What can be said and done here."""

from collections.abc import Mapping

from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.talk import Talk
from cards.actions import Verb
from scheduler.views import HelpCard


class Helping:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {Intent.HELP: self._help}
        self.presses: Mapping[Verb, OnPress] = {}

    async def _help(self, talk: Talk, _: Meaning) -> None:
        await self._desk.replies.show(talk, HelpCard())
