"""One card of every kind and state, for the golden files and for looking at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from cards.aside_card import aside_card
from cards.ask_card import ask_card, closed_ask_card
from cards.confirm import DraftView, confirm_card
from cards.elements import Card
from cards.help_card import help_card
from cards.pick_card import pick_card
from cards.reader import Reader
from cards.reply_card import ReplyView, reply_card
from cards.run_card import RunView, run_card
from cards.settings_card import SettingsView, settings_card
from cards.task_card import TaskView, task_card
from cards.task_list import ListRow, ListView, task_list
from cards.texts import say
from scheduler.absence import Absence, Away
from scheduler.days import EveryDays, EveryWeeks, LegalDays, MonthDays
from scheduler.drafts import DRAFT_LIFE, Draft, DraftState
from scheduler.errors import Reason
from scheduler.fires import upcoming
from scheduler.model import (
    AgentPrompt,
    Artifact,
    ArtifactKind,
    Cause,
    DeliveryState,
    Locale,
    PauseReason,
    PersonId,
    Run,
    RunKind,
    RunState,
    StaticText,
    Task,
    TaskSpec,
    TaskStatus,
)
from scheduler.people import Person
from scheduler.triggers import At, Calendar, Cron, Every, Trigger, Window
from scheduler.views import ListScope
from tests.builders import a_draft, a_run, a_spec, a_task
from tests.cards.change_examples import CHANGE_EXAMPLES
from tests.cards.form_examples import FORM_EXAMPLES
from tests.cards.incident_examples import INCIDENT_EXAMPLES
from tests.cards.switching_examples import SWITCHING_EXAMPLES

NOW = datetime(2024, 3, 4, 6, 0, tzinfo=UTC)  # Monday 14:00 in Shanghai
CST = "Asia/Shanghai"
NEW_YORK = "America/New_York"
WEEKDAYS = EveryWeeks((1, 2, 3, 4, 5))
EVERY_WEEKDAY = Calendar(WEEKDAYS, (time(9),), CST)

ZH = {
    "title": "销售日报",
    "prompt": "总结昨天的销售数据，列出前三个区域和它们的变化",
    "phrase": "每个工作日早上9点总结昨天的销售数据，发到本群",
    "chat": "销售日报群",
    "name": "张三",
    "water": "喝水",
    "drink": "起来喝水，走两步",
    "water_phrase": "每半小时提醒我喝水",
    "result": "昨日成交额 **128 万**，同比 +6%，华东领先。\n\n"
    "| 区域 | 金额 | 变化 |\n| --- | --- | --- |\n| 华东 | 58 万 | +9% |\n| 华南 | 41 万 | +3% |\n\n"
    "- 华东连续三周增长\n- 华南新增两家门店\n\n详见 [报表](https://example.com/report)。",
    "file": "销售周报.xlsx",
    "question": "华南为什么涨得慢？跟上周比呢",
}
EN = {
    "title": "Sales report",
    "prompt": "Summarise yesterday's sales and name the three best regions",
    "phrase": "every weekday at 9am summarise yesterday's sales",
    "chat": "Sales team",
    "name": "Emma Carter",
    "water": "Drink water",
    "drink": "Get up and drink some water",
    "water_phrase": "every 30 minutes remind me to drink water",
    "result": "Revenue was **1.28 M**, up 6%, led by the east.\n\n- East 580 k\n- South 410 k\n- Other 290 k"
    "\n\nThe east has grown for three weeks.\n\nSee [the report](https://example.com/report).",
    "file": "sales.xlsx",
    "question": "Why does the south grow so slowly?",
}
WORDS = {Locale.ZH: ZH, Locale.EN: EN}
TITLES = {
    Locale.ZH: (
        *("销售日报", "一个名字特别特别长的论文摘要任务，用来看看会不会撑破布局或者挤掉按钮", "站会提醒"),
        *("喝水", "周报", "值班表", "晨会", "竞品追踪", "数据核对", "旧任务"),
    ),
    Locale.EN: (
        *("Sales report", "A task whose name is so very long that it has to be cut", "Stand-up"),
        *("Drink water", "Weekly report", "On-call rota", "Morning brief", "Competitors"),
        *("Data check", "Old task"),
    ),
}
TRIGGERS: tuple[Trigger, ...] = (
    EVERY_WEEKDAY,
    Calendar(EveryWeeks((1,)), (time(10),), CST),
    Calendar(EveryDays(), (time(9, 50),), CST),
    Every(timedelta(minutes=30), NOW, CST),
    Calendar(MonthDays((1, 15)), (time(9),), CST),
    Cron("0 9 * * 1", CST),
    Calendar(LegalDays(), (time(8, 30),), CST),
    Calendar(EveryDays(), Window(time(9), time(18), timedelta(minutes=30)), CST),
    Calendar(EveryDays(3, date(2024, 3, 1)), (time(9),), CST),
    At(NOW - timedelta(days=1), CST),
)
STATUSES = (TaskStatus.ACTIVE,) * 5 + (TaskStatus.PAUSED,) * 4 + (TaskStatus.FINISHED,)


def reader(locale: Locale, *, shared: bool = False) -> Reader:
    return Reader(locale, CST, NOW, shared=shared)


def report(locale: Locale) -> TaskSpec:
    """An agent's task in a group."""
    words = WORDS[locale]
    return a_spec(
        title=words["title"],
        phrase=words["phrase"],
        action=AgentPrompt(words["prompt"]),
        trigger=EVERY_WEEKDAY,
        locale=locale,
    )


def reminder(locale: Locale, trigger: Trigger) -> TaskSpec:
    """A fixed text in a personal chat."""
    words = WORDS[locale]
    return a_spec(
        title=words["water"],
        phrase=words["water_phrase"],
        action=StaticText(words["drink"]),
        trigger=trigger,
        locale=locale,
        in_group=False,
    )


def task_of(spec: TaskSpec, number: int = 1, **fields: object) -> Task:
    following = next(iter(upcoming(spec.trigger, NOW, 1)), None)
    shown = {"next_fire_time": following, "created_at": NOW, "updated_at": NOW, "revision": 3} | fields
    return replace(a_task(number, spec=spec), **shown)


def run_of(state: RunState, **fields: object) -> Run:
    shown = {
        "state": state,
        "fire_time": NOW,
        "due_at": NOW,
        "created_at": NOW,
        "attempt": 1,
        "started_at": NOW - timedelta(seconds=72),
        "finished_at": NOW,
    }
    return replace(a_run(), **(shown | fields))


def draft_of(spec: TaskSpec, **fields: object) -> Draft:
    return replace(a_draft(spec=spec), created_at=NOW, expires_at=NOW + DRAFT_LIFE, **fields)


def draft_view(draft: Draft, locale: Locale, closed_by: str = "") -> DraftView:
    words, spec = WORDS[locale], draft.spec
    chat = words["chat"] if spec.destination.in_group else ""
    return DraftView(draft, words["name"], chat, upcoming(spec.trigger, NOW, 3), closed_by)


def _confirm(locale: Locale, spec: TaskSpec | None = None, **fields: object) -> Card:
    return confirm_card(draft_view(draft_of(spec or report(locale), **fields), locale), reader(locale))


def _cancelled(locale: Locale) -> Card:
    draft = draft_of(report(locale), state=DraftState.CANCELLED)
    return confirm_card(draft_view(draft, locale, WORDS[locale]["name"]), reader(locale))


def _task(locale: Locale, last: Run | None = None, *, shared: bool = False, **fields: object) -> Card:
    words = WORDS[locale]
    view = TaskView(task_of(report(locale), **fields), words["name"], words["chat"], last)
    return task_card(view, reader(locale, shared=shared))


def _run(
    locale: Locale,
    state: RunState,
    *,
    by: bool = False,
    artifacts: tuple[Artifact, ...] = (),
    spec: TaskSpec | None = None,
    **fields: object,
) -> Card:
    task = task_of(spec or report(locale))
    kind = RunKind.MANUAL if by else RunKind.SCHEDULED
    name = WORDS[locale]["name"] if by else ""
    view = RunView(run_of(state, kind=kind, **fields), task, name, artifacts, task.next_fire_time)
    return run_card(view, reader(locale))


def _done(locale: Locale) -> Card:
    words = WORDS[locale]
    links = (
        Artifact(ArtifactKind.LINK, words["file"], "https://example.com/files/sales(1).xlsx"),
        Artifact(ArtifactKind.LINK, "", "https://example.com/report"),
    )
    return _run(locale, RunState.SUCCEEDED, result=words["result"], artifacts=links)


def _skipped(locale: Locale) -> Card:
    task, name = task_of(report(locale)), WORDS[locale]["name"]
    run = run_of(RunState.MISSED, started_at=None, acknowledged_by=PersonId("ou_owner"))
    return run_card(RunView(run, task, "", (), task.next_fire_time, stopped_by=name), reader(locale))


AWAY = Away(NOW - timedelta(hours=3, minutes=4, seconds=20), NOW - timedelta(minutes=1))
ABSENCE = Absence(3, NOW - timedelta(hours=3), NOW - timedelta(hours=1), AWAY)


def _missed(locale: Locale) -> Card:
    run = run_of(RunState.MISSED, started_at=None)
    shown = [replace(row, last_run=run) for row in rows(locale)[:2]]
    return task_list(ListView(shown, ListScope.MINE, 0, in_group=False), reader(locale))


def _reminded(locale: Locale) -> Card:
    spec = reminder(locale, Every(timedelta(minutes=30), NOW, NEW_YORK))
    text = WORDS[locale]["drink"]
    return _run(locale, RunState.SUCCEEDED, spec=spec, result=text, started_at=NOW)


def _reply(locale: Locale, state: RunState, **fields: object) -> Card:
    words = WORDS[locale]
    run = run_of(state, kind=RunKind.REPLY, note=words["question"], parent=DONE.id, **fields)
    return reply_card(ReplyView(run, DONE, task_of(report(locale)), words["name"]), reader(locale))


def rows(locale: Locale) -> list[ListRow]:
    lasts = [None, run_of(RunState.SUCCEEDED), run_of(RunState.FAILED)]
    return [
        ListRow(number, _listed(locale, number), WORDS[locale]["name"], lasts[number % 3])
        for number in range(1, len(TRIGGERS) + 1)
    ]


def _listed(locale: Locale, number: int) -> Task:
    title, trigger = TITLES[locale][number - 1], TRIGGERS[number - 1]
    spec = replace(report(locale), title=title, trigger=trigger)
    until = NOW + timedelta(days=7) if number == 6 else None
    return task_of(spec, number, status=STATUSES[number - 1], paused_until=until)


def _list(locale: Locale, scope: ListScope, page: int) -> Card:
    view = ListView(rows(locale), scope, page, in_group=scope is ListScope.CHAT)
    return task_list(view, reader(locale, shared=scope is ListScope.CHAT))


CHOICES = {
    Locale.ZH: (("09:00", "每天9点写周报"), ("14:00", "每天14点写周报"), ("18:00", "每天18点写周报")),
    Locale.EN: (("09:00", "every day at 9:00 report"), ("14:00", "every day at 14:00 report")),
}
DONE = run_of(RunState.SUCCEEDED)

EXAMPLES: dict[str, Callable[[Locale], Card]] = {
    "confirm_open": lambda locale: _confirm(locale, assumed=("default_time",)),
    "confirm_often": lambda locale: _confirm(
        locale, reminder(locale, Every(timedelta(minutes=30), NOW, NEW_YORK))
    ),
    "confirm_once": lambda locale: _confirm(
        locale, reminder(locale, At(NOW + timedelta(days=1, hours=1), CST)), assumed=("afternoon",)
    ),
    "confirm_cancelled": _cancelled,
    "confirm_expired": lambda locale: _confirm(locale, state=DraftState.EXPIRED),
    **CHANGE_EXAMPLES,
    **FORM_EXAMPLES,
    **SWITCHING_EXAMPLES,
    **INCIDENT_EXAMPLES,
    "confirm_saved": lambda locale: _confirm(locale, state=DraftState.SAVED),
    "task_on": lambda locale: _task(locale, DONE),
    "task_in_group": lambda locale: _task(locale, DONE, shared=True),
    "task_paused": lambda locale: _task(
        locale, DONE, status=TaskStatus.PAUSED, pause_reason=PauseReason.BY_PERSON
    ),
    "task_paused_until": lambda locale: _task(
        locale, status=TaskStatus.PAUSED, paused_until=NOW + timedelta(days=3)
    ),
    "task_stopped": lambda locale: _task(
        locale,
        run_of(RunState.FAILED),
        status=TaskStatus.PAUSED,
        pause_reason=PauseReason.FAILURES,
        failures_in_row=10,
    ),
    "task_unreachable": lambda locale: _task(
        locale, status=TaskStatus.PAUSED, pause_reason=PauseReason.UNREACHABLE
    ),
    "task_finished": lambda locale: _task(locale, DONE, status=TaskStatus.FINISHED, next_fire_time=None),
    "task_deleted": lambda locale: _task(locale, DONE, status=TaskStatus.DELETED, deleted_at=NOW),
    "run_queued": lambda locale: _run(locale, RunState.QUEUED, started_at=None, finished_at=None),
    "run_again_soon": lambda locale: _run(
        locale,
        RunState.QUEUED,
        attempt=2,
        cause=Cause.RATE_LIMITED,
        due_at=NOW + timedelta(minutes=2),
        finished_at=None,
    ),
    "run_thinking": lambda locale: _run(
        locale, RunState.RUNNING, by=True, progress="thinking", finished_at=None
    ),
    "run_tool": lambda locale: _run(locale, RunState.RUNNING, progress="tool web_search", finished_at=None),
    "run_writing": lambda locale: _run(locale, RunState.RUNNING, progress="writing", finished_at=None),
    "run_waiting": lambda locale: _run(locale, RunState.WAITING, finished_at=None),
    "run_succeeded": _done,
    "run_reminded": _reminded,
    "run_undelivered": lambda locale: _run(
        locale, RunState.SUCCEEDED, result="42", delivery=DeliveryState.FAILED
    ),
    "run_failed": lambda locale: _run(locale, RunState.FAILED, cause=Cause.NETWORK, attempt=3),
    "run_timed_out": lambda locale: _run(locale, RunState.TIMED_OUT, cause=Cause.TIME_LIMIT),
    "run_cancelled": lambda locale: _run(locale, RunState.CANCELLED, by=True),
    "run_skipped": lambda locale: _run(locale, RunState.SKIPPED, started_at=None),
    "run_missed": lambda locale: _run(locale, RunState.MISSED, started_at=None),
    "run_missed_offline": lambda locale: _run(locale, RunState.MISSED, started_at=None, absence=ABSENCE),
    "run_made_up_for": lambda locale: _run(locale, RunState.QUEUED, started_at=None, absence=ABSENCE),
    "run_missed_skipped": _skipped,
    "run_from_backup": lambda locale: _run(locale, RunState.MISSED, started_at=None, cause=Cause.FROM_BACKUP),
    "task_missed": lambda locale: _task(locale, run_of(RunState.MISSED, started_at=None)),
    "list_missed": _missed,
    "run_unknown": lambda locale: _run(locale, RunState.UNKNOWN, cause=Cause.INTERRUPTED),
    "reply_thinking": lambda locale: _reply(
        locale, RunState.RUNNING, progress="thinking", finished_at=None, started_at=NOW
    ),
    "reply_answered": lambda locale: _reply(locale, RunState.SUCCEEDED, result=WORDS[locale]["result"]),
    "reply_long": lambda locale: _reply(
        locale, RunState.SUCCEEDED, result=(WORDS[locale]["result"] + "\n\n") * 60
    ),
    "reply_failed": lambda locale: _reply(locale, RunState.FAILED, cause=Cause.NETWORK, attempt=3),
    "settings": lambda locale: settings_card(
        SettingsView(Person(id="ou_owner", tenant="t", name="", locale=locale), CST), reader(locale)
    ),
    "settings_chosen": lambda locale: settings_card(
        SettingsView(
            Person(id="ou_owner", tenant="t", name="", locale=locale, chose_locale=True, zone=NEW_YORK),
            NEW_YORK,
        ),
        reader(locale),
    ),
    "list_mine": lambda locale: _list(locale, ListScope.MINE, 0),
    "list_chat": lambda locale: _list(locale, ListScope.CHAT, 1),
    "list_empty": lambda locale: task_list(ListView([], ListScope.MINE, 0, in_group=False), reader(locale)),
    "help": lambda locale: help_card(
        reader(locale), welcome=False, feedback_url="https://example.com/feedback", has_monitors=True
    ),
    "help_without_agent": lambda locale: help_card(reader(locale), welcome=False, has_agent=False),
    "welcome": lambda locale: help_card(reader(locale), welcome=True),
    "ask": lambda locale: ask_card("what_time", CHOICES[locale], reader(locale)),
    "aside": lambda locale: aside_card(
        say(f"refused.{Reason.NOT_ALLOWED}", locale, title="Sales report"), locale
    ),
    "ask_answered": lambda locale: closed_ask_card("answered", WORDS[locale]["phrase"], reader(locale)),
    "ask_expired": lambda locale: closed_ask_card("expired", WORDS[locale]["phrase"], reader(locale)),
    "pick": lambda locale: pick_card("task.pause", rows(locale)[:4], reader(locale)),
    "pick_delete": lambda locale: pick_card("task.delete", rows(locale)[:1], reader(locale)),
}
