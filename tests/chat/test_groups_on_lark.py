"""The directory against the local Lark: who finds which group, and what becomes of one that is made."""

import asyncio

import aiohttp
import pytest

from bot.directory import Directory
from bot.lark.client import LarkClient
from bot.lark.domain import Credentials, address_of
from bot.lark.pacing import Pacing
from bot.sandbox.server import RunningSandbox, running_sandbox
from scheduler.drafts import NewGroup
from scheduler.model import Locale, PersonId
from storage.chats import Chats
from storage.people import People
from tests.builders import TENANT


@pytest.fixture
async def sandbox():
    async with running_sandbox(0) as running:
        yield running


@pytest.fixture
async def directory(sandbox: RunningSandbox, sqlite_database):
    app = Credentials(sandbox.app.app_id, sandbox.app.app_secret)
    async with LarkClient(app, address_of(sandbox.url), Pacing(asyncio.get_running_loop())) as lark:
        people, chats = People(sqlite_database), Chats(sqlite_database)
        yield Directory(people, chats, lark, locale=Locale.EN, zone="UTC")


@pytest.fixture
def people(sandbox: RunningSandbox) -> list[PersonId]:
    """Owner, colleague, admin; the last is not in the group Launch crew."""
    return [PersonId(user.open_id) for user in sandbox.sandbox.tenant.users()]


async def made(sandbox: RunningSandbox, owner: str, **more) -> str:
    async with aiohttp.ClientSession(sandbox.url) as http:
        body = {"as": owner, "name": "Launch office", **more}
        async with http.post("/_sandbox/chats", json=body) as response:
            return (await response.json())["chat_id"]


async def test_only_who_is_inside_finds_a_group(directory, people):
    found = [await directory.groups_named("launch", person, TENANT) for person in people]

    assert [[group.name for group in groups] for groups in found] == [["Launch crew"], ["Launch crew"], []]


async def test_a_public_group_without_the_bot_is_not_offered(directory, sandbox, people):
    await made(sandbox, people[0], public=True, bot=False)

    groups = await directory.groups_named("launch", people[0], TENANT)

    assert [group.name for group in groups] == ["Launch crew"]


async def test_several_groups_that_fit_are_all_offered_the_exact_name_first(directory, sandbox, people):
    await made(sandbox, people[0])

    groups = await directory.groups_named("Launch office", people[0], TENANT)
    alike = await directory.groups_named("launch", people[0], TENANT)

    assert [group.name for group in groups] == ["Launch office"]
    assert {group.name for group in alike} == {"Launch crew", "Launch office"}


async def test_one_draft_makes_one_group_that_its_owner_finds(directory, sandbox, people):
    owner, colleague, _ = people
    wanted = NewGroup("Release-7", (colleague,))
    first = await directory.make_group(wanted, owner, TENANT, "draft_1")
    again = await directory.make_group(wanted, owner, TENANT, "draft_1")

    assert first == again
    chat = sandbox.sandbox.tenant.chat(first.id)
    assert (chat.owner, chat.members, chat.bot_member) == (owner, (owner, colleague), True)
    assert [group.id for group in await directory.groups_named("Release-7", owner, TENANT)] == [first.id]
