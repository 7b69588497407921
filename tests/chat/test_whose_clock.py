"""Whose clock a card goes by: the reader's alone in person, anybody's in a group."""

from dataclasses import replace

import pytest

from scheduler.model import Locale
from scheduler.views import ListCard, ListScope, PickCard, TaskCard
from tests.builders import CHAT, OWNER, TENANT, a_task
from tests.cards.checking import as_json
from tests.chat.room import ALONE

MINE = ListCard(OWNER, ALONE, ListScope.MINE)
OURS = ListCard(OWNER, CHAT, ListScope.CHAT)
TASK = TaskCard(a_task().id)
PICK = PickCard(OWNER, "task.pause", (a_task().id,))


@pytest.mark.parametrize(
    ("view", "here", "zone", "is_named"),
    [
        (MINE, ALONE, "Asia/Shanghai", False),  # though its tasks post to a group
        (MINE, None, "Asia/Shanghai", False),
        (MINE, ALONE, "Europe/London", True),
        (OURS, CHAT, "Asia/Shanghai", True),
        (TASK, ALONE, "Asia/Shanghai", False),
        (TASK, CHAT, "Asia/Shanghai", True),
        (PICK, ALONE, "Asia/Shanghai", False),
        (PICK, ALONE, "Europe/London", True),
    ],
)
async def test_a_zone_is_named_where_a_reader_s_clock_may_differ(chat_room, view, here, zone, is_named):
    await chat_room.saved(a_task())
    owner = await chat_room.directory.person(OWNER, TENANT)
    await chat_room.directory.remember(replace(owner, zone=zone))

    card = await chat_room.desk.renderer.card(view, TENANT, Locale.EN, here)

    assert ("Beijing time" in as_json(card)) is is_named
