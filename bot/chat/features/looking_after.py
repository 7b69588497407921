"""Saying that one looks after what goes wrong with a task: the button on the card of its first failure."""

from collections.abc import Mapping

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood, Toast
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent
from bot.chat.pressed import Pressed
from cards.actions import Verb
from scheduler.incidents import Incident
from scheduler.ports import Audit


class LookingAfter:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {Verb.INCIDENT_TAKE: self._take}

    async def _take(self, pressed: Pressed) -> Answer:
        run = await self._desk.run_pressed(pressed, Right.LOOK_AFTER)
        person, at = pressed.talk.person.id, pressed.event.pressed_at
        audit = Audit(run.tenant, person, "incident.acknowledged", run.id, at)
        is_news = await self._desk.incidents.acknowledge(run.id, audit)
        toast = await self._told(pressed, await self._desk.incidents.get(run.id), is_news=is_news)
        return Answer(toast, await self._desk.present(pressed))

    async def _told(self, pressed: Pressed, incident: Incident | None, *, is_news: bool) -> Toast:
        if is_news:
            return pressed.toast(Mood.SUCCESS, "press.incident_taken")
        if incident is None or not incident.is_open:
            return pressed.toast(Mood.INFO, "press.incident_over")
        by = await self._desk.renderer.sources.name(incident.acknowledged_by, incident.tenant)
        return pressed.toast(Mood.INFO, "press.incident_taken_already", name=by)
