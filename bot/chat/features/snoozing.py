"""Putting off a reminder that has come: in ten minutes, in an hour, tomorrow, or after all not."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent
from bot.chat.pressed import Pressed
from cards.actions import BadPressError, Snooze, Verb
from cards.reader import Reader
from cards.times import short_moment
from scheduler.commands import SnoozeRun, StopRun
from scheduler.triggers import zone_of
from scheduler.walltime import resolve

_LATER = {Snooze.SOON: timedelta(minutes=10), Snooze.HOUR: timedelta(hours=1)}


class Snoozing:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.RUN_SNOOZE: self._snooze,
            Verb.RUN_UNSNOOZE: self._take_back,
        }

    async def _snooze(self, pressed: Pressed) -> Answer:
        run = await self._desk.run_pressed(pressed, Right.RUN)
        talk, at = pressed.talk, pressed.event.pressed_at
        until = _until(_how(pressed), at, talk.zone)
        change = await self._desk.service.runs.snooze(SnoozeRun(run.id, talk.person.id, at, until))
        assert change.run is not None, "what was put off is a run"
        reader = Reader(talk.locale, talk.zone, self._desk.clock())
        toast = pressed.toast(Mood.SUCCESS, "press.snoozed", when=short_moment(change.run.due_at, reader))
        return Answer(toast, await self._desk.present(pressed))

    async def _take_back(self, pressed: Pressed) -> Answer:
        run = await self._desk.run_pressed(pressed, Right.RUN)
        waiting = await self._desk.runs.snoozed(run.id)
        if waiting is None:
            toast = pressed.toast(Mood.INFO, "press.not_snoozed")
            return Answer(toast, await self._desk.present(pressed))
        talk = pressed.talk
        await self._desk.service.runs.stop(StopRun(waiting.id, talk.person.id, pressed.event.pressed_at))
        return Answer(pressed.toast(Mood.SUCCESS, "press.unsnoozed"), await self._desk.present(pressed))


def _how(pressed: Pressed) -> Snooze:
    try:
        return Snooze(pressed.press.args.get("for", ""))
    except ValueError as error:
        raise BadPressError("put off to no time that is known") from error


def _until(how: Snooze, at: datetime, zone: str) -> datetime:
    """Return when it comes again; tomorrow is the next day of whoever pressed, at the time of the press."""
    if how is not Snooze.TOMORROW:
        return at + _LATER[how]
    wall = at.astimezone(zone_of(zone)).replace(tzinfo=None) + timedelta(days=1)
    return resolve(wall, zone_of(zone))
