"""Talk that asks for nothing creates nothing: the worst mistake there is."""

from pathlib import Path

import pytest

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


@pytest.mark.parametrize("text", ["取消", "撤销", "取消吧", "算了"])
def test_a_change_of_mind_names_no_task_to_delete(text):
    assert said(text).intent is Intent.NONE
