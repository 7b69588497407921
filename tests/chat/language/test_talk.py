# ruff: noqa: E501 - a table is easier to read on long lines
"""Talk that asks for nothing creates nothing: the worst mistake there is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.language.meaning import Intent
from tests.chat.language.clocks import said

TALK = Path(__file__).with_name("small_talk.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("text", TALK)
def test_talk_creates_nothing(text):
    assert said(text).intent is Intent.NONE


@pytest.mark.parametrize(
    "text",
    [
        "把周报改到10点",
        "把第二个改到10点",
        "4改到每周五",
        "日会提醒改成九点一刻",
        "停掉每天9点的日报",
        "shift 5 to noon",
        "run 5 miles every morning",
        "stop sending me this every day at 9",
    ],
)
def test_change_of_a_task_is_no_new_task(text):
    assert said(text).intent is not Intent.CREATE


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("每天9点提醒我删除旧文件", "删除旧文件"),
        ("every day at 9 list all open issues", "list all open issues"),
        ("每天9点暂停投放", "暂停投放"),
    ],
)
def test_command_words_after_a_schedule_are_what_is_to_be_done(text, prompt):
    meaning = said(text)

    assert (meaning.intent, meaning.prompt) == (Intent.CREATE, prompt)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("新建任务叫周报提醒：每天9点提醒我交周报", "周报提醒"),
        ("创建一个任务叫周报，每周五下午5点汇总周报", "周报"),
    ],
)
def test_a_task_to_be_made_is_named_and_no_other_renamed(text, name):
    meaning = said(text)

    assert (meaning.intent, meaning.name) == (Intent.CREATE, name)


@pytest.mark.parametrize("text", ["取消", "取消吧", "算了"])
def test_a_change_of_mind_names_no_task_to_delete(text):
    assert said(text).intent is Intent.NONE


WHEN = (
    "每天9点", "每周五下午4点", "工作日早上8点半", "明天下午3点", "每月1号", "每两小时", "下周三", "今晚8点",
    "every day at 9", "at 5pm on Fridays", "tomorrow at 10", "every two weeks", "on the 1st of the month",
)  # fmt: skip
CHINESE = (
    "我{}上班", "我们组{}发周报", "他{}都迟到", "小王说他{}会检查一遍", "听说{}要停电", "{}的会取消了吗", "谁{}值班",
    "老板{}开会来着", "会议改到{}了", "她{}提醒过我", "为什么{}没人来", "{}的时候提醒过我了", "原话是“{}提醒我”",
)  # fmt: skip
ENGLISH = (
    "I start work {}", "we send invoices {}", "my wife wakes me up {}", "the train leaves {}", "he was late {}",
    "are you free {}?", "the standup was moved to {}", "did you send it {}?", "why do we meet {}?",
)  # fmt: skip


@given(st.sampled_from(CHINESE + ENGLISH), st.sampled_from(WHEN))
@settings(max_examples=250, deadline=None)
def test_times_make_no_request_of_talk(talk, when):
    assert said(talk.format(when)).intent is not Intent.CREATE


@given(
    st.sampled_from(TALK),
    st.sampled_from(["", " ", "!", "。", "～", " 😀", "...", "?"]),
    st.sampled_from(["", "嗯，", "well, ", "@Aime ", "哈哈 ", "lol ", "好的，", "其实"]),
)
@settings(max_examples=250, deadline=None)
def test_punctuation_makes_no_request_of_talk(talk, end, front):
    assert said(front + talk + end).intent is not Intent.CREATE
