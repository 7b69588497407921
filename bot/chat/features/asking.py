"""Buttons that stand for a sentence: an example to try, or the answer to the open question."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Context, Intent, Meaning, Question
from bot.chat.messages import Messages, understood
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from cards.actions import Verb
from scheduler.drafts import DRAFT_LIFE, DraftState
from scheduler.filling import text_of
from scheduler.views import AskCard, DraftCard

_USUAL_HOUR = "09:00"


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
        if isinstance(pressed.view, AskCard) and not _is_said_again(pressed.view, sentence):
            return await self._over(pressed, pressed.view) or await self._settle(pressed, sentence)
        if await self._is_settled(pressed):
            return Answer(card=await self._desk.present(pressed))
        await self._messages.say(pressed.talk, sentence)
        return Answer()

    async def _is_settled(self, pressed: Pressed) -> bool:
        """Tell whether a tap before this one made the question a draft, which is still open or saved."""
        if not isinstance(pressed.view, DraftCard):
            return False
        draft = await self._desk.drafts.get(pressed.view.draft_id)
        return draft is not None and draft.state in {DraftState.OPEN, DraftState.SAVED}

    async def _pick(self, pressed: Pressed) -> Answer:
        """Complete the sentence that left the question open by what a picker sent."""
        asked = pressed.view
        if not isinstance(asked, AskCard):
            return Answer(card=await self._desk.present(pressed))
        if over := await self._over(pressed, asked):
            return over
        return await self._become(pressed, completed(self._talk(pressed), asked, picked(pressed)))

    async def _all(self, pressed: Pressed) -> Answer:
        """Make all of several tasks: the card becomes the first, the others come below it."""
        asked = pressed.view
        if not isinstance(asked, AskCard):
            return Answer(card=await self._desk.present(pressed))
        if over := await self._over(pressed, asked):
            return over
        (_, first), *others = asked.choices
        for place, (_, sentence) in enumerate(others, start=2):
            key = f"{pressed.event.message_id}:{place}"
            below = replace(pressed.talk, key=key, locale=pressed.locale)
            await self._messages.answer(below, understood(below, sentence))
        return await self._settle(pressed, first)

    async def _over(self, pressed: Pressed, asked: AskCard) -> Answer | None:
        """Say why there is nothing to answer any more, and let the card show it; None while there is."""
        over = asked.over or await self._why_over(pressed.talk, asked)
        if not over:
            return None
        card = await self._desk.become(pressed, replace(asked, over=over))
        return Answer(pressed.toast(Mood.INFO, f"press.ask_{over}"), card)

    async def _why_over(self, talk: Talk, asked: AskCard) -> Literal["", "answered", "expired"]:
        """Return why: what was asked about is there since it was answered in words, or it is long ago."""
        if asked.at is not None and self._desk.clock() - asked.at > DRAFT_LIFE:
            return "expired"
        if not asked.said or (await self._desk.memory.context(talk)).pending == asked.said:
            return ""
        wanted = understood(talk, asked.said)
        draft, task = await self._desk.memory.draft(talk), await self._desk.memory.task(talk)
        made = [text_of(one.spec.action) for one in (draft, task) if one]
        is_made = wanted.intent is Intent.CREATE and bool(wanted.prompt) and wanted.prompt in made
        return "answered" if is_made else ""

    async def _settle(self, pressed: Pressed, sentence: str) -> Answer:
        return await self._become(pressed, understood(self._talk(pressed), sentence))

    async def _become(self, pressed: Pressed, meaning: Meaning) -> Answer:
        """The question is answered: its card becomes the confirm card, so a second tap finds it there."""
        await self._messages.carry_out(self._talk(pressed), meaning)
        return Answer(card=await self._desk.redraw.card(pressed.event.message_id))

    def _talk(self, pressed: Pressed) -> Talk:
        card = pressed.event.message_id
        return replace(pressed.talk, key=card, card=card, locale=pressed.locale)


def _is_said_again(asked: AskCard, sentence: str) -> bool:
    """Tell whether it is the button of a question that is over, which puts the whole sentence anew."""
    return asked.over == "expired" and sentence == asked.said


def completed(talk: Talk, asked: AskCard, answer: str) -> Meaning:
    """Return what the sentence that left the question open means with this answer.

    A date is taken with the hour that the dates to tap have: nobody is asked twice.
    """
    question = next((one for one in Question if one == asked.question), None)
    context = Context(pending=asked.said, question=question)
    meaning = understood(talk, answer, context)
    if question is Question.WHICH_DATE and meaning.ask:
        return understood(talk, f"{answer} {_USUAL_HOUR}", context)
    return meaning


def picked(pressed: Pressed) -> str:
    """Return what a picker sent, without the offset that follows it: the zone is known."""
    return (pressed.event.option or "").split(" ", 1)[0]
