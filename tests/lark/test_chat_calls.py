"""People and groups: our calls against the local Lark, and against answers that it would not give."""

import asyncio

import aiohttp
import pytest

from bot.lark.client import LarkClient
from bot.lark.domain import Credentials, address_of
from bot.lark.errors import AccessError, CallError, Gone, GoneError, UncertainError
from bot.lark.pacing import Api, Pacing
from bot.sandbox.server import running_sandbox
from tests.lark.fake_lark import FakeLark, ok, refuse
from tests.lark.manual_time import ManualTimeline, settle
from tests.lark.test_with_sandbox import World, card

APP = Credentials("cli_00000000000000ab", "s3cret")
SEARCH, MEMBERS, CHATS = "/im/v1/chats/search", "/im/v1/chats/oc_1/members", "/im/v1/chats"


@pytest.fixture
async def world():
    async with running_sandbox(0) as running, aiohttp.ClientSession() as session:
        yield World(running.url, running.app, session)


@pytest.fixture
async def client(world):
    async with LarkClient(
        world.credentials, address_of(world.url), Pacing(asyncio.get_running_loop())
    ) as client:
        yield client


@pytest.fixture
async def people(world) -> list[str]:
    return [user["open_id"] for user in (await world.state())["users"]]


@pytest.fixture
async def fake():
    async with FakeLark() as lark:
        yield lark


@pytest.fixture
async def faked(fake):
    async with LarkClient(APP, fake.url, Pacing(ManualTimeline())) as client:
        yield client


async def test_a_group_is_found_by_its_name(client, world):
    [hit] = await client.search_chats("日报")

    assert (hit.name, hit.chat_id, hit.external) == ("销售日报群", await world.group(), False)


async def test_nothing_is_asked_for_no_words(fake, faked):
    assert await faked.search_chats(' "" ') == []
    assert fake.seen == []


@pytest.mark.parametrize(
    ("query", "asked"),
    [("Go-live", '"Go-live"'), ('"Team"', "Team"), ("x" * 70, "x" * 64), ("-" * 70, f'"{"-" * 62}"')],
)
async def test_a_query_is_asked_as_lark_wants_it(fake, faked, query, asked):
    fake.answer(SEARCH, ok(items=[]))

    await faked.search_chats(query)

    assert fake.seen[-1].query["query"] == asked


async def test_no_more_is_read_than_was_wanted(fake, faked):
    items = [{"chat_id": f"oc_{number}", "name": "Team"} for number in range(3)]
    fake.answer(SEARCH, ok(items=items, has_more=True, page_token="next"))

    hits = await faked.search_chats("Team", limit=4)

    assert len(hits) == 4
    assert len(fake.calls("search")) == 2


async def test_a_member_is_told_from_a_stranger(client, world, people):
    crew = (await world.state())["chats"][1]["chat_id"]

    assert [await client.is_member(crew, person) for person in people] == [True, True, False]


async def test_the_list_of_members_is_read_no_further_than_the_one_looked_for(fake, faked):
    page = [{"member_id": "ou_1", "name": "Li"}]
    fake.answer(MEMBERS, ok(items=page, has_more=True, page_token="next"), ok(items=[]))

    assert await faked.is_member("oc_1", "ou_1")
    assert len(fake.calls("members")) == 1
    assert not await faked.is_member("oc_1", "ou_2")


async def test_the_members_of_a_group_that_the_bot_left_are_not_told(client, world, people):
    group = await world.group()
    await world.control("POST", f"chats/{group}/bot", **{"as": people[0], "member": False})

    assert not await client.is_in_chat(group)
    with pytest.raises(GoneError) as refused:
        await client.is_member(group, people[0])
    assert refused.value.gone is Gone.BOT_REMOVED


async def test_one_key_makes_one_group(client, people):
    owner, member, _ = people
    first = await client.create_group("Release", [owner, member, member], owner, "draft-1")
    again = await client.create_group("Release", [member], owner, "draft-1")

    assert first == again
    assert [one.open_id for one in await client.members(first)] == [owner, member]
    assert (await client.chat(first)).owner == owner
    assert await client.create_group("Release", [], owner, "draft-2") != first


async def test_a_group_with_somebody_out_of_range_is_not_made(client, world, people):
    await world.control("POST", f"users/{people[1]}", available=False)

    with pytest.raises(GoneError) as refused:
        await client.create_group("Release", [people[1]], people[0], "k")
    assert refused.value.gone is Gone.OUT_OF_RANGE


async def test_a_group_that_is_still_being_made_leaves_it_open(fake, faked):
    fake.answer(CHATS, refuse(232068))

    with pytest.raises(UncertainError):
        await faked.create_group("Release", [], "ou_1", "k")


async def test_an_external_group_says_what_the_app_lacks(fake, faked):
    fake.answer("/im/v1/chats/oc_1", refuse(232033))

    with pytest.raises(AccessError):
        await faked.chat("oc_1")


async def test_one_person_is_shown_a_card(client, world, people):
    message_id = await client.send_ephemeral(await world.group(), people[2], card("only you"))

    [message] = (await world.state())["messages"]
    assert (message["message_id"], message["only_for"]) == (message_id, people[2])


async def test_the_card_goes_as_an_object(fake, faked):
    fake.answer("/ephemeral/v1/send", ok(message_id="om_1"))

    await faked.send_ephemeral("oc_1", "ou_1", '{"schema":"2.0"}')

    assert fake.seen[-1].json == {
        "chat_id": "oc_1",
        "open_id": "ou_1",
        "msg_type": "interactive",
        "card": {"schema": "2.0"},
    }


async def test_who_is_not_in_the_group_is_shown_nothing(client, world, people):
    crew = (await world.state())["chats"][1]["chat_id"]

    with pytest.raises(CallError):
        await client.send_ephemeral(crew, people[2], card("only you"))


async def test_an_answer_without_an_id_leaves_it_open(fake, faked):
    fake.answer("/ephemeral/v1/send", ok())

    with pytest.raises(UncertainError):
        await faked.send_ephemeral("oc_1", "ou_1", "{}")


async def test_what_one_person_sees_is_paced_apart_from_what_all_see():
    pacing = Pacing(ManualTimeline())
    for _ in range(5):
        await pacing.turn(Api.CREATE, chat="oc_1")
    for _ in range(40):
        await pacing.turn(Api.EPHEMERAL, aside="oc_1")

    late = asyncio.ensure_future(pacing.turn(Api.EPHEMERAL, aside="oc_1"))
    await settle()

    assert not late.done()
    late.cancel()
