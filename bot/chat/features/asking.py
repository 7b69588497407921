"""Buttons that stand for a sentence: an example to try, or the answer to the open question."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.answers import Answer
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent
from bot.chat.messages import Messages, understood
from bot.chat.pressed import Pressed
from cards.actions import Verb
from scheduler.posts import AskCard


class Asking:
    def __init__(self, desk: Desk, messages: Messages) -> None:
        self._desk = desk
        self._messages = messages
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {Verb.SAY: self._say}

    async def _say(self, pressed: Pressed) -> Answer:
        """Answer the sentence as if it was written."""
        sentence = pressed.press.args.get("text", "")
        if isinstance(pressed.view, AskCard):
            return await self._settle(pressed, sentence)
        await self._messages.say(pressed.talk, sentence)
        return Answer()

    async def _settle(self, pressed: Pressed, sentence: str) -> Answer:
        """The question is answered: its card becomes the confirm card, so a second tap finds it there."""
        card = pressed.event.message_id
        asked = replace(pressed.talk, key=card, card=card, locale=pressed.locale)
        await self._messages.carry_out(asked, understood(asked, sentence))
        return Answer(card=await self._desk.redraw.card(card))
