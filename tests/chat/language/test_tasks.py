"""What people say of tasks that exist: which verb, which task, and what is said along with it."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.chat.language import read
from bot.chat.language.meaning import Context, Intent, Scope, StateFilter, TaskRef
from scheduler.model import Locale
from tests.chat.language.clocks import CLOCKS, said

FOLDER = Path(__file__).parent
SAID = [line.split("|", 2) for line in FOLDER.joinpath("said_of_tasks.txt").read_text("utf-8").splitlines()]
TALK = FOLDER.joinpath("talk_of_tasks.txt").read_text("utf-8").splitlines()


def ref_of(words):
    if words in {"", "*", "it"}:
        return TaskRef(all=words == "*", it=words == "it") if words else None
    return TaskRef(number=int(words)) if words.lstrip("-").isdigit() else TaskRef(name=words)


@pytest.mark.parametrize(("intent", "task", "text"), SAID, ids=[row[2] for row in SAID])
def test_what_is_said_of_a_task(intent, task, text):
    meaning = said(text)

    assert (meaning.intent, meaning.ref) == (Intent(intent), ref_of(task))


@pytest.mark.parametrize("text", TALK)
def test_talk_with_the_same_verbs_is_no_command(text):
    assert said(text).intent is Intent.NONE


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("删除 1 和 2", (1, 2)),
        ("暂停1、3和5", (1, 3, 5)),
        ("pause 1, 3 and 5", (1, 3, 5)),
        ("暂停1到3", (1, 2, 3)),
        ("delete 2-4", (2, 3, 4)),
        ("删掉第一个和第三个", (1, 3)),
        ("恢复2号和4号", (2, 4)),
    ],
)
def test_several_tasks_by_number(text, numbers):
    meaning = said(text)

    assert meaning.refs == tuple(TaskRef(number=number) for number in numbers)
    assert meaning.ref == meaning.refs[0]


def test_of_several_names_the_whole_comes_first():
    meaning = said("暂停日报和周报")

    assert meaning.ref == TaskRef(name="日报和周报")
    assert meaning.refs == (TaskRef(name="日报"), TaskRef(name="周报"))


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("暂停它", TaskRef(it=True)),
        ("pause it", TaskRef(it=True)),
        ("删掉这个任务", TaskRef(it=True)),
        ("暂停最后一个", TaskRef(number=-1)),
        ("delete the last one", TaskRef(number=-1)),
        ("show the third one", TaskRef(number=3)),
        ("把“暂停通知”删掉", TaskRef(name="暂停通知")),
        ("暂停每天9点的日报", TaskRef(name="日报")),
    ],
)
def test_pronouns_places_and_quoted_names(text, ref):
    assert said(text).ref == ref


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("暂停日报，休假", "休假"),
        ("暂停日报，因为系统在升级", "系统在升级"),
        ("pause the digest until Monday because I'm away", "I'm away"),
        ("can you pause the digest while I'm on leave", "I'm on leave"),
        ("国庆期间暂停所有任务", "国庆期间"),
        ("pause the digest", ""),
        ("舆情监控太吵了，先停了", "太吵了"),
        ("I'm on leave, pause the rent reminder", "I'm on leave"),
        ("pause the standup digest until I'm back", "until I'm back"),
        ("suspend the sprint recap until I say so", ""),
    ],
)
def test_a_pause_may_have_a_reason(text, reason):
    meaning = said(text)

    assert (meaning.intent, meaning.reason) == (Intent.PAUSE, reason)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("pause the digest for two weeks", "2026-05-06T00:00+08:00"),
        ("日报停三天", "2026-04-25T00:00+08:00"),
        ("暂停日报两天", "2026-04-24T00:00+08:00"),
        ("下周三之前暂停日报", "2026-04-29T00:00+08:00"),
        ("日报下周三之前别发", "2026-04-29T00:00+08:00"),
        ("日报今天别发了", "2026-04-23T00:00+08:00"),
        ("until Monday no digest please", "2026-04-27T00:00+08:00"),
        ("pause the digest for 2 hours", "2026-04-22T16:05+08:00"),
        ("mute the digest for the rest of the week", "2026-04-27T00:00+08:00"),
        ("pause the digest until further notice", None),
    ],
)
def test_a_pause_may_last_so_long(text, end):
    meaning = said(text)

    assert meaning.intent is Intent.PAUSE
    assert meaning.until == (datetime.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    "text",
    [
        "暂停日报，先别删",
        "delete the digest, actually don't",
        "删除周报，大家觉得呢？",
        "delete that comment, it's rude",
        "remove the couch, nobody sits on it",
    ],
)
def test_second_thoughts_and_other_things_are_no_reason_to_delete(text):
    assert said(text).intent not in {Intent.DELETE, Intent.CREATE}


@pytest.mark.parametrize(
    ("text", "task", "note"),
    [
        ("现在跑一遍日报，只看华东", "日报", "只看华东"),
        ("run the digest now but only for EMEA", "digest", "only for EMEA"),
        ("run 3, focus on churn", "3", "focus on churn"),
        ("run the digest now", "digest", ""),
    ],
)
def test_a_run_may_have_a_note(text, task, note):
    meaning = said(text)

    assert (meaning.intent, meaning.ref, meaning.note) == (Intent.RUN, ref_of(task), note)


@pytest.mark.parametrize(
    ("text", "only", "scope"),
    [
        ("my paused tasks", StateFilter.PAUSED, Scope.MINE),
        ("看看失败的任务", StateFilter.FAILED, None),
        ("群里有哪些任务", None, Scope.THIS_CHAT),
        ("list active tasks in this group", StateFilter.ACTIVE, Scope.THIS_CHAT),
        ("list tasks", None, None),
    ],
)
def test_a_list_may_be_limited(text, only, scope):
    meaning = said(text)

    assert (meaning.intent, meaning.only, meaning.scope) == (Intent.LIST, only, scope)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("今晚有什么任务", (22, 18), (23, 4)),
        ("明天有哪些任务要跑", (23, 0), (24, 0)),
        ("what fires tonight", (22, 18), (23, 4)),
        ("what runs this week", (20, 0), (27, 0)),
        ("which tasks run this weekend", (25, 0), (27, 0)),
        ("接下来24小时有什么要跑的", None, None),
    ],
)
def test_what_comes_next_may_have_a_window(text, start, end):
    window = said(text).window

    if start is None:
        assert (window.end - window.start).total_seconds() == 24 * 3600
        return
    assert (window.start, window.end) == (april(*start), april(*end))


def april(day, hour):
    return datetime.fromisoformat(f"2026-04-{day:02}T{hour:02}:00+08:00")


@pytest.mark.parametrize(
    ("title", "text", "intent"),
    [
        ("暂停通知", "暂停通知停掉", Intent.PAUSE),
        ("恢复演练", "删除恢复演练", Intent.DELETE),
        ("Stop the line", "resume stop the line", Intent.RESUME),
    ],
)
def test_no_verb_is_heard_in_the_name_last_talked_about(title, text, intent):
    now, zone = CLOCKS["a"]

    meaning = read(text, now, zone, Locale.ZH, Context(title=title))

    assert (meaning.intent, meaning.ref.name.lower()) == (intent, title.lower())


def test_an_unknown_command_is_told_by_its_word():
    meaning = said("/frobnicate 1")

    assert (meaning.intent, meaning.tone, meaning.name) == (Intent.NONE, "unknown_command", "frobnicate")
