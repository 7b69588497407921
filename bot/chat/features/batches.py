"""Several tasks at once: switched, answered by one card that says how many, and taken back by one press."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.access import Asker, Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.pressed import Pressed
from bot.chat.several import Chosen, Several
from bot.chat.talk import Talk
from cards.actions import Verb
from scheduler.commands import DeleteTask, PauseTask, RestoreTask, ResumeTask, RunTask, TaskCommand
from scheduler.errors import Reason, Refused
from scheduler.model import PauseReason, PersonId, Task, TaskId, TaskStatus
from scheduler.views import BatchCard, LeftOut, SureCard, Switched, View

_DONE: dict[Intent, tuple[str, Right, TaskStatus | None]] = {
    Intent.PAUSE: ("paused", Right.PAUSE, TaskStatus.ACTIVE),
    Intent.RESUME: ("resumed", Right.RESUME, TaskStatus.PAUSED),
    Intent.RUN: ("started", Right.RUN, None),
    Intent.DELETE: ("deleted", Right.DELETE, None),
}
"""What it is called once done, who may, and of which state "all" are."""

_TAKEN_BACK_BY: dict[str, Right] = {
    "paused": Right.RESUME,
    "resumed": Right.PAUSE,
    "deleted": Right.RESTORE,
}
_WHY: dict[Reason, str] = {
    Reason.TASK_FINISHED: "finished",
    Reason.TASK_GONE: "not_found",
    Reason.TASK_NOT_FOUND: "not_found",
    Reason.DAILY_LIMIT: "daily_limit",
}

CommandFor = Callable[[Task], TaskCommand]


class Batches:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._several = Several(desk)
        self.answers: Mapping[Intent, AnswerTo] = {}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.BATCH_UNDO: self._undo,
            Verb.BATCH_DELETE: self._delete,
            Verb.BATCH_KEEP: self._keep,
        }

    async def took(self, talk: Talk, meaning: Meaning) -> bool:
        """Do it to all that were named, or to all there are; False where one task was meant."""
        is_all = talk.about is None and meaning.ref is not None and meaning.ref.all
        if is_all and meaning.intent is not Intent.RUN:  # running everything at once is nobody's plan
            chosen = Chosen(list(await self._several.all(talk, meaning)))
        elif (named := await self._several.named(talk, meaning)) is not None:
            chosen = named
        else:
            return False
        await self._switch(talk, meaning, chosen, is_all=is_all)
        return True

    async def _switch(self, talk: Talk, meaning: Meaning, chosen: Chosen, *, is_all: bool) -> None:
        did, right, wanted = _DONE[meaning.intent]
        if is_all and wanted:
            chosen.tasks = [task for task in chosen.tasks if _concerns(task, wanted, talk.at)]
        allowed = await self._several.allowed(talk.asker, chosen.tasks, right)
        _require_some(allowed)
        left_out = (*chosen.left_out, *allowed.left_out)
        if meaning.intent is Intent.DELETE and allowed.tasks:
            ids = tuple(task.id for task in allowed.tasks)
            await self._show(talk, SureCard(talk.person.id, ids, left_out), allowed.tasks)
            return
        command = _command(meaning, talk.person.id, talk.at)
        done, others = await self._apply(allowed.tasks, command)
        card = BatchCard(talk.person.id, did, done, (*left_out, *others), meaning.until, meaning.reason)
        await self._show(talk, card, allowed.tasks)

    async def _apply(
        self, tasks: Sequence[Task], command: CommandFor
    ) -> tuple[tuple[Switched, ...], tuple[LeftOut, ...]]:
        """Carry out the command for each; what it is refused for, or so already, is left out."""
        done: list[Switched] = []
        left_out: list[LeftOut] = []
        for task in tasks:
            wanted = command(task)
            try:
                change = await self._desk.service.execute(wanted)
            except Refused as refused:
                left_out.append(LeftOut(task.spec.title, _WHY.get(refused.reason, "other")))
                continue
            if change.changed or _is_by(change.task, wanted):
                done.append(_switched(task, change.task.revision))
            else:
                why = "running" if isinstance(wanted, RunTask) else "already"
                left_out.append(LeftOut(task.spec.title, why))
        return tuple(done), tuple(left_out)

    async def _show(self, talk: Talk, view: View, tasks: Sequence[Task]) -> None:
        """Answer where it was said; what a group has no business to know goes to the personal chat."""
        elsewhere = any(task.spec.destination.chat_id != talk.chat_id for task in tasks)
        if not (talk.in_group and elsewhere):
            await self._desk.replies.show(talk, view)
            return
        await self._desk.replies.show(talk, view, privately=True)
        await self._desk.replies.tell(talk, "press.privately")

    async def _delete(self, pressed: Pressed) -> Answer:
        """Delete what the card names, and let it say so."""
        view = pressed.view
        if not isinstance(view, SureCard) or view.kept:
            return Answer(pressed.toast(Mood.INFO, "press.stale"), await self._desk.present(pressed))
        _require_same(pressed, view.asker)
        actor, at = pressed.talk.person.id, pressed.event.pressed_at
        tasks = await self._present(view.task_ids)
        allowed = await self._several.allowed(pressed.talk.asker, tasks, Right.DELETE)
        done, others = await self._apply(allowed.tasks, lambda task: DeleteTask(task.id, actor, at))
        if not done:  # the same press twice: the other one says what became of them
            return Answer(pressed.toast(Mood.INFO, "press.stale"), await self._desk.present(pressed))
        left_out = (*view.left_out, *allowed.left_out, *others)
        card = await self._desk.become(pressed, BatchCard(view.asker, "deleted", done, left_out))
        return Answer(pressed.toast(Mood.SUCCESS, "batch.deleted", count=len(done)), card)

    async def _keep(self, pressed: Pressed) -> Answer:
        view = pressed.view
        if not isinstance(view, SureCard):
            return Answer(pressed.toast(Mood.INFO, "press.stale"), await self._desk.present(pressed))
        _require_same(pressed, view.asker)
        card = await self._desk.become(pressed, replace(view, kept=True))
        return Answer(pressed.toast(Mood.INFO, "press.kept"), card)

    async def _undo(self, pressed: Pressed) -> Answer:
        """Bring back exactly those that were switched, as they were; not those changed since."""
        view = pressed.view
        if not isinstance(view, BatchCard) or view.did not in _TAKEN_BACK_BY:
            return Answer(pressed.toast(Mood.INFO, "press.stale"), await self._desk.present(pressed))
        _require_same(pressed, view.viewer)
        if view.undone_by is not None:
            toast = pressed.toast(Mood.INFO, "press.undone_already")
            return Answer(toast, await self._desk.present(pressed))
        undone = await self._taken_back(pressed.talk.asker, view, pressed.event.pressed_at)
        return Answer(pressed.toast(Mood.SUCCESS, "press.undone"), await self._desk.become(pressed, undone))

    async def undid(self, talk: Talk) -> bool:
        """Take back what was last done to several tasks here; False where nothing was."""
        key = await self._desk.memory.done_last(talk)
        delivery = await self._desk.outbox.by_key(key) if key else None
        view = delivery.post.view if delivery else None
        if not isinstance(view, BatchCard) or view.did not in _TAKEN_BACK_BY:
            return False
        if view.undone_by is not None:
            await self._desk.replies.tell(talk, "undo.already")
            return True
        undone = await self._taken_back(talk.asker, view, talk.at)
        if delivery and delivery.message_id:
            await self._desk.outbox.reshow(delivery.message_id, undone)
        await self._show(talk, undone, await self._present([each.task_id for each in view.done]))
        return True

    async def _taken_back(self, asker: Asker, view: BatchCard, at: datetime) -> BatchCard:
        actor = asker.person
        before = {each.task_id: each for each in view.done}
        tasks = await self._present(list(before))
        right = _TAKEN_BACK_BY[view.did]
        allowed = await self._several.allowed(asker, tasks, right)
        back, left_out = [], list(allowed.left_out)
        for task in allowed.tasks:
            was = before[task.id]
            if await self._is_back(_opposite(view.did, was, actor, at), was.revision):
                back.append(was)
            else:
                left_out.append(LeftOut(task.spec.title, "changed"))
        return replace(view, done=tuple(back), left_out=tuple(left_out), undone_by=actor)

    async def _is_back(self, command: TaskCommand, revision: int) -> bool:
        try:
            change = await self._desk.service.execute(command, seen=revision)
        except Refused:  # its time of resuming has passed, or it is gone for good: as good as changed
            return False
        return change.changed or _is_by(change.task, command)

    async def _present(self, task_ids: Sequence[TaskId]) -> list[Task]:
        found = [await self._desk.tasks.get(task_id) for task_id in task_ids]
        return [task for task in found if task]


def _command(meaning: Meaning, actor: PersonId, at: datetime) -> CommandFor:
    """Return what to do to each task."""
    match meaning.intent:
        case Intent.PAUSE:
            return lambda task: PauseTask(task.id, actor, at, meaning.until, meaning.reason)
        case Intent.RESUME:
            return lambda task: ResumeTask(task.id, actor, at)
        case Intent.RUN:
            return lambda task: RunTask(task.id, actor, at, meaning.note)
        case _:
            return lambda task: DeleteTask(task.id, actor, at)


def _opposite(did: str, was: Switched, actor: PersonId, at: datetime) -> TaskCommand:
    """Return what brings a task back to how it was."""
    match did:
        case "paused":
            return ResumeTask(was.task_id, actor, at)
        case "resumed":
            reason = was.reason or PauseReason.BY_PERSON
            return PauseTask(was.task_id, actor, at, was.until, was.note, reason)
        case _:
            return RestoreTask(was.task_id, actor, at)


def _switched(before: Task, revision: int) -> Switched:
    return Switched(before.id, revision, before.pause_reason, before.pause_note, before.paused_until)


def _concerns(task: Task, wanted: TaskStatus, at: datetime) -> bool:
    """Hold for what can be switched; after a crash, also for what the same message had switched."""
    return task.status is wanted or task.updated_at == at


def _is_by(task: Task, command: TaskCommand) -> bool:
    """Tell whether the task was last changed by this very command, handled a second time after a crash."""
    return not isinstance(command, RunTask) and task.updated_at == command.at


def _require_some(allowed: Chosen) -> None:
    """Refuse where all there are is somebody else's."""
    if not allowed.tasks and any(each.why == "not_yours" for each in allowed.left_out):
        raise Refused(Reason.NOT_ALLOWED)


def _require_same(pressed: Pressed, asker: PersonId) -> None:
    if pressed.talk.person.id != asker:
        raise Refused(Reason.DRAFT_OF_ANOTHER)
