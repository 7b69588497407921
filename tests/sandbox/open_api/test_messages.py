"""Sending: to whom, what, once."""

import json

import pytest

from tests.sandbox.open_api.caller import CARD, text


async def test_a_message_comes_back_whole(lark):
    data = (await lark.send(lark.group.chat_id)).data

    assert data["message_id"].startswith("om_")
    assert data["chat_id"] == lark.group.chat_id
    assert data["msg_type"] == "text"
    assert data["create_time"] == data["update_time"] == "1772442000000"
    assert data["sender"] == {
        "id": lark.identity.app_id,
        "id_type": "app_id",
        "sender_type": "app",
        "tenant_key": lark.identity.tenant_key,
    }
    assert data["body"] == {"content": text("hello")}
    assert not data["deleted"]
    assert not data["updated"]
    assert "thread_id" not in data


@pytest.mark.parametrize("by", ["open_id", "union_id", "user_id", "email"])
async def test_a_person_is_reached_by_every_kind_of_id(lark, by):
    data = (await lark.send(getattr(lark.owner, by), by=by)).data

    chat = lark.sandbox.tenant.chat(data["chat_id"])
    assert chat.chat_type == "p2p"
    assert chat.members == (lark.owner.open_id,)


async def test_the_personal_chat_is_opened_once(lark):
    first = (await lark.send(lark.owner.open_id, by="open_id")).data["chat_id"]

    again = (await lark.send(lark.owner.open_id, by="open_id")).data["chat_id"]

    assert again == first
    assert (await lark.send(first)).code == 0


@pytest.mark.parametrize(
    ("by", "to", "code"),
    [
        ("open_id", "ou_unknown", 99992351),
        ("open_id", "oc_not_a_person", 230034),
        ("chat_id", "oc_unknown", 230034),
        ("email", "nobody@example.com", 230034),
        ("user_id", "nobody", 230034),
    ],
)
async def test_unknown_receivers_are_refused(lark, by, to, code):
    answer = await lark.send(to, by=by)

    assert (answer.status, answer.code) == (400, code)


async def test_a_person_outside_the_apps_range_cannot_be_reached(lark):
    await lark.control("POST", f"users/{lark.owner.open_id}", {"available": False})

    assert (await lark.send(lark.owner.open_id, by="open_id")).code == 230013


async def test_a_bot_that_was_removed_cannot_speak(lark):
    card = await lark.send_card()
    body = {"as": lark.owner.open_id, "member": False}
    await lark.control("POST", f"chats/{lark.group.chat_id}/bot", body)

    assert (await lark.send(lark.group.chat_id)).code == 230002
    assert (await lark.reply(card)).code == 230002
    assert (await lark.patch(card)).code == 230002
    assert (await lark.im("GET", f"messages/{card}")).code == 230002


async def test_a_dissolved_group_is_silent(lark):
    card = await lark.send_card()
    await lark.control("POST", f"chats/{lark.group.chat_id}/dissolve", {"as": lark.owner.open_id})

    assert (await lark.send(lark.group.chat_id)).code == 232009
    assert (await lark.reply(card)).code == 232009
    assert (await lark.patch(card)).code == 232009


async def test_an_app_without_a_bot_cannot_speak(lark):
    await lark.control("POST", "app", {"bot_active": False})

    assert (await lark.send(lark.group.chat_id)).code == 230006


@pytest.mark.parametrize(
    ("msg_type", "content"),
    [
        ("text", "hello"),
        ("text", "[]"),
        ("text", "{}"),
        ("text", '{"text": ""}'),
        ("text", '{"text": 7}'),
        ("post", '{"title": "t", "content": []}'),
        ("post", "{}"),
        ("post", '{"xx_yy": {"content": []}}'),
        ("post", '{"zh_cn": {"content": [[{"tag": "blink", "text": "x"}]]}}'),
        ("post", '{"zh_cn": {"content": [[{"tag": "md", "text": "x"}, {"tag": "text", "text": "y"}]]}}'),
        ("image", '{"image_key": "img_v3_unknown"}'),
        ("file", "{}"),
        ("share_user", '{"user_id": "ou_unknown"}'),
        ("share_chat", '{"chat_id": "oc_unknown"}'),
        ("carrier_pigeon", "{}"),
    ],
)
async def test_content_that_does_not_fit_its_type_is_refused(lark, msg_type, content):
    answer = await lark.send(lark.group.chat_id, content, msg_type)

    assert (answer.status, answer.code) == (400, 230001)


async def test_content_must_be_a_string(lark):
    body = {"receive_id": lark.group.chat_id, "msg_type": "text", "content": {"text": "hello"}}

    answer = await lark.im("POST", "messages", body, receive_id_type="chat_id")

    assert answer.code == 99992402
    assert answer.fields == ["content"]


async def test_rich_text_is_taken_with_every_tag(lark):
    rows = [
        [
            {"tag": "text", "text": "a", "style": ["bold"]},
            {"tag": "a", "href": "https://example.com", "text": "b"},
            {"tag": "at", "user_id": lark.owner.open_id},
            {"tag": "emotion", "emoji_type": "SMILE"},
        ],
        [{"tag": "hr"}],
        [{"tag": "code_block", "language": "GO", "text": "x"}],
        [{"tag": "md", "text": "**m**"}],
    ]
    sent = {"zh_cn": {"title": "t", "content": rows}}

    data = (await lark.send(lark.group.chat_id, json.dumps(sent), "post")).data

    assert json.loads(data["body"]["content"]) == sent["zh_cn"]
    assert [each["id"] for each in data["mentions"]] == [lark.owner.open_id]


@pytest.mark.parametrize(("msg_type", "limit"), [("text", 150 * 1024), ("post", 30 * 1024)])
async def test_a_message_may_be_as_long_as_lark_allows(lark, msg_type, limit):
    def of_size(size):
        shape = (
            '{"text":"%s"}' if msg_type == "text" else '{"zh_cn":{"content":[[{"tag":"text","text":"%s"}]]}}'
        )
        return shape % ("x" * (size - len(shape) + 2))

    assert (await lark.send(lark.group.chat_id, of_size(limit), msg_type)).code == 0
    assert (await lark.send(lark.group.chat_id, of_size(limit + 1), msg_type)).code == 230025


async def test_a_card_over_30_kb_is_too_long(lark):
    big = {"schema": "2.0", "body": {"elements": [{"tag": "markdown", "content": "x" * 31_000}]}}

    assert (await lark.send(lark.group.chat_id, json.dumps(big), "interactive")).code == 230025


async def test_a_bad_card_answers_its_inner_code(lark):
    bad = {"schema": "2.0", "body": {"elements": [{"tag": "note", "elements": []}]}}

    answer = await lark.send(lark.group.chat_id, json.dumps(bad), "interactive")

    assert (answer.status, answer.code) == (400, 230099)
    assert answer.json["msg"].startswith(
        "Failed to create card content, ext=ErrCode: 200861; ErrPath: ROOT -> body"
    )


async def test_mentions_in_a_text_become_placeholders(lark):
    words = f'<at user_id="{lark.owner.open_id}">Chen</at> and <at user_id="all">everyone</at>'

    data = (await lark.send(lark.group.chat_id, text(words))).data

    assert json.loads(data["body"]["content"]) == {"text": "@_user_1 and @_all"}
    assert data["mentions"] == [
        {
            "key": "@_user_1",
            "id": lark.owner.open_id,
            "id_type": "open_id",
            "name": "陈晓",
            "tenant_key": lark.identity.tenant_key,
        }
    ]


async def test_one_uuid_posts_one_message_within_the_hour(lark):
    first = (await lark.send(lark.group.chat_id, uuid="u1")).data
    lark.pass_time(minutes=59)

    again = (await lark.send(lark.group.chat_id, text("something else"), uuid="u1")).data

    assert again == first
    assert len(lark.sandbox.tenant.messages()) == 1


async def test_a_uuid_is_free_again_after_an_hour(lark):
    first = (await lark.send(lark.group.chat_id, uuid="u1")).data
    lark.pass_time(hours=1)

    assert (await lark.send(lark.group.chat_id, uuid="u1")).data["message_id"] != first["message_id"]


async def test_one_uuid_replies_once(lark):
    message_id = await lark.send_text()

    first = (await lark.reply(message_id, uuid="u1")).data

    assert (await lark.reply(message_id, uuid="u1")).data == first


async def test_a_refused_message_does_not_use_up_its_uuid(lark):
    assert (await lark.send(lark.group.chat_id, "nonsense", uuid="u1")).code == 230001

    assert (await lark.send(lark.group.chat_id, uuid="u1")).code == 0


async def test_a_uuid_has_at_most_fifty_characters(lark):
    assert (await lark.send(lark.group.chat_id, uuid="u" * 50)).code == 0
    assert (await lark.send(lark.group.chat_id, uuid="u" * 51)).fields == ["uuid"]


async def test_personal_chats_cannot_be_shared(lark):
    chat_id = (await lark.send(lark.owner.open_id, by="open_id")).data["chat_id"]

    answer = await lark.send(lark.group.chat_id, json.dumps({"chat_id": chat_id}), "share_chat")

    assert answer.code == 230015


async def test_a_group_and_a_person_can_be_shared(lark):
    group = json.dumps({"chat_id": lark.crew.chat_id})
    person = json.dumps({"user_id": lark.owner.open_id})

    assert (await lark.send(lark.group.chat_id, group, "share_chat")).code == 0
    assert (await lark.send(lark.group.chat_id, person, "share_user")).code == 0


async def test_a_card_comes_back_degraded_unless_asked_for(lark):
    message_id = await lark.send_card()

    plain = json.loads((await lark.get(message_id))["body"]["content"])
    whole = (await lark.get(message_id, card_msg_content_type="user_card_content"))["body"]["content"]

    assert plain == {"title": "Daily", "elements": [[{"tag": "text", "text": "on"}]]}
    assert whole == CARD


async def test_an_unknown_message_has_its_code(lark):
    for answer in (
        await lark.im("GET", "messages/om_unknown"),
        await lark.reply("om_unknown"),
        await lark.patch("c-295ee57216a5dc9de90fefd0aadb4b1d7d"),
    ):
        assert answer.code == 99992354


async def test_a_message_can_be_forwarded(lark):
    source = await lark.send_text()

    answer = await lark.im(
        "POST", f"messages/{source}/forward", {"receive_id": lark.crew.chat_id}, receive_id_type="chat_id"
    )

    assert answer.data["chat_id"] == lark.crew.chat_id
    assert answer.data["body"] == {"content": text("hello")}
