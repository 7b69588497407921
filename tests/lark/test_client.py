"""Typed calls over the pool, with every fault that a network and Lark can make."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.lark import sdk
from bot.lark.client import LarkClient
from bot.lark.domain import Credentials
from bot.lark.errors import AccessError, BusyError, CallError, GoneError, RateLimitError, UncertainError
from bot.lark.pacing import Api, Pacing
from bot.lark.records import Address, BotInfo, ChatMode, Member
from bot.lark.transport import Timeouts
from scheduler.errors import TransientError
from tests.lark.fake_lark import FakeLark, cut, ok, refuse
from tests.lark.manual_time import ManualTimeline, settle

APP = Credentials("cli_00000000000000ab", "s3cret")
MESSAGES = "/im/v1/messages"
SENT = {"message_id": "om_1", "chat_id": "oc_1", "create_time": "1700000000123"}
SINCE = datetime(2023, 11, 14, tzinfo=UTC)


def a_client(url: str, timeline=None, **settings) -> LarkClient:
    return LarkClient(APP, url, Pacing(timeline or ManualTimeline()), **settings)


@pytest.fixture
async def lark():
    async with FakeLark() as lark:
        yield lark


@pytest.fixture
async def client(lark):
    async with a_client(lark.url) as client:
        yield client


async def send(client: LarkClient):
    return await client.send(Address.chat("oc_1"), "text", '{"text":"你好"}', "u1")


async def test_a_send_says_what_goes_where_and_returns_what_lark_made_of_it(lark, client):
    lark.answer(MESSAGES, ok(**SENT, thread_id="omt_1"))

    sent = await send(client)

    assert (sent.message_id, sent.chat_id, sent.thread_id) == ("om_1", "oc_1", "omt_1")
    assert sent.created == datetime(2023, 11, 14, 22, 13, 20, 123000, UTC)
    request = lark.seen[-1]
    assert request.query == {"receive_id_type": "chat_id"}
    assert request.json == {
        "receive_id": "oc_1",
        "msg_type": "text",
        "content": '{"text":"你好"}',
        "uuid": "u1",
    }
    assert request.headers["User-Agent"].startswith("oapi-sdk-python/")


async def test_calls_share_a_connection_and_a_token(lark, client):
    lark.answer(MESSAGES, ok(**SENT))
    for _ in range(3):
        await send(client)

    assert lark.tokens_given == 1
    assert len({one.port for one in lark.seen}) == 1


async def test_many_first_calls_fetch_one_token(lark, client):
    lark.answer(MESSAGES, ok(**SENT))

    await asyncio.gather(*(send(client) for _ in range(5)))

    assert lark.tokens_given == 1


async def test_a_rejected_token_is_replaced_once_and_the_call_repeated(lark, client):
    lark.answer(MESSAGES, refuse(99991663), ok(**SENT))

    assert (await send(client)).message_id == "om_1"
    assert [one.token for one in lark.calls("/messages")] == ["t-1", "t-2"]


async def test_a_token_rejected_twice_is_given_up_for_now(lark, client):
    lark.answer(MESSAGES, refuse(99991663))

    with pytest.raises(TransientError):
        await send(client)
    assert len(lark.calls("/messages")) == 2


async def test_a_wrong_secret_says_which_setting_to_check(lark, client):
    lark.answer("/auth/v3/tenant_access_token/internal", refuse(10014))

    with pytest.raises(AccessError, match="AIME_LARK_APP_SECRET"):
        await send(client)


async def test_a_failed_token_call_leaves_nothing_uncertain(lark, client):
    lark.answer("/auth/v3/tenant_access_token/internal", cut)

    with pytest.raises(BusyError):
        await send(client)


@pytest.mark.parametrize("status", [429, 400])
async def test_a_rate_limit_closes_the_api_for_the_advised_time(lark, status):
    timeline = ManualTimeline()
    lark.answer(MESSAGES, refuse(99991400, status, {"x-ogw-ratelimit-reset": "9"}), ok(**SENT))
    async with a_client(lark.url, timeline) as client:
        with pytest.raises(RateLimitError) as caught:
            await send(client)
        second = asyncio.ensure_future(client.pacing.turn(Api.CREATE))
        await settle()
        await timeline.advance(8.9)
        assert not second.done()
        await timeline.advance(0.2)
        await settle()

    assert caught.value.retry_after == timedelta(seconds=9)
    assert second.done()


async def test_a_connection_cut_after_sending_leaves_it_uncertain(lark, client):
    lark.answer(MESSAGES, cut)

    with pytest.raises(UncertainError):
        await send(client)


async def test_a_refused_connection_is_surely_nothing_done():
    async with FakeLark() as lark, a_client(lark.url) as client:
        lark.answer(MESSAGES, ok(**SENT))
        await send(client)
        await lark.__aexit__()
        with suppress(UncertainError):
            await send(client)  # may still find the connection that was kept open

        with pytest.raises(BusyError):
            await send(client)


async def test_an_answer_that_does_not_come_leaves_it_uncertain(lark):
    never = asyncio.Event()

    async def hang(seen) -> web.Response:
        await never.wait()
        return web.Response()

    lark.answer(MESSAGES, hang)
    async with a_client(lark.url, timeouts=Timeouts(total=timedelta(milliseconds=50))) as client:
        with pytest.raises(UncertainError):
            await send(client)
    never.set()


@pytest.mark.parametrize("status", [200, 500, 502])
async def test_a_page_instead_of_json_leaves_it_uncertain(lark, client, status):
    lark.answer(MESSAGES, lambda seen: web.Response(status=status, text="<html>Bad Gateway</html>"))

    with pytest.raises(UncertainError):
        await send(client)


@pytest.mark.parametrize("data", [{}, {"message_id": ""}, {"message_id": ["om"]}, {"sender": "me"}])
async def test_an_answer_without_a_message_id_is_no_delivery(lark, client, data):
    lark.answer(MESSAGES, ok(**data))

    with pytest.raises(UncertainError):
        await send(client)


async def test_an_endless_answer_is_not_read_to_the_end(lark, client):
    lark.answer(MESSAGES, lambda seen: web.Response(body=b" " * (9 * 1024 * 1024)))

    with pytest.raises(UncertainError):
        await send(client)


async def test_a_redirect_is_not_followed(lark, client):
    lark.answer(MESSAGES, lambda seen: web.Response(status=307, headers={"Location": "/elsewhere"}))

    with pytest.raises(CallError):
        await send(client)
    assert not lark.calls("/elsewhere")


async def test_a_reply_opens_a_thread(lark, client):
    lark.answer(f"{MESSAGES}/om_1/reply", ok(**SENT, thread_id="omt_9"))

    sent = await client.reply("om_1", "text", "{}", "u2", in_thread=True)

    assert sent.thread_id == "omt_9"
    assert lark.seen[-1].json["reply_in_thread"] is True


async def test_a_reply_stands_alone_where_there_are_no_threads(lark, client):
    lark.answer(f"{MESSAGES}/om_1/reply", refuse(230071), ok(**SENT))

    sent = await client.reply("om_1", "text", "{}", "u2", in_thread=True)

    assert sent.thread_id is None
    assert [one.json["reply_in_thread"] for one in lark.calls("/reply")] == [True, False]


async def test_a_card_that_is_gone_stops_its_updates(lark, client):
    lark.answer(f"{MESSAGES}/om_1", refuse(230031))

    with pytest.raises(GoneError):
        await client.patch("om_1", "{}")


async def test_a_path_cannot_be_left_through_an_id(lark, client):
    with pytest.raises(CallError):
        await client.patch("../../auth", "{}")

    assert lark.seen[-1].request.raw_path == "/open-apis/im/v1/messages/..%2F..%2Fauth"


def item(number: int) -> dict:
    return {
        "message_id": f"om_{number}",
        "chat_id": "oc_1",
        "create_time": str(1_700_000_000_000 + number),
        "msg_type": "text",
        "sender": {"id": APP.app_id, "id_type": "app_id", "sender_type": "app"},
        "body": {"content": "{}"},
    }


async def test_recent_messages_are_read_page_by_page(lark, client):
    lark.answer(
        MESSAGES,
        ok(items=[item(3), item(2)], has_more=True, page_token="p2"),
        ok(items=[item(1)], has_more=False),
    )

    found = await client.recent("oc_1", SINCE)

    assert [one.message_id for one in found] == ["om_3", "om_2", "om_1"]
    assert found[0].sender_id == APP.app_id
    first, second = lark.calls("/messages")
    assert (first.query["container_id_type"], first.query["sort_type"]) == ("chat", "ByCreateTimeDesc")
    assert second.query["page_token"] == "p2"


async def test_a_thread_is_read_back_to_the_wanted_time(lark, client):
    lark.answer(MESSAGES, ok(items=[item(5), item(-1000)], has_more=True, page_token="p2"))

    found = await client.thread_messages("omt_1", datetime.fromtimestamp(1_700_000_000, UTC))

    assert [one.message_id for one in found] == ["om_5"]
    assert len(lark.calls("/messages")) == 1


async def test_a_chat_with_more_than_can_be_read_is_not_guessed_at(lark, client):
    lark.answer(MESSAGES, ok(items=[item(1)], has_more=True, page_token="again"))

    with pytest.raises(UncertainError):
        await client.recent("oc_1", SINCE)


async def test_the_bot_knows_itself(lark, client):
    bot = {"open_id": "ou_bot", "app_name": "Aime"}
    lark.answer("/bot/v3/info", lambda seen: web.json_response({"code": 0, "msg": "ok", "bot": bot}))

    assert await client.bot_info() == BotInfo("ou_bot", "Aime")


async def test_people_and_chats_are_looked_up(lark, client):
    user = {"open_id": "ou_1", "name": "小明", "time_zone": "Asia/Shanghai"}
    chat = {"name": "Ops", "chat_mode": "group", "owner_id": "ou_1", "user_manager_id_list": ["ou_2"]}
    lark.answer("/contact/v3/users/ou_1", ok(user=user))
    lark.answer("/im/v1/chats/oc_1", ok(**chat))
    lark.answer("/im/v1/chats/oc_1/members", ok(items=[{"member_id": "ou_1", "name": "小明"}]))

    person, info = await client.person("ou_1"), await client.chat("oc_1")

    assert (person.name, person.zone) == ("小明", "Asia/Shanghai")
    assert (info.mode, info.owner, info.managers) == (ChatMode.GROUP, "ou_1", ("ou_2",))
    assert await client.members("oc_1") == [Member("ou_1", "小明")]


async def test_a_file_is_uploaded_whole_even_after_a_rejected_token(lark, client):
    lark.answer("/im/v1/files", refuse(99991663), ok(file_key="file_1"))

    content = b"\x00\xff" * 1_000_000
    assert await client.upload_file("报告.pdf", content, "pdf") == "file_1"
    for seen in lark.calls("/files"):
        assert content in seen.body
        assert b'name="file_type"\r\n\r\npdf' in seen.body
        assert b'name="file"; filename=' in seen.body


async def test_reactions_images_and_recalls_reach_lark(lark, client):
    lark.answer(f"{MESSAGES}/om_1/reactions", ok(reaction_id="r1"))
    lark.answer("/im/v1/images", ok(image_key="img_1"))
    lark.answer(f"{MESSAGES}/om_1", ok())

    assert await client.react("om_1", "OnIt") == "r1"
    assert await client.upload_image(b"png") == "img_1"
    await client.recall("om_1")
    assert (lark.seen[-1].method, lark.calls("/reactions")[0].json) == (
        "DELETE",
        {"reaction_type": {"emoji_type": "OnIt"}},
    )


async def test_two_clients_with_different_larks_live_side_by_side(lark, client):
    async with FakeLark() as other, a_client(other.url) as second:
        lark.answer(MESSAGES, ok(**SENT))
        other.answer(MESSAGES, ok(**{**SENT, "message_id": "om_2"}))

        first_sent, second_sent = await asyncio.gather(send(client), send(second))

    assert (first_sent.message_id, second_sent.message_id) == ("om_1", "om_2")


async def test_a_config_without_our_caller_keeps_the_stock_transport(lark, client):
    lark.answer(f"{MESSAGES}/om_1", ok(items=[item(1)]))
    config = sdk.Config()
    config.domain, config.enable_set_token = lark.url, True
    request = sdk.GetMessageRequest.builder().message_id("om_1").build()
    option = sdk.RequestOption.builder().tenant_access_token("t-own").build()

    response = await sdk.MessageApi(config).aget(request, option)

    assert response.success()
    assert lark.seen[-1].token == "t-own"


async def test_each_call_is_counted_by_its_api_and_lark_s_code(lark):
    lark.answer(MESSAGES, ok(**SENT), refuse(230002), cut)
    counted = []

    async with a_client(lark.url, count=lambda *call: counted.append(call)) as client:
        for _ in range(3):
            with suppress(GoneError, UncertainError):
                await send(client)

    assert counted == [(Api.CREATE, 0), (Api.CREATE, 230002), (Api.CREATE, None)]
