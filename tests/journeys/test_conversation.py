"""What was talked about decides what the next message means, for the one who talked, for a while."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.cast import Cast, card_of, components, toast, verbs, verbs_of
from tests.journeys.stage import rows

DAILY = {"zh": "每天早上9点提醒我喝水", "en": "every day at 9am remind me to drink water"}


def person(cast, language):
    return cast.owner if language == "zh" else cast.colleague


async def confirm(cast, asker, text, **more):
    await cast.write(asker, text, **more)
    return await cast.says("draft.save")


@pytest.mark.parametrize(
    ("language", "asked", "answered"),
    [
        ("zh", "明天提醒我开会", "9点"),
        ("en", "remind me tomorrow to call Bob", "9am"),
        ("zh", "每天提醒我喝水", "下午3点"),
    ],
)
async def test_an_answer_that_is_typed_completes_the_question(bot, cast: Cast, language, asked, answered):
    asker = person(cast, language)
    await cast.write(asker, asked)
    await cast.says("ask.pick")

    await cast.write(asker, answered)

    card = await cast.says("draft.save")
    assert "09:00" in card["content"] or "15:00" in card["content"]


@pytest.mark.parametrize(
    ("language", "asked"), [("zh", "明天提醒我开会"), ("en", "remind me tomorrow to call Bob")]
)
async def test_another_time_is_picked_on_the_card(bot, cast: Cast, language, asked):
    asker = person(cast, language)
    await cast.write(asker, asked)
    ask = await cast.says("ask.pick")

    await cast.tap(asker, ask, "ask.pick", option="16:45")

    card = await cast.turns(ask, "draft.save")
    assert "16:45" in card["content"]


@pytest.mark.parametrize(
    ("language", "asked"), [("zh", "下周提醒我交报告"), ("en", "remind me next week to file the report")]
)
async def test_another_date_is_picked_on_the_card_and_nothing_else_is_asked(bot, cast: Cast, language, asked):
    asker = person(cast, language)
    await cast.write(asker, asked)
    ask = await cast.says("ask.pick")
    day = datetime.now(UTC).date() + timedelta(days=20)

    await cast.tap(asker, ask, "ask.pick", option=day.isoformat())

    card = await cast.turns(ask, "draft.save", "09:00")
    shown_as = f"{day.month}月{day.day}日" if language == "zh" else f"{day.day} {day:%b}"
    assert shown_as in card["content"]


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "改成10点"), ("en", "make it 10am"), ("zh", "10点吧"), ("en", "10am")]
)
async def test_words_after_a_confirm_card_change_that_very_card(bot, cast: Cast, tmp_path, language, words):
    asker = person(cast, language)
    card = await confirm(cast, asker, DAILY[language])

    await cast.write(asker, words)

    revised = await cast.turns(card, "10:00")
    assert "draft.save" in verbs(revised)
    assert len(rows(tmp_path, "draft")) == 1
    assert rows(tmp_path, "task") == []


@pytest.mark.parametrize(
    ("language", "word", "state"), [("zh", "取消", "已取消"), ("en", "cancel", "Cancelled")]
)
async def test_cancel_alone_cancels_the_open_draft(bot, cast: Cast, tmp_path, language, word, state):
    asker = person(cast, language)
    card = await confirm(cast, asker, DAILY[language])

    await cast.write(asker, word)

    await cast.turns(card, state)
    assert rows(tmp_path, "draft", "state") == [("cancelled",)]


@pytest.mark.parametrize(
    ("language", "word", "said"),
    [
        ("zh", "好", "“保存”"),
        ("zh", "保存", "“保存”"),
        ("en", "ok", "Press Save"),
        ("en", "yes", "Press Save"),
    ],
)
async def test_a_typed_word_never_saves(bot, cast: Cast, tmp_path, language, word, said):
    asker = person(cast, language)
    await confirm(cast, asker, DAILY[language])

    await cast.write(asker, word)

    await cast.says(said)
    assert rows(tmp_path, "task") == []


async def test_such_words_are_talk_where_nothing_is_open(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, "取消")

    await cast.until(lambda messages: len(messages) > 0)
    assert rows(tmp_path, "draft") == []


async def test_a_question_is_dropped_by_a_word(bot, cast: Cast, tmp_path):
    await cast.write(cast.owner, "明天提醒我开会")
    await cast.says("ask.pick")

    await cast.write(cast.owner, "算了")

    await cast.says("什么也没有创建")
    assert rows(tmp_path, "draft") == []


async def test_in_a_group_everybody_has_a_talk_of_their_own(bot, cast: Cast, tmp_path):
    card = await confirm(cast, cast.owner, DAILY["zh"], chat_id=cast.group, mention_bot=True)

    await cast.write(cast.colleague, "cancel", chat_id=cast.group, mention_bot=True)

    await cast.until(lambda messages: len(messages) >= 2)
    assert rows(tmp_path, "draft", "state") == [("open",)]
    assert "draft.save" in verbs(await cast.message(card["message_id"]))


async def test_after_ten_minutes_nothing_is_meant_by_it(bot, cast: Cast, tmp_path, moved):
    card = await confirm(cast, cast.owner, DAILY["zh"])
    moved.advance(timedelta(minutes=11))

    await cast.write(cast.owner, "取消")

    await cast.until(lambda messages: len(messages) >= 2)
    assert rows(tmp_path, "draft", "state") == [("open",)]
    assert "draft.save" in verbs(await cast.message(card["message_id"]))


async def test_a_reply_to_a_card_is_about_what_it_shows_however_late(bot, cast: Cast, moved):
    first = await cast.saved(cast.owner, DAILY["zh"])
    await cast.saved(cast.owner, "每天8点提醒我吃早饭")
    moved.advance(timedelta(minutes=11))

    await cast.write(cast.owner, "改到7点半", reply_to=first["message_id"])

    card = await cast.says("→")
    assert "喝水" in card["content"]


async def test_a_reply_to_somebody_elses_draft_does_not_touch_it(bot, cast: Cast, tmp_path):
    card = await confirm(cast, cast.owner, DAILY["zh"], chat_id=cast.group, mention_bot=True)
    reply = {"chat_id": cast.group, "mention_bot": True, "reply_to": card["message_id"]}

    await cast.write(cast.colleague, "取消", **reply)

    await cast.until(lambda messages: len(messages) >= 2)
    assert rows(tmp_path, "draft", "state") == [("open",)]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "从明天到昨天每天9点提醒我喝水"),
        ("en", "every day at 9am from tomorrow until yesterday remind me to drink water"),
    ],
)
async def test_times_that_contradict_each_other_make_nothing(bot, cast: Cast, tmp_path, language, said):
    await cast.write(person(cast, language), said)

    await cast.one(lambda m: m["msg_type"] == "text")
    assert rows(tmp_path, "draft") == []


async def test_an_assumed_part_of_an_expired_draft_changes_nothing(bot, cast: Cast, tmp_path, moved):
    card = await confirm(cast, cast.owner, "每天早上提醒我喝水")
    moved.advance(timedelta(minutes=31))
    await cast.advance(timedelta(minutes=31))

    answer = await cast.tap(cast.owner, card, "draft.adjust", "14:00")

    assert "已过期" in toast(answer)
    assert "14:00" not in (await cast.turns(card, "已过期"))["content"]


TWO = {
    "zh": "每天9点提醒我喝水，另外每周五17点提醒我写周报",
    "en": "every day at 9am remind me to drink water, and every Friday at 5pm remind me to write the report",
}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_of_two_tasks_in_one_message_each_can_be_made(bot, cast: Cast, tmp_path, language):
    asker = person(cast, language)
    await cast.write(asker, TWO[language])
    ask = await cast.says("ask.all")

    await cast.tap(asker, ask, "say", "17" if language == "zh" else "5pm")

    card = await cast.turns(ask, "draft.save")
    assert "17:00" in card["content"]
    assert len(rows(tmp_path, "draft")) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_both_tasks_of_one_message_are_made_by_one_tap(bot, cast: Cast, tmp_path, language):
    asker = person(cast, language)
    await cast.write(asker, TWO[language])
    ask = await cast.says("ask.all")

    await cast.tap(asker, ask, "ask.all")

    first = await cast.turns(ask, "draft.save", "09:00")
    second = await cast.says("draft.save", "17:00")
    for card in (first, second):
        await cast.press(asker, card, "draft.save")
    assert len(rows(tmp_path, "task")) == 2


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "每天早上提醒我喝水"), ("en", "every morning remind me to drink water")]
)
async def test_an_assumed_hour_is_one_tap_away_from_another(bot, cast: Cast, tmp_path, language, said):
    asker = person(cast, language)
    card = await confirm(cast, asker, said)

    answer = await cast.tap(asker, card, "draft.adjust", "14:00")

    changed = await cast.turns(card, "14:00")
    assert toast(answer)
    assert not any("draft.adjust" in verbs_of(part) for part in components(card_of(changed)))
    assert "draft.save" in verbs(changed)


async def test_an_assumed_hour_can_be_picked(bot, cast: Cast):
    card = await confirm(cast, cast.owner, "每天早上提醒我喝水")

    await cast.tap(cast.owner, card, "draft.adjust", "picker_time", option="06:40")

    await cast.turns(card, "每天 06:40")


async def test_only_the_asker_changes_an_assumed_part(bot, cast: Cast):
    said = "每天早上提醒大家喝水"
    card = await confirm(cast, cast.owner, said, chat_id=cast.group, mention_bot=True)

    answer = await cast.tap(cast.colleague, card, "draft.adjust", "14:00")

    assert "发起人" in toast(answer)


async def test_a_deleted_task_comes_back_by_a_sentence(bot, cast: Cast, tmp_path):
    task = await cast.saved(cast.owner, DAILY["zh"])
    await cast.press(cast.owner, task, "task.delete")

    await cast.write(cast.owner, "恢复删除的喝水")

    await cast.one(lambda m: m["message_id"] != task["message_id"] and "已开启" in m["content"])
    assert rows(tmp_path, "task", "status") == [("active",)]


async def test_what_a_button_was_pressed_on_is_what_it_means(bot, cast: Cast):
    first = await cast.saved(cast.owner, DAILY["zh"])
    await cast.saved(cast.owner, "每天8点提醒我吃早饭")
    await cast.press(cast.owner, first, "task.pause")

    await cast.write(cast.owner, "它改到7点半")

    card = await cast.says("→")
    assert "喝水" in card["content"]
