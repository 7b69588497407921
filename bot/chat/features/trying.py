"""A trial run: what is drafted is done once before it is saved, where its card stands."""

from collections.abc import Mapping

from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent
from bot.chat.pressed import Pressed
from cards.actions import Verb
from scheduler.commands import TryDraft
from scheduler.model import Destination, DraftId
from scheduler.views import DraftCard


class Trying:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {Verb.DRAFT_TRY: self._try}

    async def _try(self, pressed: Pressed) -> Answer:
        """Begin the trial; the confirm card stays as it is, and so does the draft."""
        talk = pressed.talk
        here = Destination(talk.chat_id, talk.in_group)
        draft_id = DraftId(pressed.press.id)
        command = TryDraft(draft_id, talk.person.id, pressed.event.pressed_at, here)
        await self._desk.service.try_draft(command)
        await self._desk.memory.shown(talk, DraftCard(draft_id))
        return Answer(pressed.toast(Mood.SUCCESS, "press.trying"))
