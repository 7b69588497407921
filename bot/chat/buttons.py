"""A press on a card becomes a command, and is answered with a toast and the card as it is now.

Who pressed comes from Lark's envelope. The button says only what was meant and which revision it
was drawn for; a stale one changes nothing and shows the present state.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood, Toast
from bot.chat.forms import Forms
from bot.chat.meet import Meet
from bot.chat.messages import Messages
from bot.chat.overview import Overview
from bot.chat.redraw import Redraw
from bot.chat.talk import Talk
from bot.lark.events import CardPressed
from cards.actions import BadPressError, Press, Verb, unpack
from cards.texts import say
from scheduler.commands import (
    CancelDraft,
    DeleteTask,
    PauseTask,
    RestoreTask,
    ResumeTask,
    RunTask,
    SaveDraft,
    TaskCommand,
)
from scheduler.errors import Reason, Refused
from scheduler.model import DraftId, Locale, RunId, Task, TaskId
from scheduler.ports import RunStore, TaskStore
from scheduler.posts import AskCard, Delivery, DraftCard, ListCard, ListScope, PickCard, TaskCard, View
from scheduler.service import Service
from storage.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Pressed:
    """One press: who and where, what the button meant, and the card it stands on (None: not ours)."""

    talk: Talk
    press: Press
    event: CardPressed
    delivery: Delivery | None

    @property
    def locale(self) -> Locale:
        """A card keeps its language, whoever presses it."""
        return self.delivery.post.locale if self.delivery else self.talk.locale

    @property
    def view(self) -> View | None:
        return self.delivery.post.view if self.delivery else None

    def toast(self, mood: Mood, code: str, **facts: str | int) -> Toast:
        """Only the presser sees it, so it is in the presser's language, where that is known."""
        person = self.talk.person
        return Toast(mood, say(code, person.locale if person.greeted else self.locale, **facts))


_TASK_COMMANDS: dict[Verb, tuple[type[TaskCommand], Right, str]] = {
    Verb.TASK_RUN: (RunTask, Right.RUN, "press.running"),
    Verb.TASK_PAUSE: (PauseTask, Right.CHANGE, "press.paused"),
    Verb.TASK_RESUME: (ResumeTask, Right.CHANGE, "press.resumed"),
    Verb.TASK_DELETE: (DeleteTask, Right.DELETE, "press.deleted"),
    Verb.TASK_RESTORE: (RestoreTask, Right.DELETE, "press.restored"),
}


_PAGE_DIGITS = 3


class Buttons:
    def __init__(
        self,
        meet: Meet,
        messages: Messages,
        forms: Forms,
        service: Service,
        overview: Overview,
        tasks: TaskStore,
        runs: RunStore,
        outbox: Outbox,
        redraw: Redraw,
    ) -> None:
        self._meet = meet
        self._messages = messages
        self._forms = forms
        self._service = service
        self._overview = overview
        self._tasks = tasks
        self._runs = runs
        self._outbox = outbox
        self._redraw = redraw
        self._handlers: dict[Verb, Callable[[Pressed], Awaitable[Answer]]] = {
            Verb.DRAFT_SAVE: self._save,
            Verb.DRAFT_CANCEL: self._cancel,
            Verb.DRAFT_CHANGE: self._forms_open,
            Verb.DRAFT_APPLY: self._forms_apply,
            Verb.DRAFT_KEEP: self._keep,
            Verb.TASK_SHOW: self._show,
            Verb.RUN_AGAIN: self._run_again,
            Verb.LIST_PAGE: self._turn_page,
            Verb.LIST_MINE: self._show_mine,
            Verb.SAY: self._say,
            Verb.PICK_CHOOSE: self._choose,
        }

    async def handle(self, event: CardPressed) -> Answer:
        """Do what the button means; a refusal is a toast, and the card shows the present state."""
        talk = await self._meet.by_press(event)
        delivery = await self._outbox.by_message(event.message_id)
        try:
            pressed = Pressed(talk, unpack(event.value), event, delivery)
            _require_asked(pressed)
            await self._outbox.follow(event.message_id)
            return await self._handlers.get(pressed.press.verb, self._command)(pressed)
        except BadPressError:
            return Answer(Toast(Mood.ERROR, say("press.unknown", talk.locale)))
        except Refused as refused:
            return await self._refused(pressed, refused)

    async def _refused(self, pressed: Pressed, refused: Refused) -> Answer:
        toast = pressed.toast(Mood.ERROR, f"refused.{refused.reason}", **refused.facts)
        if _keeps_card(pressed.press.verb, refused.reason):
            return Answer(toast)
        return Answer(toast, await self._present(pressed))

    async def _present(self, pressed: Pressed) -> Mapping[str, object] | None:
        """Return the card as it is now. A list is drawn anew with new numbers, which count from now on."""
        view = pressed.view
        if isinstance(view, ListCard):
            await self._outbox.reshow(pressed.event.message_id, view)
            await self._overview.renumber(view, pressed.talk.asker)
        return await self._redraw.card(pressed.event.message_id)

    async def _save(self, pressed: Pressed) -> Answer:
        talk = pressed.talk
        command = SaveDraft(DraftId(pressed.press.id), talk.person.id, pressed.event.pressed_at)
        change = await self._service.save_draft(command)
        toast = pressed.toast(Mood.SUCCESS, "press.saved", title=change.task.spec.title)
        return Answer(toast, await self._present(pressed))

    async def _cancel(self, pressed: Pressed) -> Answer:
        command = CancelDraft(DraftId(pressed.press.id), pressed.talk.person.id, pressed.event.pressed_at)
        await self._service.cancel_draft(command)
        card = await self._present(pressed)
        return Answer(pressed.toast(Mood.INFO, "press.cancelled"), card)

    async def _forms_open(self, pressed: Pressed) -> Answer:
        draft_id = DraftId(pressed.press.id)
        return Answer(card=await self._forms.open(draft_id, pressed.talk, pressed.locale))

    async def _forms_apply(self, pressed: Pressed) -> Answer:
        await self._forms.apply(DraftId(pressed.press.id), pressed.talk, pressed.event.form)
        return Answer(pressed.toast(Mood.SUCCESS, "press.changed"), await self._present(pressed))

    async def _keep(self, pressed: Pressed) -> Answer:
        await self._service.own_draft(DraftId(pressed.press.id), pressed.talk.person.id)
        return Answer(card=await self._present(pressed))

    async def _show(self, pressed: Pressed) -> Answer:
        task = await self._task(TaskId(pressed.press.id))
        await self._overview.require(pressed.talk.asker, task, Right.SEE)
        await self._messages.show(pressed.talk, TaskCard(task.id))
        return Answer()

    async def _command(self, pressed: Pressed) -> Answer:
        """Pause, resume, delete, restore or run the task that the button names."""
        task = await self._task(TaskId(pressed.press.id))
        return await self._carry_out(pressed, pressed.press.verb, task)

    async def _carry_out(self, pressed: Pressed, verb: Verb, task: Task) -> Answer:
        command, right, code = _TASK_COMMANDS[verb]
        await self._overview.require(pressed.talk.asker, task, right)
        if verb is not Verb.TASK_RUN and pressed.press.revision != task.revision:
            card = await self._present(pressed)
            return Answer(pressed.toast(Mood.INFO, "press.stale"), card)
        change = await self._service.execute(
            command(task.id, pressed.talk.person.id, pressed.event.pressed_at)
        )
        if verb is Verb.TASK_RUN and not change.changed:
            raise Refused(Reason.ALREADY_RUNNING, title=task.spec.title)
        toast = pressed.toast(Mood.SUCCESS, code, title=task.spec.title)
        return Answer(toast, await self._present(pressed))

    async def _run_again(self, pressed: Pressed) -> Answer:
        run = await self._runs.get(RunId(pressed.press.id))
        if run is None:
            raise Refused(Reason.RUN_NOT_FOUND)
        return await self._carry_out(pressed, Verb.TASK_RUN, await self._task(run.task_id))

    async def _choose(self, pressed: Pressed) -> Answer:
        """The task was picked: do to it what was asked, and let the card show it."""
        task = await self._task(TaskId(pressed.press.id))
        verb = _chosen(pressed.press)
        toast = None
        if verb is Verb.TASK_SHOW:
            await self._overview.require(pressed.talk.asker, task, Right.SEE)
        else:
            toast = (await self._carry_out(pressed, verb, task)).toast
        await self._outbox.reshow(pressed.event.message_id, TaskCard(task.id))
        return Answer(toast, await self._redraw.card(pressed.event.message_id))

    async def _turn_page(self, pressed: Pressed) -> Answer:
        """Turn to another page; the card is shared, so it turns for everybody."""
        scope = pressed.view.scope if isinstance(pressed.view, ListCard) else ListScope.MINE
        view = await self._overview.page(pressed.talk.asker, scope, _page(pressed.press))
        await self._outbox.reshow(pressed.event.message_id, view)
        return Answer(card=await self._redraw.card(pressed.event.message_id))

    async def _show_mine(self, pressed: Pressed) -> Answer:
        """One's own list is nobody else's to see: it goes to the personal chat."""
        await self._messages.show_mine(pressed.talk)
        return Answer(pressed.toast(Mood.INFO, "press.privately"))

    async def _say(self, pressed: Pressed) -> Answer:
        """A button that stands for a sentence: answered as if it was written."""
        sentence = pressed.press.args.get("text", "")
        if isinstance(pressed.view, AskCard):
            return await self._settle(pressed, sentence)
        await self._messages.say(pressed.talk, sentence)
        return Answer()

    async def _settle(self, pressed: Pressed, sentence: str) -> Answer:
        """The question is answered: its card becomes the confirm card, so a second tap finds it there."""
        asked = replace(pressed.talk, key=pressed.event.message_id, locale=pressed.locale)
        draft_id = await self._messages.draft(asked, sentence)
        await self._outbox.reshow(pressed.event.message_id, DraftCard(draft_id))
        return Answer(card=await self._redraw.card(pressed.event.message_id))

    async def _task(self, task_id: TaskId) -> Task:
        task = await self._tasks.get(task_id)
        if task is None:
            raise Refused(Reason.TASK_NOT_FOUND)
        return task


def _require_asked(pressed: Pressed) -> None:
    """A question is its asker's to answer, though everybody in a group sees it."""
    match pressed.view:
        case AskCard(asker=asker) | PickCard(viewer=asker) if asker != pressed.talk.person.id:
            raise Refused(Reason.DRAFT_OF_ANOTHER)


def _keeps_card(verb: Verb, reason: Reason) -> bool:
    """Tell whether a form stays, with what was typed: it can be mended, or is somebody else's."""
    is_over = reason in {Reason.DRAFT_EXPIRED, Reason.DRAFT_CLOSED}
    return reason is Reason.DRAFT_OF_ANOTHER or (verb is Verb.DRAFT_APPLY and not is_over)


def _page(press: Press) -> int:
    given = press.args.get("page", "0")
    return int(given) if given.isdecimal() and len(given) <= _PAGE_DIGITS else 0


def _chosen(press: Press) -> Verb:
    """Return what is to be done to the task that was picked; only what a task button can do."""
    given = press.args.get("verb", "")
    if given not in {Verb.TASK_SHOW, *_TASK_COMMANDS}:
        raise BadPressError(f"nothing is done to a picked task under {given!r}")
    return Verb(given)
