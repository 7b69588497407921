"""Templates as cards and forms, for the golden files and for looking at."""

from collections.abc import Callable
from dataclasses import replace

from cards.elements import Card
from cards.run_card import RunView, run_card
from cards.template_card import TemplateView, template_card
from cards.template_editor import content_form, parameters_form, share_form
from cards.template_form import TemplateFormView, template_form
from cards.template_list import TemplateListView, template_list
from scheduler.model import AgentPrompt, Cause, Locale, PersonId, RunState, StaticText, TemplateId, TenantKey
from scheduler.templates import (
    Parameter,
    ParameterKind,
    Template,
    TemplateSpec,
    TemplateState,
    Visibility,
    matching,
)
from storage.library import Library
from tests.builders import a_run, a_spec, a_task
from tests.cards.examples import NOW, WORDS, reader

LIBRARY = Library.read()
QUERIES = {Locale.ZH: "日报", Locale.EN: "weekly"}
NOWHERE = {Locale.ZH: "杂技", Locale.EN: "juggling"}
OWN = {
    Locale.ZH: TemplateSpec(
        title="每日读书摘录",
        description="每天挑一段和主题有关的书摘，附出处和一句点评。",
        action=AgentPrompt("为{{今天}}挑{{数量}}段关于“{{主题}}”的书摘，{{语气}}一些，截止{{截止}}"),
        parameters=(
            Parameter(name="数量", label="几段", kind=ParameterKind.NUMBER, default="1"),
            Parameter(name="主题", label="什么主题"),
            Parameter(
                name="语气",
                label="什么语气",
                kind=ParameterKind.CHOICE,
                choices=("严肃", "轻松"),
                default="轻松",
            ),
            Parameter(name="截止", label="到哪天为止", kind=ParameterKind.DATE, required=False),
        ),
        schedule="每天 7:30",
        example="> 慢慢来，比较快。\n\n——某本书。点评：适合周一。",
        locale=Locale.ZH,
    ),
    Locale.EN: TemplateSpec(
        title="Daily reading",
        description="A passage on your subject every day, with its source and a sentence of comment.",
        action=AgentPrompt(
            "For {{today}}, {{count}} passages on {{subject}}, rather {{tone}}, until {{end}}"
        ),
        parameters=(
            Parameter(name="count", label="How many", kind=ParameterKind.NUMBER, default="1"),
            Parameter(name="subject", label="Which subject"),
            Parameter(
                name="tone",
                label="Which tone",
                kind=ParameterKind.CHOICE,
                choices=("serious", "light"),
                default="light",
            ),
            Parameter(name="end", label="Until which day", kind=ParameterKind.DATE, required=False),
        ),
        schedule="every day at 7:30am",
        example="> Slow is smooth, smooth is fast.\n\nFrom a book. Comment: good for a Monday.",
        locale=Locale.EN,
    ),
}


def own(locale: Locale, **fields: object) -> Template:
    """A template that somebody wrote."""
    template = Template(
        id=TemplateId("template_1"),
        tenant=TenantKey("tenant_1"),
        author=PersonId("ou_owner"),
        spec=OWN[locale],
        visibility=Visibility.TENANT,
        state=TemplateState.PUBLISHED,
    )
    return replace(template, **fields)


def _list(locale: Locale, query: str = "", page: int = 0) -> Card:
    private = replace(_shipped(locale, "anniversary"), visibility=Visibility.AUTHOR)
    drafts = [own(locale, state=TemplateState.DRAFT), private]
    found = matching([*drafts, *LIBRARY.all(locale)], query)
    return template_list(TemplateListView(found, query, page, in_group=False), reader(locale))


def _card(locale: Locale, template: Template, *, manages: bool = False, in_group: bool = False) -> Card:
    is_open = template.is_shared or manages
    view = TemplateView(template, WORDS[locale]["name"], is_open, manages, in_group)
    return template_card(view, reader(locale))


def _shipped(locale: Locale, name: str) -> Template:
    template = LIBRARY.get(TemplateId(f"lib_{name}"), locale)
    assert template is not None
    return template


def _form(locale: Locale, template: Template, schedule: str = "", group: str = "", **said: str) -> Card:
    view = TemplateFormView(template, schedule, bool(group), group, **said)
    return template_form(view, reader(locale))


def _missing(locale: Locale) -> Card:
    task = a_task(
        spec=a_spec(title=OWN[locale].title, action=StaticText("{{x}} {{today}} {{y}}", {"x": "1"}))
    )
    run = a_run(
        state=RunState.FAILED,
        cause=Cause.MISSING_VALUE,
        attempt=1,
        fire_time=NOW,
        started_at=NOW,
        finished_at=NOW,
    )
    return run_card(RunView(run, task, "", (), NOW), reader(locale))


TEMPLATE_EXAMPLES: dict[str, Callable[[Locale], Card]] = {
    "templates": _list,
    "templates_last_page": lambda locale: _list(locale, page=9),
    "templates_found": lambda locale: _list(locale, QUERIES[locale]),
    "templates_none": lambda locale: _list(locale, NOWHERE[locale]),
    "template_shipped": lambda locale: _card(locale, _shipped(locale, "weekly_report")),
    "template_in_group": lambda locale: _card(locale, _shipped(locale, "standup_reminder"), in_group=True),
    "template_draft": lambda locale: _card(locale, own(locale, state=TemplateState.DRAFT), manages=True),
    "template_published": lambda locale: _card(locale, own(locale), manages=True),
    "template_withdrawn": lambda locale: _card(
        locale, own(locale, state=TemplateState.WITHDRAWN), manages=True
    ),
    "template_gone": lambda locale: _card(locale, own(locale, state=TemplateState.WITHDRAWN)),
    "template_form": lambda locale: _form(locale, own(locale)),
    "template_form_group": lambda locale: _form(
        locale, _shipped(locale, "deadline_countdown"), group=WORDS[locale]["chat"]
    ),
    "template_form_named": lambda locale: _form(
        locale,
        _shipped(locale, "standup_reminder"),
        group=WORDS[locale]["chat"],
        place={Locale.ZH: "产品群", Locale.EN: "Product crew"}[locale],
        title={Locale.ZH: "晨会", Locale.EN: "Morning round"}[locale],
    ),
    "template_new": lambda locale: content_form(None, reader(locale)),
    "template_edit": lambda locale: content_form(own(locale), reader(locale)),
    "template_questions": lambda locale: parameters_form(own(locale), reader(locale)),
    "template_share": lambda locale: share_form(own(locale), reader(locale)),
    "run_missing_value": _missing,
}
