"""Several schedules for one wish are several tasks; several times of one schedule are not."""

import pytest

from bot.chat.language.meaning import Intent
from tests.chat.language.clocks import said


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("每天9点和明天10点提醒我开会", ("每天9点提醒我开会", "明天10点提醒我开会")),
        ("明天后天9点提醒我开会", ("明天9点提醒我开会", "后天9点提醒我开会")),
        ("4月25号和5月3号上午9点提醒我开会", ("4月25号上午9点提醒我开会", "5月3号上午9点提醒我开会")),
        ("周三和明天9点提醒我开会", ("周三9点提醒我开会", "明天9点提醒我开会")),
        ("提醒我每天9点和明天10点开会", ("提醒我每天9点开会", "提醒我明天10点开会")),
        ("提醒我开会，每天9点和明天10点", ("提醒我开会，每天9点", "提醒我开会，明天10点")),
        ("每月1号和每周五9点汇总账单", ("每月1号9点汇总账单", "每周五9点汇总账单")),
        (
            "remind me tomorrow and Friday at 9 to call",
            ("remind me tomorrow at 9 to call", "remind me Friday at 9 to call"),
        ),
    ],
)
def test_schedules_that_are_not_one_are_offered_apart(text, parts):
    meaning = said(text)

    assert (meaning.intent, meaning.parts, meaning.readings) == (Intent.CREATE, parts, ())
    assert all(said(part).readings for part in parts)


@pytest.mark.parametrize(
    "text",
    [
        "周一9点和周四15点提醒我开会",
        "工作日9点，周末10点提醒我起床",
        "每天9点和21点提醒我吃药",
        "每天9点提醒我明天和周五要带的东西",
    ],
)
def test_times_of_one_schedule_are_one_task(text):
    meaning = said(text)

    assert (meaning.parts, len(meaning.readings)) == ((), 1)


@pytest.mark.parametrize(
    "text", ["明天和后天9点我都有会", "每天9点和周五10点开会", "I work at 9 every day and on Friday at 10"]
)
def test_talk_of_several_times_asks_for_nothing(text):
    assert said(text).intent is Intent.NONE
