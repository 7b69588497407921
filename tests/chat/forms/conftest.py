"""A form on a card, as a person works with it."""

from dataclasses import dataclass
from datetime import time

import pytest

from bot.chat.answers import Answer
from bot.chat.features.forms.opening import Opening
from bot.chat.features.forms.places import KnownPlaces
from bot.chat.talk import Talk
from bot.lark.events import FormValue
from cards.actions import Press, Verb
from scheduler.days import EveryDays
from scheduler.drafts import Draft
from scheduler.form import Entries
from scheduler.model import DraftId, PersonId, StaticText, TaskId
from scheduler.triggers import Calendar
from scheduler.views import DraftCard, FormCard, TaskCard, View
from tests.builders import OWNER, a_draft, a_post, a_spec, a_task
from tests.chat.room import ALONE, ChatRoom

CARD = "om_card"
REMINDER = a_spec(
    title="Water",
    action=StaticText("Drink some water"),
    trigger=Calendar(EveryDays(), (time(9),), "Asia/Shanghai"),
    chat_id=ALONE,
    in_group=False,
)


@dataclass
class Desk:
    """The owner before a form; `view` is what the card shows."""

    room: ChatRoom
    card: str = CARD

    async def send(
        self, *, by: PersonId = OWNER, use: str = "", tapped: str = "", **form: FormValue
    ) -> Answer:
        args = ({"use": use} if use else {}) | ({"schedule": tapped} if tapped else {})
        press = Press(Verb.FORM_SUBMIT, args=args)
        return await self.room.press(press, self.card, by=by, chat=ALONE, form=form)

    async def close(self, *, by: PersonId = OWNER) -> Answer:
        return await self.room.press(Press(Verb.FORM_CLOSE), self.card, by=by, chat=ALONE)

    async def view(self) -> View:
        return await self.room.view_of(self.card)

    async def draft(self) -> Draft:
        view = await self.view()
        assert isinstance(view, DraftCard), view
        draft = await self.room.drafts.get(view.draft_id)
        assert draft is not None
        return draft

    async def form(self) -> FormCard:
        view = await self.view()
        assert isinstance(view, FormCard), view
        return view

    async def entries(self) -> Entries:
        return (await self.form()).entries

    async def remarks(self) -> list[str]:
        return [remark.code for remark in (await self.form()).checked.remarks]


async def opening(room: ChatRoom) -> tuple[Opening, Talk]:
    """What makes the cards, and the owner's talk in the personal chat."""
    talk, _ = await room.meet.by_message(room.written("hello", chat=ALONE))
    return Opening(KnownPlaces(room.desk), room.clock, has_agent=True), talk


@pytest.fixture
async def desk(chat_room: ChatRoom) -> Desk:
    """A form for a new task, open in the owner's personal chat."""
    forms, talk = await opening(chat_room)
    await chat_room.shown(await forms.new(talk), message_id=CARD)
    return Desk(chat_room)


@pytest.fixture
async def over_draft(chat_room: ChatRoom) -> Desk:
    """The form of a draft of the owner's that is open."""
    await chat_room.drafts.open(a_draft(spec=REMINDER), a_post("draft:card"))
    await chat_room.shown(DraftCard(DraftId("draft_1")), message_id=CARD)
    await chat_room.press(Press(Verb.DRAFT_CHANGE, "draft_1"), CARD, chat=ALONE)
    return Desk(chat_room)


@pytest.fixture
async def over_task(chat_room: ChatRoom) -> Desk:
    """The form of a task of the owner's."""
    await chat_room.saved(a_task(spec=REMINDER))
    await chat_room.shown(TaskCard(TaskId("task_1")), message_id=CARD)
    await chat_room.press(Press(Verb.TASK_EDIT, "task_1", 1), CARD, chat=ALONE)
    return Desk(chat_room)
