"""Pause, resume, delete, restore: one task, by sentence and by button."""

from collections.abc import Mapping, Sequence
from functools import partial

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.batches import Batches
from bot.chat.features.running import Running
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.pressed import Pressed
from bot.chat.resolve import resolve
from bot.chat.several import Several
from bot.chat.talk import Talk
from bot.chat.which import PICK_FROM, Which, named
from cards.actions import Verb
from scheduler.commands import DeleteTask, PauseTask, RestoreTask, ResumeTask, TaskCommand
from scheduler.errors import Reason, Refused
from scheduler.model import PauseReason, Task, TaskStatus
from scheduler.views import TaskCard
from storage.conversations import REMEMBERED_FOR

_BUTTONS: dict[Verb, tuple[type[PauseTask | ResumeTask | DeleteTask | RestoreTask], Right, str]] = {
    Verb.TASK_PAUSE: (PauseTask, Right.PAUSE, "press.paused"),
    Verb.TASK_RESUME: (ResumeTask, Right.RESUME, "press.resumed"),
    Verb.TASK_DELETE: (DeleteTask, Right.DELETE, "press.deleted"),
    Verb.TASK_RESTORE: (RestoreTask, Right.RESTORE, "press.restored"),
}
_DELETED_AT_MOST = 50


class Switching:
    def __init__(self, desk: Desk, running: Running, batches: Batches) -> None:
        self._desk = desk
        self._which = Which(desk)
        self._several = Several(desk)
        self._running = running
        self._batches = batches
        self.buttons = frozenset(_BUTTONS) | {Verb.TASK_RUN}
        self.answers: Mapping[Intent, AnswerTo] = {
            Intent.PAUSE: self._switch,
            Intent.RESUME: self._switch,
            Intent.DELETE: self._ask_to_delete,
            Intent.RESTORE: self._restore,
        }
        self.presses: Mapping[Verb, OnPress] = {verb: partial(self._press, verb) for verb in _BUTTONS}

    async def _switch(self, talk: Talk, meaning: Meaning) -> None:
        if meaning.refusal:
            raise meaning.refusal.error()
        if await self._batches.took(talk, meaning):
            return
        if task := await self._which.one(talk, meaning):
            right = Right.PAUSE if meaning.intent is Intent.PAUSE else Right.RESUME
            await self._desk.overview.require(talk.asker, task, right)
            change = await self._desk.service.execute(_command(talk, meaning, task))
            await self._desk.replies.show(talk, TaskCard(change.task.id))

    async def _ask_to_delete(self, talk: Talk, meaning: Meaning) -> None:
        """A task that was named stands on a card of its own, with a button that deletes it."""
        if await self._batches.took(talk, meaning):
            return
        fitting = await self._which.fitting(talk, meaning)
        if len(fitting) == 1:
            await self._desk.overview.require(talk.asker, fitting[0], Right.DELETE)
        await self._which.pick(talk, meaning, fitting)

    async def _restore(self, talk: Talk, meaning: Meaning) -> None:
        """Undo a delete: of the task that was named, else of the only one there is.

        A mere "undo" takes back the pause that was last asked for here, if that came after.
        """
        if meaning.last and talk.about is None and await self._undid(talk):
            return
        fitting = await self._deleted(talk, meaning)
        if not fitting:
            await self._desk.replies.tell(talk, "restore.nothing", what=named(meaning.ref))
        elif len(fitting) > 1:
            await self._which.pick(talk, meaning, fitting)
        else:
            command = RestoreTask(fitting[0].id, talk.person.id, talk.at)
            change = await self._desk.service.execute(command)
            await self._desk.replies.show(talk, TaskCard(change.task.id))

    async def _undid(self, talk: Talk) -> bool:
        """Take back what was just done here: to several tasks at once, or the pause of one."""
        if await self._batches.undid(talk):
            return True
        task = await self._desk.memory.task(talk)
        if task is None or task.pause_reason is not PauseReason.BY_PERSON or _is_old(task, talk):
            return False
        await self._desk.overview.require(talk.asker, task, Right.RESUME)
        change = await self._desk.service.execute(ResumeTask(task.id, talk.person.id, talk.at))
        await self._desk.replies.show(talk, TaskCard(change.task.id))
        return True

    async def _deleted(self, talk: Talk, meaning: Meaning) -> Sequence[Task]:
        """Return what may be brought back from here and fits, the last deleted first."""
        if talk.about is not None:
            task = await self._desk.task(talk.about)
            await self._desk.overview.require(talk.asker, task, Right.RESTORE)
            return [task]
        asker, tasks = talk.asker, self._desk.tasks
        chat_id = talk.chat_id if talk.in_group else None
        owner = None if talk.in_group else asker.person
        gone = await tasks.deleted(asker.tenant, owner=owner, chat_id=chat_id, limit=_DELETED_AT_MOST)
        allowed = await self._several.allowed(asker, gone, Right.RESTORE)
        listed = await self._desk.overview.listed(talk)
        fitting = resolve(meaning.ref, listed, allowed.tasks)[:PICK_FROM]
        if meaning.ref and not fitting and (others := resolve(meaning.ref, listed, gone)):
            raise Refused(Reason.NOT_ALLOWED, title=others[0].spec.title)
        return fitting

    async def _press(self, verb: Verb, pressed: Pressed) -> Answer:
        return await self.carry_out(pressed, verb, await self._desk.task(pressed.press.id))

    async def carry_out(self, pressed: Pressed, verb: Verb, task: Task) -> Answer:
        """Do what the button `verb` says to `task`; a button of another revision changes nothing."""
        if verb is Verb.TASK_RUN:
            return await self._running.start(pressed, task)
        command, right, code = _BUTTONS[verb]
        await self._desk.overview.require(pressed.talk.asker, task, right)
        if pressed.press.revision != task.revision:
            card = await self._desk.present(pressed)
            return Answer(pressed.toast(Mood.INFO, "press.stale"), card)
        wanted = command(task.id, pressed.talk.person.id, pressed.event.pressed_at)
        await self._desk.service.execute(wanted)
        toast = pressed.toast(Mood.SUCCESS, code, title=task.spec.title)
        return Answer(toast, await self._desk.present(pressed))


def _is_old(task: Task, talk: Talk) -> bool:
    return task.status is not TaskStatus.PAUSED or talk.at - task.updated_at > REMEMBERED_FOR


def _command(talk: Talk, meaning: Meaning, task: Task) -> TaskCommand:
    if meaning.intent is Intent.PAUSE:
        return PauseTask(task.id, talk.person.id, talk.at, meaning.until, meaning.reason)
    return ResumeTask(task.id, talk.person.id, talk.at)
