"""Changes of tasks, for the golden files and for looking at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from cards.ask_card import ask_card
from cards.change_card import ChangeView, change_card
from cards.confirm import DraftView, confirm_card
from cards.differences import Places
from cards.elements import Card
from cards.reader import Reader
from cards.run_card import RunView, run_card
from scheduler.days import EveryDays, EveryWeeks
from scheduler.drafts import DRAFT_LIFE, Amendment, DraftState, NewGroup
from scheduler.fires import upcoming
from scheduler.misfire import MisfirePolicy, Missed
from scheduler.model import (
    AgentPrompt,
    ChatId,
    Destination,
    Locale,
    NotifyMode,
    Policies,
    RunKind,
    RunState,
    StaticText,
    TaskId,
    TaskStatus,
)
from scheduler.overlap import OverlapPolicy
from scheduler.retry import RetryPolicy
from scheduler.triggers import At, Calendar
from tests.builders import OWNER, a_draft, a_run, a_spec, a_task

NOW = datetime(2024, 3, 4, 6, 0, tzinfo=UTC)  # Monday 14:00 in Shanghai
CST = "Asia/Shanghai"
WEEKDAYS = Calendar(EveryWeeks((1, 2, 3, 4, 5)), (time(9),), CST)
AT_TEN = Calendar(EveryWeeks((1, 2, 3, 4, 5)), (time(10),), CST)
IN_NEW_YORK = Calendar(EveryWeeks((1,), 2, date(2024, 3, 4)), (time(9),), "America/New_York")
TOMORROW_AT_TEN = datetime(2024, 3, 5, 2, 0, tzinfo=UTC)

ZH = {
    "title": "销售日报",
    "new_title": "销售早报",
    "prompt": "总结昨天的销售数据，列出前三个区域和它们的变化",
    "longer": "总结昨天的销售数据，列出前三个区域和它们的变化，另外说明同比、环比，"
    "并给出三条可以马上做的建议；如果某个区域连续三天下滑，请单独列出来，写清楚可能的原因，以及需要谁来跟进",
    "shorter": "总结昨天的销售数据，列出前五个区域和它们的变化，另外说明同比、环比，"
    "并给出三条可以马上做的建议；如果某个区域连续三天下滑，请单独列出来，写清楚可能的原因，以及需要谁来跟进",
    "chat": "销售日报群",
    "other_chat": "产品群",
    "name": "张三",
}
EN = {
    "title": "Sales report",
    "new_title": "Morning sales",
    "prompt": "Summarise yesterday's sales and name the three best regions",
    "longer": "Summarise yesterday's sales, name the three best regions and how they changed since last "
    "week, and give three things to do at once; list a region by itself when it fell three days in a row",
    "shorter": "Summarise yesterday's sales, name the five best regions and how they changed since last "
    "week, and give three things to do at once; list a region by itself when it fell three days in a row",
    "chat": "Sales team",
    "other_chat": "Product",
    "name": "Emma Carter",
}
WORDS = {Locale.ZH: ZH, Locale.EN: EN}


def a_change(
    locale: Locale,
    *,
    state: DraftState = DraftState.OPEN,
    status: TaskStatus = TaskStatus.ACTIVE,
    next_run: datetime | None = TOMORROW_AT_TEN,
    places: Places | None = None,
    assumed: tuple[str, ...] = (),
    prompt: str = "prompt",
    has_twin: bool = False,
    new_group: NewGroup | None = None,
    **fields: object,
) -> Card:
    """The card of a change of `fields` of the sales report."""
    words = WORDS[locale]
    before = a_spec(
        title=words["title"],
        action=AgentPrompt(words[prompt]),
        trigger=WEEKDAYS,
        locale=locale,
        in_group=True,
    )
    draft = a_draft(
        spec=replace(before, **fields),
        amends=Amendment(TaskId("task_1"), 3, before, OWNER),
        state=state,
        created_at=NOW,
        expires_at=NOW + DRAFT_LIFE,
        assumed=assumed,
        new_group=new_group,
    )
    view = ChangeView(
        draft=draft,
        before=before,
        asker=words["name"],
        places=places or Places(words["chat"], words["chat"], new_group),
        status=status,
        next_run=next_run,
        has_twin=has_twin,
        closed_by=words["name"],
    )
    return change_card(view, Reader(locale, CST, NOW))


def _many(locale: Locale) -> Card:
    """A change of everything there is."""
    words = WORDS[locale]
    return a_change(
        locale,
        title=words["new_title"],
        trigger=IN_NEW_YORK,
        action=StaticText(words["longer"]),
        destination=Destination(ChatId("oc_other"), in_group=True),
        places=Places(words["chat"], words["other_chat"]),
        policies=Policies(
            misfire=MisfirePolicy(Missed.ALL, cap=3),
            overlap=OverlapPolicy.QUEUE,
            retry=RetryPolicy(retries=0),
            notify=NotifyMode.ON_CHANGE,
            time_limit=timedelta(minutes=10),
            delete_after_run=True,
        ),
        has_twin=True,
    )


HOURS = (("09:00", "09:00"), ("14:00", "14:00"), ("18:00", "18:00"))
DATES = (("2024-03-04", "2024-03-04"), ("2024-04-03", "2024-04-03"))
PARTS = {
    Locale.ZH: tuple((part, part) for part in ("每天9点提醒我喝水", "每周五17点提醒我写周报")),
    Locale.EN: tuple(
        (part, part)
        for part in ("every day at 9am remind me to drink water", "every Friday at 5pm remind me to report")
    ),
}


def _assumed(locale: Locale) -> Card:
    """A new task of which much was filled in."""
    words = WORDS[locale]
    spec = a_spec(
        title=words["title"],
        action=AgentPrompt(words["prompt"]),
        trigger=Calendar(EveryDays(3, date(2024, 3, 4)), (time(18),), CST),
        locale=locale,
        in_group=False,
    )
    draft = a_draft(
        spec=spec,
        created_at=NOW,
        expires_at=NOW + DRAFT_LIFE,
        assumed=("default_time", "every_n", "next_day"),
    )
    view = DraftView(draft, words["name"], "", upcoming(spec.trigger, NOW, 3), has_twin=True)
    return confirm_card(view, Reader(locale, CST, NOW))


def _trial(locale: Locale) -> Card:
    words = WORDS[locale]
    spec = a_spec(title=words["title"], action=AgentPrompt(words["prompt"]), locale=locale, in_group=False)
    task = a_task(spec=spec, status=TaskStatus.TRIAL, next_fire_time=None)
    run = a_run(
        kind=RunKind.MANUAL,
        state=RunState.SUCCEEDED,
        result=words["prompt"],
        created_at=NOW,
        started_at=NOW - timedelta(seconds=20),
        finished_at=NOW,
    )
    return run_card(RunView(run, task, words["name"], (), None), Reader(locale, CST, NOW))


CHANGE_EXAMPLES: dict[str, Callable[[Locale], Card]] = {
    "change_time": lambda locale: a_change(locale, trigger=AT_TEN),
    "change_once": lambda locale: a_change(
        locale, trigger=At(NOW + timedelta(days=1, hours=1), CST), assumed=("afternoon",)
    ),
    "change_prompt": lambda locale: a_change(
        locale, prompt="longer", action=AgentPrompt(WORDS[locale]["shorter"])
    ),
    "change_many": _many,
    "change_new_group": lambda locale: a_change(locale, new_group=NewGroup(WORDS[locale]["other_chat"], ())),
    "change_while_paused": lambda locale: a_change(
        locale, title=WORDS[locale]["new_title"], status=TaskStatus.PAUSED
    ),
    "change_after_the_end": lambda locale: a_change(
        locale, title=WORDS[locale]["new_title"], status=TaskStatus.FINISHED, next_run=None
    ),
    "change_of_nothing": lambda locale: a_change(locale),
    "confirm_assumed": _assumed,
    "ask_open": lambda locale: ask_card("what_time", HOURS, Reader(locale, CST, NOW), is_open=True),
    "ask_date": lambda locale: ask_card("which_date", DATES, Reader(locale, CST, NOW), is_open=True),
    "ask_parts": lambda locale: ask_card("which_part", PARTS[locale], Reader(locale, CST, NOW)),
    "ask_whether": lambda locale: ask_card("whether", PARTS[locale], Reader(locale, CST, NOW)),
    "run_trial": _trial,
    "change_discarded": lambda locale: a_change(locale, trigger=AT_TEN, state=DraftState.CANCELLED),
    "change_expired": lambda locale: a_change(locale, trigger=AT_TEN, state=DraftState.EXPIRED),
}
