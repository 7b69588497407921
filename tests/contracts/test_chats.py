"""The chats that the bot knows, over both databases."""

from dataclasses import replace

import pytest

from scheduler.model import ChatId, TenantKey
from scheduler.people import Chat
from storage.chats import Chats
from storage.database import Database
from tests.builders import CHAT, OWNER, TENANT, a_draft, a_post, a_task, an_audit


@pytest.fixture
def chats(database: Database) -> Chats:
    return Chats(database)


def a_group(name: str, **fields: object) -> Chat:
    return replace(Chat(id=ChatId(f"oc_{name}"), tenant=TENANT, is_group=True, name=name), **fields)


async def test_groups_are_listed_by_name_as_many_as_are_wanted(chats):
    for name in ("c", "a", "b"):
        await chats.save(a_group(name))

    assert [chat.name for chat in await chats.groups(TENANT, OWNER, 2)] == ["a", "b"]


async def test_a_group_that_one_has_tasks_for_comes_first(chats, drafts):
    for group in (a_group("a"), a_group("z", id=CHAT)):
        await chats.save(group)
    await drafts.open(a_draft(), a_post())
    await drafts.save(a_draft(), a_task(), an_audit())

    assert [chat.name for chat in await chats.groups(TENANT, OWNER, 9)] == ["z", "a"]


async def test_what_cannot_be_posted_to_by_name_is_not_listed(chats):
    for chat in (
        a_group("alone", is_group=False, owner=OWNER),
        a_group("gone", reachable=False),
        a_group("theirs", tenant=TenantKey("tenant_2")),
    ):
        await chats.save(chat)

    assert await chats.groups(TENANT, OWNER, 9) == []
