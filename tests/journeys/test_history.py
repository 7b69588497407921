"""Asking what ran and what is next, in both languages."""

import pytest

from tests.journeys.cast import card_of, components

WORDS = {
    "zh": (
        "每天早上9点提醒我喝水",
        "喝水的运行记录",
        "运行记录",
        "接下来有什么任务",
        "接下来要跑的",
        "已完成",
    ),
    "en": (
        "every day at 9am remind me to drink",
        "history of drink",
        "Runs",
        "what is coming up next",
        "Coming up",
        "Completed",
    ),
}


def speaker(cast, language):
    return cast.owner if language == "zh" else cast.colleague


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_runs_of_a_task_come_as_a_card_with_a_chart(bot, cast, language):
    person = speaker(cast, language)
    text, asked, title, *_, done = WORDS[language]
    task = await cast.saved(person, text)
    for count in (1, 2):
        await cast.press(person, task, "task.run")
        await cast.until(lambda messages, count=count: _finished(messages, done) == count)

    await cast.write(person, asked)

    card = card_of(await cast.says(title, "100%"))
    [chart] = [part for part in components(card) if part.get("tag") == "chart"]
    assert len(chart["chart_spec"]["data"][0]["values"]) == 2
    assert "applink" in str(card)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_what_is_next_comes_in_order(bot, cast, language):
    person = speaker(cast, language)
    text, _, _, asked, title, _ = WORDS[language]
    await cast.saved(person, text)

    await cast.write(person, asked)

    card = await cast.says(title)
    assert card["content"].count("09:00") >= 3


async def test_what_failed_is_asked_for_alone(bot, cast):
    await cast.saved(cast.owner, "每天早上9点提醒我喝水")

    await cast.write(cast.owner, "昨天有失败的吗")

    await cast.says("没有失败的")


async def test_a_list_can_be_of_paused_tasks_only(bot, cast):
    await cast.saved(cast.owner, "每天早上9点提醒我喝水")
    task = await cast.saved(cast.owner, "每天10点提醒我散步")
    await cast.press(cast.owner, task, "task.pause")

    await cast.write(cast.owner, "暂停的任务有哪些")

    card = await cast.says("暂停的任务", "list")
    assert "喝水" not in card["content"]


async def test_one_s_own_list_asked_for_in_a_group_goes_to_the_personal_chat(bot, cast):
    await cast.saved(cast.owner, "每天早上9点提醒我喝水")
    own = await cast.personal_chat(cast.owner)

    await cast.write(cast.owner, "我的任务", chat_id=cast.group, mention_bot=True)

    listed = await cast.one(lambda message: "我的定时任务" in message["content"])
    assert listed["chat_id"] == own


def _finished(messages, done):
    """Count the cards of runs that are done; a task's own card tells of its last run, too."""
    return sum(done in each["content"] and '"task.pause"' not in each["content"] for each in messages)


async def test_what_comes_often_does_not_crowd_out_the_rest(bot, cast):
    await cast.saved(cast.owner, "每5分钟提醒我眨眼")
    await cast.saved(cast.owner, "每天早上9点提醒我喝水")

    await cast.write(cast.owner, "接下来有什么任务")

    card = await cast.says("接下来要跑的")
    assert card["content"].count("眨眼") == 3
    assert "喝水" in card["content"]
