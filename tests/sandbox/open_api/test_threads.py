"""Replies and threads."""

from dataclasses import replace

from tests.sandbox.open_api.caller import text


async def test_a_reply_names_its_root_and_parent(lark):
    root = await lark.send_text()

    first = (await lark.reply(root)).data
    second = (await lark.reply(first["message_id"])).data

    assert (first["root_id"], first["parent_id"]) == (root, root)
    assert (second["root_id"], second["parent_id"]) == (root, first["message_id"])
    assert "thread_id" not in second


async def test_a_reply_in_thread_begins_one(lark):
    root = await lark.send_card()

    reply = (await lark.reply(root, reply_in_thread=True)).data

    assert reply["thread_id"].startswith("omt_")
    assert (await lark.get(root))["thread_id"] == reply["thread_id"]


async def test_a_thread_is_one_and_stays_one(lark):
    root = await lark.send_card()
    first = (await lark.reply(root, reply_in_thread=True)).data

    to_reply = (await lark.reply(first["message_id"])).data
    to_root = (await lark.reply(root)).data

    assert first["thread_id"] == to_reply["thread_id"] == to_root["thread_id"]
    assert to_reply["parent_id"] == to_reply["root_id"] == root


async def test_a_thread_works_in_a_personal_chat(lark):
    root = (await lark.send(lark.owner.open_id, by="open_id")).data["message_id"]

    assert "thread_id" in (await lark.reply(root, reply_in_thread=True)).data


async def test_a_chat_without_threads_says_so(lark):
    lark.sandbox.tenant.put_chat(replace(lark.group, threads=False))
    root = await lark.send_text()

    assert (await lark.reply(root, reply_in_thread=True)).code == 230071
    assert (await lark.reply(root)).code == 0


async def test_a_recalled_message_takes_no_reply(lark):
    root = await lark.send_text()
    await lark.im("DELETE", f"messages/{root}")

    assert (await lark.reply(root)).code == 230011


async def test_a_chat_lists_a_threads_first_message_only(lark):
    root = await lark.send_text()
    reply = (await lark.reply(root, reply_in_thread=True)).data

    chat = await listed(lark, "chat", lark.group.chat_id)
    thread = await listed(lark, "thread", reply["thread_id"])

    assert chat == [root]
    assert thread == [root, reply["message_id"]]


async def test_messages_are_listed_in_pages_both_ways(lark):
    sent = [await lark.send_text() for _ in range(5)]

    for sort_type, expected in (("ByCreateTimeAsc", sent), ("ByCreateTimeDesc", sent[::-1])):
        found, token = [], ""
        while True:
            page = await page_of(lark, page_token=token, page_size=2, sort_type=sort_type)
            found += [each["message_id"] for each in page["items"]]
            token = page["page_token"]
            if not page["has_more"]:
                break
        assert found == expected


async def test_messages_are_listed_between_two_instants(lark):
    before = await lark.send_text()
    lark.pass_time(seconds=10)
    after = await lark.send_text()
    second = int(lark.sandbox.clock.now().timestamp())

    assert [each["message_id"] for each in (await page_of(lark, start_time=second))["items"]] == [after]
    assert [each["message_id"] for each in (await page_of(lark, end_time=second - 10))["items"]] == [before]


async def test_lists_refuse_what_they_do_not_know(lark):
    for container, name, more in (
        ("chat", "oc_unknown", {}),
        ("thread", "omt_unknown", {}),
        ("chat", lark.group.chat_id, {"page_token": "bm9ib2R5"}),
        ("chat", lark.group.chat_id, {"page_token": "%%%"}),
    ):
        query = {"container_id_type": container, "container_id": name, **more}
        assert (await lark.im("GET", "messages", **query)).code == 230001


async def test_a_page_has_at_most_fifty(lark):
    query = {"container_id_type": "chat", "container_id": lark.group.chat_id}

    assert (await lark.im("GET", "messages", **query, page_size=50)).code == 0
    assert (await lark.im("GET", "messages", **query, page_size=51)).fields == ["page_size"]


async def test_in_a_group_of_threads_every_message_begins_one(lark):
    lark.sandbox.tenant.put_chat(replace(lark.group, thread_form=True))

    data = (await lark.send(lark.group.chat_id, text("topic"))).data

    assert data["thread_id"].startswith("omt_")


async def listed(lark, container, name):
    answer = await lark.im("GET", "messages", container_id_type=container, container_id=name)
    return [each["message_id"] for each in answer.data["items"]]


async def page_of(lark, **query):
    chat = {"container_id_type": "chat", "container_id": lark.group.chat_id}
    return (await lark.im("GET", "messages", **chat, **query)).data
