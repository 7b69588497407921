"""Words that end what is open, alone; anything more is a sentence of its own."""

import pytest

from bot.chat.endings import Ending, ending_of


@pytest.mark.parametrize(
    "text", ["取消", "算了。", "不要了！", "cancel", "Never mind.", "No, thanks", "nevermind", "放弃"]
)
def test_these_drop_what_is_open(text):
    assert ending_of(text) is Ending.NO


@pytest.mark.parametrize("text", ["保存", "好的。", "可以", "ok", "Yes", "OK!", "save it", "looks good"])
def test_these_agree_which_saves_nothing(text):
    assert ending_of(text) is Ending.YES


@pytest.mark.parametrize(
    "text", ["取消周报", "cancel the weekly report", "好的，改到10点", "ok 10am", "保存到文档", "", "9点"]
)
def test_these_say_more_than_that(text):
    assert ending_of(text) is None
