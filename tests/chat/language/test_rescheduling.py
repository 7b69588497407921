"""An edit of time, applied to the schedule that a task has."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.language.meaning import Intent, Question
from bot.chat.language.rescheduling import rescheduled, rezoned
from scheduler.errors import Reason
from scheduler.fires import upcoming
from scheduler.model import Locale
from scheduler.triggers import zone_of
from tests.chat.language.clocks import CLOCKS, said

NOW, ZONE = CLOCKS["a"]

CHANGED = (
    ("每周五下午4点发周报", "改到10点", "04-24 10:00, 05-01 10:00"),
    ("每周五下午4点发周报", "改到每周一", "04-27 16:00, 05-04 16:00"),
    ("每周五下午4点发周报", "改到周三", "04-22 16:00, 04-29 16:00"),
    ("每周五下午4点发周报", "换成每两周", "04-24 16:00, 05-08 16:00"),
    ("每周五下午4点发周报", "改成每天下午3点", "04-22 15:00, 04-23 15:00"),
    ("每周五下午4点发周报", "推迟半小时", "04-24 16:30, 05-01 16:30"),
    ("每周五下午4点发周报", "提前一小时", "04-24 15:00, 05-01 15:00"),
    ("每周五下午4点发周报", "再加一个周六", "04-24 16:00, 04-25 16:00"),
    ("每周五下午4点发周报", "只到月底", "04-24 16:00"),
    ("每周五23点半发周报", "推迟一小时", "04-25 00:30, 05-02 00:30"),
    ("明天下午3点提醒我交表", "改到5点", "04-23 17:00"),
    ("明天下午3点提醒我交表", "改到后天", "04-24 15:00"),
    ("明天下午3点提醒我交表", "推迟一天", "04-24 15:00"),
    ("每天9点发日报", "改成工作日", "04-23 09:00, 04-24 09:00, 04-27 09:00"),
    ("每天9点发日报", "周末不发", "04-23 09:00, 04-24 09:00, 04-27 09:00"),
    ("每天9点发日报", "周末就别发了", "04-23 09:00, 04-24 09:00, 04-27 09:00"),
    ("每天9点发日报", "改到10点，周末别发", "04-23 10:00, 04-24 10:00, 04-27 10:00"),
    ("每15分钟看一下", "间隔改成90分钟", "04-22 15:35, 04-22 17:05"),
    ("每周五下午4点发周报", "改成隔周", "04-24 16:00, 05-08 16:00"),
    ("每天9点发日报", "加一个下午3点", "04-22 15:00, 04-23 09:00"),
    ("每天9点发日报", "改成每三天", "04-23 09:00, 04-26 09:00"),
    ("每天9点发日报", "改到纽约时间10点", "04-22 22:00, 04-23 22:00"),
    ("周一9点和周四15点提醒我开会", "改到10点", "04-23 10:00, 04-27 10:00"),
    ("工作日9点到18点每小时看工单", "改成每半小时", "04-22 14:30, 04-22 15:00"),
    ("工作日9点到18点每小时看工单", "改到10点到20点", "04-22 15:00, 04-22 16:00"),
    ("每15分钟看一下", "改成每小时", "04-22 15:05, 04-22 16:05"),
    ("每月1号9点对账", "改到15号", "05-15 09:00, 06-15 09:00"),
    ("法定工作日9点发日报", "改到8点", "04-23 08:00, 04-24 08:00"),
    ("/new 0 9 * * 1-5 看板", "改到10点半", "04-23 10:30, 04-24 10:30"),
    ("/new 0 9 * * 1-5 看板", "提前半小时", "04-23 08:30, 04-24 08:30"),
    ("every friday at 4pm send the report", "move it to 10", "04-24 10:00, 05-01 10:00"),
    ("every day at 9 send the report", "don't run on weekends", "04-23 09:00, 04-24 09:00, 04-27 09:00"),
    ("every day at 9 send the report", "only on weekdays", "04-23 09:00, 04-24 09:00, 04-27 09:00"),
    ("every day at 9 send the report", "Mondays instead of daily", "04-27 09:00, 05-04 09:00"),
    ("every friday at 4pm send the report", "at 9 instead of 4", "04-24 09:00, 05-01 09:00"),
    ("every friday at 4pm send the report", "make it every 2 weeks", "04-24 16:00, 05-08 16:00"),
    ("every friday at 4pm send the report", "half an hour later", "04-24 16:30, 05-01 16:30"),
    ("every friday at 4pm send the report", "change it to Monday", "04-27 16:00, 05-04 16:00"),
)


def trigger_of(text):
    return said(text).readings[0].trigger


def changed(task, edit):
    return rescheduled(said(edit).changes.schedule, trigger_of(task), NOW, ZONE, Locale.ZH)


def fires(trigger, count):
    local = [time.astimezone(zone_of(ZONE)) for time in upcoming(trigger, NOW, count)]
    return ", ".join(f"{time:%m-%d %H:%M}" for time in local)


@pytest.mark.parametrize(("task", "edit", "expected"), CHANGED, ids=[f"{row[0]}|{row[1]}" for row in CHANGED])
def test_what_was_named_changes_and_the_rest_stays(task, edit, expected):
    (reading,) = changed(task, edit).readings

    assert fires(reading.trigger, expected.count(",") + 1) == expected


def test_the_bounds_of_a_rule_stay():
    task = "从5月6号开始每天晚上9点提醒我泡脚，坚持一周，节假日除外"

    new, old = changed(task, "改到8点").readings[0].trigger.bounds, trigger_of(task).bounds

    assert (new.start, new.end, new.skip_holidays) == (old.start, old.end, old.skip_holidays)


def test_a_cycle_without_its_day_asks_with_whole_edits():
    ask = changed("每天9点发日报", "改成每周").ask

    assert ask.question is Question.HOW_OFTEN
    assert [choice.sentence for choice in ask.choices] == ["改成每周一", "改成每周三", "改成每周五"]


def test_times_that_differ_by_weekday_are_not_guessed():
    assert changed("周一9点和周四15点提醒我开会", "改到每周五").ask.question is Question.WHAT_TIME


@pytest.mark.parametrize(
    ("task", "edit", "reason"),
    [
        ("每天9点发日报", "改到25点", Reason.BAD_TIME),
        ("今天15点提醒我交表", "提前两小时", Reason.TIME_PAST),
        ("/new */15 * * * * 看板", "改到10点半", None),
        ("/new */15 * * * * 看板", "推迟半小时", Reason.BAD_CRON),
    ],
)
def test_what_cannot_be_is_refused(task, edit, reason):
    answer = changed(task, edit)

    assert (answer.refusal and answer.refusal.reason) == reason


@pytest.mark.parametrize(
    ("edit", "offer"),
    [("改到10点", "改到明天10:00"), ("改到13:30", "改到明天13:30")],
)
def test_a_day_that_is_over_is_offered_anew(edit, offer):
    refusal = changed("今天15点提醒我交表", edit).refusal

    assert (refusal.reason, refusal.offer) == (Reason.TIME_PAST, offer)
    assert said(offer).intent is Intent.EDIT


def test_another_zone_keeps_the_time_on_the_wall():
    (reading,) = rezoned(trigger_of("每天9点发日报"), "America/New_York", NOW).readings

    assert reading.first.astimezone(zone_of("America/New_York")).hour == 9


@given(st.sampled_from([row[0] for row in CHANGED]), st.sampled_from([row[1] for row in CHANGED]))
@settings(max_examples=150, deadline=None)
def test_any_edit_of_any_schedule_has_one_answer(task, edit):
    answer = changed(task, edit)

    assert sum(map(bool, (answer.readings, answer.ask, answer.refusal))) == 1
    assert all(reading.first > NOW for reading in answer.readings)


@pytest.mark.parametrize("task", sorted({row[0] for row in CHANGED}))
def test_later_and_earlier_again_is_the_same(task):
    trigger = trigger_of(task)
    later = (
        rescheduled(said("推迟半小时").changes.schedule, trigger, NOW, ZONE, Locale.ZH).readings[0].trigger
    )
    back = rescheduled(said("提前半小时").changes.schedule, later, NOW, ZONE, Locale.ZH).readings[0].trigger

    assert fires(back, 3) == fires(trigger, 3)
