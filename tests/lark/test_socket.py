"""The long connection, against every fault of the other side."""

import asyncio
import json
from datetime import timedelta

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.lark import frames
from bot.lark.domain import Credentials
from bot.lark.sdk import Frame
from bot.lark.socket import LongConnection, SocketLimits, SocketState
from tests.lark.manual_time import Naps, settle
from tests.lark.socket_lark import DISCOVERY, SocketLark, data_frame, event_payload

APP = Credentials("cli_00000000000000ab", "s3cret")
TICK = timedelta(milliseconds=50)


class Bot:
    """A running connection and what it received."""

    def __init__(self, lark: SocketLark, **limits) -> None:
        self.naps = Naps()
        self.received: list[dict] = []
        self.now = 0.0
        self.connection = LongConnection(
            APP,
            lark.url,
            self.receive,
            limits=SocketLimits(goodbye=TICK, **limits),
            sleep=self.naps,
            monotonic=lambda: self.now,
            chance=lambda: 1.0,
        )

    async def receive(self, envelope):
        self.received.append(envelope)
        return await self.respond(envelope)

    async def respond(self, envelope):
        return None

    async def __aenter__(self) -> "Bot":
        self._job = asyncio.ensure_future(self.connection.run())
        return self

    async def __aexit__(self, *error: object) -> None:
        self._job.cancel()
        await asyncio.gather(self._job, return_exceptions=True)


@pytest.fixture
async def lark():
    async with SocketLark() as lark:
        yield lark


async def test_it_connects_and_acknowledges_an_event(lark):
    async with Bot(lark) as bot:
        socket = await lark.opened.get()
        await socket.send_bytes(data_frame(event_payload()))
        ack = await lark.acks.get()

        assert (ack.code, ack.body, ack.headers["message_id"]) == (200, None, "m1")
        assert "biz_rt" in ack.headers
        assert bot.received[0]["header"]["event_id"] == "e1"
        assert bot.connection.connected
    assert lark.calls(DISCOVERY)[0].json == {"AppID": APP.app_id, "AppSecret": APP.app_secret}


@pytest.mark.parametrize("kind", ["event", "card"])
async def test_a_press_is_answered_in_the_acknowledgement(lark, kind):
    async with Bot(lark) as bot:

        async def toast(envelope):
            return {"toast": {"content": "好"}}

        bot.respond = toast
        socket = await lark.opened.get()
        await socket.send_bytes(data_frame(event_payload("card.action.trigger"), kind=kind))

        assert (await lark.acks.get()).body == {"toast": {"content": "好"}}


async def test_a_press_without_an_answer_gets_an_empty_one(lark):
    async with Bot(lark):
        socket = await lark.opened.get()
        await socket.send_bytes(data_frame(event_payload("card.action.trigger")))

        assert (await lark.acks.get()).body == {}


async def test_a_failing_handler_is_not_acknowledged_and_the_next_one_works(lark):
    async with Bot(lark) as bot:

        async def fail(envelope):
            raise RuntimeError("disk full")

        bot.respond = fail
        socket = await lark.opened.get()
        await socket.send_bytes(data_frame(event_payload(), "m1"))
        assert (await lark.acks.get()).code == 500

        del bot.respond
        await socket.send_bytes(data_frame(event_payload(), "m2"))
        assert (await lark.acks.get()).code == 200


async def test_a_slow_handler_is_cut_off_in_time_and_delays_nobody(lark):
    async with Bot(lark, answer=TICK) as bot:
        cancelled = asyncio.Event()

        async def hang(envelope):
            try:
                await asyncio.Event().wait()
            finally:
                cancelled.set()

        bot.respond = hang
        socket = await lark.opened.get()
        await socket.send_bytes(data_frame(event_payload(), "slow"))
        await settle()
        del bot.respond
        await socket.send_bytes(data_frame(event_payload(), "quick"))

        acks = {ack.headers["message_id"]: ack.code for ack in [await lark.acks.get() for _ in range(2)]}
        assert acks == {"slow": 500, "quick": 200}
        assert cancelled.is_set()


async def test_an_answer_that_is_not_json_harms_only_itself(lark):
    async with Bot(lark) as bot:

        async def wrong(envelope):
            return {"card": object()}

        bot.respond = wrong
        socket = await lark.opened.get()
        await socket.send_bytes(data_frame(event_payload("card.action.trigger")))

        assert (await lark.acks.get()).code == 500


async def test_parts_in_any_order_are_one_event_acknowledged_once(lark):
    payload = event_payload(text="你好" * 100)
    cuts = [payload[:50], payload[50:99], payload[99:]]
    async with Bot(lark) as bot:
        socket = await lark.opened.get()
        for seq in (2, 0, 1):
            await socket.send_bytes(data_frame(cuts[seq], "split", 3, seq))
        ack = await lark.acks.get()

        assert (ack.code, ack.headers["seq"]) == (200, "1")
        assert bot.received == [json.loads(payload)]
        assert lark.acks.empty()


async def test_rubbish_between_frames_is_survived(lark):
    async with Bot(lark) as bot:
        socket = await lark.opened.get()
        await socket.send_bytes(b"")
        await socket.send_bytes(b"\xff\xfe rubbish")
        await socket.send_str("text")
        await socket.send_bytes(data_frame(b"half", "m0", total=2, seq=9))
        await socket.send_bytes(data_frame(b"not json", "m1"))
        assert (await lark.acks.get()).code == 500

        await socket.send_bytes(data_frame(event_payload(), "m2"))
        assert (await lark.acks.get()).code == 200
        assert len(bot.received) == 1


async def test_it_pings_at_once_and_then_in_larks_rhythm(lark):
    lark.config["PingInterval"] = 90
    async with Bot(lark) as bot:
        await lark.pings.get()
        assert await bot.naps.asked.get() == 20
        await settle()
        bot.naps.end_all()
        assert await bot.naps.asked.get() == 70
        bot.naps.end_all()
        await lark.pings.get()


async def test_a_pong_may_change_the_rhythm(lark):
    lark.pong_config = {"PingInterval": 30}
    async with Bot(lark) as bot:
        await lark.pings.get()
        await bot.naps.asked.get()
        socket = await lark.opened.get()
        await socket.send_bytes(data_frame(event_payload()))
        await lark.acks.get()  # the pong came before the event, so it has been read
        bot.naps.end_all()
        assert await bot.naps.asked.get() == 10


@pytest.mark.parametrize(
    "config", [None, {}, {"PingInterval": 0}, {"PingInterval": 10**30}, {"PingInterval": None}]
)
async def test_a_strange_configuration_leaves_the_usual_rhythm(lark, config):
    lark.config = config
    async with Bot(lark) as bot:
        await bot.naps.asked.get()
        socket = await lark.opened.get()
        await socket.send_bytes(data_frame(event_payload()))
        await lark.acks.get()
        bot.naps.end_all()
        assert await bot.naps.asked.get() == 100


async def test_a_silent_connection_is_given_up_and_opened_again(lark):
    lark.pongs = False
    async with Bot(lark) as bot:
        await lark.opened.get()
        assert await bot.naps.asked.get() == 20
        bot.naps.end_all()
        assert await bot.naps.asked.get() == 1  # nothing is heard: the wait before the next attempt

        assert bot.connection.status.state is SocketState.WAITING
        bot.naps.end_all()
        await lark.opened.get()


async def test_an_event_is_a_sign_of_life(lark):
    lark.pongs = False
    async with Bot(lark) as bot:
        socket = await lark.opened.get()
        await bot.naps.asked.get()
        await socket.send_bytes(data_frame(event_payload()))
        await lark.acks.get()
        bot.naps.end_all()

        assert await bot.naps.asked.get() == 100
        assert bot.connection.connected


async def test_a_dropped_connection_comes_back(lark):
    async with Bot(lark) as bot:
        for _ in range(3):
            socket = await lark.opened.get()
            await bot.connection.wait_connected()
            assert await bot.naps.asked.get() == 20
            await lark.pings.get()
            await socket.close()
            assert await bot.naps.asked.get() == 1  # something was heard each time: no longer waits
            assert not bot.connection.connected
            bot.naps.end_all()


async def test_a_press_under_way_is_finished_when_its_connection_drops(lark):
    async with Bot(lark) as bot:
        go_on, done = asyncio.Event(), asyncio.Event()

        async def slow(envelope):
            await go_on.wait()
            done.set()

        bot.respond = slow
        socket = await lark.opened.get()
        await socket.send_bytes(data_frame(event_payload("card.action.trigger")))
        await bot.naps.asked.get()
        await socket.close()
        await bot.naps.asked.get()
        go_on.set()
        await done.wait()


async def test_attempts_grow_rarer_and_never_end(lark):
    lark.answer(DISCOVERY, lambda seen: web.Response(status=502, text="<html>"))
    async with Bot(lark) as bot:
        waits = []
        for _ in range(10):
            waits.append(await bot.naps.asked.get())
            bot.naps.end_all()

        assert waits == [1, 2, 4, 8, 16, 32, 64, 120, 120, 120]


async def test_discovery_that_hangs_is_given_up(lark):
    async def hang(seen) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    lark.answer(DISCOVERY, hang, lark.say_where)
    async with Bot(lark, discovery=TICK) as bot:
        assert await bot.naps.asked.get() == 1
        bot.naps.end_all()
        await lark.opened.get()


@pytest.mark.parametrize("code", [514, 403, 1000040344, 10014])
async def test_a_bad_secret_is_reported_and_tried_again_slowly(lark, code):
    refused = web.json_response
    lark.answer(DISCOVERY, lambda seen: refused({"code": code, "msg": "auth failed"}), lark.say_where)
    async with Bot(lark) as bot:
        assert await bot.naps.asked.get() == 30
        status = bot.connection.status
        assert status.state is SocketState.REFUSED
        assert "AIME_LARK_APP_SECRET" in status.reason
        assert APP.app_secret not in status.reason

        bot.naps.end_all()
        await lark.opened.get()
        await bot.connection.wait_connected()


async def test_too_many_connections_are_told_from_the_handshake(lark):
    headers = {"Handshake-Status": "514", "Handshake-Msg": "no", "Handshake-Autherrcode": "1000040350"}
    lark._answers["/ws/v2"] = [lambda seen: web.Response(status=403, headers=headers)]
    async with Bot(lark) as bot:
        assert await bot.naps.asked.get() == 30
        assert "50 long connections" in bot.connection.status.reason


@pytest.mark.parametrize(
    "where", ["http://127.0.0.1/?service_id=1", "ws://127.0.0.1/?service_id=x", "", "ws://["]
)
async def test_a_strange_place_to_connect_to_is_tried_again(lark, where):
    lark.answer(DISCOVERY, lambda seen: web.json_response({"code": 0, "data": {"URL": where}}))
    async with Bot(lark) as bot:
        assert await bot.naps.asked.get() == 1
        assert bot.connection.status.state is SocketState.WAITING


async def test_stopping_says_goodbye(lark):
    async with Bot(lark) as bot:
        socket = await lark.opened.get()
        await bot.connection.wait_connected()

    await settle()
    assert socket.close_code == 1000
    assert bot.connection.status.state is SocketState.STOPPED


def part(payload: bytes, message_id: str, total: int, seq: int):
    frame = Frame()
    frame.ParseFromString(data_frame(payload, message_id, total, seq))
    return frame


def test_incomplete_parts_are_forgotten():
    now = 0.0
    joiner = frames.Joiner(timedelta(seconds=5), lambda: now)
    joiner.join(part(b"a", "m", 2, 0))
    now = 6.0

    assert joiner.join(part(b"b", "m", 2, 1)) is None


@pytest.mark.parametrize(
    "parts",
    [
        [(b"", "m", 10_000, 0)],
        [(b"", "m", 3, 3)],
        [(b"", "m", 3, 0), (b"", "m", 4, 1)],
        [(bytes(2 * 1024 * 1024), "m", 9, seq) for seq in range(5)],
        [(b"x", f"m{number}", 2, 0) for number in range(100)],
    ],
)
def test_parts_are_bounded_in_number_and_size(parts):
    joiner = frames.Joiner(timedelta(seconds=5), lambda: 0.0)
    with pytest.raises(frames.FrameError):
        [joiner.join(part(*one)) for one in parts]


@given(st.binary(min_size=1, max_size=200), st.integers(1, 9), st.randoms())
def test_parts_join_whatever_their_order(payload, total, chance):
    size = -(-len(payload) // total)
    cuts = [payload[at * size : (at + 1) * size] for at in range(total)]
    order = list(range(total))
    chance.shuffle(order)
    joiner = frames.Joiner(timedelta(seconds=5), lambda: 0.0)

    joined = [joiner.join(part(cuts[seq], "m", total, seq)) for seq in order]

    assert joined[-1] == payload
    assert set(joined[:-1]) <= {None}


@given(st.binary(max_size=300))
def test_any_bytes_are_a_frame_or_refused(raw):
    try:
        frame = frames.decode(raw)
    except frames.FrameError:
        return
    assert frame.IsInitialized()
