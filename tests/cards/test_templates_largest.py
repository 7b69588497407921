"""Whatever people write into templates, Lark takes every card of theirs, and it mentions nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.confirm import DraftView, confirm_card
from cards.template_card import TemplateView, template_card
from cards.template_editor import content_form, parameters_form, share_form
from cards.template_form import TemplateFormView, template_form
from cards.template_list import TemplateListView, template_list
from scheduler.model import (
    TEXT_LIMIT,
    TITLE_LIMIT,
    AgentPrompt,
    Locale,
    PersonId,
    StaticText,
    TemplateId,
    TenantKey,
)
from scheduler.templates import (
    CHOICES_AT_MOST,
    CHOICES_LIMIT,
    DEFAULT_LIMIT,
    DESCRIPTION_LIMIT,
    EXAMPLE_LIMIT,
    LABEL_LIMIT,
    PARAMETERS_AT_MOST,
    SCHEDULE_LIMIT,
    Parameter,
    ParameterKind,
    Template,
    TemplateSpec,
    TemplateState,
    Visibility,
)
from tests.builders import a_draft, a_spec
from tests.cards.test_largest import calm, holds, hostile, locales, names, reader, stretched


@st.composite
def parameters(draw):
    text = draw(hostile) or "x"
    kind = draw(st.sampled_from(ParameterKind))
    default = "2026-03-02" if kind is ParameterKind.DATE else stretched(text, DEFAULT_LIMIT)
    return Parameter(
        name=draw(st.sampled_from(["topic", "主题", "x" * 40])),
        label=stretched(text, LABEL_LIMIT),
        kind=kind,
        default=draw(st.sampled_from(["", default])),
        choices=tuple(stretched(text, CHOICES_LIMIT // CHOICES_AT_MOST) for _ in range(CHOICES_AT_MOST)),
        required=draw(st.booleans()),
    )


@st.composite
def templates(draw):
    text = draw(hostile) or "x"
    action = draw(st.sampled_from([AgentPrompt, StaticText]))(stretched(text, TEXT_LIMIT))
    spec = TemplateSpec(
        title=stretched(text, TITLE_LIMIT),
        description=stretched(text, DESCRIPTION_LIMIT),
        action=action,
        parameters=tuple(draw(st.lists(parameters(), max_size=PARAMETERS_AT_MOST))),
        schedule=stretched(text, SCHEDULE_LIMIT),
        example=stretched(text, EXAMPLE_LIMIT),
        locale=draw(locales),
    )
    return Template(
        id=TemplateId("template_1"),
        tenant=TenantKey("t"),
        author=PersonId("ou_owner"),
        spec=spec,
        visibility=draw(st.sampled_from(Visibility)),
        state=draw(st.sampled_from(TemplateState)),
    )


@calm
@given(templates(), names, st.booleans(), st.booleans(), st.booleans(), locales)
def test_a_template_card_holds(template, author, is_open, manages, in_group, locale):
    holds(template_card(TemplateView(template, author, is_open, manages, in_group), reader(locale)))


@calm
@given(templates(), hostile, names, st.booleans(), locales)
def test_the_form_to_use_one_holds(template, schedule, group, in_group, locale):
    view = TemplateFormView(template, schedule, in_group, group, title=schedule, place=group)
    holds(template_form(view, reader(locale)))


@calm
@given(templates(), locales)
def test_the_forms_to_write_one_hold(template, locale):
    holds(content_form(template, reader(locale)))
    holds(parameters_form(template, reader(locale)))
    holds(share_form(template, reader(locale)))


@calm
@given(templates(), hostile, st.integers(-1, 90), st.booleans(), locales)
def test_a_library_of_five_hundred_holds(template, query, page, in_group, locale):
    holds(template_list(TemplateListView([template] * 500, query, page, in_group), reader(locale)))


@pytest.mark.parametrize("locale", Locale)
def test_a_confirm_card_with_six_long_values_holds(locale):
    named = [f"p{place}" for place in range(PARAMETERS_AT_MOST)]
    prompt = " ".join(f"{{{{{name}}}}}" for name in named).ljust(TEXT_LIMIT, "字")
    action = AgentPrompt(prompt, dict.fromkeys(named, "界" * 1000))

    holds(confirm_card(DraftView(a_draft(spec=a_spec(action=action)), "", "", ()), reader(locale)))
