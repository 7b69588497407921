"""Cards in a group that one person sees."""

import json
from dataclasses import replace

import pytest

from tests.sandbox.open_api.caller import CARD

SEND, DELETE = "/open-apis/ephemeral/v1/send", "/open-apis/ephemeral/v1/delete"


def body_for(lark, **more) -> dict:
    card = json.loads(CARD)
    whole = {"chat_id": lark.group.chat_id, "open_id": lark.admin.open_id, "card": card, **more}
    return {"msg_type": "interactive", **whole}


async def shown(lark, **more):
    return await lark.request("POST", SEND, json=body_for(lark, **more))


async def test_one_person_of_a_group_is_shown_a_card(lark):
    message_id = (await shown(lark)).data["message_id"]

    [message] = (await lark.control("GET", "state")).json["messages"]
    assert (message["message_id"], message["only_for"]) == (message_id, lark.admin.open_id)


async def test_sent_twice_it_is_there_twice(lark):
    first, second = await shown(lark), await shown(lark)

    assert first.data["message_id"] != second.data["message_id"]


async def test_the_open_id_counts_before_the_other_ids(lark):
    await shown(lark, user_id=lark.owner.user_id, email=lark.owner.email)
    await shown(lark, open_id="", user_id=lark.owner.user_id)
    await shown(lark, open_id="", email=lark.colleague.email)

    seen = [each["only_for"] for each in (await lark.control("GET", "state")).json["messages"]]
    assert seen == [lark.admin.open_id, lark.owner.open_id, lark.colleague.open_id]


async def test_it_is_in_no_list_of_the_chat(lark):
    await shown(lark)

    query = {"container_id_type": "chat", "container_id": lark.group.chat_id}
    assert (await lark.im("GET", "messages", **query)).data["items"] == []


async def test_nothing_is_done_to_it_but_deleting(lark):
    message_id = (await shown(lark)).data["message_id"]

    assert (await lark.patch(message_id)).code == 230054
    assert (await lark.reply(message_id)).code == 230054
    assert (await lark.im("DELETE", f"messages/{message_id}")).code == 230054
    reaction = {"reaction_type": {"emoji_type": "OK"}}
    assert (await lark.im("POST", f"messages/{message_id}/reactions", reaction)).code == 231017


async def test_it_is_deleted_once(lark):
    message_id = (await shown(lark)).data["message_id"]
    codes = [
        (await lark.request("POST", DELETE, json={"message_id": each})).code
        for each in (message_id, message_id, "om_unknown", await lark.send_card())
    ]

    assert codes == [0, 18051, 99992354, 230054]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"open_id": "ou_unknown"}, 99992351),
        ({"open_id": ""}, 99992402),
        ({"chat_id": "oc_unknown"}, 18053),
        ({"msg_type": "text"}, 99992402),
        ({"card": CARD}, 99992402),
        ({"card": {"schema": "2.0", "body": {"elements": [{"tag": "nothing"}]}}}, 230099),
    ],
)
async def test_bad_ones_are_refused(lark, more, code):
    assert (await shown(lark, **more)).code == code


async def test_no_part_of_the_card_is_translated(lark):
    card = json.loads(CARD)
    card["body"]["elements"][0]["i18n_content"] = {"zh_cn": "开"}

    assert (await shown(lark, card=card)).code == 18053


async def test_it_takes_a_group_with_both_in_it(lark):
    personal = (await lark.send(lark.owner.open_id, by="open_id")).data["chat_id"]
    assert (await shown(lark, chat_id=personal, open_id=lark.owner.open_id)).code == 18053
    assert (await shown(lark, chat_id=lark.crew.chat_id)).code == 18053
    lark.sandbox.tenant.put_chat(replace(lark.group, topic=True))
    assert (await shown(lark)).code == 18053
    lark.sandbox.tenant.put_chat(replace(lark.group, bot_member=False))
    assert (await shown(lark)).code == 230002
    lark.sandbox.tenant.put_chat(replace(lark.group, dissolved=True))
    assert (await shown(lark)).code == 232009


async def test_a_group_takes_forty_a_second(lark):
    codes = [(await shown(lark)).code for _ in range(41)]

    assert codes == [0] * 40 + [230020]
