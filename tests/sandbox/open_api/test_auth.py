"""Tokens: given out, reused, refused."""

import pytest

BOT = "/open-apis/bot/v3/info"


async def test_a_token_is_flat_and_lives_two_hours(lark):
    answer = await lark.log_in()

    assert answer.json["code"] == 0
    assert answer.json["msg"] == "ok"
    assert answer.json["tenant_access_token"].startswith("t-")
    assert answer.json["expire"] == 7200


async def test_the_same_token_is_given_while_it_has_half_an_hour_left(lark):
    first = lark.token
    lark.pass_time(minutes=90)

    answer = await lark.log_in()

    assert lark.token == first
    assert answer.json["expire"] == 1800


async def test_a_new_token_is_given_near_the_end_and_both_are_good(lark):
    first = lark.token
    lark.pass_time(minutes=90, seconds=1)

    await lark.log_in()

    assert lark.token != first
    assert (await lark.request("GET", BOT)).code == 0
    lark.token = first
    assert (await lark.request("GET", BOT)).code == 0


async def test_a_token_older_than_two_hours_is_refused(lark):
    lark.pass_time(hours=2)

    answer = await lark.request("GET", BOT)

    assert (answer.status, answer.code) == (400, 99991663)


@pytest.mark.parametrize(
    ("app_id", "secret", "code"),
    [("right", "wrong", 10014), ("", "", 10003), ("cli_0000000000000000", "right", 10003)],
)
async def test_wrong_credentials_get_no_token(lark, app_id, secret, code):
    right = {"right": lark.identity.app_id}
    secrets = {"right": lark.identity.app_secret}

    answer = await lark.log_in_with(right.get(app_id, app_id), secrets.get(secret, secret))

    assert answer.code == code
    assert "tenant_access_token" not in answer.json


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, 99991661),
        ("Bearer ", 99991661),
        ("Basic dDpi", 99991661),
        ("Bearer t-nobody-gave-this", 99991663),
        ("Bearer u-somebody", 99991668),
        ("Bearer c-callback", 99991671),
    ],
)
async def test_every_bad_token_has_its_code(lark, header, code):
    answer = await lark.request("GET", BOT, headers={} if header is None else {"Authorization": header})

    assert (answer.status, answer.code) == (400, code)
    assert answer.json["error"]["log_id"] == answer.headers["X-Tt-Logid"]


async def test_an_app_token_opens_no_api(lark):
    answer = await lark.log_in_with(lark.identity.app_id, lark.identity.app_secret, kind="app")
    lark.token = answer.json["app_access_token"]

    assert (await lark.request("GET", BOT)).code == 99991671


async def test_a_missing_scope_is_named(lark):
    await lark.control("POST", "app", {"scopes": ["im:chat"]})

    answer = await lark.send(lark.group.chat_id)

    assert answer.code == 99991672
    assert "im:message:send_as_bot" in answer.json["msg"]
    violations = answer.json["error"]["permission_violations"]
    assert {"im:message", "im:message:send_as_bot"} == {each["subject"] for each in violations}


async def test_the_bot_tells_who_it_is(lark):
    answer = await lark.request("GET", BOT)

    assert answer.json["bot"]["open_id"] == lark.identity.bot_open_id
    assert answer.json["bot"]["activate_status"] == 2
    assert "data" not in answer.json
