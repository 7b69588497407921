"""Language and zone, as somebody wants them, and a word for those who only say hello."""

from datetime import datetime

import pytest

from tests.journeys.stage import a_bot, rows


@pytest.mark.parametrize(
    ("said", "then", "answered"),
    [("说英文", "任务列表", "No tasks yet"), ("speak Chinese", "list", "还没有任务")],
)
async def test_a_chosen_language_holds_whatever_is_written(bot, cast, said, then, answered):
    person = cast.owner if said == "说英文" else cast.colleague
    await cast.write(person, said)
    await cast.says("settings.locale")

    await cast.write(person, then)

    await cast.says(answered)


@pytest.mark.parametrize(
    ("said", "shown", "then", "zone"),
    [
        ("我的时区改成纽约", "纽约时间", "每天早上9点提醒我喝水", "纽约时间"),
        ("set my timezone to Berlin", "Berlin time", "every day at 9am remind me to drink", "Berlin time"),
    ],
)
async def test_a_zone_that_was_set_is_that_of_new_tasks(bot, cast, said, shown, then, zone):
    person = cast.owner if said.startswith("我") else cast.colleague
    await cast.write(person, said)
    await cast.says("settings.locale", shown)

    await cast.write(person, then)

    await cast.says("draft.save", zone)


@pytest.mark.parametrize(
    ("said", "word", "then", "answered"),
    [
        ("我的时区改成东京", "English", "任务列表", "No tasks yet"),
        ("set my timezone to Tokyo", "中文", "list", "还没有任务"),
    ],
)
async def test_a_language_is_chosen_by_a_tap_too(bot, cast, said, word, then, answered):
    person = cast.owner if word == "English" else cast.colleague
    await cast.write(person, said)
    card = await cast.says("settings.locale")

    await cast.tap(person, card, "settings.locale", word)
    await cast.write(person, then)

    await cast.says(answered)


@pytest.mark.parametrize(
    ("who", "said", "hours", "zone"),
    [
        ("owner", "每天早上9点提醒我喝水", {1}, "北京时间"),
        ("colleague", "every day at 9am remind me to drink", {13, 14}, "New York time"),
        ("colleague", "每天早上9点提醒我喝水", {13, 14}, "纽约时间"),
    ],
)
async def test_zone_is_the_profile_s_and_language_that_of_the_message(
    bot, cast, tmp_path, who, said, hours, zone
):
    person = getattr(cast, who)
    await cast.write(person, said)

    confirm = await cast.says("draft.save", zone)
    await cast.press(person, confirm, "draft.save")

    [(next_fire,)] = rows(tmp_path, "task", "next_fire_time")
    assert datetime.fromisoformat(next_fire).hour in hours  # in UTC, by summer and winter time


@pytest.mark.parametrize(
    ("locale", "welcome"), [("zh", "你好，我是 Aime"), ("en", "Hello, I am Aime")], ids=["zh", "en"]
)
async def test_what_tells_no_language_is_answered_in_that_of_the_deployment(
    lark, cast, tmp_path, locale, welcome
):
    async with a_bot(lark, tmp_path, {"AIME_LOCALE": locale}):
        await cast.write(cast.colleague, "/list")

        await cast.says(welcome)


async def test_a_change_of_zone_leaves_tasks_alone(bot, cast, tmp_path):
    await cast.saved(cast.owner, "每天早上9点提醒我喝水")
    before = rows(tmp_path, "task", "spec, next_fire_time, revision")

    await cast.write(cast.owner, "我的时区改成纽约")
    await cast.says("settings.locale")

    assert rows(tmp_path, "task", "spec, next_fire_time, revision") == before


@pytest.mark.parametrize(
    ("said", "shown"),
    [("我的时区改成纽约", "纽约时间"), ("speak English", "English")],
    ids=["zone", "language"],
)
async def test_in_a_group_one_s_own_settings_are_shown_in_person(bot, cast, said, shown):
    await cast.write(cast.owner, said, chat_id=cast.group, mention_bot=True)

    card = await cast.says("settings.locale", shown)
    assert card["chat_id"] == await cast.personal_chat(cast.owner)


@pytest.mark.parametrize(
    ("said", "told"), [("我的时区改成火星", "火星"), ("set my timezone to Mars", "time zone is unknown")]
)
async def test_a_zone_that_nobody_knows_is_refused(bot, cast, tmp_path, said, told):
    person = cast.colleague if said.isascii() else cast.owner
    await cast.write(person, said)

    await cast.says(told)
    assert rows(tmp_path, "person", "chose_locale") == [(0,)]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("谢谢", "不客气"),
        ("thanks a lot", "You are welcome"),
        ("你好", "说一句要做什么"),
        ("good morning", "Say what to do and when"),
        ("/foo", "没有 /foo 这个命令"),
    ],
)
async def test_small_talk_is_answered_in_a_line(bot, cast, said, answered):
    person = cast.colleague if said.isascii() and said != "/foo" else cast.owner
    await cast.write(person, "help" if person is cast.colleague else "帮助")
    await cast.until(bool)

    await cast.write(person, said)

    await cast.says(answered)
