"""`aime parse`: one sentence for a person, or lines of JSON for a program."""

import json
import subprocess
import sys
from datetime import datetime

import pytest

from bot.commands.parse_lines import answered

NOW = "2026-04-22T14:05:00+08:00"
HEAVY = {"aiohttp", "sqlalchemy", "lark_oapi", "pydantic_ai", "openai", "apscheduler", "alembic"}


def aime(*words, stdin=b""):
    """Run it without any setting; returns its exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "parse", *words], input=stdin, capture_output=True, env={}, check=False
    )
    return done.returncode, done.stdout.decode()


def answers(*lines):
    """Return the answers to lines as the command gives them, without starting it."""
    return [
        json.loads(answered(json.dumps(one).encode(), datetime.fromisoformat(NOW), "UTC")) for one in lines
    ]


def printed_answers(*lines):
    """Return the answers of the command itself to lines: dicts, or text as it is."""
    stdin = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    code, printed = aime("--jsonl", stdin=stdin.encode())
    assert code == 0
    return [json.loads(one) for one in printed.splitlines()]


def line(text, **more):
    return {"id": "1", "text": text, "now": NOW, "tz": "Asia/Shanghai"} | more


def test_a_sentence_is_told_with_its_reading_its_fires_and_its_words():
    code, printed = aime("每个工作日早上9点半给我发日报", "--now", NOW)

    assert code == 0
    assert "每个工作日 09:30（北京时间）" in printed
    assert printed.count("Asia/Shanghai (+0800)") == 7  # when it was said, and six fires
    assert "Thu 2026-04-23 09:30:00" in printed
    assert "早上9点半  →  the time of day" in printed


def test_what_was_filled_in_is_told():
    assert "按下午理解" in aime("明天3点提醒我开会", "--now", NOW)[1]


def test_a_question_is_told_with_its_choices():
    _, printed = aime("every day remind me to drink", "--now", NOW)

    assert "At what time?" in printed
    assert "09:00  →  every day at 09:00 remind me to drink" in printed


def test_a_refusal_is_told_with_its_offer():
    _, printed = aime("2月31号提醒我体检", "--now", NOW)

    assert "refused" in printed
    assert "2月28号09:00提醒我体检" in printed


def test_an_instant_without_an_offset_is_one_of_the_zone():
    _, printed = aime("in 20 minutes remind me to call", "--now", "2026-04-22T14:05", "--tz", "Europe/London")

    assert "14:25:00 Europe/London (+0100)" in printed


@pytest.mark.parametrize("wrong", [["--now", "gestern"], ["--tz", "Mars/Base"]])
def test_a_wrong_option_is_one_line_and_no_trace(wrong):
    code, printed = aime("明天3点提醒我开会", *wrong)

    assert (code, printed) == (1, "")


def test_a_line_is_answered_with_every_key():
    [answer] = answers(line("下周四上午11点叫我续会员"))

    assert answer == {
        "id": "1",
        "intent": "create",
        "fires": ["2026-04-30T11:00:00+08:00"],
        "clarify": False,
        "error": None,
        "prompt": "续会员",
        "name": None,
        "target": None,
        "task_ref": None,
        "changes": None,
    }


def test_fires_have_the_offset_of_the_zone_that_was_named():
    [answer] = answers(line("伦敦时间每周五下午5点发周报"))

    assert answer["fires"][0] == "2026-04-24T17:00:00+01:00"
    assert len(answer["fires"]) == 6


def test_a_question_has_no_fires():
    [answer] = answers(line("每天提醒我吃水果"))

    assert (answer["clarify"], answer["fires"], answer["error"]) == (True, [], None)


def test_a_refusal_says_why():
    [answer] = answers(line("今天早上8点提醒我吃饭"))

    assert answer["fires"] == []
    assert "明天早上8点提醒我吃饭" in answer["error"]


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("每天9点发收盘笔记到本群", "this_chat"),
        ("每天9点给我发日报", "self"),
        ("每天9点把日报发到产品群", "chat:产品群"),
        ("每天9点汇总新闻", None),
    ],
)
def test_where_it_posts(said, target):
    assert answers(line(said))[0]["target"] == target


@pytest.mark.parametrize(
    ("said", "intent", "task"),
    [
        ("暂停2", "pause", "2"),
        ("全部恢复", "resume", "*"),
        ("run the digest", "run", "digest"),
        ("谢谢", "none", None),
    ],
)
def test_what_else_is_wanted_and_with_which_task(said, intent, task):
    [answer] = answers(line(said))

    assert (answer["intent"], answer["task_ref"], answer["fires"]) == (intent, task, [])


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("把周报改到10点", {"time": "10:00"}),
        ("rename 3 to Sales", {"name": "Sales"}),
        ("周报改成发到产品群", {"target": "chat:产品群"}),
        ("把日报的时区改成东京", {"tz": "Asia/Tokyo"}),
        ("周报推迟半小时", None),  # later than what, the task knows
        ("暂停2", None),
    ],
)
def test_an_edit_names_what_it_changes_and_nothing_else(said, changes):
    assert answers(line(said))[0]["changes"] == changes


def test_a_whole_schedule_in_an_edit_is_told_by_its_fires():
    [answer] = answers(line("4改到每周五下午5点"))

    assert answer["changes"]["fires"][:2] == ["2026-04-24T17:00:00+08:00", "2026-05-01T17:00:00+08:00"]
    assert (answer["task_ref"], answer["fires"]) == ("4", [])


def test_two_tasks_in_one_sentence_are_a_question():
    [answer] = answers(line("每天9点提醒我喝水，每周五17点提醒我写周报"))

    assert (answer["clarify"], answer["fires"]) == (True, [])


def test_a_bad_line_is_answered_and_stops_nothing():
    wrong = [
        "{",
        "[1]",
        '{"id": 7}',
        line("x", now="gestern"),
        line("x", tz="Mars/Base"),
        line(5),
        "[" * 5000,
    ]

    *failed, last = printed_answers(*wrong, line("谢谢"))

    assert [one["id"] for one in failed] == [None, None, 7, "1", "1", "1", None]
    assert all(one["error"] and one["intent"] is None for one in failed)
    assert last["intent"] == "none"


def test_each_line_is_answered_as_soon_as_it_is_said():
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "parse", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={},
    ) as process:
        for number in (1, 2):
            process.stdin.write(json.dumps(line("谢谢", id=number)).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()


def test_nothing_heavy_is_imported_to_read_a_sentence():
    code = f"import sys, bot.__main__, bot.commands.parse; print(sorted({HEAVY} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert done.stdout.decode().strip() == "[]"
