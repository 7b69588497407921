"""What people do, and what the bot hears of it."""

import json

import pytest

from tests.sandbox.open_api.caller import CARD, text
from tests.sandbox.socket_bot import a_bot, with_body

BUTTON = {
    "tag": "button",
    "name": "go",
    "text": {"tag": "plain_text", "content": "Go"},
    "behaviors": [{"type": "callback", "value": {"op": "go"}}],
}
PRESSABLE = json.dumps({"schema": "2.0", "body": {"elements": [BUTTON]}})


async def test_a_personal_message_reaches_the_bot_whole(lark):
    async with a_bot(lark) as bot:
        written = (await lark.write()).json
        envelope = await bot.events.get()

    assert envelope["header"]["event_type"] == "im.message.receive_v1"
    assert envelope["event"] == {
        "sender": {
            "sender_id": {"open_id": lark.owner.open_id, "union_id": lark.owner.union_id},
            "sender_type": "user",
            "tenant_key": lark.identity.tenant_key,
        },
        "message": {
            "message_id": written["message_id"],
            "create_time": "1772442000000",
            "update_time": "1772442000000",
            "chat_id": written["chat_id"],
            "chat_type": "p2p",
            "message_type": "text",
            "content": text("hello"),
        },
    }


async def test_a_mention_is_a_placeholder_and_an_entry(lark):
    async with a_bot(lark) as bot:
        await lark.write(lark.group.chat_id, mention_bot=True)
        message = (await bot.events.get())["event"]["message"]

    assert message["content"] == text("@_user_1 hello")
    assert message["mentions"] == [
        {
            "key": "@_user_1",
            "id": {"open_id": lark.identity.bot_open_id, "union_id": "", "user_id": ""},
            "mentioned_type": "bot",
            "name": "Aime",
            "tenant_key": lark.identity.tenant_key,
        }
    ]


async def test_a_mention_of_everyone_has_no_entry(lark):
    async with a_bot(lark) as bot:
        await lark.write(lark.group.chat_id, mention_all=True)
        message = (await bot.events.get())["event"]["message"]

    assert message["content"] == text("@_all hello")
    assert "mentions" not in message


async def test_the_bot_hears_a_group_only_when_spoken_to(lark):
    async with a_bot(lark) as bot:
        await lark.write(lark.group.chat_id, text="among us")
        await lark.write(lark.group.chat_id, text="to you", mention_bot=True)

        heard = await bot.events.get()

    assert heard["event"]["message"]["content"] == text("@_user_1 to you")


async def test_with_the_scope_the_bot_hears_everything(lark):
    await lark.control("POST", "app", {"scopes": ["im:message.group_msg"]})
    async with a_bot(lark) as bot:
        await lark.write(lark.group.chat_id, text="among us")

        assert (await bot.events.get())["event"]["message"]["content"] == text("among us")


async def test_a_reply_in_a_thread_names_the_thread(lark):
    root = await lark.send_card()
    thread_id = (await lark.reply(root, reply_in_thread=True)).data["thread_id"]
    async with a_bot(lark) as bot:
        await lark.write(lark.group.chat_id, mention_bot=True, reply_to=root)
        message = (await bot.events.get())["event"]["message"]

    assert (message["thread_id"], message["root_id"], message["parent_id"]) == (thread_id, root, root)


async def test_a_removed_bot_is_told_and_hears_no_more(lark):
    async with a_bot(lark) as bot:
        body = {"as": lark.owner.open_id, "member": False}
        await lark.control("POST", f"chats/{lark.group.chat_id}/bot", body)
        await lark.write(lark.group.chat_id, mention_bot=True)
        await lark.control("POST", f"chats/{lark.group.chat_id}/bot", {**body, "member": True})
        heard = [await bot.events.get(), await bot.events.get()]

    assert {each["header"]["event_type"] for each in heard} == {
        "im.chat.member.bot.deleted_v1",
        "im.chat.member.bot.added_v1",
    }
    assert heard[0]["event"]["name"] == "销售日报群"
    assert heard[0]["event"]["operator_id"]["open_id"] == lark.owner.open_id


async def test_entering_the_personal_chat_is_told(lark):
    async with a_bot(lark) as bot:
        chat = (await lark.control("POST", "chats/p2p", {"as": lark.owner.open_id})).json
        envelope = await bot.events.get()

    assert envelope["header"]["event_type"] == "im.chat.access_event.bot_p2p_chat_entered_v1"
    assert envelope["event"]["chat_id"] == chat["chat_id"]


async def test_dissolving_recalling_and_the_menu_are_told(lark):
    by_owner = {"as": lark.owner.open_id}
    written = (await lark.write(lark.group.chat_id)).json["message_id"]
    async with a_bot(lark) as bot:
        await lark.control("POST", f"messages/{written}/recall", by_owner)
        await lark.control("POST", "menu", {**by_owner, "event_key": "list"})
        await lark.control("POST", f"chats/{lark.crew.chat_id}/dissolve", {"as": lark.colleague.open_id})
        types = {(await bot.events.get())["header"]["event_type"] for _ in range(3)}

    assert types == {"im.message.recalled_v1", "application.bot.menu_v6", "im.chat.disbanded_v1"}


async def test_a_person_sends_an_image_that_the_bot_can_fetch(lark):
    image = b"GIF89a" + bytes(10)
    key = (await lark.control("POST", "files", data=image)).json["key"]
    content = json.dumps({"image_key": key})
    async with a_bot(lark) as bot:
        written = await lark.write(text="", message_type="image", content=content)
        message = (await bot.events.get())["event"]["message"]

    assert (message["message_type"], message["content"]) == ("image", content)
    path = f"messages/{written.json['message_id']}/resources/{key}"
    assert (await lark.im("GET", path, type="image")).json == image


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"as": "ou_unknown"}, 404),
        ({"chat_id": "oc_unknown"}, 404),
        ({"reply_to": "om_unknown"}, 404),
        ({"text": ""}, 400),
        ({"message_type": "image", "content": "img_v3_1"}, 400),
        ({"message_type": "post", "content": "{}"}, 400),
        ({"message_type": "interactive", "content": "{}"}, 400),
        ({"text": "字" * 60_000}, 400),
        ({"mention_users": ["ou_unknown"]}, 404),
    ],
)
async def test_what_nobody_can_write_is_refused(lark, change, status):
    body = {"as": lark.owner.open_id, "chat_id": lark.group.chat_id, "text": "hello", **change}

    answer = await lark.control("POST", "messages", body)

    assert answer.status == status
    assert answer.json["error"]
    assert lark.sandbox.tenant.messages() == ()


async def test_only_members_write(lark):
    answer = await lark.write(lark.crew.chat_id, **{"as": lark.admin.open_id})

    assert answer.status == 409


async def test_a_press_is_answered_with_a_toast_and_a_card(lark):
    message_id = (await lark.send(lark.group.chat_id, PRESSABLE, "interactive")).data["message_id"]
    reply = {"toast": {"type": "success", "content": "ok"}, "card": {"type": "raw", "data": json.loads(CARD)}}
    async with a_bot(lark, with_body(reply)) as bot:
        answer = await press(lark, message_id)
        callback = (await bot.events.get())["event"]

    assert answer.json == {"status": 200, "response": reply, "error": None}
    assert callback["action"]["value"] == {"op": "go"}
    assert json.loads(lark.sandbox.tenant.message(message_id).content) == json.loads(CARD)


async def test_a_press_that_nobody_answers_shows_its_code(lark):
    message_id = (await lark.send(lark.group.chat_id, PRESSABLE, "interactive")).data["message_id"]

    assert (await press(lark, message_id)).json["error"] == 200340


async def test_a_button_that_is_not_there_cannot_be_pressed(lark):
    message_id = await lark.send_card()

    assert (await press(lark, message_id)).status == 400


async def press(lark, message_id):
    body = {"as": lark.owner.open_id, "message_id": message_id, "action": "go"}
    return await lark.control("POST", "actions", body)
