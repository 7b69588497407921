"""Groups and their members, and people."""

from dataclasses import replace

import pytest

USERS = "/open-apis/contact/v3/users"


async def test_the_bots_groups_are_listed_without_personal_chats(lark):
    await lark.send(lark.owner.open_id, by="open_id")

    items = (await lark.im("GET", "chats")).data["items"]

    assert [each["name"] for each in items] == ["销售日报群", "Launch crew"]
    assert items[0]["owner_id"] == lark.owner.open_id
    assert items[0]["chat_status"] == "normal"


async def test_groups_are_listed_in_pages(lark):
    first = (await lark.im("GET", "chats", page_size=1)).data
    second = (await lark.im("GET", "chats", page_size=1, page_token=first["page_token"])).data

    assert (first["has_more"], second["has_more"]) == (True, False)
    assert [first["items"][0]["name"], second["items"][0]["name"]] == ["销售日报群", "Launch crew"]
    assert (await lark.im("GET", "chats", page_token="nonsense")).code == 232001


async def test_the_liveliest_group_comes_first_when_asked(lark):
    lark.pass_time(seconds=1)
    await lark.send_text(lark.crew.chat_id)

    items = (await lark.im("GET", "chats", sort_type="ByActiveTimeDesc")).data["items"]

    assert items[0]["chat_id"] == lark.crew.chat_id


async def test_a_group_is_made_with_its_people(lark):
    body = {"name": "Release", "owner_id": lark.owner.open_id, "user_id_list": [lark.admin.open_id]}

    data = (await lark.im("POST", "chats", body, set_bot_manager="true")).data

    assert data["owner_id"] == lark.owner.open_id
    assert data["bot_manager_id_list"] == [lark.identity.app_id]
    assert (data["user_count"], data["bot_count"]) == ("2", "1")
    assert (await lark.send(data["chat_id"])).code == 0


async def test_a_group_of_the_bots_own_names_no_owner(lark):
    data = (await lark.im("POST", "chats", {})).data

    assert "owner_id" not in data
    assert data["name"] == "(无主题)"


async def test_one_uuid_makes_one_group_in_ten_hours(lark):
    first = (await lark.im("POST", "chats", {"name": "A"}, uuid="u")).data["chat_id"]
    lark.pass_time(hours=9)
    await lark.log_in()
    again = (await lark.im("POST", "chats", {"name": "B"}, uuid="u")).data["chat_id"]
    lark.pass_time(hours=1)
    later = (await lark.im("POST", "chats", {"name": "C"}, uuid="u")).data["chat_id"]

    assert first == again != later


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"owner_id": "ou_unknown"}, 99992351),
        ({"user_id_list": ["ou_unknown"]}, 99992351),
        ({"user_id_list": ["ou_1"] * 51}, 99992402),
        ({"bot_id_list": ["cli_0000000000000000"]}, 232021),
        ({"name": "x", "chat_type": "public"}, 232020),
        ({"chat_type": "secret"}, 99992402),
    ],
)
async def test_bad_groups_are_not_made(lark, body, code):
    assert (await lark.im("POST", "chats", body)).code == code


async def test_a_chat_shows_itself_to_those_inside(lark):
    lark.sandbox.tenant.put_chat(replace(lark.crew, bot_member=False))
    personal = (await lark.send(lark.owner.open_id, by="open_id")).data["chat_id"]

    group = (await lark.im("GET", f"chats/{lark.group.chat_id}")).data

    assert (group["chat_mode"], group["chat_type"], group["user_count"]) == ("group", "private", "3")
    assert (await lark.im("GET", f"chats/{personal}")).data["chat_mode"] == "p2p"
    assert (await lark.im("GET", f"chats/{lark.crew.chat_id}")).code == 232011
    assert (await lark.im("GET", "chats/oc_unknown")).code == 232006


async def test_a_dissolved_chat_still_tells_so(lark):
    lark.sandbox.tenant.put_chat(replace(lark.crew, dissolved=True))

    assert (await lark.im("GET", f"chats/{lark.crew.chat_id}")).data["chat_status"] == "dissolved"
    assert (await lark.im("GET", f"chats/{lark.crew.chat_id}/members")).code == 232009


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("日报", ["销售日报群"]),
        ("LAUNCH", ["Launch crew"]),
        ("emma", ["销售日报群", "Launch crew"]),
        ("", []),
        ("x" * 65, []),
        ("nothing", []),
    ],
)
async def test_groups_are_found_by_name_and_member(lark, query, found):
    items = (await lark.im("GET", "chats/search", query=query)).data["items"]

    assert [each["name"] for each in items] == found


async def test_a_search_finds_public_groups_too(lark):
    lark.sandbox.tenant.put_chat(replace(lark.group, bot_member=False))
    lark.sandbox.tenant.put_chat(replace(lark.crew, bot_member=False, public=True))

    items = (await lark.im("GET", "chats/search", query="Emma")).data["items"]

    assert [each["name"] for each in items] == ["Launch crew"]


async def test_members_are_listed_without_the_bot(lark):
    data = (await lark.im("GET", f"chats/{lark.group.chat_id}/members", page_size=2)).data

    assert [each["name"] for each in data["items"]] == ["陈晓", "Emma Carter"]
    assert (data["member_total"], data["has_more"]) == (3, True)


async def test_the_bot_learns_whether_it_is_inside(lark):
    lark.sandbox.tenant.put_chat(replace(lark.crew, bot_member=False))

    inside = await lark.im("GET", f"chats/{lark.group.chat_id}/members/is_in_chat")
    outside = await lark.im("GET", f"chats/{lark.crew.chat_id}/members/is_in_chat")

    assert inside.data == {"is_in_chat": True}
    assert outside.data == {"is_in_chat": False}


async def test_members_are_added(lark):
    answer = await add(lark, [lark.admin.open_id])

    assert answer.data["not_existed_id_list"] == []
    assert lark.admin.open_id in lark.sandbox.tenant.chat(lark.crew.chat_id).members


async def test_one_bad_id_spoils_the_list_unless_told_otherwise(lark):
    ids = [lark.admin.open_id, "ou_unknown"]

    assert (await add(lark, ids)).code == 99992351
    assert (await add(lark, ids, succeed_type=1)).data["not_existed_id_list"] == ["ou_unknown"]
    assert (await add(lark, ["ou_unknown"], succeed_type=1)).code == 232027
    assert (await add(lark, ids * 26)).code == 232001


async def test_people_out_of_range_join_nothing(lark):
    await lark.control("POST", f"users/{lark.admin.open_id}", {"available": False})

    assert (await add(lark, [lark.admin.open_id])).code == 232024
    assert (await lark.im("POST", "chats", {"user_id_list": [lark.admin.open_id]})).code == 232043


async def test_an_app_without_a_bot_sees_no_groups(lark):
    await lark.control("POST", "app", {"bot_active": False})

    assert (await lark.im("GET", "chats")).code == 232025


async def test_only_the_owner_names_managers(lark):
    ours = (await lark.im("POST", "chats", {"user_id_list": [lark.admin.open_id]})).data["chat_id"]
    body = {"manager_ids": [lark.admin.open_id]}

    theirs = await lark.im("POST", f"chats/{lark.crew.chat_id}/managers/add_managers", body)
    mine = await lark.im("POST", f"chats/{ours}/managers/add_managers", body)

    assert theirs.code == 232038
    assert mine.data["chat_managers"] == [lark.admin.open_id]


async def test_a_person_is_told_with_their_zone(lark):
    answer = await lark.request("GET", f"{USERS}/{lark.colleague.open_id}?user_id_type=open_id")

    user = answer.data["user"]
    assert user["name"] == "Emma Carter"
    assert user["time_zone"] == "America/New_York"
    assert "user_id" not in user


async def test_the_employee_id_needs_its_scope(lark):
    scopes = ["contact:contact.base:readonly", "contact:user.employee_id:readonly"]
    await lark.control("POST", "app", {"scopes": scopes})

    user = (await lark.request("GET", f"{USERS}/{lark.owner.open_id}")).data["user"]

    assert user["user_id"] == lark.owner.user_id


async def test_people_out_of_range_are_not_told(lark):
    await lark.control("POST", f"users/{lark.admin.open_id}", {"available": False})

    assert (await lark.request("GET", f"{USERS}/{lark.admin.open_id}")).code == 41050
    assert (await lark.request("GET", f"{USERS}/batch?user_ids={lark.admin.open_id}")).code == 41050
    assert (await lark.request("GET", f"{USERS}/ou_unknown")).code == 99992351
    assert (await lark.request("GET", f"{USERS}/nobody?user_id_type=user_id")).code == 41012


async def test_several_people_are_told_at_once(lark):
    ids = "&".join(f"user_ids={each.open_id}" for each in (lark.owner, lark.admin))

    items = (await lark.request("GET", f"{USERS}/batch?{ids}")).data["items"]

    assert [each["name"] for each in items] == ["陈晓", "王敏"]
    assert (await lark.request("GET", f"{USERS}/batch")).fields == ["user_ids"]


async def add(lark, ids, **query):
    return await lark.im("POST", f"chats/{lark.crew.chat_id}/members", {"id_list": ids}, **query)
