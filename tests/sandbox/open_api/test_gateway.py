"""What every API has in common: shapes, limits, the log."""

import json

import pytest

from tests.sandbox.open_api.caller import text


async def test_an_unknown_path_answers_in_larks_shape(lark):
    answer = await lark.request("POST", "/open-apis/im/v9/nothing")

    assert (answer.status, answer.code) == (404, 404)
    assert answer.json["error"]["log_id"] == answer.headers["X-Tt-Logid"]


async def test_a_wrong_method_answers_in_larks_shape(lark):
    answer = await lark.request("PUT", "/open-apis/im/v1/messages")

    assert (answer.status, answer.code) == (405, 405)


async def test_missing_and_wrong_fields_are_named(lark):
    answer = await lark.im("POST", "messages", {"content": 7}, receive_id_type="chat_id")

    assert (answer.status, answer.code) == (400, 99992402)
    assert answer.fields == ["receive_id", "msg_type", "content"]


async def test_a_wrong_query_is_named(lark):
    answer = await lark.im("POST", "messages", {}, receive_id_type="phone")

    assert answer.code == 99992402
    assert answer.fields == ["receive_id_type"]


@pytest.mark.parametrize("body", [b"{", b"[]", b"nonsense", b"\xff\xfe"])
async def test_a_body_that_is_no_json_object_is_refused(lark, body):
    headers = {"Authorization": f"Bearer {lark.token}", "Content-Type": "application/json"}

    answer = await lark.request(
        "POST", "/open-apis/im/v1/messages?receive_id_type=chat_id", data=body, headers=headers
    )

    assert (answer.status, answer.code) == (400, 99992402)


async def test_a_body_of_another_type_is_refused(lark):
    path = "/open-apis/im/v1/messages?receive_id_type=chat_id"

    answer = await lark.request("POST", path, data=b"{}")

    assert answer.fields == ["Content-Type"]


async def test_fifty_calls_a_second_and_no_more(lark):
    answers = [await lark.im("GET", "chats") for _ in range(51)]

    assert [each.code for each in answers] == [0] * 50 + [99991400]
    assert answers[-1].status == 429
    assert answers[-1].headers["x-ogw-ratelimit-limit"] == "50"
    assert answers[-1].headers["x-ogw-ratelimit-reset"] == "1"
    lark.pass_time(seconds=1)
    assert (await lark.im("GET", "chats")).code == 0


async def test_a_thousand_calls_a_minute_and_no_more(lark):
    for _ in range(1000):
        lark.sandbox.limits.count_api(("GET", "/open-apis/im/v1/chats"))
        lark.pass_time(milliseconds=25)

    answer = await lark.im("GET", "chats")

    assert answer.status == 429
    assert answer.headers["x-ogw-ratelimit-limit"] == "1000"
    assert answer.headers["x-ogw-ratelimit-reset"] == "35"


async def test_apis_are_counted_apart(lark):
    for _ in range(50):
        await lark.im("GET", "chats")

    assert (await lark.send(lark.group.chat_id)).code == 0


async def test_five_messages_a_second_to_one_chat(lark):
    answers = [await lark.send(lark.group.chat_id) for _ in range(6)]

    assert [each.code for each in answers] == [0] * 5 + [230020]
    assert answers[-1].status == 400
    assert (await lark.send(lark.crew.chat_id)).code == 0
    lark.pass_time(seconds=1)
    assert (await lark.send(lark.group.chat_id)).code == 0


async def test_replies_share_their_chats_limit(lark):
    message_id = await lark.send_text()
    for _ in range(4):
        await lark.reply(message_id)

    assert (await lark.reply(message_id)).code == 230020


async def test_five_updates_a_second_of_one_card(lark):
    one, other = await lark.send_card(), await lark.send_card()

    answers = [await lark.patch(one) for _ in range(6)]

    assert [each.code for each in answers] == [0] * 5 + [230020]
    assert (await lark.patch(other)).code == 0


async def test_calls_are_logged_without_secrets(lark):
    await lark.send(lark.group.chat_id, text("confidential"))
    await lark.send("oc_nowhere")

    log = (await lark.control("GET", "requests")).json["requests"]

    assert [(each["method"], each["status"], each["code"]) for each in log] == [
        ("POST", 200, 0),
        ("POST", 200, 0),
        ("POST", 400, 230034),
    ]
    assert log[1]["path"] == "/open-apis/im/v1/messages"
    assert log[1]["app"] == lark.identity.app_id
    assert log[1]["size"] > 0
    written = json.dumps(log)
    assert not any(each in written for each in ("confidential", lark.token, lark.identity.app_secret))
