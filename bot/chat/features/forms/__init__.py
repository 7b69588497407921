"""The form for a task: opened empty, over a draft or over a task; sent, mended and sent again.

It never saves: what it says becomes a draft, which its asker confirms on the same card.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.forms.filled import sent
from bot.chat.features.forms.opening import Opening
from bot.chat.features.forms.places import ChatPlaces, Places
from bot.chat.features.forms.when import Asked, time_meant
from bot.chat.features.forms.wishes import Wish, only_time, wish_of
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from cards.actions import Verb
from scheduler.errors import Reason, Refused
from scheduler.form import Checked, Remark
from scheduler.lifecycle import refuse_unless_open
from scheduler.model import DRAFT_LIFE, Amendment, Draft, DraftId, DraftState, Task, TaskSpec, TaskStatus
from scheduler.posts import DraftCard, FormCard, TaskCard, View

__all__ = ["ChatPlaces", "Forms", "Places"]


@dataclass(frozen=True, slots=True)
class _Sent:
    """A form that was sent, with what it changes; neither draft nor task for a new one."""

    pressed: Pressed
    card: FormCard
    draft: Draft | None = None
    task: Task | None = None

    @property
    def before(self) -> TaskSpec | None:
        return self.draft.spec if self.draft else self.task.spec if self.task else None

    @property
    def talk(self) -> Talk:
        """The card that was pressed becomes the answer, in its own language."""
        return replace(self.pressed.talk, card=self.pressed.event.message_id, locale=self.pressed.locale)


class Forms:
    def __init__(self, desk: Desk, places: Places | None = None) -> None:
        self._desk = desk
        self._places = places or ChatPlaces(desk.directory)
        self._opening = Opening(self._places, desk.clock, has_agent=desk.renderer.sources.has_agent)
        self.answers: Mapping[Intent, AnswerTo] = {Intent.NEW: self._new}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.FORM_OPEN: self._open_new,
            Verb.DRAFT_CHANGE: self._open_draft,
            Verb.TASK_EDIT: self._open_task,
            Verb.FORM_SUBMIT: self._submit,
            Verb.FORM_CLOSE: self._close,
        }

    async def open_for_task(self, talk: Talk, task: Task) -> None:
        """Put the form for a change of `task` before the asker, whose right was asked before."""
        _refuse_if_gone(task)
        await self._desk.replies.show(talk, await self._opening.of_task(talk, task))

    async def open_for_draft(self, talk: Talk, draft: Draft) -> None:
        """Put the form for the asker's open draft before them."""
        await self._desk.replies.show(talk, await self._opening.of_draft(talk, draft))

    async def _new(self, talk: Talk, _: Meaning) -> None:
        await self._desk.replies.show(talk, await self._opening.new(talk))

    async def _open_new(self, pressed: Pressed) -> Answer:
        """The list that was pressed stays; the form comes below it."""
        talk = replace(pressed.talk, locale=pressed.locale)
        await self._desk.replies.show(talk, await self._opening.new(talk))
        return Answer()

    async def _open_draft(self, pressed: Pressed) -> Answer:
        """Show the form for the asker's open draft in place of its card."""
        draft = await self._desk.service.own_draft(DraftId(pressed.press.id), pressed.talk.person.id)
        refuse_unless_open(draft, self._desk.clock())
        talk = replace(pressed.talk, locale=pressed.locale)
        return Answer(card=await self._desk.become(pressed, await self._opening.of_draft(talk, draft)))

    async def _open_task(self, pressed: Pressed) -> Answer:
        """A task's own card becomes the form in a personal chat; elsewhere others are looking at it."""
        task = await self._editable(pressed, pressed.press.id)
        talk = replace(pressed.talk, locale=pressed.locale)
        card = await self._opening.of_task(talk, task)
        if isinstance(pressed.view, TaskCard) and not talk.in_group:
            return Answer(card=await self._desk.become(pressed, card))
        await self._desk.replies.show(talk, card)
        return Answer()

    async def _submit(self, pressed: Pressed) -> Answer:
        """Go on to the card where it is saved; back to the form with what is to be put right."""
        form = await self._sent(pressed)
        if form.draft and form.draft.state is DraftState.SAVED:
            return await self._is_over(pressed, DraftCard(form.draft.id))
        asked = self._asked(form)
        if asked.use == "check":
            return await self._again(form, only_time(time_meant(asked)))
        present = form.before.destination if form.before else None
        place = await self._places.chosen(asked.entries.place, form.talk, present)
        wish = wish_of(asked, form.before, place)
        if isinstance(wish, Checked):
            return await self._again(form, wish)
        try:
            draft = await self._drafted(form, wish)
        except Refused as refused:
            remark = Remark(f"refused.{refused.reason}", dict(refused.facts))
            return await self._again(form, Checked((remark,), wish.spec.trigger))
        return Answer(card=await self._desk.become(pressed, DraftCard(draft.id)))

    async def _close(self, pressed: Pressed) -> Answer:
        """Leave the form: nothing of it is kept."""
        card = pressed.view
        if not isinstance(card, FormCard):
            return Answer(card=await self._desk.present(pressed))
        _refuse_others(card, pressed)
        return Answer(card=await self._desk.become(pressed, _instead_of(card)))

    async def _sent(self, pressed: Pressed) -> _Sent:
        """Find what the form is about; a form that was drawn before its card moved on counts, too."""
        card = pressed.view
        if isinstance(card, DraftCard):
            draft = await self._desk.service.own_draft(card.draft_id, pressed.talk.person.id)
            card = await self._opening.of_draft(pressed.talk, draft)
        if not isinstance(card, FormCard) or card.is_closed:
            raise Refused(Reason.DRAFT_CLOSED)
        _refuse_others(card, pressed)
        entries = sent(pressed.event.form, card.entries)
        if tapped := pressed.press.args.get("schedule"):
            entries = replace(entries, schedule=tapped)
        card = replace(card, entries=entries)
        if card.draft_id is not None:
            draft = await self._desk.service.own_draft(card.draft_id, pressed.talk.person.id)
            return _Sent(pressed, card, draft=draft)
        if card.task_id is not None:
            return _Sent(pressed, card, task=await self._editable(pressed, card.task_id))
        return _Sent(pressed, card)

    def _asked(self, form: _Sent) -> Asked:
        return Asked(
            entries=form.card.entries,
            offered=form.card.offered,
            before=form.before.trigger if form.before else None,
            use=form.pressed.press.args.get("use", ""),
            now=self._desk.clock(),
            locale=form.pressed.locale,
        )

    async def _again(self, form: _Sent, checked: Checked) -> Answer:
        """Show the form with all that was typed, and above it what came of it."""
        card = await self._desk.become(form.pressed, replace(form.card, checked=checked))
        if checked.remarks:
            return Answer(form.pressed.toast(Mood.ERROR, "press.form_mend"), card)
        return Answer(form.pressed.toast(Mood.INFO, "press.form_read"), card)

    async def _drafted(self, form: _Sent, wish: Wish) -> Draft:
        """Revise the draft that is open; open one for a new task, a change, or a draft that ran out."""
        now = self._desk.clock()
        if form.draft and form.draft.state is DraftState.OPEN and form.draft.expires_at > now:
            revised = replace(form.draft, spec=wish.spec, assumed=wish.assumed, expires_at=now + DRAFT_LIFE)
            await self._desk.service.revise_draft(revised, now)
            return revised
        draft = Draft(
            id=DraftId("draft_" + hashlib.sha256(form.talk.key.encode()).hexdigest()[:24]),
            tenant=form.talk.person.tenant,
            asker=form.talk.person.id,
            spec=wish.spec,
            assumed=wish.assumed,
            amends=_amendment(form),
            created_at=now,
            expires_at=now + DRAFT_LIFE,
        )
        await self._desk.open_draft(form.talk, draft)
        return draft

    async def _editable(self, pressed: Pressed, task_id: str) -> Task:
        task = await self._desk.task(task_id)
        await self._desk.overview.require(pressed.talk.asker, task, Right.EDIT)
        _refuse_if_gone(task)
        return task

    async def _is_over(self, pressed: Pressed, view: View) -> Answer:
        card = await self._desk.become(pressed, view)
        return Answer(pressed.toast(Mood.INFO, f"refused.{Reason.DRAFT_CLOSED}"), card)


def _amendment(form: _Sent) -> Amendment | None:
    if form.draft is not None:
        return form.draft.amends
    return Amendment(form.task.id, form.task.revision, form.task.spec) if form.task else None


def _instead_of(card: FormCard) -> View:
    """Return what the card shows once the form is left."""
    if card.draft_id is not None:
        return DraftCard(card.draft_id)
    if card.task_id is not None:
        return TaskCard(card.task_id)
    return replace(card, is_closed=True, entries=card.offered, checked=Checked())


def _refuse_others(card: FormCard, pressed: Pressed) -> None:
    if card.asker != pressed.talk.person.id:
        raise Refused(Reason.DRAFT_OF_ANOTHER)


def _refuse_if_gone(task: Task) -> None:
    if task.status in {TaskStatus.DELETED, TaskStatus.TRIAL}:
        raise Refused(Reason.TASK_GONE)
