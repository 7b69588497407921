"""Buttons that stand for a sentence: an example to try, or the answer to the open question."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.answers import Answer
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Context, Intent, Question
from bot.chat.messages import Messages, understood
from bot.chat.pressed import Pressed
from cards.actions import Verb
from scheduler.posts import AskCard


class Asking:
    def __init__(self, desk: Desk, messages: Messages) -> None:
        self._desk = desk
        self._messages = messages
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.SAY: self._say,
            Verb.ASK_PICK: self._pick,
            Verb.ASK_ALL: self._all,
        }

    async def _say(self, pressed: Pressed) -> Answer:
        """Answer the sentence as if it was written."""
        sentence = pressed.press.args.get("text", "")
        if isinstance(pressed.view, AskCard):
            return await self._settle(pressed, sentence)
        await self._messages.say(pressed.talk, sentence)
        return Answer()

    async def _pick(self, pressed: Pressed) -> Answer:
        """Complete the sentence that left the question open by what a picker sent."""
        asked = pressed.view
        if not isinstance(asked, AskCard):
            return Answer(card=await self._desk.present(pressed))
        question = next((one for one in Question if one == asked.question), None)
        return await self._settle(pressed, picked(pressed), Context(pending=asked.said, question=question))

    async def _all(self, pressed: Pressed) -> Answer:
        """Make all of several tasks: the card becomes the first, the others come below it."""
        asked = pressed.view
        if not isinstance(asked, AskCard):
            return Answer(card=await self._desk.present(pressed))
        (_, first), *others = asked.choices
        for place, (_, sentence) in enumerate(others, start=2):
            key = f"{pressed.event.message_id}:{place}"
            below = replace(pressed.talk, key=key, locale=pressed.locale)
            await self._messages.answer(below, understood(below, sentence))
        return await self._settle(pressed, first)

    async def _settle(self, pressed: Pressed, sentence: str, context: Context | None = None) -> Answer:
        """The question is answered: its card becomes the confirm card, so a second tap finds it there."""
        card = pressed.event.message_id
        asked = replace(pressed.talk, key=card, card=card, locale=pressed.locale)
        await self._messages.carry_out(asked, understood(asked, sentence, context))
        return Answer(card=await self._desk.redraw.card(card))


def picked(pressed: Pressed) -> str:
    """Return what a picker sent, without the offset that follows it: the zone is known."""
    return (pressed.event.option or "").split(" ", 1)[0]
