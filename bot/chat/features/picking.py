"""One of several tasks is tapped: what was said is done to it."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.switching import Switching
from bot.chat.language.meaning import Intent
from bot.chat.messages import Messages, understood
from bot.chat.pressed import Pressed
from cards.actions import BadPressError, Verb
from scheduler.model import Task
from scheduler.views import PickCard, TaskCard


class Picking:
    def __init__(self, desk: Desk, messages: Messages, switching: Switching) -> None:
        self._desk = desk
        self._messages = messages
        self._switching = switching
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {Verb.PICK_CHOOSE: self._choose}

    async def _choose(self, pressed: Pressed) -> Answer:
        """Do to the task what was asked, and let the card show what came of it."""
        task = await self._desk.task(pressed.press.id)
        view, verb = pressed.view, pressed.press.args.get("verb", "")
        if view is not None and not isinstance(view, PickCard):  # it was picked from before
            return Answer(pressed.toast(Mood.INFO, "press.stale"), await self._desk.present(pressed))
        if verb == Verb.TASK_SHOW:
            await self._desk.overview.require(pressed.talk.asker, task, Right.SEE)
            return Answer(card=await self._desk.become(pressed, TaskCard(task.id)))
        if verb in self._switching.buttons and (verb == Verb.TASK_DELETE or not _was_said(view)):
            toast = (await self._switching.carry_out(pressed, Verb(verb), task)).toast
            return Answer(toast, await self._desk.become(pressed, TaskCard(task.id)))
        if isinstance(view, PickCard) and view.said:
            return await self._as_said(pressed, view, task)
        raise BadPressError(f"nothing is done to a picked task under {verb!r}")

    async def _as_said(self, pressed: Pressed, asked: PickCard, task: Task) -> Answer:
        """Carry out the sentence that made the card, about the task that was tapped."""
        message_id = pressed.event.message_id
        talk = replace(pressed.talk, about=task.id, card=message_id, locale=pressed.locale)
        await self._messages.carry_out(talk, understood(talk, asked.said))
        now = await self._desk.outbox.by_message(message_id)
        if now and now.post.view == asked:
            return Answer(card=await self._desk.become(pressed, TaskCard(task.id)))
        return Answer(card=await self._desk.redraw.card(message_id))


def _was_said(view: object) -> bool:
    return isinstance(view, PickCard) and bool(view.said)
