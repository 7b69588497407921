"""Events over the long connection: frames, acks, redelivery, and what a client may not send."""

import json
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.delivery import REDELIVERY, ClientConfig, Deadlines, DeliveryFault, Via
from bot.sandbox.delivery.frames import MalformedFrameError, Method, WireFrame
from bot.sandbox.delivery.limits import MAX_CONNECTIONS
from tests.sandbox.socket_bot import a_bot, a_sandbox, discover, ok, refuse, silence, with_body

IMPATIENT = Deadlines(answer=timedelta(milliseconds=50))


async def test_an_event_arrives_in_the_envelope_of_schema_2():
    async with a_sandbox() as sandbox, a_bot(sandbox) as bot:
        sandbox.bus.publish("im.chat.updated_v1", {"chat_id": "oc_1"})
        envelope = await bot.events.get()

    assert envelope["schema"] == "2.0"
    assert envelope["event"] == {"chat_id": "oc_1"}
    assert envelope["header"]["event_type"] == "im.chat.updated_v1"
    assert envelope["header"]["create_time"] == "1772442000000"
    assert envelope["header"]["token"] == sandbox.identity.verification_token
    assert envelope["header"]["app_id"] == sandbox.identity.app_id
    assert envelope["header"]["tenant_key"] == sandbox.identity.tenant_key


async def test_a_watcher_learns_of_every_attempt():
    async with a_sandbox() as sandbox, a_bot(sandbox):
        sandbox.bus.publish("x", {})
        report = await sandbox.reports.get()

    assert (report.event_type, report.via, report.status) == ("x", Via.SOCKET, 200)


@pytest.mark.parametrize("reply", [refuse, silence])
async def test_an_event_without_a_good_ack_comes_again_with_the_same_id(reply):
    async with a_sandbox(deadlines=IMPATIENT) as sandbox, a_bot(sandbox, reply) as bot:
        sandbox.bus.publish("x", {})
        first = await bot.events.get()
        await sandbox.reports.get()
        bot.reply = ok
        sandbox.clock.advance(REDELIVERY[0])
        second = await bot.events.get()

    assert first == second


async def test_redelivery_follows_larks_schedule_and_then_gives_up():
    async with a_sandbox() as sandbox:
        sandbox.bus.publish("x", {})
        reports = [await sandbox.reports.get()]
        for pause in REDELIVERY:
            sandbox.clock.advance(pause - timedelta(milliseconds=1))
            assert sandbox.reports.empty()
            sandbox.clock.advance(timedelta(milliseconds=1))
            reports.append(await sandbox.reports.get())

    assert len({report.event_id for report in reports}) == 1
    assert [report.status for report in reports] == [0] * 5


async def test_an_event_published_while_nobody_listens_arrives_later():
    async with a_sandbox() as sandbox:
        sandbox.bus.publish("x", {"n": 1})
        await sandbox.reports.get()
        async with a_bot(sandbox) as bot:
            sandbox.clock.advance(REDELIVERY[0])
            envelope = await bot.events.get()

    assert envelope["event"] == {"n": 1}


async def test_each_event_goes_to_one_connection_only():
    async with a_sandbox() as sandbox, a_bot(sandbox) as one, a_bot(sandbox) as other:
        for n in range(20):
            sandbox.bus.publish("x", {"n": n})
        for _ in range(20):
            await sandbox.reports.get()

    assert one.events.qsize() + other.events.qsize() == 20
    assert one.events.qsize() > 0
    assert other.events.qsize() > 0


async def test_a_large_event_is_split_and_acknowledged_once():
    async with a_sandbox() as sandbox, a_bot(sandbox) as bot:
        sandbox.bus.publish("x", {"text": "题" * 50_000})
        envelope = await bot.events.get()
        await sandbox.reports.get()

    assert envelope["event"]["text"] == "题" * 50_000
    assert [frame.headers["seq"] for frame in bot.frames] == ["0", "1", "2"]
    assert {frame.headers["message_id"] for frame in bot.frames} == {bot.frames[0].headers["message_id"]}


async def test_a_small_event_is_split_on_demand():
    async with a_sandbox() as sandbox, a_bot(sandbox) as bot:
        sandbox.bus.faults.arm(DeliveryFault.SPLIT, 4)
        sandbox.bus.publish("x", {"text": "hello"})
        envelope = await bot.events.get()

    assert envelope["event"] == {"text": "hello"}
    assert len(bot.frames) == 4


async def test_a_ping_is_answered_with_the_client_settings():
    config = ClientConfig(ping_interval=timedelta(seconds=7))
    async with a_sandbox(config=config) as sandbox, a_bot(sandbox) as bot:
        await bot.ping()
        pong = await bot.pongs.get()

    assert pong.headers["type"] == "pong"
    assert json.loads(pong.payload) == {
        "ReconnectCount": -1,
        "ReconnectInterval": 3,
        "ReconnectNonce": 1,
        "PingInterval": 7,
    }


def a_data_frame(service: int, payload: bytes, **headers: str) -> WireFrame:
    return WireFrame(Method.DATA, service, {"type": "event", **headers}, payload)


@pytest.mark.parametrize(
    "frame",
    [
        lambda service: a_data_frame(service, b'{"code":200}'),
        lambda service: a_data_frame(service, b'{"code":"200"}', message_id="m"),
        lambda service: a_data_frame(service, b"[200]", message_id="m"),
        lambda service: a_data_frame(service, b'{"code":200,"data":{}}', message_id="m"),
        lambda service: a_data_frame(service, b'{"code":200,"data":"no base64"}', message_id="m"),
        lambda service: a_data_frame(service + 1, b'{"code":200}', message_id="m"),
        lambda service: WireFrame(Method.CONTROL, service, {"type": "pong"}),
        lambda service: WireFrame(7, service, {}),
    ],
)
async def test_a_frame_outside_the_protocol_ends_the_connection(frame):
    async with a_sandbox() as sandbox, a_bot(sandbox) as bot:
        await bot.send(frame(bot.service_id))
        await bot.closed.wait()

    assert bot.socket.close_code == aiohttp.WSCloseCode.PROTOCOL_ERROR


async def test_a_text_frame_ends_the_connection():
    async with a_sandbox() as sandbox, a_bot(sandbox) as bot:
        await bot.socket.send_str("hello")
        await bot.closed.wait()

    assert bot.socket.close_code == aiohttp.WSCloseCode.PROTOCOL_ERROR


@given(st.binary(max_size=60))
def test_any_bytes_are_a_frame_or_refused(raw):
    try:
        frame = WireFrame.decode(raw)
    except MalformedFrameError:
        return
    assert WireFrame.decode(frame.encode()) == frame


@pytest.mark.parametrize("raw", [b"", b"\x08\x01", b"\xff\xff\xff"])
def test_bytes_that_are_no_complete_frame_are_refused(raw):
    with pytest.raises(MalformedFrameError):
        WireFrame.decode(raw)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"AppSecret": "wrong"}, 514),
        ({"AppID": "cli_0000000000000000"}, 514),
        ({"AppSecret": ""}, 1000040344),
        ({"AppID": ""}, 1000040344),
    ],
)
async def test_discovery_refuses_bad_credentials(changes, code):
    async with a_sandbox() as sandbox, aiohttp.ClientSession() as session:
        answer = await discover(sandbox, session, **changes)

    assert answer["code"] == code


async def test_discovery_is_refused_on_demand():
    async with a_sandbox() as sandbox, aiohttp.ClientSession() as session:
        sandbox.bus.faults.arm(DeliveryFault.REFUSE_DISCOVERY, 1000040343, times=2)
        codes = [(await discover(sandbox, session))["code"] for _ in range(3)]

    assert codes == [1000040343, 1000040343, 0]


async def test_discovery_hangs_on_demand():
    async with a_sandbox() as sandbox, aiohttp.ClientSession() as session:
        sandbox.bus.faults.arm(DeliveryFault.HANG_DISCOVERY, 1)
        with pytest.raises(TimeoutError):
            await discover(sandbox, session, limit_s=0.05)
        answer = await discover(sandbox, session)

    assert answer["code"] == 0


async def test_a_handshake_is_refused_on_demand():
    async with a_sandbox() as sandbox, aiohttp.ClientSession() as session:
        url = (await discover(sandbox, session))["data"]["URL"]
        sandbox.bus.faults.arm(DeliveryFault.REFUSE_HANDSHAKE, 403)
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(url)

    assert refused.value.headers["Handshake-Status"] == "403"


async def test_a_ticket_opens_one_connection():
    async with a_sandbox() as sandbox, aiohttp.ClientSession() as session:
        url = (await discover(sandbox, session))["data"]["URL"]
        async with session.ws_connect(url):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(url)

    assert refused.value.headers["Handshake-Status"] == "514"
    assert refused.value.headers["Handshake-Msg"] == "auth failed"


async def test_the_connection_after_the_fiftieth_is_refused():
    async with a_sandbox() as sandbox, aiohttp.ClientSession() as session, AsyncExitStack() as stack:
        late_url = (await discover(sandbox, session))["data"]["URL"]
        for _ in range(MAX_CONNECTIONS):
            await stack.enter_async_context(a_bot(sandbox))
        answer = await discover(sandbox, session)
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(late_url)

    assert answer["code"] == 1000040350
    assert refused.value.headers["Handshake-Autherrcode"] == "1000040350"


async def test_a_dropped_connection_loses_its_acks_and_goes_offline():
    async with a_sandbox() as sandbox, a_bot(sandbox, silence) as bot:
        sandbox.bus.publish("x", {})
        await bot.events.get()
        sandbox.bus.connections.drop_all()
        report = await sandbox.reports.get()
        await sandbox.bus.connections.until_offline()
        await bot.closed.wait()

    assert report.status == 0
    assert bot.socket.close_code != aiohttp.WSCloseCode.GOING_AWAY


async def test_a_callback_learns_at_once_that_its_connection_is_gone():
    async with a_sandbox() as sandbox, a_bot(sandbox, lambda _: sandbox.bus.connections.drop_all() and None):
        outcome = await sandbox.bus.callback({})

    assert outcome.error == 200340


async def test_a_muted_connection_stays_open_and_says_nothing():
    async with a_sandbox(deadlines=IMPATIENT) as sandbox, a_bot(sandbox) as bot:
        sandbox.bus.connections.mute_all()
        await bot.ping()
        sandbox.bus.publish("x", {})
        report = await sandbox.reports.get()

        assert sandbox.bus.connections.online == 1
    assert report.status == 0
    assert bot.pongs.empty()
    assert bot.events.empty()


async def test_the_sandbox_says_goodbye_when_it_ends():
    async with a_sandbox() as sandbox, a_bot(sandbox) as bot:
        await sandbox.bus.connections.close_all()
        await bot.closed.wait()

    assert bot.socket.close_code == aiohttp.WSCloseCode.GOING_AWAY


async def test_a_duplicated_event_arrives_again_at_once_with_the_same_id():
    async with a_sandbox() as sandbox, a_bot(sandbox) as bot:
        sandbox.bus.faults.arm(DeliveryFault.DUPLICATE, 9)
        sandbox.bus.publish("x", {})
        ids = {(await bot.events.get())["header"]["event_id"] for _ in range(10)}

    assert len(ids) == 1


async def test_a_late_event_waits_on_the_sandbox_clock():
    async with a_sandbox() as sandbox, a_bot(sandbox) as bot:
        sandbox.bus.faults.arm(DeliveryFault.LATE, 3600)
        sandbox.bus.publish("late", {})
        sandbox.bus.publish("prompt", {})
        first = await bot.events.get()
        sandbox.clock.advance(timedelta(hours=1))
        second = await bot.events.get()

    assert [each["header"]["event_type"] for each in (first, second)] == ["prompt", "late"]


async def test_a_lost_ack_brings_the_event_again():
    async with a_sandbox() as sandbox, a_bot(sandbox) as bot:
        sandbox.bus.faults.arm(DeliveryFault.LOSE_ACK)
        sandbox.bus.publish("x", {})
        first = await bot.events.get()
        await sandbox.reports.get()
        sandbox.clock.advance(REDELIVERY[0])
        second = await bot.events.get()

    assert first == second


async def test_a_card_callback_brings_the_bots_answer_back():
    async with a_sandbox() as sandbox, a_bot(sandbox, with_body({"toast": {"content": "ok"}})) as bot:
        outcome = await sandbox.bus.callback({"token": "c-1"})
        envelope = await bot.events.get()

    assert (outcome.status, outcome.error) == (200, None)
    assert outcome.body == {"toast": {"content": "ok"}}
    assert envelope["header"]["event_type"] == "card.action.trigger"
    assert envelope["header"]["create_time"] == "1772442000000000"


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (refuse, 200671),
        (silence, 200341),
        (ok, 108002),
        (with_body([]), 200672),
        (with_body("{}"), 200672),
        (with_body(None), 200672),
        (with_body({}), None),
    ],
)
async def test_a_person_sees_the_code_of_a_failed_callback(reply, error):
    deadlines = IMPATIENT if reply is silence else None
    async with a_sandbox(deadlines=deadlines) as sandbox, a_bot(sandbox, reply):
        outcome = await sandbox.bus.callback({})

    assert outcome.error == error


async def test_a_callback_that_nobody_can_take_is_not_repeated():
    async with a_sandbox() as sandbox:
        outcome = await sandbox.bus.callback({})

    assert (outcome.status, outcome.error) == (0, 200340)
    assert sandbox.reports.qsize() == 1


async def test_a_card_frame_that_the_client_drops_shows_that_nobody_answered():
    async with a_sandbox(deadlines=IMPATIENT) as sandbox, a_bot(sandbox, silence) as bot:
        sandbox.bus.faults.arm(DeliveryFault.CARD_FRAME)
        outcome = await sandbox.bus.callback({})

    assert bot.frames[0].headers["type"] == "card"
    assert outcome.error == 200340
