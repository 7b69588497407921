"""Leaving it at that a run was missed: the button beside "run it now" on the owner's note."""

from collections.abc import Mapping

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent
from bot.chat.pressed import Pressed
from cards.actions import Verb
from scheduler.commands import SkipRun


class Missing:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {Verb.RUN_SKIP: self._skip}

    async def _skip(self, pressed: Pressed) -> Answer:
        run = await self._desk.run_pressed(pressed, Right.RUN)
        command = SkipRun(run.id, pressed.talk.person.id, pressed.event.pressed_at)
        change = await self._desk.service.runs.skip(command)
        mood = Mood.SUCCESS if change.changed else Mood.INFO
        code = "press.skipped" if change.changed else "press.skipped_already"
        return Answer(pressed.toast(mood, code), await self._desk.present(pressed))
