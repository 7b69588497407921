"""A new task: from a sentence to a confirm card, and from the card to a saved task."""

from collections.abc import Mapping

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.desk import Desk
from bot.chat.destinations import Unsettled, put
from bot.chat.drafting import draft_of
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.pressed import Pressed
from bot.chat.questions import question_about, which_part, which_reading
from bot.chat.talk import Talk
from cards.actions import Verb
from scheduler.commands import CancelDraft, SaveDraft
from scheduler.drafts import Draft, DraftState
from scheduler.model import DraftId
from scheduler.views import AskCard


class Creating:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.answers: Mapping[Intent, AnswerTo] = {Intent.CREATE: self._create}
        self.presses: Mapping[Verb, OnPress] = {
            Verb.DRAFT_SAVE: self._save,
            Verb.DRAFT_CANCEL: self._cancel,
        }

    async def _create(self, talk: Talk, meaning: Meaning) -> None:
        if meaning.refusal:
            raise meaning.refusal.error()
        if question := _question(talk, meaning):
            await self._desk.replies.show(talk, question)
        else:
            await self._draft(talk, meaning)

    async def _draft(self, talk: Talk, meaning: Meaning) -> None:
        """Put the task before its asker, or the question where it shall post."""
        place = await self._desk.destinations.meant(talk, meaning.post_to)
        if isinstance(place, Unsettled):
            question = await self._desk.destinations.question(talk, place, meaning.said)
            await self._desk.replies.show(talk, question)
            return
        draft = draft_of(talk, meaning, meaning.readings[0], self._desk.clock())
        await self._desk.open_draft(talk, put(draft, place))

    async def _save(self, pressed: Pressed) -> Answer:
        """Save a draft; of a change the right is asked for once more, since it may have gone meanwhile."""
        draft = await self._desk.service.own_draft(DraftId(pressed.press.id), pressed.talk.person.id)
        if draft.amends and draft.state is DraftState.OPEN:
            task = await self._desk.task(draft.amends.task_id)
            await self._desk.overview.require(pressed.talk.asker, task, Right.EDIT)
        if draft.state is DraftState.OPEN:
            await self._make_ready(draft, pressed)
        talk = pressed.talk
        command = SaveDraft(draft.id, talk.person.id, pressed.event.pressed_at, card_in=talk.chat_id)
        change = await self._desk.service.save_draft(command)
        await self._desk.memory.about(pressed.talk, change.task.id)
        toast = pressed.toast(Mood.SUCCESS, "press.saved", title=change.task.spec.title)
        return Answer(toast, await self._desk.present(pressed))

    async def _make_ready(self, draft: Draft, pressed: Pressed) -> None:
        """See that it can post where it shall. A place that is made for it is kept before it is saved."""
        at = pressed.event.pressed_at
        await self._desk.service.refuse_unsavable(draft, at)
        ready = await self._desk.destinations.ready(draft, pressed.talk)
        if ready != draft:
            await self._desk.service.revise_draft(ready, at)

    async def _cancel(self, pressed: Pressed) -> Answer:
        command = CancelDraft(DraftId(pressed.press.id), pressed.talk.person.id, pressed.event.pressed_at)
        draft = await self._desk.service.cancel_draft(command)
        card = await self._desk.present(pressed)
        code = "change.dropped" if draft.amends else "press.cancelled"
        return Answer(pressed.toast(Mood.INFO, code), card)


def _question(talk: Talk, meaning: Meaning) -> AskCard | None:
    """Return what is to be asked before there is one task; None where nothing is open."""
    if meaning.parts:
        return which_part(talk, meaning)
    if meaning.ask:
        return question_about(talk, meaning.ask, meaning.said)
    return which_reading(talk, meaning) if len(meaning.readings) > 1 else None
