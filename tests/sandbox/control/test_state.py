"""What the control API shows, and whom it lets in."""

import re

import pytest

from tests.sandbox.open_api.caller import text


async def test_a_new_sandbox_has_three_people_in_a_group_with_the_bot(lark):
    state = (await lark.control("GET", "state")).json

    people = {each["open_id"] for each in state["users"]}
    assert len(people) == 3
    first = state["chats"][0]
    assert set(first["members"]) == people
    assert first["bot_member"]
    assert first["chat_type"] == "group"
    assert state["messages"] == []


async def test_people_differ_in_language_zone_and_rank(lark):
    users = (await lark.control("GET", "state")).json["users"]

    assert [(each["locale"], each["timezone"], each["is_admin"]) for each in users] == [
        ("zh-CN", "Asia/Shanghai", False),
        ("en-US", "America/New_York", False),
        ("zh-CN", "Asia/Shanghai", True),
    ]


async def test_ids_look_like_larks(lark):
    await lark.reply(await lark.send_text(), reply_in_thread=True)

    state = (await lark.control("GET", "state")).json

    assert re.fullmatch(r"cli_[0-9a-f]{16}", lark.identity.app_id)
    assert all(re.fullmatch(r"ou_[0-9a-f]{32}", each["open_id"]) for each in state["users"])
    assert all(re.fullmatch(r"oc_[0-9a-f]{32}", each["chat_id"]) for each in state["chats"])
    assert all(re.fullmatch(r"om_[0-9a-f]{32}", each["message_id"]) for each in state["messages"])
    assert all(re.fullmatch(r"omt_[0-9a-f]+", each["thread_id"]) for each in state["messages"])


async def test_a_message_is_shown_as_the_page_needs_it(lark):
    message_id = await lark.send_text()

    (message,) = (await lark.control("GET", "state")).json["messages"]

    assert message == {
        "message_id": message_id,
        "chat_id": lark.group.chat_id,
        "sender": {"id": lark.identity.app_id, "type": "app"},
        "msg_type": "text",
        "content": text("hello"),
        "mentions": [],
        "root_id": None,
        "parent_id": None,
        "thread_id": None,
        "recalled": False,
        "created": "2026-03-02T09:00:00+00:00",
        "updated": "2026-03-02T09:00:00+00:00",
        "versions": [text("hello")],
        "only_for": None,
    }


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Host": "127.0.0.1.evil.example"}, {"Origin": "http://evil.example"}],
)
async def test_other_hosts_and_pages_are_kept_out(lark, headers):
    assert (await lark.control("GET", "state", headers=headers)).status == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:80", "[::1]:80"])
async def test_this_machine_is_let_in_by_each_of_its_names(lark, host):
    assert (await lark.control("GET", "state", headers={"Host": host})).status == 200


async def test_a_person_can_be_added(lark):
    body = {"name": "Liam", "timezone": "Europe/Berlin", "chats": [lark.crew.chat_id]}

    user = (await lark.control("POST", "users", body)).json

    assert user["timezone"] == "Europe/Berlin"
    assert user["open_id"] in lark.sandbox.tenant.chat(lark.crew.chat_id).members


async def test_the_clock_is_moved_and_sped_up(lark):
    moved = (await lark.control("POST", "clock", {"advance_s": 3600})).json
    sped = (await lark.control("POST", "clock", {"speed": 60})).json

    assert moved == {"now": "2026-03-02T10:00:00+00:00", "speed": 0}
    assert sped["speed"] == 60


@pytest.mark.parametrize(
    ("path", "body", "problem"),
    [
        ("messages", {}, "as: Field required"),
        ("messages", {"as": "ou_x", "txet": "hi"}, "txet"),
        ("clock", {"advance_s": -1}, "advance_s"),
        ("faults", {"kind": "earthquake"}, "kind"),
        ("users", {"name": "N", "timezone": "Mars/Olympus"}, "timezone"),
        ("app", [], "body"),
    ],
)
async def test_a_wrong_body_is_told_what_is_wrong(lark, path, body, problem):
    answer = await lark.control("POST", path, body)

    assert answer.status == 400
    assert problem in answer.json["error"]


async def test_a_callback_address_that_does_not_answer_is_refused(lark):
    answer = await lark.control("POST", "callback_url", {"url": "http://127.0.0.1:9/none"})

    assert answer.status == 409
    assert answer.json["error"]


async def test_forged_posts_need_an_address(lark):
    assert (await lark.control("POST", "forge", {"forgery": "unsigned"})).status == 409
