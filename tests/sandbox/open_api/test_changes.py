"""What becomes of messages: cards updated, texts edited, all recalled."""

import json
from dataclasses import replace

import pytest

from bot.sandbox.records import Sender, SenderType
from tests.sandbox.open_api.caller import CARD, text

NEWER = CARD.replace("**on**", "**off**")


async def test_a_card_is_replaced_and_every_version_kept(lark):
    message_id = await lark.send_card()
    lark.pass_time(seconds=1)

    assert (await lark.patch(message_id, NEWER)).data == {}

    message = await lark.get(message_id)
    assert message["updated"]
    assert int(message["update_time"]) == int(message["create_time"]) + 1000
    state = (await lark.control("GET", "state")).json["messages"][0]
    assert state["versions"] == [CARD, NEWER]
    assert state["content"] == NEWER


async def test_only_cards_are_patched(lark):
    message_id = await lark.send_text()

    answer = await lark.patch(message_id)

    assert answer.code == 230001
    assert "NOT a card" in answer.json["msg"]


async def test_only_the_bots_own_cards_are_patched(lark):
    message_id = await lark.send_card()
    message = lark.sandbox.tenant.message(message_id)
    lark.sandbox.tenant.put_message(replace(message, sender=Sender("cli_other", SenderType.APP)))

    assert (await lark.patch(message_id)).code == 230027


async def test_a_card_is_patched_for_fourteen_days(lark):
    message_id = await lark.send_card()
    lark.pass_time(days=14)
    await lark.log_in()
    assert (await lark.patch(message_id)).code == 0

    lark.pass_time(seconds=1)

    assert (await lark.patch(message_id)).code == 230031


async def test_a_recalled_card_is_not_patched(lark):
    message_id = await lark.send_card()
    await lark.im("DELETE", f"messages/{message_id}")

    assert (await lark.patch(message_id)).code == 230011


async def test_a_bad_card_replaces_nothing(lark):
    message_id = await lark.send_card()

    answer = await lark.patch(message_id, '{"schema": "2.0", "colour": "red"}')

    assert answer.code == 230099
    assert "ErrCode: 200621" in answer.json["msg"]
    assert len(lark.sandbox.tenant.message(message_id).versions) == 1


async def test_a_card_of_version_1_replaces_none_of_version_2(lark):
    message_id = await lark.send_card()

    answer = await lark.patch(message_id, '{"config": {"update_multi": true}, "elements": []}')

    assert "ErrCode: 200830" in answer.json["msg"]


@pytest.mark.parametrize(("before", "after"), [(False, True), (True, False)])
async def test_an_old_card_is_patched_only_when_shared_before_and_after(lark, before, after):
    def card(shared):
        return json.dumps({"config": {"update_multi": shared}, "elements": [{"tag": "hr"}]})

    message_id = (await lark.send(lark.group.chat_id, card(before), "interactive")).data["message_id"]

    assert (await lark.patch(message_id, card(after))).code == 230001


async def test_a_card_is_locked_while_a_press_on_it_is_open(lark):
    message_id = await lark.send_card()

    with lark.sandbox.tenant.pressing(message_id):
        answer = await lark.patch(message_id, NEWER)

    assert answer.code == 230099
    assert "ErrCode: 11310" in answer.json["msg"]
    assert (await lark.patch(message_id, NEWER)).code == 0


async def test_a_text_is_edited_twenty_times(lark):
    message_id = await lark.send_text()
    for number in range(20):
        answer = await edit(lark, message_id, text(f"edit {number}"))
        assert answer.code == 0

    assert (await edit(lark, message_id, text("once more"))).code == 230072
    assert json.loads((await lark.get(message_id))["body"]["content"]) == {"text": "edit 19"}


async def test_cards_are_not_edited(lark):
    message_id = await lark.send_card()

    assert (await edit(lark, message_id, text("x"))).code == 230001
    assert (await edit(lark, message_id, CARD, "interactive")).code == 230001


async def test_only_the_sender_edits(lark):
    written = (await lark.write(lark.group.chat_id)).json["message_id"]

    assert (await edit(lark, written, text("x"))).code == 230071


async def test_a_recalled_message_has_no_content(lark):
    message_id = await lark.send_text()

    assert (await lark.im("DELETE", f"messages/{message_id}")).data == {}

    message = await lark.get(message_id)
    assert message["deleted"]
    assert message["body"] == {}
    assert (await lark.im("DELETE", f"messages/{message_id}")).code == 230011
    assert (await edit(lark, message_id, text("x"))).code == 230011


async def test_others_messages_are_not_the_bots_to_recall(lark):
    written = (await lark.write(lark.group.chat_id)).json["message_id"]

    assert (await lark.im("DELETE", f"messages/{written}")).code == 230026


async def test_a_bot_that_owns_the_group_recalls_for_others(lark):
    body = {"name": "Ours", "user_id_list": [lark.owner.open_id]}
    chat_id = (await lark.im("POST", "chats", body)).data["chat_id"]
    written = (await lark.write(chat_id)).json["message_id"]

    assert (await lark.im("DELETE", f"messages/{written}")).code == 0


async def test_a_message_is_not_recalled_after_a_year(lark):
    message_id = await lark.send_text()
    lark.pass_time(days=366)
    await lark.log_in()

    assert (await lark.im("DELETE", f"messages/{message_id}")).code == 230009


async def edit(lark, message_id, content, msg_type="text"):
    lark.pass_time(seconds=1)
    return await lark.im("PUT", f"messages/{message_id}", {"msg_type": msg_type, "content": content})
