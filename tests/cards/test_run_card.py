from dataclasses import replace
from datetime import timedelta

import pytest

from cards.run_card import RunView, run_card
from cards.run_words import step_words
from scheduler.model import (
    Artifact,
    ArtifactKind,
    Cause,
    DeliveryState,
    Locale,
    RunKind,
    RunState,
    StaticText,
    TaskStatus,
)
from tests.cards.checking import as_json
from tests.cards.examples import NOW, reader, report, run_of, task_of
from tests.cards.test_golden import parts_with

ZH = Locale.ZH
TASK = task_of(report(ZH))


def drawn(state, *, by="", artifacts=(), task=TASK, following=None, **fields):
    run = run_of(state, kind=RunKind.MANUAL if by else RunKind.SCHEDULED, **fields)
    return run_card(RunView(run, task, by, artifacts, following or task.next_fire_time), reader(ZH))


def verbs(card):
    buttons = parts_with("button", card.json())
    return [button["behaviors"][0]["value"]["verb"] for button in buttons]


@pytest.mark.parametrize(
    ("state", "colour"),
    [
        (RunState.QUEUED, "blue"),
        (RunState.RUNNING, "blue"),
        (RunState.WAITING, "orange"),
        (RunState.SUCCEEDED, "green"),
        (RunState.FAILED, "red"),
        (RunState.TIMED_OUT, "red"),
        (RunState.CANCELLED, "grey"),
        (RunState.SKIPPED, "grey"),
        (RunState.MISSED, "orange"),
        (RunState.UNKNOWN, "orange"),
    ],
)
def test_the_header_colour_is_the_state(state, colour):
    assert drawn(state).json()["header"]["template"] == colour


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        ("thinking", "正在思考"),
        ("writing", "正在成文"),
        ("tool web_search", "正在使用 web_search"),
        ("读取第 3 页", "读取第 3 页"),
        ("", ""),
    ],
)
def test_steps_have_words_and_others_are_shown_as_they_are(progress, words):
    assert step_words(progress, ZH) == words


def test_a_running_card_says_how_long_it_has_been_running():
    card = drawn(RunState.RUNNING, started_at=NOW - timedelta(seconds=72))

    assert "运行中 · 1 分 12 秒" in as_json(card)


def test_a_clock_that_runs_behind_makes_no_negative_time():
    assert "-" not in drawn(RunState.RUNNING, started_at=NOW + timedelta(seconds=9)).json()["header"]


def test_an_open_run_can_be_stopped_and_nothing_else():
    assert verbs(drawn(RunState.QUEUED)) == verbs(drawn(RunState.RUNNING)) == ["run.stop"]


def test_a_failed_run_says_the_cause_what_was_tried_and_what_is_next():
    card = drawn(RunState.FAILED, cause=Cause.NETWORK, attempt=3)

    assert "网络连接不上。" in as_json(card)
    assert "3 次" in as_json(card)
    assert "明天 周二 3月5日 09:00" in as_json(card)
    assert verbs(card) == ["run.again", "task.show", "task.pause"]


def test_what_is_paused_is_not_offered_a_pause():
    paused = replace(TASK, status=TaskStatus.PAUSED)

    assert "task.pause" not in verbs(drawn(RunState.FAILED, task=paused))


def test_a_run_of_a_deleted_task_cannot_be_repeated():
    deleted = replace(TASK, status=TaskStatus.DELETED)

    assert verbs(drawn(RunState.SUCCEEDED, task=deleted)) == []


def test_trying_again_later_says_why_and_when():
    card = drawn(RunState.QUEUED, attempt=1, cause=Cause.RATE_LIMITED, due_at=NOW + timedelta(minutes=2))

    assert "限流" in as_json(card)
    assert "14:02" in as_json(card)


def test_whoever_started_it_is_named():
    assert "手动触发：李四 · 14:00" in as_json(drawn(RunState.SUCCEEDED, by="李四"))


def test_a_long_result_shows_six_lines_and_folds_the_rest():
    lines = [f"第 {number} 行" for number in range(1, 21)]
    shown, folded = parts_with("markdown", drawn(RunState.SUCCEEDED, result="\n".join(lines)).json())

    assert shown["content"].count("\n") < 7
    assert "第 6 行" in shown["content"]
    assert "第 7 行" not in shown["content"]
    assert "第 20 行" in folded["content"]


def test_a_short_result_is_not_folded():
    assert parts_with("collapsible_panel", drawn(RunState.SUCCEEDED, result="42").json()) == []


def test_a_result_without_text_says_so():
    assert "没有文字结果" in as_json(drawn(RunState.SUCCEEDED, result="  \n"))


@pytest.mark.parametrize("state", [DeliveryState.PARTIAL, DeliveryState.FAILED, DeliveryState.UNKNOWN])
def test_a_result_that_did_not_arrive_is_said_on_the_card(state):
    assert "送达" in as_json(drawn(RunState.SUCCEEDED, result="42", delivery=state))
    assert "送达" not in as_json(drawn(RunState.SUCCEEDED, result="42", delivery=DeliveryState.DELIVERED))


def test_links_are_shown_and_many_are_counted():
    links = [
        Artifact(ArtifactKind.LINK, f"文件{number}", f"https://x.example/{number}") for number in range(8)
    ]
    card = drawn(RunState.SUCCEEDED, result="42", artifacts=links)

    assert "[文件4](https://x.example/4)" in as_json(card)
    assert "文件5" not in as_json(card)
    assert "还有 3 个" in as_json(card)
    assert card.summary == "销售日报：已完成，8 个结果"


def test_a_link_that_no_browser_opens_is_only_a_name():
    bad = Artifact(ArtifactKind.LINK, "报表", "javascript:alert(1)")

    assert "javascript" not in as_json(drawn(RunState.SUCCEEDED, result="42", artifacts=[bad]))


def test_a_link_that_stands_in_the_text_is_not_repeated_under_it():
    report = Artifact(ArtifactKind.LINK, "报表", "https://example.com/report")
    said = f"详见 [报表]({report.content})"

    seen = drawn(RunState.SUCCEEDED, result=said, artifacts=[report])
    folded = drawn(RunState.SUCCEEDED, result="行\n" * 9 + said, artifacts=[report])

    assert as_json(seen).count(report.content) == 1
    assert as_json(folded).count(report.content) == 2


def primary(card):
    [filled] = [one for one in parts_with("button", card.json()) if one["type"] == "primary_filled"]
    return filled["behaviors"][0]["value"]["verb"]


@pytest.mark.parametrize(
    ("text", "values", "verb"),
    [("{{x}}", {}, "task.edit"), ("{{x}}", {"x": "1"}, "run.again"), ("no braces", {}, "run.again")],
)
def test_what_lacks_a_value_is_to_be_given_it_before_it_is_tried_again(text, values, verb):
    task = replace(TASK, spec=replace(TASK.spec, action=StaticText(text, values)))

    card = drawn(RunState.FAILED, task=task, cause=Cause.MISSING_VALUE)

    assert primary(card) == verb
    assert "run.again" in verbs(card)


def reminder(text, **spec):
    return replace(TASK, spec=replace(TASK.spec, action=StaticText(text), **spec))


def said(card):
    return [part["content"] for part in parts_with("plain_text", card.json()["body"])]


@pytest.mark.parametrize("text", ["喝水", " 喝水。", "喝水！"])
def test_a_reminder_that_is_called_what_it_says_says_it_once(text):
    card = drawn(RunState.SUCCEEDED, task=reminder(text, title="喝水"), result=text)

    assert card.header.title == "喝水"
    assert not [words for words in said(card) if "喝水" in words]


def test_a_reminder_with_more_to_say_than_its_name_says_it_and_points_nowhere():
    card = drawn(
        RunState.SUCCEEDED,
        task=reminder("喝水，走两步", title="喝水"),
        result="喝水，走两步",
        delivery=DeliveryState.DELIVERED,
    )

    assert said(card)[0] == "喝水，走两步"
    assert "话题" not in as_json(card)


@pytest.mark.parametrize(("is_folded", "points"), [(False, True), (True, False)])
def test_a_card_points_to_its_thread_only_where_the_result_stands_there(is_folded, points):
    run = run_of(RunState.SUCCEEDED, result="All is well", delivery=DeliveryState.DELIVERED)

    card = run_card(RunView(run, TASK, "", (), None, is_folded=is_folded), reader(ZH))

    assert ("话题" in as_json(card)) is points


@pytest.mark.parametrize(
    ("state", "text", "result", "summary"),
    [
        (RunState.SUCCEEDED, "走两步", "走两步", "喝水：走两步"),
        (RunState.SUCCEEDED, "喝水", "喝水", "喝水"),
        (RunState.RUNNING, "走两步", "", "喝水：走两步"),
        (RunState.QUEUED, "{{今天}}走两步", "", "喝水：排队中"),
        (RunState.FAILED, "走两步", "", "喝水：失败"),
    ],
)
def test_a_notification_of_a_reminder_says_its_text(state, text, result, summary):
    assert drawn(state, task=reminder(text, title="喝水"), result=result).summary == summary
