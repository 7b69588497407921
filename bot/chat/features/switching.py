"""Run now, pause, resume, delete, restore: by sentence and by button."""

from collections.abc import Mapping

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from bot.chat.which import Which
from cards.actions import Verb
from scheduler.commands import DeleteTask, PauseTask, RestoreTask, ResumeTask, RunTask, TaskCommand
from scheduler.errors import Reason, Refused
from scheduler.model import RunId, Task, TaskStatus
from scheduler.posts import TaskCard

_BUTTONS: dict[Verb, tuple[type[TaskCommand], Right, str]] = {
    Verb.TASK_RUN: (RunTask, Right.RUN, "press.running"),
    Verb.TASK_PAUSE: (PauseTask, Right.PAUSE, "press.paused"),
    Verb.TASK_RESUME: (ResumeTask, Right.RESUME, "press.resumed"),
    Verb.TASK_DELETE: (DeleteTask, Right.DELETE, "press.deleted"),
    Verb.TASK_RESTORE: (RestoreTask, Right.RESTORE, "press.restored"),
}


class Switching:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._which = Which(desk)
        self.buttons = frozenset(_BUTTONS)
        self.answers: Mapping[Intent, AnswerTo] = {
            Intent.RUN: self._run,
            Intent.PAUSE: self._switch,
            Intent.RESUME: self._switch,
            Intent.DELETE: self._ask_to_delete,
        }
        self.presses: Mapping[Verb, OnPress] = {
            **dict.fromkeys(_BUTTONS, self._press),
            Verb.RUN_AGAIN: self._run_again,
        }

    async def _run(self, talk: Talk, meaning: Meaning) -> None:
        task = await self._which.one(talk, meaning)
        if task is None:
            return
        await self._desk.overview.require(talk.asker, task, Right.RUN)
        change = await self._desk.service.execute(RunTask(task.id, talk.person.id, talk.at))
        if not change.changed:
            raise Refused(Reason.ALREADY_RUNNING, title=task.spec.title)
        if task.spec.destination.chat_id != talk.chat_id:
            await self._desk.replies.tell(talk, "run.elsewhere", title=task.spec.title)

    async def _switch(self, talk: Talk, meaning: Meaning) -> None:
        if meaning.ref and meaning.ref.all:
            await self._switch_all(talk, meaning)
        elif task := await self._which.one(talk, meaning):
            right = Right.PAUSE if meaning.intent is Intent.PAUSE else Right.RESUME
            await self._desk.overview.require(talk.asker, task, right)
            change = await self._desk.service.execute(_switch(talk, meaning, task))
            await self._desk.replies.show(talk, TaskCard(change.task.id))

    async def _switch_all(self, talk: Talk, meaning: Meaning) -> None:
        """Pause or resume everything of the asker's, and show what became of it."""
        wanted = TaskStatus.ACTIVE if meaning.intent is Intent.PAUSE else TaskStatus.PAUSED
        for task in await self._desk.overview.visible(talk):
            if task.owner == talk.person.id and task.status is wanted:
                await self._desk.service.execute(_switch(talk, meaning, task))
        await self._desk.replies.show(talk, await self._desk.overview.first_page(talk))

    async def _ask_to_delete(self, talk: Talk, meaning: Meaning) -> None:
        """A task that was named stands on a card of its own, with a button that deletes it."""
        fitting = await self._which.fitting(talk, meaning)
        if len(fitting) == 1:
            await self._desk.overview.require(talk.asker, fitting[0], Right.DELETE)
        await self._which.pick(talk, meaning, fitting)

    async def _press(self, pressed: Pressed) -> Answer:
        return await self.carry_out(pressed, pressed.press.verb, await self._desk.task(pressed.press.id))

    async def _run_again(self, pressed: Pressed) -> Answer:
        run = await self._desk.runs.get(RunId(pressed.press.id))
        if run is None:
            raise Refused(Reason.RUN_NOT_FOUND)
        return await self.carry_out(pressed, Verb.TASK_RUN, await self._desk.task(run.task_id))

    async def carry_out(self, pressed: Pressed, verb: Verb, task: Task) -> Answer:
        """Do what the button `verb` says to `task`; a button of another revision changes nothing."""
        command, right, code = _BUTTONS[verb]
        await self._desk.overview.require(pressed.talk.asker, task, right)
        if verb is not Verb.TASK_RUN and pressed.press.revision != task.revision:
            card = await self._desk.present(pressed)
            return Answer(pressed.toast(Mood.INFO, "press.stale"), card)
        change = await self._desk.service.execute(
            command(task.id, pressed.talk.person.id, pressed.event.pressed_at)
        )
        if verb is Verb.TASK_RUN and not change.changed:
            raise Refused(Reason.ALREADY_RUNNING, title=task.spec.title)
        toast = pressed.toast(Mood.SUCCESS, code, title=task.spec.title)
        return Answer(toast, await self._desk.present(pressed))


def _switch(talk: Talk, meaning: Meaning, task: Task) -> TaskCommand:
    if meaning.intent is Intent.PAUSE:
        return PauseTask(task.id, talk.person.id, talk.at, meaning.until)
    return ResumeTask(task.id, talk.person.id, talk.at)
