"""A task is changed by a sentence: shown as old beside new, in force once it is saved."""

import asyncio
from datetime import timedelta

import pytest

from storage.codec import SPEC
from tests.journeys.cast import Cast, shown, toast, verbs
from tests.journeys.stage import rows

DAILY = {"zh": "每天早上9点提醒我喝水", "en": "every day at 9am remind me to drink water"}
FEED = {"zh": "每天9点总结昨天的新闻", "en": "every day at 9am summarise yesterday's news"}


def person(cast, language):
    return cast.owner if language == "zh" else cast.colleague


async def changed(cast, asker, text, **more):
    """Say `text`; returns the card of the change."""
    known = {message["message_id"] for message in await cast.messages()}
    await cast.write(asker, text, **more)
    return await cast.one(
        lambda message: message["message_id"] not in known and "draft.save" in message["content"]
    )


@pytest.mark.parametrize(
    ("language", "made", "text", "old", "new"),
    [
        ("zh", DAILY, "把喝水改到10点", "每天 09:00", "每天 10:00"),
        ("en", DAILY, "change drink water to 10am", "every day at 09:00", "every day at 10:00"),
        ("zh", DAILY, "喝水换成每两天", "每天 09:00", "每 2 天 09:00"),
        ("en", DAILY, "move drink water to Mondays", "every day at 09:00", "every Monday at 09:00"),
        ("zh", DAILY, "把喝水改名为起来走走", "喝水", "起来走走"),
        ("en", DAILY, "rename drink water to Stand up", "Drink water", "Stand up"),
        ("zh", FEED, "总结昨天的新闻的内容改成：总结上周的新闻", "总结昨天的新闻", "总结上周的新闻"),
        ("zh", DAILY, "把喝水时区改成纽约", "北京时间", "纽约时间"),
        ("en", DAILY, "move drink water to Tokyo time", "time", "Tokyo time"),
        ("zh", FEED, "让总结昨天的新闻最多跑10分钟", "默认", "10 分"),
        ("en", FEED, "stop 1 after 10 minutes", "the default", "10 m"),
    ],
)
async def test_a_change_shows_old_and_new_and_holds_once_saved(
    bot, cast: Cast, tmp_path, language, made, text, old, new
):
    asker = person(cast, language)
    await cast.saved(asker, made[language])

    card = await changed(cast, asker, text)
    line = next(word for word in shown(card).split(" | ") if "→" in word)
    answer = await cast.press(asker, card, "draft.save")

    before, after = line.split("→")
    assert old in before
    assert new in after
    assert toast(answer)
    assert rows(tmp_path, "task", "revision") == [(2,)]
    assert "task.pause" in verbs(await cast.turns(card, "green"))


@pytest.mark.parametrize(
    ("language", "text", "shown_as"),
    [
        ("zh", "每天9点总结昨天的新闻，最多跑10分钟", "10 分"),
        ("en", "every day at 9am summarise yesterday's news, stop it after 10 minutes", "10 m"),
    ],
)
async def test_a_limit_that_was_said_is_shown_stored_and_no_word_of_what_is_to_be_done(
    bot, cast: Cast, tmp_path, language, text, shown_as
):
    card = await changed(cast, person(cast, language), text)
    assert shown_as in shown(card)
    await cast.press(person(cast, language), card, "draft.save")

    [(stored,)] = rows(tmp_path, "task", "spec")
    spec = SPEC.load(stored)
    assert spec.policies.time_limit == timedelta(minutes=10)
    assert spec.action.prompt == FEED[language].removeprefix("every day at 9am ").removeprefix("每天9点")


async def test_nothing_holds_before_it_is_saved_and_a_discarded_change_never_does(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, DAILY["zh"])

    card = await changed(cast, cast.owner, "把喝水改到10点")
    assert rows(tmp_path, "task", "revision") == [(1,)]
    answer = await cast.press(cast.owner, card, "draft.cancel")

    assert "照旧" in toast(answer)
    assert "draft.save" not in verbs(await cast.turns(card, "已放弃"))
    assert rows(tmp_path, "task", "revision") == [(1,)]


async def test_the_next_run_is_the_new_one(bot, cast: Cast, tmp_path, moved):
    await cast.saved(cast.owner, "1小时后提醒我喝水")
    card = await changed(cast, cast.owner, "把喝水改成20分钟后")
    await cast.press(cast.owner, card, "draft.save")

    moved.advance(timedelta(minutes=21))
    await cast.advance(timedelta(minutes=21))

    await cast.until(
        lambda messages: any("喝水" in m["content"] and "定时触发" in m["content"] for m in messages)
    )


async def test_it_is_the_task_last_shown(bot, cast: Cast):
    await cast.saved(cast.owner, DAILY["zh"])
    await cast.saved(cast.owner, "每天8点提醒我吃早饭")

    card = await changed(cast, cast.owner, "它改到7点半")

    assert "07:30" in card["content"]
    assert "吃早饭" in card["content"]


async def test_without_a_name_or_a_talk_before_it_is_asked_which(bot, cast: Cast, moved):
    await cast.saved(cast.owner, DAILY["zh"])
    await cast.saved(cast.owner, "每天8点提醒我吃早饭")
    moved.advance(timedelta(minutes=11))

    await cast.write(cast.owner, "改成10点")
    pick = await cast.says("pick.choose")
    await cast.tap(cast.owner, pick, "pick.choose", "喝水")

    card = await cast.turns(pick, "draft.save")
    assert "每天 10:00" in card["content"]


async def test_what_is_so_already_is_said_to_be(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, DAILY["zh"])

    await cast.write(cast.owner, "把喝水改到9点")

    await cast.says("已经是这样了")


@pytest.mark.parametrize(
    ("language", "said", "added"),
    [("zh", "以后短一点", "短一点"), ("en", "make it shorter from now on", "make it shorter")],
)
async def test_a_wish_under_a_run_becomes_a_change_of_its_task(bot, cast: Cast, language, said, added):
    asker = person(cast, language)
    task = await cast.saved(asker, FEED[language])
    await cast.press(asker, task, "task.run")
    run = await cast.one(
        lambda m: m["message_id"] != task["message_id"] and "green" in m["content"] and not m["root_id"]
    )

    await cast.write(asker, said, reply_to=run["message_id"])

    card = await cast.says("→", added)
    assert "draft.save" in verbs(card)


async def test_a_zone_that_nobody_knows_is_refused_and_nothing_is_asked(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, DAILY["zh"])

    await cast.write(cast.owner, "把喝水的时区改成 Mars/Base")

    await cast.says("不认识这个时区")
    assert len(rows(tmp_path, "draft")) == 1


async def test_with_nothing_named_the_form_opens(bot, cast: Cast):
    await cast.saved(cast.owner, DAILY["zh"])

    await cast.write(cast.owner, "修改喝水")

    form = await cast.says("form.submit")
    assert "喝水" in form["content"]


async def test_the_button_on_the_card_opens_the_form(bot, cast: Cast):
    task = await cast.saved(cast.owner, DAILY["zh"])

    await cast.press(cast.owner, task, "task.edit")

    await cast.turns(task, "form.submit")


async def test_a_member_who_does_not_own_it_is_refused_privately(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, DAILY["zh"], chat_id=cast.group, mention_bot=True)

    await cast.write(cast.colleague, "把喝水改到10点", chat_id=cast.group, mention_bot=True)

    await cast.until(lambda messages: any("只有任务的负责人" in str(m) for m in messages))
    assert len(rows(tmp_path, "draft")) == 1


async def test_of_two_changes_of_the_same_thing_the_second_looks_again(bot, cast: Cast, tmp_path):
    """The owner of the group and the owner of the task change it side by side."""
    made = "every day at 9am remind us to drink water"
    await cast.saved(cast.colleague, made, chat_id=cast.group, mention_bot=True)
    mine = await changed(
        cast, cast.colleague, "change drink water to 10am", chat_id=cast.group, mention_bot=True
    )
    theirs = await changed(
        cast, cast.owner, "change drink water to 11am", chat_id=cast.group, mention_bot=True
    )
    await cast.press(cast.owner, theirs, "draft.save")

    refused = await cast.press(cast.colleague, mine, "draft.save")
    again = await cast.turns(mine, "11:00 → ")
    saved = await cast.press(cast.colleague, mine, "draft.save")

    assert "look again" in toast(refused)
    assert "draft.save" in verbs(again)
    assert "Saved" in toast(saved)
    assert rows(tmp_path, "task", "revision") == [(3,)]


async def test_only_who_asked_saves_a_change(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, DAILY["zh"], chat_id=cast.group, mention_bot=True)
    card = await changed(cast, cast.owner, "把喝水改到10点", chat_id=cast.group, mention_bot=True)

    answer = await cast.press(cast.colleague, card, "draft.save")

    assert "发起人" in toast(answer)
    assert rows(tmp_path, "task", "revision") == [(1,)]


async def test_two_presses_at_once_save_once(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, DAILY["zh"])
    card = await changed(cast, cast.owner, "把喝水改到10点")

    await asyncio.gather(*(cast.press(cast.owner, card, "draft.save") for _ in range(2)))

    assert rows(tmp_path, "task", "revision") == [(2,)]


async def test_a_change_that_was_not_saved_in_time_says_so(bot, cast: Cast, tmp_path, moved):
    await cast.saved(cast.owner, DAILY["zh"])
    card = await changed(cast, cast.owner, "把喝水改到10点")
    moved.advance(timedelta(minutes=31))
    await cast.advance(timedelta(minutes=31))

    answer = await cast.press(cast.owner, card, "draft.save")

    assert "已过期" in toast(answer)
    assert rows(tmp_path, "task", "revision") == [(1,)]


async def test_a_change_of_a_task_that_was_deleted_meanwhile_changes_nothing(bot, cast: Cast, tmp_path):
    task = await cast.saved(cast.owner, DAILY["zh"])
    card = await changed(cast, cast.owner, "把喝水改到10点")
    await cast.press(cast.owner, task, "task.delete")

    answer = await cast.press(cast.owner, card, "draft.save")

    assert "已经删除" in toast(answer)


async def test_another_chat_that_is_named_is_not_quietly_replaced(bot, cast: Cast, tmp_path):
    await cast.saved(cast.owner, DAILY["zh"])

    await cast.write(cast.owner, "把喝水改成发到天外飞仙群")

    await cast.until(lambda messages: "天外飞仙" in messages[-1]["content"])
    assert len(rows(tmp_path, "draft")) == 1


async def test_a_name_that_is_taken_is_said_once(bot, cast: Cast):
    await cast.saved(cast.owner, DAILY["zh"])
    await cast.saved(cast.owner, "每天8点提醒我吃早饭")

    card = await changed(cast, cast.owner, "把吃早饭改名为喝水")

    assert "同名" in card["content"]
