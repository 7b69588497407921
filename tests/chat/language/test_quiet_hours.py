"""When not to be disturbed: set, ended, asked about; for oneself and for a group."""

from datetime import time

import pytest

from bot.chat.language.meaning import Intent, QuietWish
from scheduler.errors import Reason
from tests.chat.language.clocks import said


def quiet(start, end, **more):
    return QuietWish(start=time.fromisoformat(start), end=time.fromisoformat(end), **more)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("晚上10点到早上8点别打扰", "22:00", "08:00"),
        ("每天晚上22:00到第二天早上7点半不要打扰我", "22:00", "07:30"),
        ("22点到8点别打扰", "22:00", "08:00"),
        ("10点到8点免打扰", "22:00", "08:00"),
        ("设置免打扰 22:00-08:00", "22:00", "08:00"),
        ("把安静时段改成23:00到7:30", "23:00", "07:30"),
        ("晚上10点以后不要给我发消息", "22:00", "08:00"),
        ("从晚上11点开始别打扰我", "23:00", "08:00"),
        ("中午12点到2点别打扰", "12:00", "14:00"),
        ("免打扰 10:00-12:00", "10:00", "12:00"),
        ("10:05到14:05别打扰", "10:05", "14:05"),
        ("6点到8点别打扰", "06:00", "08:00"),
        ("quiet hours 9 to 7", "21:00", "07:00"),
        ("quiet hours 12:05 to 16:05", "12:05", "16:05"),
        ("quiet hours 22 to 8", "22:00", "08:00"),
        ("quiet hours 10 to 8", "22:00", "08:00"),
        ("quiet hours from 10pm to 7:30am", "22:00", "07:30"),
        ("set my quiet hours to 10pm - 8am", "22:00", "08:00"),
        ("do not disturb from 10pm to 8am", "22:00", "08:00"),
        ("don't message me after 10pm", "22:00", "08:00"),
        ("no messages after 10pm", "22:00", "08:00"),
        ("dnd 11pm to 7am", "23:00", "07:00"),
    ],
)
def test_quiet_hours_of_one_s_own(text, start, end):
    assert said(text).quiet == quiet(start, end)


@pytest.mark.parametrize(
    "text",
    [
        "本群晚上10点后别发通知",
        "这个群晚上10点到早上8点免打扰",
        "在群里晚上10点后不要发通知",
        "quiet hours 22 to 8 in this group",
        "please don't post in this group after 10pm",
        "no notifications after 22:00 in this group",
    ],
)
def test_quiet_hours_of_a_group(text):
    assert said(text).quiet == quiet("22:00", "08:00", of_group=True)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("取消免打扰", QuietWish(off=True)),
        ("不要免打扰了", QuietWish(off=True)),
        ("关闭本群免打扰", QuietWish(off=True, of_group=True)),
        ("no quiet hours", QuietWish(off=True)),
        ("turn quiet hours off", QuietWish(off=True)),
        ("no quiet hours in this group", QuietWish(off=True, of_group=True)),
        ("安静时段", QuietWish()),
        ("本群安静时段", QuietWish(of_group=True)),
        ("what are my quiet hours", QuietWish()),
    ],
)
def test_ended_and_asked_about(text, wish):
    meaning = said(text)

    assert (meaning.intent, meaning.quiet) == (Intent.SETTINGS, wish)


def test_hours_that_end_where_they_begin_are_refused():
    assert said("quiet hours 22 to 22").refusal.reason is Reason.BAD_TIME


@pytest.mark.parametrize(
    "text",
    [
        "晚上10点提醒我别打扰孩子",
        "每天晚上10点提醒大家安静",
        "每天晚上10点到早上8点每小时提醒我喝水",
        "别提醒我了",
        "10点到12点开会,别打扰",
        "明天10点到12点别打扰",
        "周末别打扰我",
        "取消晚上10点的提醒",
        "at 10pm remind me to be quiet",
        "every day at 10pm remind me no snacks after 10pm",
        "no meetings after 10pm",
        "the meeting is from 10 to 11, do not disturb",
        "stop sending the report after 10pm",
        "别打扰",
    ],
)
def test_what_only_sounds_like_it_is_not(text):
    assert said(text).quiet is None
