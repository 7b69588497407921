"""What was said about a task changes what it names, and nothing else."""

from dataclasses import replace
from datetime import time

import pytest

from bot.chat.changing import Scene, changed
from bot.chat.language import read
from bot.chat.language.meaning import Assumed, Question
from scheduler.amending import Field, differing
from scheduler.days import EveryDays
from scheduler.errors import Reason
from scheduler.model import AgentPrompt, Locale, StaticText
from scheduler.triggers import At, Calendar
from tests.builders import NOW, a_spec

CST = "Asia/Shanghai"
AT_NINE = Calendar(EveryDays(), (time(9),), CST)
DAILY = a_spec(title="喝水", phrase="每天9点提醒我喝水", trigger=AT_NINE, action=StaticText("喝水"))
SCENE = Scene(NOW, CST, Locale.ZH)


def after(said, spec=DAILY, **how):
    meaning = read(said, NOW, CST, Locale.ZH)
    assert meaning.changes, said
    return changed(spec, meaning.changes, SCENE, **how)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("改到10点", Field.SCHEDULE),
        ("把喝水改名为起来走走", Field.TITLE),
        ("把喝水的内容改成：喝一大杯水", Field.CONTENT),
        ("把喝水时区改成纽约", Field.SCHEDULE),
    ],
)
def test_only_what_was_named_changes(said, field):
    assert differing(DAILY, after(said).spec) == (field,)


def test_another_hour_keeps_days_and_zone_and_is_kept_as_it_was_said():
    spec = after("改到10点").spec

    assert spec.trigger == replace(AT_NINE, times=(time(10),))
    assert spec.phrase == "改到10点"


def test_a_new_task_keeps_what_it_was_asked_for_with():
    assert after("改到10点", is_new=True).spec.phrase == "每天9点提醒我喝水\n→ 改到10点"


def test_another_zone_keeps_the_time_on_the_wall():
    once = replace(DAILY, trigger=At(NOW, CST))
    moved = after("把喝水时区改成纽约", once).spec.trigger

    assert moved.zone == "America/New_York"
    assert moved.instant.hour == 9 + 5  # nine o'clock in New York, in March's first days


def test_other_words_keep_the_kind_and_its_values():
    spec = replace(DAILY, action=AgentPrompt("总结 {{topic}}", {"topic": "AI"}))

    assert after("把喝水的内容改成：总结 {{topic}} 三条", spec).spec.action == AgentPrompt(
        "总结 {{topic}} 三条", {"topic": "AI"}
    )


def test_an_hour_that_is_said_settles_what_was_filled_in_for_it():
    filled = (Assumed.DEFAULT_TIME, Assumed.EVERY_N)

    assert after("改到10点", assumed=filled).assumed == (Assumed.EVERY_N,)


def test_what_is_missing_is_asked():
    wanted = after("换成每两周")

    assert wanted.spec is None
    assert wanted.ask.question is Question.HOW_OFTEN


def test_what_cannot_be_is_refused():
    assert after("改成2月30号9点").refusal.reason is Reason.IMPOSSIBLE_DATE
