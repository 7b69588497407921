# ruff: noqa: E501 - a table is easier to read on long lines
"""The answer to an open question completes the sentence that it was asked about."""

import pytest

from bot.chat.language import read
from bot.chat.language.meaning import Context, Intent
from scheduler.fires import upcoming
from scheduler.model import Locale
from scheduler.triggers import zone_of
from tests.chat.language.clocks import CLOCKS, said

NOW, ZONE = CLOCKS["a"]


def answered(pending, answer):
    open_one = said(pending)
    context = Context(pending=pending, question=open_one.ask.question)
    return read(answer, NOW, ZONE, Locale.ZH, context)


@pytest.mark.parametrize(
    ("pending", "answer", "sentence", "first"),
    [
        ("每天提醒我吃水果", "10点", "每天10点提醒我吃水果", "04-23 10:00"),
        ("每天提醒我吃水果", "下午三点半", "每天下午三点半提醒我吃水果", "04-22 15:30"),
        ("每天提醒我吃水果", "10点吧", "每天10点提醒我吃水果", "04-23 10:00"),
        ("每天提醒我吃水果", "10", "每天10点提醒我吃水果", "04-23 10:00"),
        ("remind me every day to drink water", "at 10", "remind me every day at 10 to drink water", "04-23 10:00"),
        ("remind me every day to drink water", "3pm please", "remind me every day at 3pm to drink water", "04-22 15:00"),
        ("每天9点", "总结销售数据", "每天9点总结销售数据", "04-23 09:00"),
        ("every day at 9", "summarise sales", "every day at 9 summarise sales", "04-23 09:00"),
        ("/new 每天9点", "看板", "/new 每天9点看板", "04-23 09:00"),
        ("这周末提醒我洗车", "第二个", "4月26号09:00提醒我洗车", "04-26 09:00"),
        ("提醒我交房租", "每月1号9点", "每月1号9点提醒我交房租", "05-01 09:00"),
        ("每周提醒我写周报", "每周五下午5点", "每周五下午5点提醒我写周报", "04-24 17:00"),
        ("下周提醒我交周报", "周三9点", "下周周三9点提醒我交周报", "04-29 09:00"),
        ("下个月提醒我交房租", "5号9点", "下个月5号9点提醒我交房租", "05-05 09:00"),
        ("remind me every day to drink water", "9点半", "remind me every day at 9点半to drink water", "04-23 09:30"),
        ("中秋节上午10点提醒我回家", "9月25号", "9月25号上午10点提醒我回家", "09-25 10:00"),
        ("每天9点", "提醒我喝水", "每天9点提醒我喝水", "04-23 09:00"),
        ("每天9点", "昨天的销售额", "帮我每天9点 昨天的销售额", "04-23 09:00"),
        ("every day at 9", "this week's numbers", "schedule: every day at 9 this week's numbers", "04-23 09:00"),
    ],
)  # fmt: skip
def test_an_answer_completes_the_sentence(pending, answer, sentence, first):
    meaning = answered(pending, answer)

    assert (meaning.intent, meaning.said) == (Intent.CREATE, sentence)
    (fire,) = upcoming(meaning.readings[0].trigger, NOW, 1)
    assert f"{fire.astimezone(zone_of(ZONE)):%m-%d %H:%M}" == first


def test_a_completed_sentence_means_the_same_by_itself():
    meaning = answered("每天9点", "团队周知")

    assert said(meaning.said).readings == meaning.readings
    assert meaning.prompt == said(meaning.said).prompt == "团队周知"


def test_a_day_for_every_two_weeks_keeps_them():
    meaning = answered("remind me every two weeks to clean", "on Fridays")

    assert meaning.said == "remind me every two weeks on Fridays to clean"


@pytest.mark.parametrize(
    ("pending", "answer", "question", "said_now"),
    [
        ("下周提醒我交周报", "9点", "which_date", "下周9点提醒我交周报"),
        ("下周提醒我交周报", "周三", "what_time", "下周周三提醒我交周报"),
        ("这周末提醒我洗车", "下午3点", "which_date", "这周末下午3点提醒我洗车"),
        ("next week remind me to file taxes", "9点", "which_date", "next week at 9点remind me to file taxes"),
    ],
)
def test_half_an_answer_keeps_what_was_said_and_asks_the_rest(pending, answer, question, said_now):
    meaning = answered(pending, answer)

    assert (meaning.ask.question, meaning.said) == (question, said_now)
    assert meaning.ask.choices


@pytest.mark.parametrize("answer", ["明天提醒我", "remind me tomorrow"])
def test_a_request_with_a_time_of_its_own_is_not_what_to_do(answer):
    meaning = answered("每天9点", answer)

    assert (meaning.ask.question, meaning.prompt, meaning.said) == ("what_to_do", "", answer)


@pytest.mark.parametrize(
    "remark",
    [
        "今天天气真好", "我昨天跟他吵架了", "好的", "哈哈哈", "等一下", "你觉得呢", "不用了", "10点", "明天10点",
        "I went to the gym yesterday", "never mind", "wait a sec", "that was quick", "is it raining?",
    ],
)  # fmt: skip
def test_a_remark_is_not_what_to_do(remark):
    assert answered("every day at 9", remark).intent is Intent.NONE


@pytest.mark.parametrize(
    ("pending", "answer", "intent"),
    [
        ("每天9点", "谢谢", Intent.NONE),
        ("每天9点", "我的任务", Intent.LIST),
        ("every day at 9", "what can you do?", Intent.HELP),
        ("每天提醒我吃水果", "算了", Intent.NONE),
        ("每天提醒我吃水果", "你好", Intent.NONE),
    ],
)
def test_what_is_no_answer_means_what_it_always_means(pending, answer, intent):
    assert answered(pending, answer).intent is intent


def test_another_request_is_a_request_of_its_own():
    assert answered("每天9点", "每周五5点发周报").said == "每周五5点发周报"


@pytest.mark.parametrize("text", ["每天9点", "every day at 9", "工作日早上8点半"])
def test_a_schedule_alone_asks_what_to_do(text):
    assert said(text).ask.question == "what_to_do"


@pytest.mark.parametrize("text", ["9点", "18:00", "noon", "明天9点", "周五下午3点"])
def test_a_time_alone_asks_for_nothing(text):
    assert said(text).intent is Intent.NONE


@pytest.mark.parametrize("text", ["10点", "10点吧", "改成10点", "每周五", "名字叫晨报"])
def test_beside_an_open_card_it_changes_the_card(text):
    meaning = read(text, NOW, ZONE, Locale.ZH, Context(drafting=True))

    assert (meaning.intent, meaning.ref) == (Intent.EDIT, None)
    assert meaning.changes
