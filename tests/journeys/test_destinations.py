"""Where a task posts: here, in person, in another group, in one that is made for it."""

import asyncio
from typing import Any

from tests.journeys.cast import Cast, Json, card_of, components, shown, toast, verbs
from tests.journeys.stage import rows

DAILY = "每天早上9点提醒大家看日报"
DAILY_EN = "every day at 9am remind us to look at the report"


async def a_group(cast: Cast, name: str, owner: Json, *members: Json, **more: Any) -> str:
    body = {"as": owner["open_id"], "name": name, "members": [each["open_id"] for each in members], **more}
    return (await cast.post("/_sandbox/chats", body))["chat_id"]


async def pick(cast: Cast, person: Json, card: Json, place: str) -> Json:
    """Tap the place on the card that asks for one: the id of a group, or "here" or "own"."""
    fresh = card_of(await cast.message(card["message_id"]))
    tapped = next(part for part in components(fresh) if _leads_to(part, place))
    body = {
        "as": person["open_id"],
        "message_id": card["message_id"],
        "action": tapped.get("name") or tapped["element_id"],
    }
    return await cast.post("/_sandbox/actions", body)


def _leads_to(part: Json, place: str) -> bool:
    return any(one.get("value", {}).get("arg.place") == place for one in part.get("behaviors", []))


async def test_named_in_a_sentence_it_posts_to_that_group(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, "每天早上9点在销售日报群提醒大家看日报")

    confirm = await cast.says("draft.save")
    assert "销售日报群，群里 3 人都能看到结果" in shown(confirm)
    await cast.press(cast.owner, confirm, "draft.save")

    assert rows(tmp_path, "task", "chat_id") == [(cast.group,)]
    told = await cast.says("task.rights", chat_id=cast.group)
    assert "群成员" in shown(told)
    assert "陈晓" in shown(told)


async def test_named_in_english_it_posts_to_that_group(bot, cast: Cast, tmp_path):
    await cast.write(
        cast.colleague, "every day at 9am summarise the news and post it to the Launch crew group"
    )

    confirm = await cast.says("draft.save")
    assert "Launch crew; all 2 people there see the results" in shown(confirm)
    await cast.press(cast.colleague, confirm, "draft.save")

    told = await cast.says("Emma Carter set up a task that posts to this group")
    assert rows(tmp_path, "task", "chat_id") == [(told["chat_id"],)]
    assert told["chat_id"] != confirm["chat_id"]


async def test_asked_in_a_group_to_post_to_oneself_it_finds_the_personal_chat(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, "每天早上9点总结新闻，私发给我", chat_id=cast.group, mention_bot=True)
    confirm = await cast.says("draft.save", chat_id=cast.group)
    assert "发起人的私聊" in shown(confirm)
    assert "这个私聊" not in shown(confirm)

    answer = await cast.press(cast.owner, confirm, "draft.save")

    assert "已保存" in toast(answer)
    opened = await cast.says("结果会发到这里")
    assert rows(tmp_path, "task", "chat_id") == [(opened["chat_id"],)]
    assert opened["chat_id"] == await cast.personal_chat(cast.owner)
    await cast.turns(confirm, "已开启", "负责人的私聊")


async def test_a_personal_chat_that_is_known_needs_no_first_word(bot, cast: Cast, tmp_path):
    await cast.write(cast.colleague, "hello")
    await cast.says("wathet")
    private = await cast.personal_chat(cast.colleague)
    before = len(await cast.messages(private))

    await cast.saved(
        cast.colleague, "every day at 9am send me the news", chat_id=cast.group, mention_bot=True
    )

    assert rows(tmp_path, "task", "chat_id") == [(private,)]
    assert len(await cast.messages(private)) == before


async def test_one_who_stopped_the_bot_is_told_and_can_choose_another_place(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, "每天早上9点总结新闻，私发给我", chat_id=cast.group, mention_bot=True)
    confirm = await cast.says("draft.save", chat_id=cast.group)
    await cast.fault("server_error", path="/open-apis/im/v1/messages", status=400, code=230053)

    answer = await cast.press(cast.owner, confirm, "draft.save")

    assert "没法给你发私信" in toast(answer)
    assert rows(tmp_path, "task") == []
    await cast.press(cast.owner, confirm, "draft.place")
    await pick(cast, cast.owner, confirm, "here")
    await cast.press(cast.owner, confirm, "draft.save")
    assert rows(tmp_path, "task", "chat_id") == [(cast.group,)]


async def test_of_two_groups_that_fit_the_person_chooses(bot, cast: Cast, tmp_path):
    first = await a_group(cast, "产品群", cast.owner)
    second = await a_group(cast, "产品群", cast.admin, cast.owner)

    await cast.write(cast.owner, "每天早上9点总结新闻，发到产品群")
    asked = await cast.says("有几个群像“产品群”")
    assert "群主 王敏" in shown(asked)
    assert rows(tmp_path, "draft") == []
    await pick(cast, cast.owner, asked, second)

    confirm = await cast.turns(asked, "draft.save")
    await cast.press(cast.owner, confirm, "draft.save")
    assert rows(tmp_path, "task", "chat_id") == [(second,)]
    assert first != second


async def test_a_group_that_only_bears_part_of_the_name_is_asked_about_where_others_do_too(bot, cast: Cast):
    for name in ("Product", "Product office"):
        await a_group(cast, name, cast.colleague)

    await cast.write(cast.colleague, "every day at 9am summarise the news and post it to the product group")
    exact = await cast.says("draft.save")

    assert "Product; all there see" in shown(exact)


async def test_a_name_that_no_group_bears_can_be_looked_for_again(bot, cast: Cast, tmp_path):
    await cast.write(cast.colleague, "every day at 9am summarise the news and post it to the Marketing group")
    asked = await cast.says('No group called \\"Marketing\\"')

    await cast.send_form(cast.colleague, asked, key="place_search", query="launch")
    found = await cast.turns(asked, "Launch crew")
    [crew] = [chat["chat_id"] for chat in (await cast.state())["chats"] if chat["name"] == "Launch crew"]
    await pick(cast, cast.colleague, found, crew)

    await cast.turns(asked, "draft.save", "Launch crew")


async def test_a_group_without_the_asker_is_not_found_and_not_taken(bot, cast: Cast, tmp_path):
    secret = await a_group(cast, "董事会", cast.admin)
    await cast.write(cast.owner, "每天早上9点总结新闻，发到董事会群")

    asked = await cast.says("没找到叫“董事会群”")

    assert secret not in asked["content"]
    assert rows(tmp_path, "draft") == []


async def moved_away(cast: Cast, person: Json, text: str, chat_id: str) -> Json:
    """A confirm card in the personal chat for a task that posts to the group `chat_id`."""
    await cast.write(person, text)
    confirm = await cast.says("draft.place")
    await cast.press(person, confirm, "draft.place")
    query = next(chat["name"] for chat in (await cast.state())["chats"] if chat["chat_id"] == chat_id)
    await cast.send_form(person, confirm, key="place_search", query=query)
    await pick(cast, person, confirm, chat_id)
    return await cast.turns(confirm, "draft.save", query)


async def test_the_bot_removed_before_saving_is_said_and_another_place_can_be_chosen(
    bot, cast: Cast, tmp_path
):
    confirm = await moved_away(cast, cast.owner, DAILY, cast.group)
    await cast.post(f"/_sandbox/chats/{cast.group}/bot", {"as": cast.owner["open_id"], "member": False})

    answer = await cast.press(cast.owner, confirm, "draft.save")

    assert "“销售日报群”这个群我进不去" in toast(answer)
    assert rows(tmp_path, "task") == []
    await cast.press(cast.owner, confirm, "draft.place")
    await pick(cast, cast.owner, confirm, "here")
    await cast.press(cast.owner, confirm, "draft.save")
    assert rows(tmp_path, "task", "chat_id") == [(confirm["chat_id"],)]


async def test_a_group_dissolved_before_saving_is_said(bot, cast: Cast, tmp_path):
    crew = await a_group(cast, "Night crew", cast.colleague)
    confirm = await moved_away(cast, cast.colleague, DAILY_EN, crew)
    await cast.post(f"/_sandbox/chats/{crew}/dissolve", {"as": cast.colleague["open_id"]})

    answer = await cast.press(cast.colleague, confirm, "draft.save")

    assert "I cannot reach that group, Night crew" in toast(answer)
    assert rows(tmp_path, "task") == []
    assert "draft.save" in verbs(await cast.message(confirm["message_id"]))


async def test_an_asker_who_left_before_saving_is_told(bot, cast: Cast, tmp_path):
    confirm = await moved_away(cast, cast.colleague, DAILY_EN, cast.group)
    leaving = {"as": cast.owner["open_id"], "remove": [cast.colleague["open_id"]]}
    await cast.post(f"/_sandbox/chats/{cast.group}/members", leaving)

    answer = await cast.press(cast.colleague, confirm, "draft.save")

    assert "You are not in that group, 销售日报群" in toast(answer)
    assert rows(tmp_path, "task") == []


async def test_a_group_dissolved_before_a_run_pauses_the_task_and_tells_its_owner(bot, cast: Cast, tmp_path):
    crew = await a_group(cast, "Night crew", cast.colleague)
    confirm = await moved_away(cast, cast.colleague, DAILY_EN, crew)
    await cast.press(cast.colleague, confirm, "draft.save")

    await cast.post(f"/_sandbox/chats/{crew}/dissolve", {"as": cast.colleague["open_id"]})

    await cast.says("Paused: its chat cannot be posted to")
    assert rows(tmp_path, "task", "pause_reason") == [("unreachable",)]


async def test_a_new_group_is_made_once_when_the_task_is_saved(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, DAILY, chat_id=cast.group, mention_bot=True)
    confirm = await cast.says("draft.place")
    await cast.press(cast.owner, confirm, "draft.place")
    await cast.press(cast.owner, confirm, "place.new")
    chosen = [cast.colleague["open_id"]]
    await cast.send_form(cast.owner, confirm, key="place_make", group_name="晨会", members=chosen)
    await cast.turns(confirm, "新群“晨会”，群里 2 人都能看到结果")
    assert "晨会" not in [chat["name"] for chat in (await cast.state())["chats"]]

    await asyncio.gather(*(cast.press(cast.owner, confirm, "draft.save") for _ in range(2)))

    [made] = [chat for chat in (await cast.state())["chats"] if chat["name"] == "晨会"]
    assert made["owner"] == cast.owner["open_id"]
    assert set(made["members"]) == {cast.owner["open_id"], cast.colleague["open_id"]}
    assert rows(tmp_path, "task", "chat_id") == [(made["chat_id"],)]
    await cast.says("设置了一个发到本群的任务", chat_id=made["chat_id"])


async def test_a_group_that_cannot_be_made_leaves_the_draft_open(bot, cast: Cast, tmp_path):
    await cast.write(cast.colleague, DAILY_EN)
    confirm = await cast.says("draft.place")
    await cast.press(cast.colleague, confirm, "draft.place")
    await cast.press(cast.colleague, confirm, "place.new")
    await cast.send_form(cast.colleague, confirm, key="place_make", group_name="  ")
    await cast.turns(confirm, "Give the new group a name")
    await cast.send_form(cast.colleague, confirm, key="place_make", group_name="Morning")
    await cast.fault("server_error", path="/open-apis/im/v1/chats", status=400, code=232024)

    answer = await cast.press(cast.colleague, confirm, "draft.save")

    assert "The new group, Morning, was not made" in toast(answer)
    assert rows(tmp_path, "task") == []
    await cast.press(cast.colleague, confirm, "draft.save")
    assert len(rows(tmp_path, "task")) == 1


async def test_what_somebody_else_was_asked_is_not_theirs_to_answer(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, DAILY, chat_id=cast.group, mention_bot=True)
    confirm = await cast.says("draft.place")
    await cast.press(cast.owner, confirm, "draft.place")

    answer = await pick(cast, cast.colleague, confirm, "own")

    assert "只能由发起人" in toast(answer)


async def test_a_change_of_place_is_told_in_both_groups(bot, cast: Cast, tmp_path):
    crew = await a_group(cast, "Night crew", cast.owner)
    await cast.saved(cast.owner, DAILY, chat_id=cast.group, mention_bot=True)

    await cast.write(cast.owner, "改成发到Night crew群")
    await cast.write(cast.owner, "把看日报改成发到Night crew群")
    change = await cast.one(lambda m: "draft.save" in m["content"] and "→" in m["content"])
    await cast.press(cast.owner, change, "draft.save")

    await cast.says("不再发到本群", chat_id=cast.group)
    await cast.says("设置了一个发到本群的任务", chat_id=crew)
    assert rows(tmp_path, "task", "chat_id") == [(crew,)]


async def test_a_change_made_elsewhere_is_shown_to_the_group_old_and_new(bot, cast: Cast):
    await cast.saved(cast.owner, DAILY, chat_id=cast.group, mention_bot=True)
    await cast.write(cast.owner, "把看日报改到10点")
    change = await cast.one(lambda m: "draft.save" in m["content"] and "→" in m["content"])
    assert change["chat_id"] != cast.group

    await cast.press(cast.owner, change, "draft.save")

    told = await cast.says("改了这个任务", chat_id=cast.group)
    assert "09:00 → " in shown(told)
    assert "10:00" in shown(told)


async def test_a_ruler_s_send_it_to_me_goes_to_the_task_s_owner(bot, cast: Cast, tmp_path):
    await cast.saved(cast.colleague, DAILY_EN, chat_id=cast.group, mention_bot=True)

    await cast.write(cast.owner, "把1改成私发给我", chat_id=cast.group, mention_bot=True)
    change = await cast.says("draft.save", "→", "负责人的私聊")
    await cast.press(cast.owner, change, "draft.save")

    private = await cast.personal_chat(cast.colleague)
    await cast.says("posts here", chat_id=private)
    assert rows(tmp_path, "task", "chat_id") == [(private,)]


async def test_the_form_offers_other_groups_and_the_owner_of_the_task(bot, cast: Cast, tmp_path):
    crew = await a_group(cast, "Night crew", cast.owner, cast.colleague)
    secret = await a_group(cast, "Secret", cast.colleague)
    await cast.write(cast.colleague, "/help", chat_id=crew, mention_bot=True)
    await cast.says("wathet", chat_id=crew)
    task = await cast.saved(cast.colleague, DAILY_EN, chat_id=cast.group, mention_bot=True)

    await cast.press(cast.owner, task, "task.edit")
    form = await cast.says("form.submit")
    assert "负责人的私聊" in shown(form) or "the owner's own chat" in shown(form)
    assert secret not in form["content"]
    await cast.send_form(cast.owner, form, place=crew)
    change = await cast.turns(form, "draft.save", "Night crew")
    await cast.press(cast.owner, change, "draft.save")

    assert rows(tmp_path, "task", "chat_id") == [(crew,)]


async def test_saved_in_the_group_the_task_card_says_what_one_may_do(bot, cast: Cast):
    task = await cast.saved(cast.owner, DAILY, chat_id=cast.group, mention_bot=True)
    assert len(await cast.messages(cast.group)) == 1

    owner = await cast.press(cast.owner, task, "task.rights")
    member = await cast.press(cast.colleague, task, "task.rights")

    assert "你是负责人" in toast(owner)
    assert "修改" in toast(owner)
    assert "群成员" in toast(member) or "member" in toast(member)
    assert "修改" not in toast(member).split("。")[0]


async def test_a_new_group_can_be_asked_for_in_a_sentence(bot, cast: Cast, tmp_path):
    text = "每天早上9点总结销售数据，发到一个新群“日报”，拉上Emma Carter"
    await cast.write(cast.owner, text, chat_id=cast.group, mention_bot=True)
    confirm = await cast.says("新群“日报”，群里 2 人都能看到结果")
    await cast.press(cast.owner, confirm, "draft.save")

    [made] = [chat for chat in (await cast.state())["chats"] if chat["name"] == "日报"]
    assert set(made["members"]) == {cast.owner["open_id"], cast.colleague["open_id"]}
    assert rows(tmp_path, "task", "chat_id") == [(made["chat_id"],)]


async def test_who_is_not_known_for_a_new_group_is_asked_for(bot, cast: Cast, tmp_path):
    text = "every day at 9am list the bugs and post it to a new group called Bugs with Tom"
    await cast.write(cast.colleague, text, chat_id=cast.group, mention_bot=True)
    asked = await cast.says("I cannot tell who is meant by Tom")
    chosen = [cast.admin["open_id"]]
    await cast.send_form(cast.colleague, asked, key="place_make", group_name="Bugs", members=chosen)

    confirm = await cast.turns(asked, "draft.save", "Bugs")
    await cast.press(cast.colleague, confirm, "draft.save")

    [made] = [chat for chat in (await cast.state())["chats"] if chat["name"] == "Bugs"]
    assert set(made["members"]) == {cast.colleague["open_id"], cast.admin["open_id"]}


async def test_a_task_can_be_moved_to_a_new_group(bot, cast: Cast, tmp_path):
    await cast.saved(cast.colleague, DAILY_EN)
    await cast.write(cast.colleague, "post it to a new group called Morning")
    change = await cast.says("draft.save", "→", "Morning")

    await cast.press(cast.colleague, change, "draft.save")

    [made] = [chat for chat in (await cast.state())["chats"] if chat["name"] == "Morning"]
    assert rows(tmp_path, "task", "chat_id") == [(made["chat_id"],)]
    await cast.says("set up a task that posts to this group", chat_id=made["chat_id"])


async def test_run_from_elsewhere_it_says_where_the_result_will_be(bot, cast: Cast):
    await cast.saved(cast.owner, DAILY, chat_id=cast.group, mention_bot=True)

    await cast.write(cast.owner, "立即运行看日报")

    await cast.says("结果会发到“销售日报群”群里")


async def test_twins_in_two_places_are_told_apart_where_one_is_chosen(bot, cast: Cast, tmp_path):
    await cast.saved(cast.colleague, DAILY_EN)
    await cast.saved(cast.colleague, DAILY_EN, chat_id=cast.group, mention_bot=True)

    await cast.write(cast.colleague, "pause look at the report")

    picking = await cast.says("Pause which one")
    assert shown(picking).count("销售日报群") == 1


async def test_a_personal_chat_that_was_only_opened_is_known(bot, cast: Cast, tmp_path):
    private = await cast.personal_chat(cast.owner)
    await cast.until(lambda _: private in str(rows(tmp_path, "chat", "id")))

    await cast.saved(cast.owner, "每天早上9点总结新闻，私发给我", chat_id=cast.group, mention_bot=True)

    assert rows(tmp_path, "task", "chat_id") == [(private,)]
    assert await cast.messages(private) == []
