"""How the bot is doing, for those who look after it."""

from collections.abc import Mapping

from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.talk import Talk
from cards.actions import Verb
from scheduler.errors import Reason, Refused
from scheduler.views import StatusCard


class Overseeing:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {Intent.STATUS: self._status}
        self.presses: Mapping[Verb, OnPress] = {}

    async def _status(self, talk: Talk, _: Meaning) -> None:
        """Show it to an administrator, and to nobody else in a group that looks on."""
        if not talk.is_admin:
            raise Refused(Reason.ADMINS_ONLY)
        await self._desk.replies.show(talk, StatusCard(talk.person.id), privately=talk.in_group)
