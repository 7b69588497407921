"""The form for a task, for the golden files and for looking at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time

from cards.elements import Card
from cards.reader import Reader
from cards.task_form import FormView, Purpose, task_form
from scheduler.days import EveryDays, EveryWeeks
from scheduler.fires import upcoming
from scheduler.form import Checked, Cycle, Entries, Picked, Remark
from scheduler.model import Locale
from scheduler.triggers import Calendar

NOW = datetime(2024, 3, 4, 6, 0, tzinfo=UTC)  # Monday 14:00 in Shanghai
CST = "Asia/Shanghai"
MONDAYS = Calendar(EveryWeeks((1,)), (time(10, 30),), CST)
DAILY = Calendar(EveryDays(), (time(9),), CST)
PLACES = {
    Locale.ZH: (("oc_1", "本群"), ("oc_2", "我的私聊")),
    Locale.EN: (("oc_1", "This group"), ("oc_2", "My own chat")),
}
BLANK = Entries(
    kind="agent",
    zone=CST,
    place="oc_1",
    missed="latest",
    overlap="skip",
    notify="always",
    retries="2",
    afterwards="keep",
)
TYPED = {
    Locale.ZH: {
        "title": "销售日报",
        "content": "总结昨天的销售数据，列出前三个区域",
        "schedule": "每周一 10:30",
    },
    Locale.EN: {
        "title": "Sales digest",
        "content": "Summarise yesterday's sales and name the top three regions",
        "schedule": "every Monday at 10:30",
    },
}
MONDAYS_PICKED = Picked(cycle=Cycle.WEEKLY, clock="10:30", weekdays=("1",))


def a_form(locale: Locale, checked: Checked | None = None, **fields: object) -> Card:
    entries = replace(BLANK, **fields.pop("entries", {}))  # type: ignore[arg-type]
    checked = checked or Checked()
    runs = upcoming(checked.trigger, NOW, 3) if checked.trigger else ()
    view = FormView(
        purpose=Purpose.NEW,
        entries=entries,
        checked=checked,
        places=PLACES[locale],
        has_agent=True,
        next_runs=runs,
    )
    return task_form(replace(view, **fields), Reader(locale, CST, NOW))


def _changed(locale: Locale, purpose: Purpose, **entries: object) -> Card:
    title = TYPED[locale]["title"]
    filled = TYPED[locale] | {"picked": MONDAYS_PICKED} | entries
    return a_form(locale, purpose=purpose, title=title, subject="task_1", revision=2, entries=filled)


def _wrong(locale: Locale) -> Card:
    remarks = (
        Remark("form.says.content_missing"),
        Remark("form.says.number_wrong", {"field": "form.every", "least": 1, "most": 1000}),
    )
    picked = Picked(cycle=Cycle.MINUTES, every="-5", clock="09:00")
    return a_form(locale, Checked(remarks), entries={"title": "<at id=all>", "picked": picked})


def _asked(locale: Locale) -> Card:
    said = "每周一" if locale is Locale.ZH else "every Monday"
    choices = tuple((clock, f"{said} {clock}") for clock in ("09:00", "14:00", "18:00"))
    checked = Checked((Remark("ask.what_time"),), choices=choices)
    return a_form(locale, checked, entries=TYPED[locale] | {"schedule": said})


def _rivals(locale: Locale) -> Card:
    checked = Checked((Remark("form.says.rivals"),), rivals=(MONDAYS, DAILY))
    picked = Picked(cycle=Cycle.DAILY, clock="09:00")
    return a_form(locale, checked, entries=TYPED[locale] | {"picked": picked})


FORM_EXAMPLES: dict[str, Callable[[Locale], Card]] = {
    "form_new": a_form,
    "form_without_agent": lambda locale: a_form(locale, has_agent=False, entries={"kind": "static"}),
    "form_draft": lambda locale: _changed(locale, Purpose.DRAFT),
    "form_task": lambda locale: _changed(
        locale, Purpose.TASK, end="2024-12-31", maximum="20", notify="on_change", overlap="cancel_previous"
    ),
    "form_long": lambda locale: _changed(locale, Purpose.DRAFT, content=TYPED[locale]["content"] * 60),
    "form_wrong": _wrong,
    "form_asked": _asked,
    "form_rivals": _rivals,
    "form_read": lambda locale: a_form(locale, Checked(trigger=MONDAYS), entries=TYPED[locale]),
    "form_closed": lambda locale: a_form(locale, is_closed=True),
}
