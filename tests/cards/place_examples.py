"""Where tasks post: the question, the new group, and what a group is told; for the golden files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time

from cards.config_card import ConfigView, config_card
from cards.confirm import DraftView, confirm_card
from cards.differences import Places
from cards.elements import Card
from cards.place_card import GroupRow, PlaceView, place_card
from cards.reader import Reader
from cards.task_card import TaskView, task_card
from cards.texts import say
from scheduler.days import EveryWeeks
from scheduler.drafts import DRAFT_LIFE, NewGroup
from scheduler.fires import upcoming
from scheduler.model import TO_BE_MADE, AgentPrompt, ChatId, Destination, Locale, PersonId, TaskId, TaskSpec
from scheduler.triggers import Calendar
from tests.builders import a_draft, a_spec, a_task

NOW = datetime(2024, 3, 4, 6, 0, tzinfo=UTC)  # Monday 14:00 in Shanghai
CST = "Asia/Shanghai"
AT_NINE = Calendar(EveryWeeks((1, 2, 3, 4, 5)), (time(9),), CST)
AT_TEN = Calendar(EveryWeeks((1, 2, 3, 4, 5)), (time(10),), CST)
PEOPLE = (PersonId("ou_tom"), PersonId("ou_ann"), PersonId("ou_li"))

ZH = {
    "title": "销售日报",
    "prompt": "总结昨天的销售数据，列出前三个区域和它们的变化",
    "chat": "销售日报群",
    "other": "销售日报讨论群",
    "name": "张三",
    "boss": "李四",
    "query": "日报",
}
EN = {
    "title": "Sales report",
    "prompt": "Summarise yesterday's sales and name the three best regions",
    "chat": "Sales team",
    "other": "Sales team, all regions",
    "name": "Emma Carter",
    "boss": "Tom Baker",
    "query": "sales",
}
WORDS = {Locale.ZH: ZH, Locale.EN: EN}


def reader(locale: Locale) -> Reader:
    return Reader(locale, CST, NOW)


def a_report(locale: Locale, place: Destination | None = None) -> TaskSpec:
    words = WORDS[locale]
    spec = a_spec(
        title=words["title"], action=AgentPrompt(words["prompt"]), trigger=AT_NINE, locale=locale, phrase=""
    )
    return replace(spec, destination=place) if place else spec


def _groups(locale: Locale) -> tuple[GroupRow, ...]:
    words = WORDS[locale]
    return (
        GroupRow("oc_1", words["chat"], 12, words["name"]),
        GroupRow("oc_2", words["chat"], 4, words["boss"]),
        GroupRow("oc_3", words["other"]),
    )


def _asked(locale: Locale, problem: str = "", *, in_group: bool = True, **fields: object) -> Card:
    words = WORDS[locale]
    said = say(f"place.{problem}", locale, name=words["query"], names="Tom") if problem else ""
    return place_card(PlaceView(in_group=in_group, problem=said, **fields), reader(locale))


def _confirm(locale: Locale, place: Destination, chat: str = "", **fields: object) -> Card:
    draft = a_draft(spec=a_report(locale, place), created_at=NOW, expires_at=NOW + DRAFT_LIFE)
    view = DraftView(draft, WORDS[locale]["name"], chat, upcoming(AT_NINE, NOW, 3), **fields)
    return confirm_card(view, reader(locale))


def a_config(locale: Locale, before: TaskSpec | None = None, **fields: object) -> Card:
    words = WORDS[locale]
    view = ConfigView(
        task_id=TaskId("task_1"),
        spec=a_report(locale),
        before=before,
        owner=words["name"],
        by=words["boss"] if before else words["name"],
        places=Places(words["chat"], words["chat"]),
    )
    return config_card(replace(view, **fields), reader(locale))


def _task(locale: Locale, place: Destination, **fields: object) -> Card:
    following = next(iter(upcoming(AT_NINE, NOW, 1)))
    task = a_task(spec=a_report(locale, place), next_fire_time=following)
    return task_card(TaskView(task, WORDS[locale]["name"], "", None, **fields), reader(locale))


OWN = Destination(ChatId("oc_alone"), in_group=False)
NEW = Destination(TO_BE_MADE, in_group=True)
GROUP = Destination(ChatId("oc_1"), in_group=True)

PLACE_EXAMPLES: dict[str, Callable[[Locale], Card]] = {
    "place_asked": lambda locale: _asked(locale, title=WORDS[locale]["title"], back=True),
    "place_several": lambda locale: _asked(
        locale, "several", query=WORDS[locale]["query"], groups=_groups(locale)
    ),
    "place_none": lambda locale: _asked(locale, "none", query=WORDS[locale]["query"], in_group=False),
    "place_new": lambda locale: _asked(
        locale, wanted=NewGroup(WORDS[locale]["chat"], PEOPLE[:2]), people=PEOPLE, back=True
    ),
    "place_strangers": lambda locale: _asked(
        locale, "strangers", wanted=NewGroup(WORDS[locale]["chat"]), people=PEOPLE
    ),
    "confirm_group": lambda locale: _confirm(locale, GROUP, WORDS[locale]["chat"], people=12),
    "confirm_new_group": lambda locale: _confirm(locale, NEW, WORDS[locale]["chat"], people=3),
    "confirm_own": lambda locale: _confirm(locale, OWN, elsewhere=True),
    "task_own": lambda locale: _task(locale, OWN, elsewhere=True),
    "config_set_up": a_config,
    "config_changed": lambda locale: a_config(
        locale, replace(a_report(locale), trigger=AT_TEN, title=WORDS[locale]["query"])
    ),
    "config_unnamed": lambda locale: a_config(locale, owner="", by=""),
}
