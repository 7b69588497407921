from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.model import DraftId, PersonId, TaskId
from storage.conversations import REMEMBERED_FOR, Conversation, Conversations
from tests.builders import CHAT, NOW, OWNER, TENANT

ASKED = Conversation(
    pending="明天提醒我开会", question="what_time", draft_id=DraftId("draft_1"), task_id=TaskId("task_1")
)


@pytest.fixture
def conversations(database):
    return Conversations(database)


async def test_what_was_talked_about_comes_back(conversations):
    await conversations.remember(TENANT, CHAT, OWNER, ASKED, NOW)

    assert await conversations.recall(CHAT, OWNER, NOW + REMEMBERED_FOR) == ASKED


async def test_it_is_forgotten_after_a_while(conversations):
    await conversations.remember(TENANT, CHAT, OWNER, ASKED, NOW)

    late = NOW + REMEMBERED_FOR + timedelta(seconds=1)
    assert await conversations.recall(CHAT, OWNER, late) == Conversation()


async def test_everybody_has_their_own(conversations):
    await conversations.remember(TENANT, CHAT, OWNER, ASKED, NOW)

    assert await conversations.recall(CHAT, PersonId("ou_other"), NOW) == Conversation()


async def test_the_newest_counts(conversations):
    await conversations.remember(TENANT, CHAT, OWNER, ASKED, NOW)
    newer = replace(ASKED, pending="", draft_id=None)
    await conversations.remember(TENANT, CHAT, OWNER, newer, NOW + timedelta(minutes=1))

    assert await conversations.recall(CHAT, OWNER, NOW + timedelta(minutes=11)) == newer
