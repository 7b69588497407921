"""Changes of a task by sentence: the difference is shown, and saved by a button.

What is not saved yet is changed in place: the card of the draft is drawn anew.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.access import Right
from bot.chat.answers import Answer, Mood
from bot.chat.changing import Changed, Scene, changed
from bot.chat.desk import Desk
from bot.chat.destinations import Unsettled, put
from bot.chat.drafting import draft_by
from bot.chat.feature import AnswerTo, OnPress
from bot.chat.features.asking import picked
from bot.chat.features.forms import Forms
from bot.chat.language.meaning import Intent, Meaning
from bot.chat.messages import understood
from bot.chat.pressed import Pressed
from bot.chat.questions import question_about
from bot.chat.talk import Talk
from bot.chat.which import Which
from cards.actions import BadPressError, Verb
from cards.elements import name_of
from scheduler.drafts import DRAFT_LIFE, Amendment, Draft
from scheduler.errors import Reason, Refused
from scheduler.model import DraftId, Task, TaskId, TaskStatus
from scheduler.views import DraftCard


class Editing:
    def __init__(self, desk: Desk, forms: Forms) -> None:
        self._desk = desk
        self._forms = forms
        self._which = Which(desk)
        self.answers: Mapping[Intent, AnswerTo] = {Intent.EDIT: self._edit}
        self.presses: Mapping[Verb, OnPress] = {Verb.DRAFT_ADJUST: self._adjust}

    async def _edit(self, talk: Talk, meaning: Meaning) -> None:
        if draft := await self._draft_meant(talk, meaning):
            await self._edit_draft(talk, meaning, draft)
        elif task := await self._task_meant(talk, meaning):
            await self._desk.overview.require(talk.asker, task, Right.EDIT)
            await self._edit_task(talk, meaning, task)

    async def _draft_meant(self, talk: Talk, meaning: Meaning) -> Draft | None:
        """Return the open draft of this talk, unless the words name something else."""
        draft = await self._desk.memory.draft(talk)
        if draft is None or meaning.ref is None or meaning.ref.it:
            return draft
        name = meaning.ref.name.casefold()
        is_named = bool(name) and name in draft.spec.title.casefold()
        return draft if is_named and not await self._which.fitting(talk, meaning) else None

    async def _task_meant(self, talk: Talk, meaning: Meaning) -> Task | None:
        """Return the task that was named, or without a name the one last talked about."""
        last = None if talk.about or meaning.ref else await self._desk.memory.task(talk)
        return last or await self._which.one(talk, meaning)

    async def _edit_draft(self, talk: Talk, meaning: Meaning, draft: Draft) -> None:
        """Change what is not saved yet. Its card may have scrolled away, so a word under it says so."""
        if not meaning.changes and not meaning.refusal:
            await self._forms.open_for_draft(talk, draft)
            return
        placed = await self._placed(talk, meaning, draft)
        if placed is None:
            return
        wanted = await self._wanted(talk, meaning, placed)
        if wanted.spec is None:
            await self._ask(talk, meaning, wanted)
            return
        await self._revise(placed, wanted)
        view = DraftCard(draft.id)
        if talk.card:
            await self._desk.replies.show(talk, view)
        else:
            await self._desk.memory.shown(talk, view)
            title = name_of(wanted.spec.title)
            await self._desk.replies.tell_of(talk, view, "draft.changed", title=title)

    async def _edit_task(self, talk: Talk, meaning: Meaning, task: Task) -> None:
        """Put the change before the asker; nothing of it holds before it is saved."""
        if task.status in {TaskStatus.DELETED, TaskStatus.TRIAL}:
            raise Refused(Reason.TASK_GONE)
        if not meaning.changes and not meaning.refusal:
            await self._forms.open_for_task(talk, task)
            return
        draft = await self._placed(talk, meaning, self._change_of(task, talk), task.id)
        if draft is None:
            return
        wanted = await self._wanted(talk, meaning, draft)
        if wanted.spec is None:
            await self._desk.memory.about(talk, task.id)
            await self._ask(talk, meaning, wanted)
            return
        await self._desk.open_draft(talk, replace(draft, spec=wanted.spec, assumed=wanted.assumed))

    def _change_of(self, task: Task, talk: Talk) -> Draft:
        draft = draft_by(talk, task.spec, self._desk.clock())
        return replace(draft, amends=Amendment.of(task))

    async def _wanted(self, talk: Talk, meaning: Meaning, draft: Draft) -> Changed:
        """Return what the draft shall say; refused where that cannot be."""
        if meaning.refusal:
            raise meaning.refusal.error()
        assert meaning.changes is not None, "asked before"
        wanted = changed(
            draft.spec,
            meaning.changes,
            Scene(self._desk.clock(), talk.zone, talk.locale),
            assumed=draft.assumed,
            is_new=draft.amends is None,
        )
        if wanted.refusal:
            raise Refused(wanted.refusal.reason, **wanted.refusal.facts, offer=wanted.refusal.offer)
        return wanted

    async def _placed(
        self, talk: Talk, meaning: Meaning, draft: Draft, about: TaskId | None = None
    ) -> Draft | None:
        """Return the draft, posting where that was said; None when the person was asked where it is."""
        said = meaning.changes.post_to if meaning.changes else None
        if said is None:
            return draft
        place = await self._desk.destinations.meant(talk, said, draft.owner)
        if not isinstance(place, Unsettled):
            return put(draft, place)
        if about:
            await self._desk.memory.about(talk, about)
        question = await self._desk.destinations.question(talk, place, meaning.said, about, draft.owner)
        await self._desk.replies.show(talk, question)
        return None

    async def _ask(self, talk: Talk, meaning: Meaning, wanted: Changed) -> None:
        if wanted.ask is None:
            raise Refused(Reason.BAD_TIME, offer="")
        await self._desk.replies.show(talk, question_about(talk, wanted.ask, meaning.said))

    async def _revise(self, draft: Draft, wanted: Changed) -> None:
        assert wanted.spec is not None, "asked before"
        now = self._desk.clock()
        revised = replace(draft, spec=wanted.spec, assumed=wanted.assumed, expires_at=now + DRAFT_LIFE)
        await self._desk.service.revise_draft(revised, now)

    async def _adjust(self, pressed: Pressed) -> Answer:
        """Change one assumed part of a draft, as the tapped words or the picker say."""
        draft = await self._desk.service.own_draft(DraftId(pressed.press.id), pressed.talk.person.id)
        talk = replace(pressed.talk, locale=pressed.locale)
        meaning = understood(talk, adjustment(pressed))
        if meaning.intent is not Intent.EDIT or not meaning.changes:
            raise BadPressError("an adjustment that is no change")
        wanted = await self._wanted(talk, meaning, draft)
        if wanted.spec is None:
            raise Refused(Reason.BAD_TIME, offer="")
        settled = pressed.press.args.get("settles", "")
        rest = tuple(one for one in wanted.assumed if one != settled)
        phrase = draft.spec.phrase  # a tap is no phrase of the person's
        spec = replace(wanted.spec, phrase=phrase)
        await self._revise(draft, replace(wanted, spec=spec, assumed=rest))
        await self._desk.memory.shown(talk, DraftCard(draft.id))
        return Answer(pressed.toast(Mood.SUCCESS, "press.changed"), await self._desk.present(pressed))


def adjustment(pressed: Pressed) -> str:
    """Return the sentence that a tap stands for; what a picker sent stands in its place."""
    sentence = pressed.press.args.get("text", "")
    return sentence.replace("{picked}", picked(pressed))
