"""Whatever people type, every card can be built, Lark takes it, and it mentions nobody."""

import json
import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.card_json import check_card
from cards.ask_card import ask_card
from cards.batch_card import BatchView, SureView, batch_card, sure_card
from cards.busy_card import BusyView, busy_card
from cards.confirm import DraftView, confirm_card
from cards.pick_card import pick_card
from cards.reader import Reader
from cards.run_card import RunView, run_card
from cards.run_incident import Told
from cards.status_card import status_card
from cards.task_card import TaskView, task_card
from cards.task_list import ListRow, ListView, task_list
from scheduler.days import EveryWeeks
from scheduler.drafts import DraftState
from scheduler.fires import upcoming
from scheduler.incidents import IncidentEnd
from scheduler.model import (
    NOTE_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
    AgentPrompt,
    Artifact,
    ArtifactKind,
    Cause,
    DeliveryState,
    Locale,
    PauseReason,
    RunKind,
    RunState,
    StaticText,
    TaskStatus,
)
from scheduler.triggers import Bounds, Calendar, Window
from scheduler.views import LeftOut, ListScope
from scheduler.watching import Backlog, Installation, Mishap
from tests.builders import NOW, a_draft, a_run, a_spec, a_task
from tests.cards.incident_examples import an_incident

HOSTILE = [
    "<at id=all></at>",
    "<at user_id='all'>",
    "**",
    "_x_",
    "```",
    "[a](javascript:x)",
    "![i](k)",
    "| a | b |\n| - | - |\n| c | d |\n\n",
    "看https://a.b/c总结",
    "<script>",
    "</font>",
    ":OK:",
    "\u202e",
    "\u0000",
    "👨\u200d👩\u200d👧",
    "שלום",
    "界",
    '"\\',
    "\n\n",
    "{x}[y]",
]
hostile = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=10), max_size=10).map("".join)
MENTION = re.compile(r"<\s*/?\s*at\b", re.IGNORECASE)
INTRICATE = Calendar(
    EveryWeeks((1, 2, 4, 6), 3, date(2026, 3, 3)),
    Window(time(22, 30, 15), time(4), timedelta(minutes=7)),
    "America/New_York",
    Bounds(
        start=NOW,
        end=NOW + timedelta(days=900),
        maximum=9_999,
        exclude=tuple(date(2026, 5, day) for day in range(1, 31)),
        skip_holidays=True,
    ),
)
names = st.sampled_from(["", "张三", "Emma"]) | hostile
locales = st.sampled_from(Locale)
calm = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])


def reader(locale):
    return Reader(locale, "Asia/Shanghai", NOW)


def stretched(text, length):
    """`text` over and over, as long as may be."""
    return (text * (length // max(len(text), 1) + 1))[:length] if text else text


@st.composite
def specs(draw):
    text = stretched(draw(hostile), draw(st.sampled_from([1, 300, 1000, TEXT_LIMIT]))) or "x"
    return a_spec(
        title=stretched(draw(hostile), TITLE_LIMIT) or "x",
        phrase=stretched(draw(hostile), draw(st.sampled_from([0, 400, 10_000]))),
        action=draw(st.sampled_from([AgentPrompt, StaticText]))(text),
        trigger=draw(st.sampled_from([INTRICATE, a_spec().trigger])),
        in_group=draw(st.booleans()),
    )


runs = st.builds(
    lambda state, kind, delivery, cause, result, progress, attempt: a_run(
        state=state,
        kind=kind,
        delivery=delivery,
        cause=cause,
        result=result,
        progress=progress,
        attempt=attempt,
        started_at=NOW - timedelta(seconds=90),
        finished_at=NOW,
    ),
    st.sampled_from(RunState),
    st.sampled_from(RunKind),
    st.sampled_from(DeliveryState),
    st.none() | st.sampled_from(Cause),
    st.builds(stretched, hostile, st.sampled_from([0, 500, 40_000])),
    hostile,
    st.integers(0, 3),
)
tasks = st.builds(
    lambda spec, note, status, reason, until: a_task(
        spec=spec,
        status=status,
        pause_reason=reason,
        pause_note=stretched(note, NOTE_LIMIT),
        paused_until=until,
        deleted_at=NOW,
    ),
    specs(),
    hostile,
    st.sampled_from(TaskStatus),
    st.none() | st.sampled_from(PauseReason),
    st.none() | st.just(NOW + timedelta(days=3)),
)


def texts_in(value):
    """Every text that Lark draws or reads; not what a button sends back to us."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in {"value", "default_value"}:
                yield from texts_in(item)


def markdown_in(value):
    if isinstance(value, list):
        for item in value:
            yield from markdown_in(item)
    elif isinstance(value, dict):
        if value.get("tag") in {"markdown", "lark_md"}:
            yield value["content"]
        yield from (text for item in value.values() for text in markdown_in(item))


def holds(card):
    """Lark takes the card, and nothing in its Markdown mentions anybody."""
    drawn = card.json()
    assert check_card(json.dumps(drawn)) is None
    assert not any(MENTION.search(text) for text in markdown_in(drawn))
    assert not any(re.search("[\u202a-\u202e\u0000\ud800-\udfff]", text) for text in texts_in(drawn))


@calm
@given(specs(), names, names, st.sampled_from(DraftState), locales)
def test_a_confirm_card_holds(spec, asker, chat, state, locale):
    view = DraftView(a_draft(spec=spec, state=state), asker, chat, upcoming(spec.trigger, NOW, 3), asker)

    holds(confirm_card(view, reader(locale)))


@calm
@given(tasks, names, names, st.none() | runs, locales)
def test_a_task_card_holds(task, owner, chat, run, locale):
    holds(task_card(TaskView(task, owner, chat, run), reader(locale)))


@calm
@given(runs, tasks, names, st.lists(hostile, max_size=12), locales)
def test_a_run_card_holds(run, task, name, links, locale):
    artifacts = [Artifact(ArtifactKind.LINK, text, f"https://a.b/{text}") for text in links]

    holds(run_card(RunView(run, task, name, artifacts, NOW), reader(locale)))


@calm
@given(runs, tasks, names, st.none() | st.sampled_from(IncidentEnd), st.sampled_from([1, 2]), locales)
def test_a_failure_that_is_counted_holds(run, task, name, end, number, locale):
    run = replace(run, state=RunState.FAILED, note=stretched(name, NOTE_LIMIT), attempt=3)
    whole = {"count": 9_999, "acknowledged_at": NOW, "closed_at": NOW if end else None, "end": end}
    told = Told(run, task, an_incident(run_id=f"run_{number}", **whole), name)

    holds(run_card(RunView(run, task, name, (), NOW, told=told), reader(locale)))


@calm
@given(tasks, names, runs, st.sampled_from(ListScope), st.integers(-1, 20), locales)
def test_a_list_of_a_hundred_tasks_holds(task, owner, run, scope, page, locale):
    rows = [ListRow(number, replace(task, id=f"task_{number}"), owner, run) for number in range(1, 101)]

    holds(task_list(ListView(rows, scope, page, in_group=True), reader(locale)))
    holds(pick_card("task.delete", rows[:5], reader(locale)))
    holds(pick_card("task.pause", rows[:1], reader(locale)))


@calm
@given(names, st.lists(hostile, min_size=1, max_size=3), hostile, st.none() | names, locales)
def test_a_hundred_tasks_switched_at_once_hold(name, titles, note, undone_by, locale):
    many = [stretched(title or "x", TITLE_LIMIT) for title in titles] * 100
    left_out = [LeftOut(title, "not_yours") for title in many]
    note = stretched(note, NOTE_LIMIT)

    view = BatchView(did="paused", names=many, left_out=left_out, until=NOW, note=note, undone_by=undone_by)
    holds(batch_card(view, reader(locale)))
    holds(sure_card(SureView(names=many, left_out=left_out), reader(locale)))


@calm
@given(runs, tasks, names, hostile, st.sampled_from(["", "after", "left"]), locales)
def test_a_run_that_is_stopped_put_off_or_asked_about_holds(run, task, name, note, choice, locale):
    run = replace(run, note=stretched(note, NOTE_LIMIT), cancel_requested_at=NOW)
    view = RunView(run, task, name, (), NOW, stopped_by=name, snoozed=run, snoozed_by=name)

    holds(run_card(view, reader(locale)))
    holds(busy_card(BusyView(task, run, name, note, choice), reader(locale)))


@calm
@given(hostile, st.sampled_from([10, 4_000, 10_000]), locales)
def test_a_question_about_the_longest_message_holds(text, length, locale):
    sentence = stretched(text or "x", length)

    holds(ask_card("what_time", [(f"{hour}:00", sentence) for hour in (9, 14, 18, 20)], reader(locale)))


@pytest.mark.parametrize("locale", Locale)
def test_a_name_that_is_markup_is_shown_and_does_nothing(locale):
    spec = a_spec(title="**x**<at id=all></at>", action=AgentPrompt("**x**<at id=all></at>"))
    drawn = confirm_card(DraftView(a_draft(spec=spec), "", "", ()), reader(locale)).json()

    assert drawn["header"]["title"] == {"tag": "plain_text", "content": "**x**<at id=all></at>"}
    assert not any(MENTION.search(text) for text in markdown_in(drawn))


@pytest.mark.parametrize("locale", Locale)
def test_the_status_with_everything_wrong_is_taken(locale):
    long_ago = NOW - timedelta(days=400)
    backlog = Backlog(
        due=10**6,
        oldest_due=long_ago,
        running=10**4,
        lost=10**4,
        inbox=10**6,
        oldest_inbox=long_ago,
        outbox=10**6,
        oldest_outbox=long_ago,
    )
    mishaps = tuple(Mishap("<at id=all></at>" * 5, "**_x_```" * 10, 10**6, long_ago) for _ in range(20))
    installation = Installation(
        at=NOW, last_tick=long_ago, connection="x" * 500, backlog=backlog, mishaps=mishaps
    )

    card = status_card(installation, Reader(locale, "Asia/Shanghai", NOW))

    assert check_card(json.dumps(card.json())) is None
    assert "<at" not in json.dumps(card.json())
