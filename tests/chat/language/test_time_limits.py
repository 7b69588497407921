"""How long a run may take, said with a new task or of one that there is."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.chat.changing import Scene, changed
from bot.chat.language import language_of, read
from bot.chat.language.meaning import Intent, TaskRef
from bot.chat.language.time_limits import USUAL
from scheduler.model import Locale, Policies
from tests.builders import a_spec

MINUTE = timedelta(minutes=1)
NOW = datetime.fromisoformat("2026-04-22T14:05+08:00")


def meaning_of(text):
    return read(text, NOW, "Asia/Shanghai", language_of(text))


@pytest.mark.parametrize(
    ("text", "prompt", "minutes"),
    [
        ("每天9点帮我总结新闻，最多跑10分钟", "帮我总结新闻", 10),
        ("每天9点总结新闻，每次最多运行半小时", "总结新闻", 30),
        ("每天9点总结新闻，运行时间不超过20分钟", "总结新闻", 20),
        ("每天9点总结新闻，超过10分钟就停", "总结新闻", 10),
        ("每天9点总结新闻，如果超过1个半小时还没跑完就自动终止", "总结新闻", 90),
        ("每天9点总结新闻，限时10分钟", "总结新闻", 10),
        ("每10分钟检查一次接口，每次最多跑2分钟", "检查一次接口", 2),
        ("every day at 9am summarise the News, stop it after 10 minutes", "summarise the News", 10),
        ("every day at 9am summarise the news and stop after 10 minutes", "summarise the news", 10),
        ("every day at 9am check the API, stop it if it takes longer than 5 minutes", "check the API", 5),
        ("every day at 9am summarise the news with a time limit of an hour", "summarise the news", 60),
        ("every day at 9am summarise the news, time limit: 10 minutes", "summarise the news", 10),
        ("every day at 9am summarise the news, give up after half an hour", "summarise the news", 30),
        ("every day at 9am summarise the news, let it run for at most 6 hours.", "summarise the news", 360),
    ],
)
def test_a_new_task_has_its_limit_and_no_word_of_it_in_what_is_to_be_done(text, prompt, minutes):
    meaning = meaning_of(text)

    assert (meaning.intent, meaning.prompt) == (Intent.CREATE, prompt)
    assert meaning.time_limit == minutes * MINUTE
    assert meaning.said == text


@pytest.mark.parametrize(
    "text",
    [
        "每天9点提醒我跑步，最多跑10分钟",  # a text that is posted word for word
        "每天9点给我一份健身计划，最多跑10分钟",  # people run
        "每10分钟检查一次接口，最多跑2小时",  # of the schedule, perhaps
        "每天9点总结新闻，最多跑8小时",  # longer than any run
        "每天9点总结新闻，最多跑30秒",  # shorter than a limit may be
        "每天9点查一下哪些接口超过10分钟就停用",
        "每天9点检查任务，超时10分钟的列出来",
        "every day at 9am remind me to cook, stop it after 10 minutes",
        "every day at 9am list the jobs that stop after 10 minutes of work",
        "every day at 9am write a plan for running, run at most 10 minutes",
        "every 10 minutes check the API, run it for at most 2 hours",
    ],
)
def test_what_may_be_said_of_something_else_stays_with_what_is_to_be_done(text):
    meaning = meaning_of(text)

    assert meaning.intent is Intent.CREATE
    assert meaning.time_limit is None
    assert meaning.prompt.lower() in text.lower()


IT, SECOND, DAILY = TaskRef(it=True), TaskRef(number=2), TaskRef(name="日报")


@pytest.mark.parametrize(
    ("text", "ref", "limit"),
    [
        ("最多跑10分钟", None, 10),
        ("它最多跑10分钟", IT, 10),
        ("让2最多跑10分钟吧", SECOND, 10),
        ("日报每次最多运行1小时30分钟", DAILY, 90),
        ("日报运行时间不超过20分钟", DAILY, 20),
        ("日报超过10分钟就停", DAILY, 10),
        ("把2的时限改成半小时", SECOND, 30),
        ("请把日报的时间上限设为半小时", DAILY, 30),
        ("取消2的时限", SECOND, 0),
        ("stop it after 10 minutes", IT, 10),
        ("stop task 2 after 10 minutes", SECOND, 10),
        ("please stop 2 if it takes longer than 10 minutes", SECOND, 10),
        ("let digest run for at most 10 minutes", TaskRef(name="digest"), 10),
        ("give it at most 10 minutes", IT, 10),
        ("limit 2 to 10 minutes per run", SECOND, 10),
        ("set the time limit to 10 minutes", None, 10),
        ("change the time limit of digest to half an hour", TaskRef(name="digest"), 30),
        ("set digest's time limit to 1h30", TaskRef(name="digest"), 90),
        ("remove the time limit of 2", SECOND, 0),
    ],
)
def test_a_task_s_limit_is_changed_and_nothing_else(text, ref, limit):
    meaning = meaning_of(text)

    assert (meaning.intent, meaning.ref) == (Intent.EDIT, ref)
    assert meaning.changes.time_limit == (limit * MINUTE or USUAL)
    assert not replace(meaning.changes, time_limit=None)


@pytest.mark.parametrize(
    "text",
    [
        "我最多跑10分钟",
        "我每天最多跑10分钟",
        "任务超时10分钟了",
        "会议超过10分钟就停不下来",
        "I run at most 10 minutes every day",
        "stop the music after 10 minutes",
        "let me rest for at most 10 minutes",
        "give me at most 10 minutes",
    ],
)
def test_what_is_only_talk_changes_nothing(text):
    assert meaning_of(text).intent is Intent.NONE


@pytest.mark.parametrize(("said", "limit"), [("最多跑10分钟", 10 * MINUTE), ("取消时限", None)])
def test_it_is_put_on_the_task_beside_whatever_else_that_has(said, limit):
    before = a_spec(policies=Policies(time_limit=5 * MINUTE, delete_after_run=True))
    scene = Scene(NOW, "Asia/Shanghai", Locale.ZH)

    after = changed(before, meaning_of(said).changes, scene).spec

    assert after == replace(before, policies=Policies(time_limit=limit, delete_after_run=True))
