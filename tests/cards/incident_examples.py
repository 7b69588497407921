"""Failures that are counted, looked after and over: for the golden files and for looking at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from cards.elements import Card
from cards.reader import Reader
from cards.run_card import RunView, run_card
from cards.run_incident import Told
from scheduler.days import EveryDays
from scheduler.incidents import Incident, IncidentEnd
from scheduler.model import (
    AgentPrompt,
    Cause,
    Locale,
    PauseReason,
    PersonId,
    RunId,
    RunState,
    StaticText,
    Task,
    TaskStatus,
)
from scheduler.triggers import Calendar, Window
from tests.builders import TENANT, a_run, a_spec, a_task

NOW = datetime(2024, 3, 4, 6, 0, tzinfo=UTC)  # Monday 14:00 in Shanghai
CST = "Asia/Shanghai"
HOUR = timedelta(hours=1)
HOURLY = Calendar(EveryDays(), Window(time(9), time(18), HOUR), CST)
ZH = {"title": "竞品追踪", "prompt": "看看竞品官网有没有更新", "name": "张三"}
EN = {
    "title": "Watch competitors",
    "prompt": "See what is new on our competitors' sites",
    "name": "Emma Carter",
}
WORDS = {Locale.ZH: ZH, Locale.EN: EN}
STOPPED = {"status": TaskStatus.PAUSED, "pause_reason": PauseReason.FAILURES, "failures_in_row": 10}
TAKEN = {"acknowledged_by": PersonId("ou_other"), "acknowledged_at": NOW - HOUR / 2}


def a_failing_task(locale: Locale, **fields: object) -> Task:
    words = WORDS[locale]
    spec = a_spec(title=words["title"], action=AgentPrompt(words["prompt"]), trigger=HOURLY, locale=locale)
    shown = {"next_fire_time": NOW + HOUR, "created_at": NOW, "updated_at": NOW, "revision": 3}
    return replace(a_task(spec=spec), **(shown | fields))


def an_incident(count: int = 1, **fields: object) -> Incident:
    first, last = NOW - (count - 1) * HOUR, NOW
    incident = Incident(
        run_id=RunId("run_1"),
        tenant=TENANT,
        task_id=a_task().id,
        cause="network",
        opened_at=first,
        last_at=last,
        count=count,
    )
    return replace(incident, **fields)


def _card(
    locale: Locale,
    incident: Incident,
    task: Task | None = None,
    *,
    state: RunState = RunState.FAILED,
    cause: Cause | None = Cause.NETWORK,
    number: int = 1,
    attempt: int = 3,
) -> Card:
    shown = task or a_failing_task(locale)
    at = incident.opened_at if number == 1 else incident.last_at
    begun = {"fire_time": at, "created_at": at, "started_at": at - timedelta(seconds=152), "finished_at": at}
    run = a_run(number, state=state, cause=cause, attempt=attempt, incident=incident.run_id, **begun)
    name = WORDS[locale]["name"] if incident.acknowledged_by else ""
    told = Told(run, shown, incident, name)
    return run_card(RunView(run, shown, "", (), shown.next_fire_time, told=told), Reader(locale, CST, NOW))


def _lacking(locale: Locale) -> Card:
    task = a_failing_task(locale)
    task = replace(task, spec=replace(task.spec, action=StaticText("{{url}}")))
    return _card(locale, an_incident(2), task, cause=Cause.MISSING_VALUE, attempt=1)


def _over(end: IncidentEnd) -> Callable[[Locale], Card]:
    return lambda locale: _card(locale, an_incident(3, closed_at=NOW, end=end, **TAKEN))


INCIDENT_EXAMPLES: dict[str, Callable[[Locale], Card]] = {
    "incident_first": lambda locale: _card(locale, an_incident()),
    "incident_once": lambda locale: _card(
        locale,
        an_incident(),
        a_failing_task(locale, status=TaskStatus.FINISHED, next_fire_time=None),
        cause=Cause.REFUSED,
        attempt=1,
    ),
    "incident_counted": lambda locale: _card(locale, an_incident(3)),
    "incident_taken": lambda locale: _card(locale, an_incident(4, **TAKEN)),
    "incident_stopped": lambda locale: _card(locale, an_incident(10), a_failing_task(locale, **STOPPED)),
    "incident_stopped_taken": lambda locale: _card(
        locale, an_incident(10, **TAKEN), a_failing_task(locale, **STOPPED)
    ),
    "incident_repeat": lambda locale: _card(locale, an_incident(3), number=3),
    "incident_recovered": _over(IncidentEnd.RECOVERED),
    "incident_cleared": _over(IncidentEnd.CLEARED),
    "incident_outdated": _over(IncidentEnd.OUTDATED),
    "incident_lacking": _lacking,
    "incident_unknown": lambda locale: _card(
        locale, an_incident(2), state=RunState.UNKNOWN, cause=Cause.INTERRUPTED, attempt=1
    ),
    "incident_timed_out": lambda locale: _card(
        locale, an_incident(), state=RunState.TIMED_OUT, cause=Cause.TIME_LIMIT, attempt=1
    ),
    "incident_deleted": lambda locale: _card(
        locale, an_incident(3), a_failing_task(locale, status=TaskStatus.DELETED)
    ),
}
