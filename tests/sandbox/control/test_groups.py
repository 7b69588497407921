"""What people do with groups, and what the bot hears of it."""

import pytest

from tests.sandbox.socket_bot import a_bot


async def act(lark, chat, what: str, by=None, **more):
    body = {"as": (by or lark.owner).open_id, **more}
    return await lark.control("POST", f"chats/{chat.chat_id}/{what}", body)


async def made(lark, **more):
    return await lark.control("POST", "chats", {"as": lark.owner.open_id, "name": "Release", **more})


async def heard(bot):
    envelope = await bot.events.get()
    return envelope["header"]["event_type"], envelope["event"]


async def test_whoever_makes_a_group_owns_it_and_brings_the_bot(lark):
    async with a_bot(lark) as bot:
        group = (await made(lark, members=[lark.admin.open_id])).json
        kind, event = await heard(bot)

    assert (group["owner"], group["bot_member"]) == (lark.owner.open_id, True)
    assert group["members"] == [lark.owner.open_id, lark.admin.open_id]
    assert (kind, event["chat_id"]) == ("im.chat.member.bot.added_v1", group["chat_id"])


async def test_a_group_may_do_without_the_bot(lark):
    assert (await made(lark, bot=False)).json["bot_member"] is False


async def test_in_a_group_made_for_topics_every_message_begins_one(lark):
    group = (await made(lark, topic=True)).json["chat_id"]
    written = (await lark.write(group)).json["message_id"]

    assert (await lark.im("GET", f"chats/{group}")).data["chat_mode"] == "topic"
    assert (await lark.get(written))["thread_id"].startswith("omt_")


async def test_people_join_and_leave_and_the_bot_is_told_who(lark):
    async with a_bot(lark) as bot:
        await act(lark, lark.crew, "members", add=[lark.admin.open_id])
        await act(lark, lark.crew, "members", lark.admin, remove=[lark.admin.open_id])
        (joined, joining), (left, leaving) = await heard(bot), await heard(bot)

    assert (joined, left) == ("im.chat.member.user.added_v1", "im.chat.member.user.deleted_v1")
    assert joining["users"] == leaving["users"]
    assert joining["users"] == [
        {
            "name": "王敏",
            "tenant_key": lark.identity.tenant_key,
            "user_id": {"open_id": lark.admin.open_id, "union_id": lark.admin.union_id},
        }
    ]


async def test_the_owner_names_managers_who_may_put_others_out(lark):
    outsider = {"remove": [lark.colleague.open_id]}
    refused = await act(lark, lark.group, "members", lark.admin, **outsider)

    named = await act(lark, lark.group, "managers", person=lark.admin.open_id, manager=True)
    done = await act(lark, lark.group, "members", lark.admin, **outsider)

    assert (refused.status, done.status) == (409, 200)
    assert named.json["managers"] == [lark.admin.open_id]


async def test_who_leaves_manages_no_more(lark):
    await act(lark, lark.group, "managers", person=lark.admin.open_id, manager=True)

    left = await act(lark, lark.group, "members", remove=[lark.admin.open_id])

    assert left.json["managers"] == []


async def test_a_group_that_is_handed_over_has_a_new_owner_and_the_bot_is_told(lark):
    await act(lark, lark.group, "managers", person=lark.admin.open_id, manager=True)
    async with a_bot(lark) as bot:
        group = (await act(lark, lark.group, "owner", person=lark.admin.open_id)).json
        kind, event = await heard(bot)

    assert (group["owner"], group["managers"]) == (lark.admin.open_id, [])
    assert kind == "im.chat.updated_v1"
    assert event["before_change"]["owner_id"]["open_id"] == lark.owner.open_id
    assert event["after_change"]["owner_id"]["open_id"] == lark.admin.open_id


@pytest.mark.parametrize(
    ("what", "more"),
    [
        ("managers", {"manager": True}),
        ("owner", {}),
    ],
)
async def test_only_the_owner_rules_and_only_members_are_raised(lark, what, more):
    by_another = await act(lark, lark.group, what, lark.colleague, person=lark.admin.open_id, **more)
    of_a_stranger = await act(lark, lark.crew, what, lark.colleague, person=lark.admin.open_id, **more)

    assert (by_another.status, of_a_stranger.status) == (409, 409)


async def test_the_owner_hands_over_before_leaving(lark):
    assert (await act(lark, lark.group, "members", remove=[lark.owner.open_id])).status == 409
    assert (await act(lark, lark.group, "dissolve", lark.admin)).status == 409


async def test_who_is_not_inside_changes_nothing(lark):
    assert (await act(lark, lark.crew, "members", lark.admin, add=[lark.admin.open_id])).status == 409


async def test_nothing_is_changed_in_a_personal_chat_or_a_group_that_ended(lark):
    personal = (await lark.control("POST", "chats/p2p", {"as": lark.owner.open_id})).json["chat_id"]
    await act(lark, lark.group, "dissolve")

    for chat_id in (personal, lark.group.chat_id):
        body = {"as": lark.owner.open_id, "add": [lark.admin.open_id]}
        assert (await lark.control("POST", f"chats/{chat_id}/members", body)).status == 409


async def partner(lark) -> str:
    answer = await lark.control("POST", "users", {"name": "Partner", "tenant_key": "tk_partner"})
    return answer.json["open_id"]


async def test_with_somebody_of_another_company_a_group_is_external(lark):
    outsider = await partner(lark)

    assert (await made(lark, members=[outsider])).status == 409
    await lark.control("POST", "app", {"external_sharing": True})
    assert (await made(lark, members=[outsider])).json["external"] is True
    assert (await act(lark, lark.group, "members", add=[outsider])).status == 409


async def test_everybody_is_told_with_their_own_company(lark):
    await lark.control("POST", "app", {"external_sharing": True})
    outsider = await partner(lark)
    group = (await made(lark, members=[outsider])).json["chat_id"]
    async with a_bot(lark) as bot:
        body = {
            "as": outsider,
            "text": "hi",
            "chat_id": group,
            "mention_bot": True,
            "mention_users": [outsider],
        }
        written = (await lark.control("POST", "messages", body)).json
        envelope = await bot.events.get()

    assert envelope["header"]["tenant_key"] == lark.identity.tenant_key
    assert envelope["event"]["sender"]["tenant_key"] == "tk_partner"
    assert [each["tenant_key"] for each in envelope["event"]["message"]["mentions"]] == [
        lark.identity.tenant_key,
        "tk_partner",
    ]
    assert (await lark.get(written["message_id"]))["sender"]["tenant_key"] == "tk_partner"


async def test_a_card_for_one_takes_no_reply_and_no_press_of_another(lark):
    card = {
        "schema": "2.0",
        "body": {
            "elements": [
                {
                    "tag": "button",
                    "name": "go",
                    "text": {"tag": "plain_text", "content": "Go"},
                    "behaviors": [{"type": "callback", "value": {"op": "go"}}],
                }
            ]
        },
    }
    whole = {"chat_id": lark.group.chat_id, "open_id": lark.admin.open_id, "msg_type": "interactive"}
    answer = await lark.request("POST", "/open-apis/ephemeral/v1/send", json={**whole, "card": card})
    message_id = answer.data["message_id"]

    press = {"as": lark.owner.open_id, "message_id": message_id, "action": "go"}
    assert (await lark.control("POST", "actions", press)).status == 400
    assert (await lark.write(lark.group.chat_id, reply_to=message_id)).status == 409
    reaction = {"as": lark.admin.open_id, "emoji_type": "OK"}
    assert (await lark.control("POST", f"messages/{message_id}/reactions", reaction)).status == 409
