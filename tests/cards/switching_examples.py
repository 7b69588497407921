"""Runs stopped and put off, several tasks at once, the day's number: golden files, and for looking at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from cards.batch_card import BatchView, SureView, batch_card, sure_card
from cards.busy_card import BusyView, busy_card
from cards.elements import Card
from cards.reader import Reader
from cards.run_card import RunView, run_card
from cards.task_card import TaskView, task_card
from cards.task_list import ListRow, ListView, task_list
from scheduler.days import EveryDays
from scheduler.model import (
    Action,
    AgentPrompt,
    Cause,
    Locale,
    PauseReason,
    PersonId,
    Run,
    RunKind,
    RunState,
    StaticText,
    Task,
    TaskStatus,
)
from scheduler.triggers import Calendar
from scheduler.views import LeftOut, ListScope
from tests.builders import a_run, a_spec, a_task

NOW = datetime(2024, 3, 4, 6, 0, tzinfo=UTC)  # Monday 14:00 in Shanghai
CST = "Asia/Shanghai"
DAILY = Calendar(EveryDays(), (time(9),), CST)
MONDAY = NOW + timedelta(days=6, hours=10)

ZH = {
    "title": "销售日报",
    "prompt": "总结昨天的销售数据",
    "name": "张三",
    "drink": "起来喝水，走两步",
    "why": "我在休假，回来再说",
    "note": "这次只看华东，其余的下周再说",
}
EN = {
    "title": "Sales report",
    "prompt": "Summarise yesterday's sales",
    "name": "Emma Carter",
    "drink": "Get up and drink some water",
    "why": "I am on leave until then",
    "note": "only the east region this time",
}
WORDS = {Locale.ZH: ZH, Locale.EN: EN}
NAMES = {
    Locale.ZH: (
        "销售日报",
        "一个名字特别特别长的论文摘要任务，用来看看会不会撑破布局或者挤掉按钮",
        "站会提醒",
    ),
    Locale.EN: ("Sales report", "A task whose name is so very long that it has to be cut short", "Stand-up"),
}
LEFT_OUT = {
    Locale.ZH: (LeftOut("晨会", "not_yours"), LeftOut("9", "not_found")),
    Locale.EN: (LeftOut("Morning brief", "not_yours"), LeftOut("9", "not_found")),
}
STOPPED = {"cancel_requested_at": NOW, "cancel_requested_by": PersonId("ou_other")}


def _reader(locale: Locale) -> Reader:
    return Reader(locale, CST, NOW)


def _task_of(locale: Locale, action: Action | None = None, **fields: object) -> Task:
    words = WORDS[locale]
    spec = a_spec(
        title=words["title"], action=action or AgentPrompt(words["prompt"]), trigger=DAILY, locale=locale
    )
    shown = {"next_fire_time": NOW + timedelta(hours=19), "created_at": NOW, "updated_at": NOW, "revision": 3}
    return replace(a_task(spec=spec), **(shown | fields))


def _run_of(state: RunState, **fields: object) -> Run:
    shown = {"state": state, "fire_time": NOW, "due_at": NOW, "created_at": NOW, "attempt": 1}
    began = {"started_at": NOW - timedelta(seconds=72), "finished_at": NOW}
    return replace(a_run(), **(shown | began | fields))


def _run(locale: Locale, state: RunState, *, stopped_by: str = "", **fields: object) -> Card:
    task, name = _task_of(locale), WORDS[locale]["name"]
    run = _run_of(state, **({"kind": RunKind.MANUAL} | fields))
    return run_card(RunView(run, task, name, (), task.next_fire_time, stopped_by=stopped_by), _reader(locale))


def _stopped(locale: Locale, state: RunState, **fields: object) -> Card:
    return _run(locale, state, stopped_by=WORDS[locale]["name"], **(STOPPED | fields))


def _reminder(locale: Locale, kind: RunKind = RunKind.SCHEDULED, snoozed: Run | None = None) -> Card:
    words = WORDS[locale]
    task = _task_of(locale, StaticText(words["drink"]))
    run = _run_of(RunState.SUCCEEDED, kind=kind, result=words["drink"], started_at=NOW)
    name = words["name"]
    view = RunView(run, task, name, (), task.next_fire_time, "", snoozed, name if snoozed else "")
    return run_card(view, _reader(locale))


def _put_off() -> Run:
    at = NOW + timedelta(minutes=10)
    return a_run(2, kind=RunKind.SNOOZED, fire_time=at, due_at=at)


def _paused(locale: Locale) -> Task:
    return _task_of(
        locale,
        status=TaskStatus.PAUSED,
        pause_reason=PauseReason.BY_PERSON,
        pause_note=WORDS[locale]["why"],
        paused_until=MONDAY,
    )


def _listed(locale: Locale, limit: int) -> Card:
    rows = [ListRow(1, _task_of(locale), "", None), ListRow(2, _paused(locale), "", None)]
    view = ListView(rows, ListScope.MINE, 0, in_group=False, used=3, runs_a_day=limit)
    return task_list(view, _reader(locale))


def _batch(locale: Locale, did: str, **fields: object) -> Card:
    shown = {"names": NAMES[locale], "left_out": LEFT_OUT[locale]} | fields
    return batch_card(BatchView(did=did, **shown), _reader(locale))


def _busy(locale: Locale, choice: str = "") -> Card:
    run = _run_of(RunState.RUNNING, finished_at=None)
    view = BusyView(_task_of(locale), run, WORDS[locale]["name"], choice=choice)
    return busy_card(view, _reader(locale))


SWITCHING_EXAMPLES: dict[str, Callable[[Locale], Card]] = {
    "task_paused_why": lambda locale: task_card(
        TaskView(_paused(locale), WORDS[locale]["name"], "", None), _reader(locale)
    ),
    "list_used": lambda locale: _listed(locale, 200),
    "list_used_unlimited": lambda locale: _listed(locale, 0),
    "run_noted": lambda locale: _run(
        locale, RunState.RUNNING, progress="thinking", finished_at=None, note=WORDS[locale]["note"]
    ),
    "run_stopping": lambda locale: _stopped(locale, RunState.RUNNING, finished_at=None),
    "run_stopped": lambda locale: _stopped(locale, RunState.CANCELLED),
    "run_stop_unconfirmed": lambda locale: _stopped(locale, RunState.UNKNOWN),
    "run_made_way": lambda locale: _run(
        locale, RunState.CANCELLED, kind=RunKind.SCHEDULED, cancel_requested_at=NOW
    ),
    "run_beyond_the_day": lambda locale: _run(
        locale, RunState.SKIPPED, kind=RunKind.SCHEDULED, cause=Cause.DAILY_LIMIT, started_at=None
    ),
    "run_put_off": lambda locale: _reminder(locale, snoozed=_put_off()),
    "run_came_again": lambda locale: _reminder(locale, RunKind.SNOOZED),
    "busy": _busy,
    "busy_after": lambda locale: _busy(locale, "after"),
    "busy_left": lambda locale: _busy(locale, "left"),
    "batch_paused": lambda locale: _batch(locale, "paused", until=MONDAY, note=WORDS[locale]["why"]),
    "batch_resumed": lambda locale: _batch(locale, "resumed", left_out=()),
    "batch_deleted": lambda locale: _batch(locale, "deleted", left_out=()),
    "batch_started": lambda locale: _batch(locale, "started", left_out=(LeftOut("晨会", "running"),)),
    "batch_stopped": lambda locale: _batch(locale, "stopped", left_out=()),
    "batch_none": lambda locale: _batch(locale, "paused", names=()),
    "batch_undone": lambda locale: _batch(locale, "paused", left_out=(), undone_by=WORDS[locale]["name"]),
    "batch_undone_some": lambda locale: _batch(
        locale, "deleted", left_out=(LeftOut("晨会", "changed"),), undone_by=WORDS[locale]["name"]
    ),
    "sure_delete": lambda locale: sure_card(SureView(names=NAMES[locale]), _reader(locale)),
    "sure_kept": lambda locale: sure_card(SureView(names=NAMES[locale], kept=True), _reader(locale)),
}
