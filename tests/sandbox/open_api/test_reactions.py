"""Reactions: added, listed, taken away."""

import pytest


async def test_a_reaction_is_added_and_listed(lark):
    message_id = await lark.send_text()

    data = (await react(lark, message_id)).data

    assert data["reaction_type"] == {"emoji_type": "OnIt"}
    assert data["operator"] == {"operator_id": lark.identity.app_id, "operator_type": "app"}
    assert await listed(lark, message_id) == [data["reaction_id"]]


async def test_the_same_reaction_twice_is_one(lark):
    message_id = await lark.send_text()

    assert (await react(lark, message_id)).data == (await react(lark, message_id)).data


async def test_reactions_are_listed_by_kind(lark):
    message_id = await lark.send_text()
    await react(lark, message_id)
    done = (await react(lark, message_id, "DONE")).data["reaction_id"]

    assert await listed(lark, message_id, reaction_type="DONE") == [done]


@pytest.mark.parametrize("emoji", ["onit", "👍", "", "ROCKET"])
async def test_unknown_emoji_are_refused(lark, emoji):
    message_id = await lark.send_text()

    assert (await react(lark, message_id, emoji)).code == 231001


async def test_a_reaction_is_removed_once(lark):
    message_id = await lark.send_text()
    reaction_id = (await react(lark, message_id)).data["reaction_id"]

    assert (await remove(lark, message_id, reaction_id)).data["reaction_id"] == reaction_id

    assert (await remove(lark, message_id, reaction_id)).code == 231011
    assert await listed(lark, message_id) == []


async def test_a_reaction_belongs_to_its_message(lark):
    one, other = await lark.send_text(), await lark.send_text()
    reaction_id = (await react(lark, one)).data["reaction_id"]

    assert (await remove(lark, other, reaction_id)).code == 231010


async def test_a_persons_reaction_is_not_the_bots_to_remove(lark):
    message_id = await lark.send_text()
    body = {"as": lark.owner.open_id, "emoji_type": "HEART"}
    await lark.control("POST", f"messages/{message_id}/reactions", body)
    (theirs,) = await listed(lark, message_id)

    assert (await remove(lark, message_id, theirs)).code == 231007


async def test_messages_that_are_gone_take_no_reaction(lark):
    message_id = await lark.send_text()
    await lark.im("DELETE", f"messages/{message_id}")

    assert (await react(lark, message_id)).code == 231003
    assert (await react(lark, "om_unknown")).code == 231003


async def test_reactions_refuse_a_page_nobody_gave(lark):
    message_id = await lark.send_text()

    answer = await lark.im("GET", f"messages/{message_id}/reactions", page_token="bm9ib2R5")

    assert answer.code == 231012


async def test_a_removed_bot_cannot_react(lark):
    message_id = await lark.send_text()
    body = {"as": lark.owner.open_id, "member": False}
    await lark.control("POST", f"chats/{lark.group.chat_id}/bot", body)

    assert (await react(lark, message_id)).code == 231002


async def react(lark, message_id, emoji="OnIt"):
    return await lark.im("POST", f"messages/{message_id}/reactions", {"reaction_type": {"emoji_type": emoji}})


async def remove(lark, message_id, reaction_id):
    return await lark.im("DELETE", f"messages/{message_id}/reactions/{reaction_id}")


async def listed(lark, message_id, **query):
    answer = await lark.im("GET", f"messages/{message_id}/reactions", **query)
    return [each["reaction_id"] for each in answer.data["items"]]
