"""Run now, once more, and once more after the run that is open."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.batches import Batches
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from bot.chat.which import Which
from cards.actions import Verb
from cards.elements import name_of
from scheduler.commands import RunTask
from scheduler.errors import Reason, Refused
from scheduler.model import PersonId, Run, RunKind, Task
from scheduler.posts import Post, ReplyTo
from scheduler.views import BusyCard

ONE_TAP = timedelta(seconds=5)
"""Two presses of one person within this are one: the second saw no answer to the first yet."""


class Running:
    def __init__(self, desk: Desk, batches: Batches) -> None:
        self._desk = desk
        self._which = Which(desk)
        self._batches = batches
        self.answers: Mapping[Intent, AnswerTo] = {Intent.RUN: self._run}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.TASK_RUN: self._run_pressed,
            Verb.RUN_AGAIN: self._run_again,
            Verb.RUN_AFTER: self._run_after,
            Verb.RUN_LEAVE: self._leave,
        }

    async def _run(self, talk: Talk, meaning: Meaning) -> None:
        if await self._batches.took(talk, meaning):
            return
        task = await self._which.one(talk, meaning)
        if task is None:
            return
        await self._desk.overview.require(talk.asker, task, Right.RUN)
        change = await self._desk.service.execute(RunTask(task.id, talk.person.id, talk.at, meaning.note))
        if change.run is not None and not change.changed:
            await self._desk.replies.show(
                talk, BusyCard(talk.person.id, task.id, change.run.id, meaning.note)
            )
        elif task.spec.destination.chat_id != talk.chat_id:
            await self._tell_where(talk, task)

    async def _tell_where(self, talk: Talk, task: Task) -> None:
        """Say where the result will be, for a task that posts elsewhere."""
        place = task.spec.destination
        if not place.in_group:
            await self._desk.replies.tell(talk, "run.in_person", title=task.spec.title)
            return
        group = await self._desk.directory.chat(place.chat_id, task.tenant)
        name = name_of(group.name) if group else ""
        await self._desk.replies.tell(talk, "run.elsewhere", title=task.spec.title, place=name)

    async def _run_pressed(self, pressed: Pressed) -> Answer:
        return await self.start(pressed, await self._desk.task(pressed.press.id))

    async def _run_again(self, pressed: Pressed) -> Answer:
        run = await self._desk.run(pressed.press.id)
        return await self.start(pressed, await self._desk.task(run.task_id))

    async def start(self, pressed: Pressed, task: Task) -> Answer:
        """Run the task; while a run of it is open, ask whether another shall follow."""
        talk, at = pressed.talk, pressed.event.pressed_at
        await self._desk.overview.require(talk.asker, task, Right.RUN)
        change = await self._desk.service.execute(RunTask(task.id, talk.person.id, at))
        title = task.spec.title
        if change.changed or (change.run and _is_one_tap(change.run, talk.person.id, at)):
            toast = pressed.toast(Mood.SUCCESS, "press.running", title=title)
            return Answer(toast, await self._desk.present(pressed))
        assert change.run is not None, "what was not queued found a run that is open"
        await self._desk.outbox.add([_question(pressed, task, change.run)], self._desk.clock())
        toast = pressed.toast(Mood.INFO, "busy.running", title=title)
        return Answer(toast, await self._desk.present(pressed))

    async def _run_after(self, pressed: Pressed) -> Answer:
        view = _asked(pressed)
        if view is None:
            return await self._as_it_is(pressed)
        task = await self._desk.task(view.task_id)
        talk, at = pressed.talk, pressed.event.pressed_at
        await self._desk.overview.require(talk.asker, task, Right.RUN)
        command = RunTask(task.id, talk.person.id, at, view.note, behind=True)
        change = await self._desk.service.execute(command)
        choice = replace(view, choice="after" if change.changed else "left")
        code = "press.run_after" if change.changed else "press.one_waits"
        return Answer(pressed.toast(Mood.SUCCESS, code), await self._desk.become(pressed, choice))

    async def _leave(self, pressed: Pressed) -> Answer:
        view = _asked(pressed)
        if view is None:
            return await self._as_it_is(pressed)
        card = await self._desk.become(pressed, replace(view, choice="left"))
        return Answer(pressed.toast(Mood.INFO, "press.left"), card)

    async def _as_it_is(self, pressed: Pressed) -> Answer:
        return Answer(pressed.toast(Mood.INFO, "press.stale"), await self._desk.present(pressed))


def _asked(pressed: Pressed) -> BusyCard | None:
    """Return the question on the card; None when it was answered. Refused to anybody but its asker."""
    view = pressed.view
    if not isinstance(view, BusyCard) or view.choice:
        return None
    if view.asker != pressed.talk.person.id:
        raise Refused(Reason.DRAFT_OF_ANOTHER)
    return view


def _is_one_tap(run: Run, person: PersonId, at: datetime) -> bool:
    is_mine = run.kind is RunKind.MANUAL and run.requested_by == person
    return is_mine and abs(at - run.created_at) < ONE_TAP


def _question(pressed: Pressed, task: Task, run: Run) -> Post:
    """Ask under the card that was pressed, once for each person and run."""
    talk = pressed.talk
    view = BusyCard(talk.person.id, task.id, run.id)
    target = ReplyTo(pressed.event.message_id, talk.chat_id) if talk.in_group else talk.where()
    post = talk.speaking(pressed.locale).post(view)
    return replace(post, key=f"{run.id}:busy:{talk.person.id}", target=target)
