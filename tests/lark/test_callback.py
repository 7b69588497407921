"""HTTP callbacks: only what proves to come from Lark is stored."""

import asyncio
import base64
import gzip
import hashlib
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession, web
from Crypto.Cipher import AES
from Crypto.Util.Padding import pad
from hypothesis import given
from hypothesis import strategies as st

from bot.lark.callback import BODY_LIMIT, CallbackRoute, RefusedRequestError, SeenNonces, Verifier
from scheduler.errors import PermanentError

KEY, TOKEN = "an encrypt key", "a verification token"
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def event(event_type="im.message.receive_v1", token=TOKEN, **header) -> dict:
    return {"schema": "2.0", "header": {"event_id": "e1", "event_type": event_type, "token": token, **header}}


def challenge(token=TOKEN) -> dict:
    return {"challenge": "c-123", "token": token, "type": "url_verification"}


def plain(body) -> bytes:
    return json.dumps(body).encode()


def sealed(body, key=KEY) -> bytes:
    iv = bytes(16)
    cipher = AES.new(hashlib.sha256(key.encode()).digest(), AES.MODE_CBC, iv)
    return plain({"encrypt": base64.b64encode(iv + cipher.encrypt(pad(plain(body), 16))).decode()})


def signed(raw: bytes, at=NOW, nonce="n1", key=KEY) -> dict[str, str]:
    timestamp = str(int(at.timestamp()))
    signature = hashlib.sha256(f"{timestamp}{nonce}{key}".encode() + raw).hexdigest()
    return {
        "X-Lark-Request-Timestamp": timestamp,
        "X-Lark-Request-Nonce": nonce,
        "X-Lark-Signature": signature,
    }


class Server:
    """The route on a real port, and what it stored."""

    def __init__(self) -> None:
        self.now = NOW
        self.stored: list[dict] = []
        self.answer = None
        verifier = Verifier(KEY, TOKEN, lambda: self.now)
        self.route = CallbackRoute(verifier, self.receive, answer_within=timedelta(milliseconds=100))

    async def receive(self, envelope):
        if isinstance(self.answer, Exception):
            raise self.answer
        if isinstance(self.answer, asyncio.Event):
            await self.answer.wait()
        self.stored.append(envelope)
        return self.answer

    async def __aenter__(self) -> "Server":
        app = web.Application(client_max_size=1000)
        self.route.add_to(app)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/lark/events"
        self._session = ClientSession()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._session.close()
        await self._runner.cleanup()

    async def post(self, raw, headers=None) -> tuple[int, dict]:
        async with self._session.post(self.url, data=raw, headers=headers or {}) as response:
            return response.status, json.loads(await response.read())


@pytest.fixture
async def server():
    async with Server() as server:
        yield server


async def test_a_signed_event_is_stored_and_acknowledged(server):
    raw = sealed(event())

    assert await server.post(raw, signed(raw)) == (200, {"msg": "success"})
    assert server.stored == [event()]


async def test_a_signed_event_need_not_be_encrypted(server):
    raw = plain(event())

    assert (await server.post(raw, signed(raw)))[0] == 200


async def test_a_press_is_answered_with_the_callbacks_body(server):
    server.answer = {"toast": {"content": "好"}}
    raw = sealed(event("card.action.trigger"))

    assert await server.post(raw, signed(raw)) == (200, {"toast": {"content": "好"}})


async def test_a_press_without_an_answer_gets_an_empty_one(server):
    raw = sealed(event("card.action.trigger"))

    assert await server.post(raw, signed(raw)) == (200, {})


@pytest.mark.parametrize("wrap", [plain, sealed])
async def test_the_check_of_the_address_is_answered_unsigned(server, wrap):
    assert await server.post(wrap(challenge())) == (200, {"challenge": "c-123"})
    assert not server.stored


@pytest.mark.parametrize(
    "raw",
    [
        plain(event()),
        sealed(event()),
        plain(challenge("wrong")),
        sealed(challenge("wrong")),
        sealed(challenge(), key="another key"),
        plain({"type": "url_verification", "token": TOKEN}),
        plain({"type": "url_verification", "token": TOKEN, "challenge": {"a": 1}}),
        plain({"encrypt": 5}),
        plain({"encrypt": "not base64!"}),
        plain({"encrypt": "AAAA"}),
        plain({}),
    ],
)
async def test_what_is_not_signed_is_refused_and_not_stored(server, raw):
    assert await server.post(raw) == (401, {"msg": "the request is not signed by Lark"})
    assert not server.stored


async def test_a_forged_signature_is_refused(server):
    raw = sealed(event())
    for headers in (
        signed(raw, key="another key"),
        signed(raw + b" "),
        {**signed(raw), "X-Lark-Request-Nonce": "other"},
        {**signed(raw), "X-Lark-Signature": "é" * 64},
        {**signed(raw), "X-Lark-Signature": ""},
    ):
        assert (await server.post(raw, headers))[0] == 401
    assert not server.stored


async def test_a_signed_request_with_a_wrong_token_is_refused(server):
    raw = sealed(event(token="wrong"))

    assert (await server.post(raw, signed(raw)))[0] == 401


@pytest.mark.parametrize("age", [timedelta(minutes=5, seconds=1), -timedelta(minutes=5, seconds=1)])
async def test_a_stale_timestamp_is_refused(server, age):
    raw = sealed(event())

    assert (await server.post(raw, signed(raw, NOW - age)))[0] == 401


@pytest.mark.parametrize("timestamp", ["", "soon", "-1", "1e9", "9" * 30, "١٢٣"])
async def test_a_strange_timestamp_is_refused(server, timestamp):
    raw = sealed(event())
    signature = hashlib.sha256(f"{timestamp}n{KEY}".encode() + raw).hexdigest()
    headers = {
        "X-Lark-Request-Timestamp": timestamp,
        "X-Lark-Request-Nonce": "n",
        "X-Lark-Signature": signature,
    }

    assert (await server.post(raw, headers))[0] == 401


async def test_the_same_request_twice_is_refused_and_one_signed_anew_is_not(server):
    raw = sealed(event())
    assert (await server.post(raw, signed(raw)))[0] == 200
    assert (await server.post(raw, signed(raw)))[0] == 401
    assert (await server.post(raw, signed(raw, nonce="n2")))[0] == 200


async def test_a_large_body_is_refused(server):
    assert (await server.post(io.BytesIO(b" " * (BODY_LIMIT + 1))))[0] == 413


async def test_a_large_body_that_hides_its_size_is_refused(server):
    headers = {"Content-Encoding": "gzip"}

    assert (await server.post(gzip.compress(b" " * (BODY_LIMIT + 1)), headers))[0] == 413


async def test_a_body_up_to_the_limit_passes_whatever_the_application_allows(server):
    raw = plain({**event(), "event": {"pad": "x" * 900_000}})

    assert (await server.post(raw, signed(raw)))[0] == 200


@pytest.mark.parametrize(
    "raw",
    [b"", b"hello", b"\xff\xfe", b"[1]", b'"x"', b"[" * 100_000, b"null", b'{"half a character": "\\ud800"}'],
)
async def test_a_body_that_is_no_json_object_is_a_bad_request(server, raw):
    assert await server.post(raw, signed(raw)) == (400, {"msg": "the body is not a JSON object"})
    assert not server.stored


async def test_a_handler_that_fails_makes_lark_deliver_again(server):
    raw = sealed(event())
    server.answer = RuntimeError("disk full")
    status, body = await server.post(raw, signed(raw))

    assert status == 500
    assert "disk" not in body["msg"]
    server.answer = None
    assert (await server.post(raw, signed(raw, nonce="n2")))[0] == 200


async def test_a_handler_that_takes_too_long_is_not_acknowledged(server):
    server.answer = asyncio.Event()
    raw = sealed(event())

    assert (await server.post(raw, signed(raw)))[0] == 500
    assert not server.stored


async def test_a_body_that_does_not_come_is_not_waited_for(server):
    async def drip():
        yield b"{"
        await asyncio.Event().wait()

    assert (await server.post(drip()))[0] == 408


@pytest.mark.parametrize(("key", "token"), [("", TOKEN), (KEY, "")])
def test_callback_mode_needs_both_settings(key, token):
    with pytest.raises(PermanentError, match="AIME_LARK_ENCRYPT_KEY and AIME_LARK_VERIFICATION_TOKEN"):
        Verifier(key, token, lambda: NOW)


def test_nonces_are_forgotten_with_their_timestamps():
    nonces = SeenNonces()

    assert nonces.is_new("1", "n", NOW)
    assert not nonces.is_new("1", "n", NOW + timedelta(minutes=10))
    assert nonces.is_new("1", "n", NOW + timedelta(minutes=10, seconds=1))


@given(st.binary(max_size=200), st.dictionaries(st.sampled_from(list(signed(b""))), st.text(max_size=70)))
def test_nothing_a_stranger_sends_is_believed(raw, headers):
    with pytest.raises(RefusedRequestError):
        Verifier(KEY, TOKEN, lambda: NOW).opened(headers, raw)
