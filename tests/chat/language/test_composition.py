"""Words in any order: what they add up to where every one of them is known, and only then."""

from zoneinfo import ZoneInfo

import pytest

from bot.chat.language.meaning import Intent, Place
from tests.chat.language.clocks import fires, said


@pytest.mark.parametrize(
    ("text", "intent", "number"),
    [
        ("task 6 帮我先 pause 一下", Intent.PAUSE, 6),
        ("can you fire off number 8 once please, don't touch its schedule", Intent.RUN, 8),
        ("what exactly does number 6 do again?", Intent.SHOW, 6),
        ("第二个任务具体是怎么设的，发到哪儿", Intent.SHOW, 2),
        ("3号最近几次跑得咋样", Intent.HISTORY, 3),
        ("6号上一次跑出来啥结果", Intent.HISTORY, 6),
        ("任务4什么时候再跑呀", Intent.UPCOMING, 4),
        ("so when exactly is task 3 due to run next", Intent.UPCOMING, 3),
        ("中止4号正在执行的这次", Intent.STOP, 4),
        ("stop the run of the second one that's in progress", Intent.STOP, 2),
        ("第五个可以继续发了吧", Intent.RESUME, 5),
        ("please, the third one: get rid of it", Intent.DELETE, 3),
    ],
)
def test_a_task_and_a_verb_in_any_order(text, intent, number):
    meaning = said(text)

    assert (meaning.intent, meaning.ref and meaning.ref.number) == (intent, number)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("abort the weekly report that's running right now", "weekly report"),
        ("帮我先把销售快报 mute 一下吧", "销售快报"),
    ],
)
def test_a_name_that_hardly_anything_else_has_is_enough(text, name):
    assert said(text).ref.name == name


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("every Tuesday at 7pm please - change task 8 to that", "04-28 19:00"),
        ("第四个任务别每天跑了，改成隔天晚上9点", "04-22 21:00"),
        ("I'd like the invoice check moved to the first Monday of each month, 10am", "05-04 10:00"),
        ("instead of daily, run the standup reminder on Mondays and Thursdays at 9:30am", "04-23 09:30"),
    ],
)
def test_a_new_schedule_may_stand_anywhere(text, first):
    meaning = said(text)

    assert meaning.intent is Intent.EDIT
    assert fires_of(meaning) == first


def fires_of(meaning):
    change = meaning.changes.schedule
    return f"{change.readings[0].first.astimezone(ZoneInfo('Asia/Shanghai')):%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("第2个别发群里了，单独发我", Place.SELF, ""),
        ('have number 7 go to the "APAC Ops" chat from now on', Place.NAMED_CHAT, "APAC Ops"),
        ("the churn report should come to me privately instead of the group", Place.SELF, ""),
    ],
)
def test_a_new_place_may_stand_anywhere(text, place, name):
    post_to = said(text).changes.post_to

    assert (post_to.place, post_to.name) == (place, name)


@pytest.mark.parametrize(
    ("text", "name", "prompt"),
    [
        ('call the third one "Inbox Zero" instead', "Inbox Zero", ""),
        ('"Fix Me" should be named "Bug Triage"', "Bug Triage", ""),
        ("give the fifth one a new name: Vendor Watch", "Vendor Watch", ""),
        (
            "for number 4, replace the prompt with: list PRs older than 3 days",
            "",
            "list PRs older than 3 days",
        ),
    ],
)
def test_a_new_text_is_kept_as_it_was_typed(text, name, prompt):
    changes = said(text).changes

    assert (changes.name, changes.prompt) == (name, prompt)


@pytest.mark.parametrize(
    "text",
    [
        "3号停了",
        "每周一例会取消",
        "我把日报删了，没人看",
        "I'll run the report myself",
        "can you send me the report?",
        "I'm on leave from Monday, back on the 4th",
        "make a backup of the second drive",
        "3号楼和5号楼的电梯停了",
        "他昨天把3号线的运行图改了",
    ],
)
def test_one_word_that_is_not_known_and_nothing_is_done(text):
    assert said(text).intent is Intent.NONE


def test_a_new_task_is_none_that_changes():
    assert said('new task called "Heartbeat": every 30 minutes ping the status page').intent is Intent.CREATE
    assert fires('new task called "Heartbeat": every 30 minutes ping the status page', count=1)
