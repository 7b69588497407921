"""Rights in groups, groups with people of other companies, and the end of a group."""

from dataclasses import replace

import pytest

OPERATE_AS_OWNER = "im:chat:operate_as_owner"


async def made(lark, **body) -> str:
    return (await lark.im("POST", "chats", {"name": "Release", **body})).data["chat_id"]


async def managers(lark, chat_id: str, action: str, *people: str, **query):
    return await lark.im("POST", f"chats/{chat_id}/managers/{action}", {"manager_ids": list(people)}, **query)


async def test_managers_come_and_go(lark):
    chat = await made(lark, user_id_list=[lark.admin.open_id, lark.owner.open_id])

    await managers(lark, chat, "add_managers", lark.admin.open_id, lark.owner.open_id)
    left = await managers(lark, chat, "delete_managers", lark.owner.open_id)

    assert left.data == {"chat_managers": [lark.admin.open_id], "chat_bot_managers": []}
    assert (await lark.im("GET", f"chats/{chat}")).data["user_manager_id_list"] == [lark.admin.open_id]


async def test_managers_are_named_in_the_kind_of_id_that_is_asked_for(lark):
    chat = await made(lark, user_id_list=[lark.admin.open_id])
    await managers(lark, chat, "add_managers", lark.admin.open_id)

    shown = (await lark.im("GET", f"chats/{chat}", user_id_type="union_id")).data

    assert shown["user_manager_id_list"] == [lark.admin.union_id]


async def test_the_bot_may_manage_too(lark):
    chat = await made(lark)
    app_id = lark.identity.app_id

    added = await managers(lark, chat, "add_managers", app_id, member_id_type="app_id")
    removed = await managers(lark, chat, "delete_managers", app_id, member_id_type="app_id")

    assert added.data["chat_bot_managers"] == [app_id]
    assert removed.data["chat_bot_managers"] == []


async def test_who_does_not_manage_cannot_cease_to(lark):
    chat = await made(lark, user_id_list=[lark.admin.open_id])

    assert (await managers(lark, chat, "delete_managers", lark.admin.open_id)).code == 232027
    assert (await managers(lark, lark.crew.chat_id, "delete_managers", lark.owner.open_id)).code == 232038


async def test_a_group_has_at_most_ten_managers(lark):
    people = [
        (await lark.control("POST", "users", {"name": f"P{number}"})).json["open_id"] for number in range(11)
    ]
    chat = await made(lark, user_id_list=people)

    assert (await managers(lark, chat, "add_managers", *people)).code == 232001
    assert (await managers(lark, chat, "add_managers", *people[:10])).code == 0


async def remove(lark, chat_id: str, *ids: str, **query):
    return await lark.im("DELETE", f"chats/{chat_id}/members", {"id_list": list(ids)}, **query)


async def test_people_are_put_out_of_a_group_of_the_bots(lark):
    chat = await made(lark, user_id_list=[lark.admin.open_id, lark.owner.open_id])
    await managers(lark, chat, "add_managers", lark.admin.open_id)

    answer = await remove(lark, chat, lark.admin.open_id, lark.colleague.open_id)

    assert answer.data["invalid_id_list"] == [lark.colleague.open_id]
    assert (await lark.im("GET", f"chats/{chat}")).data["user_manager_id_list"] == []


async def test_only_who_rules_puts_people_out_and_never_the_owner(lark):
    ours = await made(lark, owner_id=lark.owner.open_id, user_id_list=[lark.admin.open_id])

    assert (await remove(lark, ours, lark.admin.open_id)).code == 232017
    await lark.control("POST", "app", {"scopes": ["im:chat", OPERATE_AS_OWNER]})
    assert (await remove(lark, ours, lark.owner.open_id)).code == 232076
    assert (await remove(lark, ours, lark.colleague.open_id)).code == 232027
    assert (await remove(lark, ours, lark.admin.open_id)).code == 0
    assert (await remove(lark, lark.crew.chat_id, lark.owner.open_id)).code == 232017


async def test_the_bot_may_leave_any_group(lark):
    answer = await remove(lark, lark.crew.chat_id, lark.identity.app_id, member_id_type="app_id")

    assert answer.data["invalid_id_list"] == []
    assert (await lark.send(lark.crew.chat_id)).code == 230002


async def test_a_group_of_the_bots_own_is_dissolved(lark):
    chat = await made(lark)

    assert (await lark.im("DELETE", f"chats/{chat}")).code == 0
    assert (await lark.im("DELETE", f"chats/{chat}")).code == 232009
    assert (await lark.send(chat)).code == 232009


async def test_a_group_that_the_bot_made_for_somebody_needs_the_scope_to_be_dissolved(lark):
    chat = await made(lark, owner_id=lark.owner.open_id)

    refused = await lark.im("DELETE", f"chats/{chat}")
    await lark.control("POST", "app", {"scopes": ["im:chat", OPERATE_AS_OWNER]})

    assert refused.code == 232017
    assert (await lark.im("DELETE", f"chats/{lark.crew.chat_id}")).code == 232017
    assert (await lark.im("DELETE", f"chats/{chat}")).code == 0


async def test_a_personal_chat_is_not_dissolved(lark):
    personal = (await lark.send(lark.owner.open_id, by="open_id")).data["chat_id"]

    assert (await lark.im("DELETE", f"chats/{personal}")).code == 232008


@pytest.mark.parametrize(("query", "found"), [("Go-live", []), ('"Go-live"', ["Go-live"]), ('"', [])])
async def test_a_hyphen_is_searched_for_in_quotes(lark, query, found):
    lark.sandbox.tenant.put_chat(replace(lark.crew, name="Go-live"))

    items = (await lark.im("GET", "chats/search", query=query)).data["items"]

    assert [each["name"] for each in items] == found


@pytest.fixture
async def outsider(lark) -> str:
    """The open_id of somebody of another company."""
    answer = await lark.control("POST", "users", {"name": "Partner", "tenant_key": "tk_partner"})
    return answer.json["open_id"]


async def test_external_groups_need_the_ability(lark, outsider):
    lark.sandbox.tenant.put_chat(replace(lark.crew, external=True))

    assert (await made_with(lark, outsider)).code == 232033
    assert (await lark.send(lark.crew.chat_id)).code == 230027
    assert (await lark.im("GET", f"chats/{lark.crew.chat_id}")).code == 232033
    assert len((await lark.im("GET", "chats")).data["items"]) == 1


async def test_an_external_group_is_made_for_an_owner_of_the_company(lark, outsider):
    await lark.control("POST", "app", {"external_sharing": True})

    chat = (await made_with(lark, outsider)).data

    assert chat["external"] is True
    listed = (await lark.im("GET", f"chats/{chat['chat_id']}/members")).data["items"]
    assert [each["tenant_key"] for each in listed] == [lark.identity.tenant_key, "tk_partner"]
    assert (await lark.im("POST", "chats", {"owner_id": outsider})).code == 232032
    assert (await made_with(lark, outsider, name="Open", chat_type="public")).code == 232069


async def test_nobody_of_another_company_joins_an_internal_group(lark, outsider):
    body = {"id_list": [outsider]}

    assert (await lark.im("POST", f"chats/{lark.crew.chat_id}/members", body)).code == 232028


async def test_people_of_other_companies_are_neither_told_nor_written_to_in_person(lark, outsider):
    assert (await lark.request("GET", f"/open-apis/contact/v3/users/{outsider}")).code == 41050
    assert (await lark.send(outsider, by="open_id")).code == 230038


async def made_with(lark, outsider: str, **more):
    body = {"owner_id": lark.owner.open_id, "user_id_list": [outsider], **more}
    return await lark.im("POST", "chats", body)
