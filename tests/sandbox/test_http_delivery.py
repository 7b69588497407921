"""Events and callbacks over HTTP: challenge, encryption, signature, and what a failure looks like."""

import asyncio
import base64
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from Crypto.Cipher import AES

from bot.sandbox.delivery import REDELIVERY, AddressRefusedError, Deadlines, Forgery, Via
from bot.sandbox.delivery.signing import encrypt
from bot.sandbox.identity import AppIdentity
from tests.sandbox.socket_bot import a_sandbox

WALL = datetime(2026, 3, 2, 12, tzinfo=UTC)
IN_CLEAR = replace(AppIdentity.generate(), encrypt_key="")
IMPATIENT = Deadlines(answer=timedelta(milliseconds=50))


def decrypt(sealed: str, key: str) -> bytes:
    raw = base64.b64decode(sealed)
    plain = AES.new(hashlib.sha256(key.encode()).digest(), AES.MODE_CBC, raw[:16]).decrypt(raw[16:])
    return plain[: -plain[-1]]


class Address:
    """The bot's callback address: answers challenges, then whatever `reply` says."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.challenge_reply = None
        self.reply = web.json_response
        self.requests: asyncio.Queue[tuple[dict, bytes]] = asyncio.Queue()
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        document = json.loads(body)
        plain = json.loads(decrypt(document["encrypt"], self.key)) if self.key else document
        if plain.get("type") == "url_verification":
            return self.challenge_reply or web.json_response({"challenge": plain["challenge"]})
        self.requests.put_nowait((dict(request.headers), body))
        return self.reply({})

    async def elsewhere(self, request: web.Request) -> web.StreamResponse:
        """Where a redirect would lead: answers everything well."""
        plain = json.loads(decrypt((await request.json())["encrypt"], self.key))
        return web.json_response({"challenge": plain["challenge"]} if "challenge" in plain else {})


@asynccontextmanager
async def an_address(identity: AppIdentity) -> AsyncIterator[Address]:
    address = Address(identity.encrypt_key)
    app = web.Application()
    app.router.add_post("/callback", address.handle)
    app.router.add_post("/elsewhere", address.elsewhere)
    async with TestServer(app) as server:
        address.url = str(server.make_url("/callback"))
        yield address


@asynccontextmanager
async def a_pair(identity: AppIdentity | None = None, **options):
    """A sandbox that delivers to an address."""
    identity = identity or AppIdentity.generate()
    async with a_sandbox(identity, wall=lambda: WALL, **options) as sandbox, an_address(identity) as address:
        await sandbox.bus.set_callback_url(address.url)
        yield sandbox, address


def test_encryption_agrees_with_larks_published_vector():
    sealed = "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="
    iv = base64.b64decode(sealed)[:16]

    assert encrypt(b"hello world", "test key", iv) == sealed
    assert decrypt(encrypt(b"hello world", "test key"), "test key") == b"hello world"


async def test_an_event_is_encrypted_and_signed_over_its_raw_bytes():
    async with a_pair() as (sandbox, address):
        sandbox.bus.publish("x", {"a": "题"})
        headers, body = await address.requests.get()
        await sandbox.reports.get()

    said = headers["X-Lark-Request-Timestamp"] + headers["X-Lark-Request-Nonce"] + address.key
    assert headers["X-Lark-Signature"] == hashlib.sha256(said.encode() + body).hexdigest()
    assert headers["X-Lark-Request-Timestamp"] == str(int(WALL.timestamp()))
    assert json.loads(decrypt(json.loads(body)["encrypt"], address.key))["event"] == {"a": "题"}


async def test_without_an_encrypt_key_events_are_plain_and_unsigned():
    async with a_pair(IN_CLEAR) as (sandbox, address):
        sandbox.bus.publish("x", {"a": 1})
        headers, body = await address.requests.get()
        await sandbox.reports.get()

    assert json.loads(body)["event"] == {"a": 1}
    assert "X-Lark-Signature" not in headers


async def test_redelivery_repeats_the_event_under_a_new_signature():
    async with a_pair() as (sandbox, address):
        address.reply = lambda _: web.Response(status=500)
        sandbox.bus.publish("x", {})
        first_headers, first = await address.requests.get()
        await sandbox.reports.get()
        sandbox.clock.advance(REDELIVERY[0])
        again_headers, again = await address.requests.get()
        await sandbox.reports.get()

    ids = {
        json.loads(decrypt(json.loads(b)["encrypt"], address.key))["header"]["event_id"]
        for b in (first, again)
    }
    assert len(ids) == 1
    assert first_headers["X-Lark-Request-Nonce"] != again_headers["X-Lark-Request-Nonce"]


async def test_the_signature_stays_fresh_when_the_sandbox_clock_is_moved():
    async with a_pair() as (sandbox, address):
        sandbox.clock.advance(timedelta(days=3))
        sandbox.bus.publish("x", {})
        headers, _ = await address.requests.get()
        await sandbox.reports.get()

    assert headers["X-Lark-Request-Timestamp"] == str(int(WALL.timestamp()))


async def test_a_callback_brings_the_answer_back():
    async with a_pair() as (sandbox, address):
        address.reply = lambda _: web.json_response({"toast": {"content": "ok"}})
        outcome = await sandbox.bus.callback({})
        report = await sandbox.reports.get()

    assert (outcome.status, outcome.body, outcome.error) == (200, {"toast": {"content": "ok"}}, None)
    assert report.via is Via.HTTP


@pytest.mark.parametrize(
    ("response", "error"),
    [
        (web.Response(status=500, text="no"), 200671),
        (web.Response(status=307, headers={"Location": "/elsewhere"}), 200671),
        (web.Response(text="ok"), 200672),
        (web.Response(text=""), 200672),
        (web.Response(text='"{}"'), 200672),
        (web.Response(text="{}"), None),
    ],
)
async def test_a_person_sees_the_code_of_a_failed_callback(response, error):
    async with a_pair() as (sandbox, address):
        address.reply = lambda _: response
        outcome = await sandbox.bus.callback({})

    assert outcome.error == error


async def test_an_address_that_takes_too_long_times_out():
    async def stall(_request):
        await asyncio.Event().wait()

    async with a_pair(deadlines=IMPATIENT) as (sandbox, _):
        app = web.Application(middlewares=[])
        app.router.add_post("/", stall)
        server = TestServer(app)
        await server.start_server(shutdown_timeout=0)
        sandbox.bus.callback_url = str(server.make_url("/"))
        outcome = await sandbox.bus.callback({})
        await server.close()

    assert outcome.error == 200341


async def test_an_address_that_is_gone_is_a_connection_failure():
    async with a_sandbox(wall=lambda: WALL) as sandbox:
        async with an_address(sandbox.identity) as address:
            await sandbox.bus.set_callback_url(address.url)
        outcome = await sandbox.bus.callback({})

    assert (outcome.status, outcome.error) == (0, 200342)


@pytest.mark.parametrize(
    "reply",
    [
        web.Response(status=500),
        web.Response(status=307, headers={"Location": "/elsewhere"}),
        web.Response(text="hello"),
        web.json_response({"challenge": "another"}),
        web.json_response(["challenge"]),
    ],
)
async def test_an_address_that_fails_the_challenge_is_not_taken(reply):
    async with a_sandbox(wall=lambda: WALL) as sandbox, an_address(sandbox.identity) as address:
        address.challenge_reply = reply
        with pytest.raises(AddressRefusedError):
            await sandbox.bus.set_callback_url(address.url)

    assert sandbox.bus.callback_url is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://127.0.0.1/x",
        "127.0.0.1/x",
        "http:///x",
        "http://127.0.0.1:1/x",
        "http://[::1",
        "http://h:port/",
    ],
)
async def test_an_address_that_cannot_be_reached_is_refused(url):
    async with a_sandbox(wall=lambda: WALL) as sandbox:
        with pytest.raises(AddressRefusedError):
            await sandbox.bus.set_callback_url(url)


async def test_events_return_to_the_socket_when_the_address_is_taken_away():
    async with a_pair() as (sandbox, _):
        await sandbox.bus.set_callback_url(None)
        sandbox.bus.publish("x", {})
        report = await sandbox.reports.get()

    assert report.via is Via.SOCKET


@pytest.mark.parametrize(
    "forgery", [Forgery.UNSIGNED, Forgery.BAD_SIGNATURE, Forgery.STALE, Forgery.WRONG_TOKEN]
)
async def test_each_forgery_differs_from_the_real_thing_in_one_respect(forgery):
    async with a_pair() as (sandbox, address):
        await sandbox.bus.forge(forgery, "x", {"a": 1})
        headers, body = await address.requests.get()

    said = headers.get("X-Lark-Request-Timestamp", "") + headers.get("X-Lark-Request-Nonce", "") + address.key
    plain = json.loads(decrypt(json.loads(body)["encrypt"], address.key))
    signed = headers.get("X-Lark-Signature") == hashlib.sha256(said.encode() + body).hexdigest()
    fresh = headers.get("X-Lark-Request-Timestamp") == str(int(WALL.timestamp()))
    rightful = plain["header"]["token"] == sandbox.identity.verification_token

    assert (signed, fresh, rightful) == {
        Forgery.UNSIGNED: (False, False, True),
        Forgery.BAD_SIGNATURE: (False, True, True),
        Forgery.STALE: (True, False, True),
        Forgery.WRONG_TOKEN: (True, True, False),
    }[forgery]
