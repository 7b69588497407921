"""When a pause ends: never in the past, and never silently without an end."""

from datetime import datetime

import pytest

from bot.chat.language.meaning import Intent, TaskRef
from scheduler.errors import Reason
from tests.chat.language.clocks import said


@pytest.mark.parametrize(
    "text",
    [
        "暂停2到昨天",
        "暂停2到上周一",
        "暂停2到2020年1月1日",
        "暂停所有任务到昨天",
        "pause 2 until yesterday",
        "pause 2 until last Monday",
        "pause all until yesterday",
        "/pause 2 until yesterday",
    ],
)
def test_an_end_that_is_past_is_refused(text):
    meaning = said(text)

    assert (meaning.intent, meaning.refusal.reason) == (Intent.PAUSE, Reason.TIME_PAST)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("暂停2到周三", "2026-04-28T16:00"),  # said on a Wednesday
        ("pause 2 until Wednesday", "2026-04-28T16:00"),
        ("暂停2到周五", "2026-04-23T16:00"),
        ("暂停2到今晚", "2026-04-22T15:59"),
        ("pause 2 until tonight", "2026-04-22T15:59"),
        ("暂停日报到下午3点", "2026-04-22T07:00"),
        ("暂停日报到明天下午3点", "2026-04-23T07:00"),
        ("pause the digest until tomorrow at 3pm", "2026-04-23T07:00"),
        ("pause the digest until 3pm tomorrow", "2026-04-23T07:00"),
        ("pause 2 until 9am on Monday", "2026-04-27T01:00"),
    ],
)
def test_a_pause_ends_when_it_is_said(text, until):
    meaning = said(text)

    assert (meaning.intent, meaning.refusal) == (Intent.PAUSE, None)
    assert meaning.until.isoformat().startswith(until)


@pytest.mark.parametrize("text", ["历史 2", "历史记录2", "运行记录 2", "记录：2", "history 2"])
def test_the_history_of_a_number(text):
    meaning = said(text)

    assert (meaning.intent, meaning.ref.number) == (Intent.HISTORY, 2)


@pytest.mark.parametrize(
    ("text", "ref", "until"),
    [
        ("暂停日报，下周一恢复", TaskRef(name="日报"), "2026-04-27T00:00+08:00"),
        ("暂停2，明天9点再继续", TaskRef(number=2), "2026-04-23T09:00+08:00"),
        ("pause the digest, resume on Monday", TaskRef(name="digest"), "2026-04-27T00:00+08:00"),
        ("pause 2 and start it again tomorrow at 9am", TaskRef(number=2), "2026-04-23T09:00+08:00"),
    ],
)
def test_a_pause_may_say_when_it_goes_on_again(text, ref, until):
    meaning = said(text)

    assert (meaning.intent, meaning.ref, meaning.reason, meaning.said) == (Intent.PAUSE, ref, "", text)
    assert meaning.until == datetime.fromisoformat(until)
