"""Language and zone, as somebody wants them, and a word for those who only say hello."""

import pytest

from tests.journeys.cast import card_of


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


async def test_a_language_is_chosen_by_a_tap_too(bot, cast):
    await cast.write(cast.owner, "我的时区改成东京")
    card = await cast.says("settings.locale")
    buttons = card_of(card)

    answer = await cast.press(cast.owner, card, "settings.locale")

    assert answer["error"] is None
    assert buttons


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
