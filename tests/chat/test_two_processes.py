"""Two people press at once, and two processes answer; on both databases."""

import asyncio
from pathlib import Path

import pytest

from cards.actions import Press, Verb
from scheduler.drafts import DraftState
from scheduler.model import DraftId
from scheduler.views import DraftCard
from storage.database import Database
from tests.builders import a_draft, a_post
from tests.chat.room import ChatRoom


@pytest.fixture
async def rooms(database_url, clock, ids):
    """Two processes on one database; what one holds in memory the other does not know."""
    databases = [await Database.open(database_url, Path()) for _ in range(2)]
    yield [ChatRoom(database, clock, ids) for database in databases]
    for database in databases:
        await database.close()


@pytest.mark.parametrize(
    "verbs", [(Verb.DRAFT_SAVE, Verb.DRAFT_CANCEL), (Verb.DRAFT_CANCEL, Verb.DRAFT_SAVE)]
)
async def test_of_two_presses_on_a_confirm_card_at_once_one_wins_and_both_see_it(rooms, verbs):
    draft = a_draft()
    await rooms[0].drafts.open(draft, a_post(f"{draft.id}:card"))
    card = await rooms[0].shown(DraftCard(draft.id))

    answers = await asyncio.gather(
        *(room.press(Press(verb, draft.id), card) for room, verb in zip(rooms, verbs, strict=True))
    )

    assert ["dealt with" in answer.toast.text for answer in answers].count(True) == 1
    assert answers[0].card == answers[1].card
    stored = await rooms[0].drafts.get(DraftId(draft.id))
    assert (stored.state is DraftState.SAVED) == (stored.task_id is not None)
