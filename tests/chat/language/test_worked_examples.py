"""The worked examples hold, fire for fire."""

import pytest

from bot.chat.language.meaning import Assumed, Place, Question
from scheduler.errors import Reason
from tests.chat.language.clocks import fires, said
from tests.chat.language.worked import WORKED


@pytest.mark.parametrize(("clock", "text", "expected"), WORKED, ids=[text for _, text, _ in WORKED])
def test_fires_when_the_sentence_says(clock, text, expected):
    assert fires(text, clock, count=expected.count(",") + 1) == expected


def test_three_days_are_three_runs():
    assert fires("每天中午1点提醒我吃药，吃3天", count=9).count(":") == 3


def test_a_week_is_seven_runs():
    assert fires("从5月6号开始每天晚上9点提醒我泡脚，坚持一周", count=99).endswith("05-12 21:00")


def test_until_holds_its_day():
    assert fires("every Tuesday at 6pm until May 12 remind me of choir", count=99).endswith("05-12 18:00")


def test_make_up_saturday_fires_on_legal_working_days():
    assert "10-10 09:15" in fires("法定工作日上午9点15把值班名单发我", "b", count=5)


def test_weekdays_fire_on_a_holiday():
    assert "05-01 08:45" in fires("工作日早上8点45提醒我看排班", count=9)


def test_last_step_of_a_window_is_its_end():
    assert "04-22 17:30, 04-23 09:30" in fires("工作日9点半到17点半每半小时看一次工单", count=9)


def test_zone_of_the_sentence_is_stored():
    assert said("伦敦时间每周五下午5点发周报").readings[0].trigger.zone == "Europe/London"


def test_missing_hour_is_asked_for_with_three_choices():
    ask = said("每天提醒我吃水果").ask

    assert ask.question is Question.WHAT_TIME
    assert [choice.label for choice in ask.choices] == ["09:00", "14:00", "18:00"]


def test_part_of_the_day_without_an_hour_is_marked():
    assert said("每天早上给我发一句古诗").readings[0].assumed == (Assumed.DEFAULT_TIME,)


def test_every_other_count_is_marked():
    assert said("每隔3天上午9点提醒我换药").readings[0].assumed == (Assumed.EVERY_N,)


@pytest.mark.parametrize(
    ("text", "reason", "offer"),
    [
        ("每20秒看一次日志", Reason.INTERVAL_TOO_SHORT, "每1分钟看一次日志"),
        ("2月31号提醒我体检", Reason.IMPOSSIBLE_DATE, "2月28号09:00提醒我体检"),
        ("today at noon ping me about lunch", Reason.TIME_PAST, "tomorrow at noon ping me about lunch"),
    ],
)
def test_what_cannot_be_is_refused_with_an_offer(text, reason, offer):
    refusal = said(text).refusal

    assert (refusal.reason, refusal.offer) == (reason, offer)


def test_target_is_read():
    assert said("每天19:20发收盘笔记到本群").post_to.place is Place.THIS_CHAT
    assert said("every weekday at 7:30am send me the calendar").post_to.place is Place.SELF


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("每天9点总结过去7天的投诉", "总结过去7天的投诉"),
        ("明天下午2点提醒我周五要交表", "周五要交表"),
        ("每月最后一个工作日17点交工时", "交工时"),
    ],
)
def test_later_words_about_time_stay_in_the_prompt(text, prompt):
    assert said(text).prompt == prompt
