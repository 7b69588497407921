"""Both ends together: our wire and the local Lark, which enforces Lark's rules."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp import web

from bot.lark.callback import CallbackRoute, Verifier
from bot.lark.client import LarkClient
from bot.lark.domain import Credentials, address_of
from bot.lark.errors import AccessError, CallError, Gone, GoneError, RateLimitError, UncertainError
from bot.lark.events import CardPressed, MessageReceived, parse_event
from bot.lark.pacing import Pacing
from bot.lark.records import Address, ChatMode
from bot.lark.socket import LongConnection, SocketLimits, SocketState
from bot.sandbox.server import running_sandbox
from tests.lark.manual_time import Naps

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
TEXT = '{"text":"hello"}'


def card(text: str) -> str:
    button = {
        "tag": "button",
        "name": "go",
        "text": {"tag": "plain_text", "content": "Go"},
        "behaviors": [{"type": "callback", "value": {"verb": "go"}}],
    }
    elements = [{"tag": "markdown", "content": text}, button]
    return json.dumps({"schema": "2.0", "body": {"elements": elements}})


class World:
    """A sandbox, and the way in that people and tests have."""

    def __init__(self, url: str, app, session: aiohttp.ClientSession) -> None:
        self.url, self.app, self._session = url, app, session
        self.credentials = Credentials(app.app_id, app.app_secret)

    async def control(self, method: str, path: str, /, **body):
        async with self._session.request(method, f"{self.url}/_sandbox/{path}", json=body) as response:
            assert response.status < 300, await response.text()
            return await response.json()

    async def state(self):
        return await self.control("GET", "state")

    async def group(self) -> str:
        return next(one["chat_id"] for one in (await self.state())["chats"] if one["chat_type"] == "group")

    async def person(self) -> str:
        return (await self.state())["users"][0]["open_id"]

    def client(self, secret: str | None = None) -> LarkClient:
        app = Credentials(self.app.app_id, secret or self.app.app_secret)
        return LarkClient(app, address_of(self.url), Pacing(asyncio.get_running_loop()))


@pytest.fixture
async def world():
    async with running_sandbox(0) as running, aiohttp.ClientSession() as session:
        yield World(running.url, running.app, session)


@pytest.fixture
async def client(world):
    async with world.client() as client:
        yield client


async def test_a_card_is_sent_updated_and_answered_in_its_thread(world, client):
    chat = Address.chat(await world.group())
    sent = await client.send(chat, "interactive", card("running"), "run-1")
    await client.patch(sent.message_id, card("completed"))
    reply = await client.reply(sent.message_id, "text", TEXT, "result-1", in_thread=True)

    messages = {one["message_id"]: one for one in (await world.state())["messages"]}
    assert len(messages[sent.message_id]["versions"]) == 2
    assert reply.thread_id
    assert messages[reply.message_id]["thread_id"] == reply.thread_id
    found = await client.thread_messages(reply.thread_id, LONG_AGO)
    assert reply.message_id in [one.message_id for one in found]


async def test_a_send_repeated_with_its_uuid_is_one_message(world, client):
    chat = Address.chat(await world.group())
    first = await client.send(chat, "text", TEXT, "u-1")
    second = await client.send(chat, "text", TEXT, "u-1")

    assert second.message_id == first.message_id
    assert len((await world.state())["messages"]) == 1


async def test_a_send_cut_after_it_took_effect_can_be_found(world, client):
    group = await world.group()
    await world.control("POST", "faults", kind="cut_after", method="POST", path="*/im/v1/messages")
    with pytest.raises(UncertainError):
        await client.send(Address.chat(group), "text", TEXT, "u-1")

    (found,) = await client.recent(group, LONG_AGO)
    assert (found.sender_id, json.loads(found.content)) == (client.app_id, {"text": "hello"})
    again = await client.send(Address.chat(group), "text", TEXT, "u-1")
    assert again.message_id == found.message_id


async def test_an_expired_token_is_renewed_without_notice(world, client):
    await client.bot_info()
    await world.control("POST", "faults", kind="expired_token")

    sent = await client.send(Address.person(await world.person()), "text", TEXT, "u-1")

    assert sent.chat_id.startswith("oc_")


async def test_a_rate_limit_says_how_long_to_wait(world, client):
    chat = Address.chat(await world.group())
    await world.control("POST", "faults", kind="rate_limit", path="*/messages", retry_after_s=3)
    with pytest.raises(RateLimitError) as caught:
        await client.send(chat, "text", TEXT, "u-1")
    assert caught.value.retry_after == timedelta(seconds=3)


@pytest.mark.parametrize("kind", ["server_error", "html_error", "cut_before"])
async def test_faults_of_servers_and_networks_are_uncertain(world, client, kind):
    await world.control("POST", "faults", kind=kind, path="*/messages")

    with pytest.raises(UncertainError):
        await client.send(Address.chat(await world.group()), "text", TEXT, "u-1")


async def test_a_recalled_card_and_a_chat_left_are_gone(world, client):
    group = await world.group()
    sent = await client.send(Address.chat(group), "interactive", card("x"), "u-1")
    await client.recall(sent.message_id)
    with pytest.raises(GoneError) as caught:
        await client.patch(sent.message_id, card("y"))
    assert caught.value.gone is Gone.RECALLED

    await world.control("POST", "faults", kind="bot_removed", chat_id=group)
    with pytest.raises(GoneError) as caught:
        await client.send(Address.chat(group), "text", TEXT, "u-2")
    assert caught.value.gone is Gone.BOT_REMOVED


async def test_a_refused_card_names_its_fault(world, client):
    with pytest.raises(CallError) as caught:
        await client.send(Address.chat(await world.group()), "interactive", '{"schema":"2.0","x":1}', "u-1")

    assert caught.value.card_code is not None


async def test_a_wrong_secret_is_said(world):
    async with world.client("wrong") as client:
        with pytest.raises(AccessError, match="AIME_LARK_APP_SECRET"):
            await client.bot_info()


async def test_people_chats_files_and_reactions_work(world, client):
    group, person = await world.group(), await world.person()
    sent = await client.send(Address.chat(group), "text", TEXT, "u-1")

    assert (await client.bot_info()).open_id.startswith("ou_")
    assert (await client.person(person)).name
    assert (await client.chat(group)).mode is ChatMode.GROUP
    assert len(await client.members(group)) == 3
    assert await client.react(sent.message_id, "OnIt")
    assert (await client.upload_file("报告.txt", b"text")).startswith("file_")
    assert (await client.message(sent.message_id)).msg_type == "text"


async def test_fifty_calls_at_once_stay_under_the_limits(world, client):
    person = await world.person()
    await asyncio.gather(*(client.person(person) for _ in range(50)))

    requests = (await world.control("GET", "requests"))["requests"]
    assert {one["code"] for one in requests} == {0}


class Inbox:
    """Keeps what arrives; answers presses with a toast."""

    def __init__(self) -> None:
        self.events: asyncio.Queue = asyncio.Queue()

    async def __call__(self, envelope):
        event = parse_event(envelope, "")
        await self.events.put(event)
        return {"toast": {"type": "info", "content": "ok"}} if isinstance(event, CardPressed) else None

    async def message(self) -> MessageReceived:
        """Return the next message, passing over what else happens."""
        while not isinstance(event := await self.events.get(), MessageReceived):
            pass
        return event


@pytest.fixture
async def inbox():
    return Inbox()


@pytest.fixture
async def naps():
    return Naps()


@pytest.fixture
async def connection(world, inbox, naps):
    limits = SocketLimits(goodbye=timedelta(milliseconds=50))
    connection = LongConnection(
        world.credentials, world.url, inbox, limits=limits, sleep=naps, chance=lambda: 1.0
    )
    job = asyncio.ensure_future(connection.run())
    await connection.wait_connected()
    yield connection
    job.cancel()
    await asyncio.gather(job, return_exceptions=True)


async def test_a_message_arrives_over_the_socket(world, connection, inbox):
    person = await world.person()
    await world.control("POST", "messages", **{"as": person, "text": "每天九点提醒我 🙂"})

    event = await inbox.message()
    assert (event.text, event.sender, event.chat_type) == ("每天九点提醒我 🙂", person, "p2p")


@pytest.mark.parametrize("fault", [None, "split_frames", "card_frame"])
async def test_a_press_is_answered_over_the_socket(world, client, connection, inbox, fault):
    sent = await client.send(Address.chat(await world.group()), "interactive", card("x"), "u-1")
    if fault:
        await world.control("POST", "faults", kind=fault, value=3)
    press = {"as": await world.person(), "message_id": sent.message_id, "action": "go"}

    outcome = await world.control("POST", "actions", **press)

    assert (outcome["status"], outcome["error"]) == (200, None)
    assert outcome["response"]["toast"]["content"] == "ok"
    assert (await inbox.events.get()).value == {"verb": "go"}


@pytest.mark.parametrize("fault", ["drop_socket", "close_socket", "mute_socket"])
async def test_a_lost_socket_comes_back(world, connection, naps, inbox, fault):
    await world.control("POST", "faults", kind=fault)
    await naps.until_asked_for(1)  # the wait before the next attempt
    assert not connection.connected
    naps.end_all()
    await connection.wait_connected()

    await world.control("POST", "messages", **{"as": await world.person(), "text": "still there?"})
    assert isinstance(await inbox.message(), MessageReceived)


async def test_a_refused_app_is_reported_and_let_in_later(world, inbox, naps):
    await world.control("POST", "faults", kind="refuse_discovery", value=514)
    connection = LongConnection(world.credentials, world.url, inbox, sleep=naps, chance=lambda: 1.0)
    job = asyncio.ensure_future(connection.run())
    assert await naps.asked.get() == 30
    assert connection.status.state is SocketState.REFUSED

    naps.end_all()
    await connection.wait_connected()
    job.cancel()
    await asyncio.gather(job, return_exceptions=True)


@pytest.fixture
async def callback(world, inbox):
    """The bot's HTTP side, with the sandbox switched over to it."""
    verifier = Verifier(world.app.encrypt_key, world.app.verification_token, lambda: datetime.now(UTC))
    app = web.Application()
    CallbackRoute(verifier, inbox).add_to(app)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/lark/events"
    await world.control("POST", "callback_url", url=url)
    yield url
    await runner.cleanup()


async def test_events_and_presses_arrive_over_http(world, client, callback, inbox):
    sent = await client.send(Address.chat(await world.group()), "interactive", card("x"), "u-1")
    press = {"as": await world.person(), "message_id": sent.message_id, "action": "go"}

    outcome = await world.control("POST", "actions", **press)

    assert (outcome["status"], outcome["error"]) == (200, None)
    assert (await inbox.events.get()).component == "go"
