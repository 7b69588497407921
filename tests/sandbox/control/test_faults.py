"""Faults on demand."""

import asyncio

import aiohttp
import pytest

from tests.sandbox.open_api.caller import text
from tests.sandbox.socket_bot import a_bot


async def test_a_rate_limit_strikes_once_and_says_how_long(lark):
    await arm(lark, "rate_limit", path="*/messages", retry_after_s=7)

    struck, spared = await lark.send(lark.group.chat_id), await lark.send(lark.group.chat_id)

    assert (struck.status, struck.code) == (429, 99991400)
    assert struck.headers["x-ogw-ratelimit-reset"] == "7"
    assert spared.code == 0


async def test_a_fault_strikes_only_what_it_fits(lark):
    await arm(lark, "server_error", method="PATCH", path="*/messages/*")
    message_id = await lark.send_card()

    assert (await lark.im("GET", f"messages/{message_id}")).status == 200
    assert (await lark.patch(message_id)).status == 500


async def test_a_server_error_takes_status_and_code(lark):
    await arm(lark, "server_error", status=503, code=11232, msg="busy", times=2)

    answers = [await lark.send(lark.group.chat_id) for _ in range(3)]

    assert [(each.status, each.code) for each in answers] == [(503, 11232), (503, 11232), (200, 0)]
    assert len(lark.sandbox.tenant.messages()) == 1


async def test_a_broken_proxy_answers_html(lark):
    await arm(lark, "html_error")

    answer = await lark.send(lark.group.chat_id)

    assert answer.status == 502
    assert answer.json.startswith(b"<html>")


async def test_a_cut_before_leaves_nothing(lark):
    await arm(lark, "cut_before", path="*/messages")

    with pytest.raises(aiohttp.ClientError):
        await lark.send(lark.group.chat_id)

    assert lark.sandbox.tenant.messages() == ()


async def test_a_cut_after_leaves_the_message_and_its_uuid_finds_it(lark):
    await arm(lark, "cut_after", path="*/messages")
    with pytest.raises(aiohttp.ClientError):
        await lark.send(lark.group.chat_id, uuid="u1")
    (message,) = lark.sandbox.tenant.messages()

    assert (await lark.send(lark.group.chat_id, uuid="u1")).data["message_id"] == message.message_id


async def test_a_cut_call_is_logged_without_an_answer(lark):
    await arm(lark, "cut_after", path="*/messages")
    with pytest.raises(aiohttp.ClientError):
        await lark.send(lark.group.chat_id)

    last = (await lark.control("GET", "requests")).json["requests"][-1]

    assert (last["method"], last["status"], last["code"]) == ("POST", 0, None)


async def test_a_slow_answer_comes(lark):
    await arm(lark, "slow", delay_s=0.01)

    assert (await lark.send(lark.group.chat_id)).code == 0


async def test_an_answer_that_drips_is_whole_in_the_end(lark):
    await arm(lark, "drip", delay_s=0.02)

    answer = await lark.send(lark.group.chat_id)

    assert answer.data["chat_id"] == lark.group.chat_id


async def test_who_gives_up_on_a_dripping_answer_leaves_the_message(lark):
    await arm(lark, "drip", delay_s=60)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await lark.send(lark.group.chat_id)

    assert len(lark.sandbox.tenant.messages()) == 1


async def test_tokens_expire_on_demand(lark):
    await arm(lark, "expired_token")
    assert (await lark.send(lark.group.chat_id)).code == 99991663

    await lark.log_in()

    assert (await lark.send(lark.group.chat_id)).code == 0


async def test_faults_are_listed_and_disarmed(lark):
    await arm(lark, "slow", method="get", path="*/chats", times=3)
    await arm(lark, "duplicate_event", value=2)

    listed = (await lark.control("GET", "faults")).json["faults"]
    await lark.control("DELETE", "faults")

    assert listed == [
        {"id": 1, "kind": "slow", "method": "GET", "path": "*/chats", "times": 3},
        {"kind": "duplicate_event", "value": 2, "times": 1},
    ]
    assert (await lark.control("GET", "faults")).json["faults"] == []


async def test_an_event_comes_twice_on_demand(lark):
    await arm(lark, "duplicate_event")
    async with a_bot(lark) as bot:
        await lark.write()
        first, second = await bot.events.get(), await bot.events.get()

    assert first["header"]["event_id"] == second["header"]["event_id"]


async def test_sockets_drop_on_demand(lark):
    async with a_bot(lark) as bot:
        await arm(lark, "drop_socket")
        await bot.closed.wait()


async def test_the_bot_is_removed_on_demand(lark):
    await arm(lark, "bot_removed", chat_id=lark.group.chat_id)

    assert (await lark.send(lark.group.chat_id, text("x"))).code == 230002
    assert (await arm(lark, "bot_removed")).status == 409


async def arm(lark, kind, **more):
    return await lark.control("POST", "faults", {"kind": kind, **more})
