"""Messages written as a form or as a list of lines."""

import pytest

from bot.chat.language.meaning import Intent
from tests.chat.language.clocks import fires, said


@pytest.mark.parametrize(
    ("text", "when", "prompt"),
    [
        ("任务：整理法务待审合同；时间：每周五 16:30", "04-24 16:30", "整理法务待审合同"),
        ("事项：带学生去科技馆\n时间：2026-05-18 08:30\n请到点提醒我", "05-18 08:30", "带学生去科技馆"),
        ("Task: rinse the kettle\nTimes: 07:00, 19:00\nDays: every day", "04-22 19:00", "rinse the kettle"),
        ("What: check the freezer\nWhen: weekdays at 8", "04-23 08:00", "check the freezer"),
        ("1. 工作日\n2. 上午10点和下午4点\n3. 提醒我回访家长", "04-22 16:00", "回访家长"),
    ],
)  # fmt: skip
def test_a_form_is_a_request(text, when, prompt):
    assert (fires(text, count=1), said(text).prompt, said(text).said) == (when, prompt, text)


def test_a_form_may_name_the_task_and_the_group():
    meaning = said("名称：合同周检\n提醒内容：整理合同\n时间：每周五 16:30\n发到：法务群")

    assert (meaning.name, meaning.prompt, meaning.post_to.name) == ("合同周检", "整理合同", "法务群")


@pytest.mark.parametrize(
    "text",
    [
        "名字叫晨检，内容是统计缺勤学生，每天8点20跑",
        "建一个任务，名字叫晨检，内容是统计缺勤学生，时间是每天8点20",
        "任务名叫晨检，每天8点20，内容是统计缺勤学生",
    ],
)
def test_labels_may_stand_in_a_sentence(text):
    assert (fires(text, count=1), said(text).prompt, said(text).name) == (
        "04-23 08:20",
        "统计缺勤学生",
        "晨检",
    )


def test_a_form_may_leave_the_time_without_a_label():
    meaning = said("name it Ledger; prompt: compare the ledger; daily 9am")

    assert (meaning.name, meaning.prompt, bool(meaning.readings)) == ("Ledger", "compare the ledger", True)


@pytest.mark.parametrize("name", ["Scores", "The Scores"])
def test_a_name_may_stand_last(name):
    text = f"Every Friday at 4pm post the scores; name it {name}"

    assert (said(text).name, said(text).prompt, said(text).said) == (name, "post the scores", text)


def test_what_a_form_leaves_open_is_asked():
    meaning = said("任务：写周报；时间：每周五")

    assert meaning.ask
    assert all(said(choice.sentence).readings for choice in meaning.ask.choices)


@pytest.mark.parametrize(
    "text",
    [
        "会议纪要：\n时间：每周五 16:30\n内容：讨论合同",
        "【会议通知】\n时间：4月25日 14:00\n地点：三楼会议室\n内容：季度总结",
        "时间：4月25日 14:00\n内容：季度总结",
        "Agenda\nTime: Monday 10:00\nTopic: budget",
        "- milk\n- eggs",
    ],
)
def test_a_notice_for_people_asks_for_nothing(text):
    assert said(text).intent is Intent.NONE


@pytest.mark.parametrize(
    "text",
    [
        "1. 每天9点提醒我喝水\n2. 每周五17点提醒我写周报",
        "1. 每天9点提醒我喝水\n2. 每周五提醒我写周报",
        "- remind me every day at 9 to drink\n- remind me on Fridays at 5 to report",
    ],
)
def test_lines_that_are_tasks_of_their_own_are_offered_apart(text):
    assert len(said(text).parts) == 2
