"""Threads as people use them, and what the bot hears of them."""

import asyncio
from dataclasses import replace

import pytest

from tests.sandbox.socket_bot import a_bot


async def heard(bot) -> dict:
    return (await bot.events.get())["event"]["message"]


async def test_the_first_reply_begins_the_thread_under_the_bots_card(lark):
    card = await lark.send_card()
    async with a_bot(lark) as bot:
        written = (await lark.write(lark.group.chat_id, reply_to=card, in_thread=True, mention_bot=True)).json
        message = await heard(bot)

    thread_id = (await lark.get(card))["thread_id"]
    assert message["message_id"] == written["message_id"]
    assert (message["root_id"], message["parent_id"], message["thread_id"]) == (card, card, thread_id)
    assert "root_id" not in await lark.get(card)


async def test_a_reply_to_a_reply_in_a_thread_still_hangs_on_its_root(lark):
    card = await lark.send_card()
    inside = (await lark.reply(card, reply_in_thread=True)).data
    async with a_bot(lark) as bot:
        await lark.write(lark.group.chat_id, reply_to=inside["message_id"], mention_bot=True)
        message = await heard(bot)

    assert (message["root_id"], message["parent_id"]) == (card, card)
    assert message["thread_id"] == inside["thread_id"]


async def test_a_personal_chat_has_threads_too(lark):
    card = (await lark.send(lark.owner.open_id, by="open_id")).data
    async with a_bot(lark) as bot:
        await lark.write(card["chat_id"], reply_to=card["message_id"], in_thread=True)
        message = await heard(bot)

    assert message["chat_type"] == "p2p"
    assert message["thread_id"].startswith("omt_")


async def test_a_plain_reply_names_its_root_and_what_it_answers_and_no_thread(lark):
    card = await lark.send_card()
    answered = (await lark.reply(card)).data["message_id"]
    async with a_bot(lark) as bot:
        await lark.write(lark.group.chat_id, reply_to=answered, mention_bot=True)
        message = await heard(bot)

    assert (message["root_id"], message["parent_id"]) == (card, answered)
    assert "thread_id" not in message


async def test_in_a_group_a_reply_in_a_thread_is_heard_only_with_a_mention(lark):
    card = await lark.send_card()
    async with a_bot(lark) as bot:
        await lark.write(lark.group.chat_id, reply_to=card, in_thread=True)
        heard_one = (await lark.write(lark.group.chat_id, reply_to=card, mention_bot=True)).json["message_id"]
        message = await heard(bot)

    assert message["message_id"] == heard_one


async def test_where_every_message_begins_a_thread_a_persons_does_too(lark):
    lark.sandbox.tenant.put_chat(replace(lark.group, thread_form=True))
    async with a_bot(lark) as bot:
        written = (await lark.write(lark.group.chat_id, mention_bot=True)).json["message_id"]
        message = await heard(bot)

    reply = (await lark.reply(written)).data
    assert message["thread_id"] == reply["thread_id"]
    assert "root_id" not in message
    assert (reply["root_id"], reply["parent_id"]) == (written, written)


async def test_a_chat_without_threads_lets_nobody_begin_one(lark):
    lark.sandbox.tenant.put_chat(replace(lark.group, threads=False))
    card = await lark.send_card()

    assert (await lark.write(lark.group.chat_id, reply_to=card, in_thread=True)).status == 409
    assert (await lark.write(lark.group.chat_id, reply_to=card)).status == 200


async def test_a_thread_goes_on_though_its_root_was_taken_back(lark):
    card = await lark.send_card()
    inside = (await lark.reply(card, reply_in_thread=True)).data
    await lark.im("DELETE", f"messages/{card}")

    again = (await lark.reply(inside["message_id"])).data

    assert (await lark.reply(card, reply_in_thread=True)).code == 230011
    assert (await lark.write(lark.group.chat_id, reply_to=card)).status == 200
    assert (again["root_id"], again["thread_id"]) == (card, inside["thread_id"])


async def test_two_threads_of_one_chat_are_kept_apart(lark):
    roots = [await lark.send_card() for _ in range(2)]
    replies = [(await lark.reply(root, reply_in_thread=True)).data for root in roots]

    for root, reply in zip(roots, replies, strict=True):
        query = {"container_id_type": "thread", "container_id": reply["thread_id"]}
        items = (await lark.im("GET", "messages", **query)).data["items"]
        assert [each["message_id"] for each in items] == [root, reply["message_id"]]


async def test_a_reply_sent_twice_at_once_is_one_message_in_one_thread(lark):
    root = await lark.send_card()
    first, second = await asyncio.gather(
        *(lark.reply(root, reply_in_thread=True, uuid="u") for _ in range(2))
    )

    assert first.data["message_id"] == second.data["message_id"]
    assert (await lark.get(root))["thread_id"] == first.data["thread_id"]


@pytest.mark.parametrize(("raised", "kind"), [("owner", "group_owner"), ("manager", "group_manager")])
async def test_who_rules_the_group_takes_the_bots_card_back(lark, raised, kind):
    ruler = lark.owner if raised == "owner" else lark.admin
    lark.sandbox.tenant.put_chat(replace(lark.group, managers=(lark.admin.open_id,)))
    card = await lark.send_card()
    async with a_bot(lark) as bot:
        await lark.control("POST", f"messages/{card}/recall", {"as": ruler.open_id})
        event = (await bot.events.get())["event"]

    assert event["recall_type"] == kind
    assert (await lark.patch(card)).code == 230011
    refused = await lark.control("POST", f"messages/{card}/recall", {"as": lark.colleague.open_id})
    assert refused.status == 409


async def test_the_bot_hears_nothing_of_a_group_that_it_left(lark):
    card = await lark.send_card()
    lark.sandbox.tenant.put_chat(replace(lark.group, bot_member=False))
    async with a_bot(lark) as bot:
        reaction = {"as": lark.owner.open_id, "emoji_type": "OK"}
        await lark.control("POST", f"messages/{card}/reactions", reaction)
        await lark.control("POST", f"messages/{card}/recall", {"as": lark.owner.open_id})
        await lark.write(lark.crew.chat_id, mention_bot=True)
        message = await heard(bot)

    assert message["chat_id"] == lark.crew.chat_id
