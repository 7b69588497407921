"""A form that was sent: what it is about, and the draft that comes of it."""

from dataclasses import dataclass, replace

from bot.chat.access import Right
from bot.chat.desk import Desk
from bot.chat.drafting import draft_by
from bot.chat.features.forms.filled import sent
from bot.chat.features.forms.opening import Opening
from bot.chat.features.forms.when import Asked
from bot.chat.features.forms.wishes import Wish
from bot.chat.pressed import Pressed
from bot.chat.talk import Talk
from scheduler.drafts import DRAFT_LIFE, Amendment, Draft, DraftState
from scheduler.errors import Reason, Refused
from scheduler.model import PersonId, Task, TaskSpec, TaskStatus
from scheduler.views import DraftCard, FormCard


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent, with what it changes; neither draft nor task for a new one."""

    pressed: Pressed
    card: FormCard
    draft: Draft | None = None
    task: Task | None = None

    @property
    def before(self) -> TaskSpec | None:
        return self.draft.spec if self.draft else self.task.spec if self.task else None

    @property
    def owner(self) -> PersonId:
        """Whose task it is, or is to be."""
        about = self.draft or self.task
        return about.owner if about else self.pressed.talk.person.id

    @property
    def amends(self) -> Amendment | None:
        if self.task is None:
            return self.draft.amends if self.draft else None
        return Amendment.of(self.task)

    @property
    def talk(self) -> Talk:
        """The card that was pressed becomes the answer."""
        return replace(in_its_language(self.pressed), card=self.pressed.event.message_id)


class Sending:
    def __init__(self, desk: Desk, opening: Opening) -> None:
        self._desk = desk
        self._opening = opening

    async def found(self, pressed: Pressed) -> Sent:
        """Return what was sent; refused to others, and where the form is over."""
        card = await self._card(pressed)
        entries = sent(pressed.event.form, card.entries)
        if tapped := pressed.press.args.get("schedule"):
            entries = replace(entries, schedule=tapped)
        card = replace(card, entries=entries)
        if card.draft_id is not None:
            draft = await self._desk.service.own_draft(card.draft_id, pressed.talk.person.id)
            return Sent(pressed, card, draft=draft)
        if card.task_id is not None:
            return Sent(pressed, card, task=await self.editable(pressed, card.task_id))
        return Sent(pressed, card)

    def asked(self, form: Sent) -> Asked:
        return Asked(
            entries=form.card.entries,
            offered=form.card.offered,
            before=form.before.trigger if form.before else None,
            use=form.pressed.press.args.get("use", ""),
            now=self._desk.clock(),
            locale=form.pressed.locale,
        )

    async def drafted(self, form: Sent, wish: Wish) -> None:
        """Revise the draft that is open; open one for a new task, a change, or a draft that ran out."""
        now = self._desk.clock()
        if form.draft and form.draft.state is DraftState.OPEN and form.draft.expires_at > now:
            expires_at = now + DRAFT_LIFE
            revised = replace(form.draft, spec=wish.spec, assumed=wish.assumed, expires_at=expires_at)
            await self._desk.service.revise_draft(revised, now)
            await self._desk.replies.show(form.talk, DraftCard(form.draft.id))
        else:
            await self._desk.open_draft(form.talk, self._draft_of(form, wish))

    def _draft_of(self, form: Sent, wish: Wish) -> Draft:
        draft = draft_by(form.talk, wish.spec, self._desk.clock(), wish.assumed)
        new_group = form.draft.new_group if form.draft else None
        return replace(draft, amends=form.amends, new_group=new_group)

    async def editable(self, pressed: Pressed, task_id: str) -> Task:
        """Return the task; refused to whoever may not change it, and when it is gone."""
        task = await self._desk.task(task_id)
        await self._desk.overview.require(pressed.talk.asker, task, Right.EDIT)
        refuse_if_gone(task)
        return task

    async def _card(self, pressed: Pressed) -> FormCard:
        """Return the form; one that was drawn before its card moved on to the draft counts, too."""
        card = pressed.view
        if isinstance(card, DraftCard):
            draft = await self._desk.service.own_draft(card.draft_id, pressed.talk.person.id)
            return await self._opening.of_draft(in_its_language(pressed), draft)
        if not isinstance(card, FormCard) or card.is_closed:
            raise Refused(Reason.DRAFT_CLOSED)
        refuse_others(card, pressed)
        return card


def in_its_language(pressed: Pressed) -> Talk:
    """Return the talk in the language of the card, whatever the person usually speaks."""
    return replace(pressed.talk, locale=pressed.locale)


def refuse_others(card: FormCard, pressed: Pressed) -> None:
    if card.asker != pressed.talk.person.id:
        raise Refused(Reason.DRAFT_OF_ANOTHER)


def refuse_if_gone(task: Task) -> None:
    if task.status in {TaskStatus.DELETED, TaskStatus.TRIAL}:
        raise Refused(Reason.TASK_GONE)
