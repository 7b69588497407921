"""The form for a task: opened empty, over a draft or over a task; sent, mended and sent again.

It never saves: what it says becomes a draft, which its asker confirms on the same card.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.forms.opening import Opening
from bot.chat.features.forms.places import KnownPlaces, Places
from bot.chat.features.forms.sending import Sending, Sent, in_its_language, refuse_if_gone, refuse_others
from bot.chat.features.forms.when import time_meant
from bot.chat.features.forms.wishes import Wish, only_time, wish_of
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from cards.actions import Verb
from scheduler.drafts import Draft, DraftState
from scheduler.errors import Reason, Refused
from scheduler.form import Checked, Remark
from scheduler.lifecycle import refuse_unless_open
from scheduler.model import Destination, DraftId, Task
from scheduler.views import DraftCard, FormCard, TaskCard, View

__all__ = ["Forms", "KnownPlaces", "Places"]


class Forms:
    def __init__(self, desk: Desk, places: Places | None = None) -> None:
        self._desk = desk
        self._places = places or KnownPlaces(desk)
        has_agent = desk.renderer.sources.has_agent
        self._opening = Opening(self._places, desk.clock, has_agent=has_agent)
        self._sending = Sending(desk, self._opening)
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
        refuse_if_gone(task)
        await self._desk.replies.show(talk, await self._opening.of_task(talk, task))

    async def open_for_draft(self, talk: Talk, draft: Draft) -> None:
        """Put the form for the asker's own open draft before them."""
        refuse_unless_open(draft, self._desk.clock())
        await self._desk.replies.show(talk, await self._opening.of_draft(talk, draft))

    async def _new(self, talk: Talk, _: Meaning) -> None:
        await self._desk.replies.show(talk, await self._opening.new(talk))

    async def _open_new(self, pressed: Pressed) -> Answer:
        """The list that was pressed stays; the form comes below it."""
        talk = in_its_language(pressed)
        await self._desk.replies.show(talk, await self._opening.new(talk))
        return Answer()

    async def _open_draft(self, pressed: Pressed) -> Answer:
        """Show the form for the asker's open draft in place of its card."""
        draft = await self._desk.service.own_draft(DraftId(pressed.press.id), pressed.talk.person.id)
        refuse_unless_open(draft, self._desk.clock())
        card = await self._opening.of_draft(in_its_language(pressed), draft)
        return Answer(card=await self._desk.become(pressed, card))

    async def _open_task(self, pressed: Pressed) -> Answer:
        """A task's own card becomes the form in a personal chat; elsewhere others are looking at it."""
        task = await self._sending.editable(pressed, pressed.press.id)
        talk = in_its_language(pressed)
        card = await self._opening.of_task(talk, task)
        if isinstance(pressed.view, TaskCard) and not talk.in_group:
            return Answer(card=await self._desk.become(pressed, card))
        await self._desk.replies.show(talk, card)
        return Answer()

    async def _submit(self, pressed: Pressed) -> Answer:
        """Go on to the card where it is saved; back to the form with what is to be put right."""
        form = await self._sending.found(pressed)
        if form.draft and form.draft.state is DraftState.SAVED:
            return await self._is_over(pressed, DraftCard(form.draft.id))
        try:
            wish = await self._wish(form)
            if isinstance(wish, Checked):
                return await self._again(form, wish)
            await self._sending.drafted(form, wish)
        except Refused as refused:
            remark = Remark(f"refused.{refused.reason}", dict(refused.facts))
            read = time_meant(self._sending.asked(form)).trigger
            return await self._again(form, Checked((remark,), read))
        return Answer(card=await self._desk.redraw.card(pressed.event.message_id))

    async def _wish(self, form: Sent) -> Wish | Checked:
        asked = self._sending.asked(form)
        if asked.use == "check":
            return only_time(time_meant(asked))
        return wish_of(asked, form.before, await self._place(form))

    async def _place(self, form: Sent) -> Destination | None:
        """Return the place that was picked; None for one that was not offered."""
        value, present = form.card.entries.place, form.before.destination if form.before else None
        if value not in dict(form.card.places):
            return None
        return await self._places.chosen(value, form.talk, form.owner, present)

    async def _again(self, form: Sent, checked: Checked) -> Answer:
        """Show the form with all that was typed, and above it what came of it."""
        card = await self._desk.become(form.pressed, replace(form.card, checked=checked))
        if checked.remarks:
            return Answer(form.pressed.toast(Mood.ERROR, "press.form_mend"), card)
        return Answer(form.pressed.toast(Mood.INFO, "press.form_read"), card)

    async def _close(self, pressed: Pressed) -> Answer:
        """Leave the form: nothing of it is kept."""
        card = pressed.view
        if not isinstance(card, FormCard):
            return Answer(card=await self._desk.present(pressed))
        refuse_others(card, pressed)
        return Answer(card=await self._desk.become(pressed, _instead_of(card)))

    async def _is_over(self, pressed: Pressed, view: View) -> Answer:
        card = await self._desk.become(pressed, view)
        return Answer(pressed.toast(Mood.INFO, f"refused.{Reason.DRAFT_CLOSED}"), card)


def _instead_of(card: FormCard) -> View:
    """Return what the card shows once the form is left."""
    if card.draft_id is not None:
        return DraftCard(card.draft_id)
    if card.task_id is not None:
        return TaskCard(card.task_id)
    return replace(card, is_closed=True, entries=card.offered, checked=Checked())
