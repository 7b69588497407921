"""What people fill in, and what they write, is checked before it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import Reason, Refused
from scheduler.model import AgentPrompt, Locale, TemplateId
from scheduler.templates import (
    PARAMETERS_AT_MOST,
    Parameter,
    ParameterKind,
    Template,
    TemplateSpec,
    checked,
    is_ready,
    matching,
    parameters_for,
    require_sound,
    values_of,
)


def a_parameter(kind="text", **fields):
    return Parameter(name="x", label="Which", kind=ParameterKind(kind), **fields)


def a_spec(prompt="News about {{topic}}", **fields):
    known = fields.pop("parameters", parameters_for(prompt))
    given = {"title": "News", "description": "", "locale": Locale.EN} | fields
    return TemplateSpec(action=AgentPrompt(prompt), parameters=known, **given)


def titled(*titles):
    return [
        Template(id=TemplateId(title), tenant=None, author=None, spec=a_spec(title=title, description=about))
        for title, about in (one.split("|") for one in titles)
    ]


def refusal(call, *arguments):
    with pytest.raises(Refused) as caught:
        call(*arguments)
    return caught.value.reason


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("text", "  产品 A  ", "产品 A"),
        ("text", "{{today}} <at id=all></at>", "{{today}} <at id=all></at>"),
        ("number", "１２，０００", "12000"),
        ("number", "-2.5", "-2.5"),
        ("date", "2026-04-01 +0800", "2026-04-01"),
        ("choice", "b", "b"),
    ],
)
def test_what_fits_is_kept_in_one_form(kind, given, kept):
    assert checked(a_parameter(kind, choices=("a", "b")), given) == kept


@pytest.mark.parametrize(
    ("kind", "given", "reason"),
    [
        ("text", " ", Reason.VALUE_MISSING),
        ("text", "字" * 10_000, Reason.VALUE_TOO_LONG),
        ("number", "many", Reason.NO_NUMBER),
        ("number", "nan", Reason.NO_NUMBER),
        ("number", "1e9", Reason.NO_NUMBER),
        ("number", "9" * 31, Reason.NO_NUMBER),
        ("date", "2026-02-30", Reason.NO_DATE),
        ("date", "tomorrow", Reason.NO_DATE),
        ("choice", "c", Reason.NO_SUCH_CHOICE),
    ],
)
def test_what_does_not_fit_is_refused_by_the_name_of_its_question(kind, given, reason):
    assert refusal(checked, a_parameter(kind, choices=("a", "b")), given) is reason


@given(st.sampled_from(ParameterKind), st.text(max_size=40))
def test_whatever_is_given_is_kept_or_refused(kind, given):
    parameter = a_parameter(kind, choices=("a",))
    try:
        kept = checked(parameter, given)
    except Refused:
        return
    assert checked(parameter, kept) == kept


def test_a_default_stands_in_for_nothing_and_what_is_optional_may_be_empty():
    spec = a_spec(parameters=(a_parameter(default="7"), Parameter(name="y", label="Y", required=False)))

    assert values_of(spec, {}) == {"x": "7", "y": ""}
    assert is_ready(spec)
    assert not is_ready(a_spec())


def test_a_parameter_is_found_for_each_placeholder_and_none_for_dates():
    found = parameters_for("{{topic}} of {{yesterday}}, {{ Topic }}, {{count}}")

    assert [parameter.name for parameter in found] == ["topic", "count"]


def test_what_was_said_about_a_parameter_is_kept_when_the_prompt_changes():
    known = (Parameter(name="Topic", label="About what", kind=ParameterKind.NUMBER),)

    assert parameters_for("{{count}} {{topic}}", known)[1] == known[0]


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        (a_spec(title=" "), Reason.TEMPLATE_UNNAMED),
        (a_spec(" "), Reason.EMPTY_PROMPT),
        (a_spec("x" * 4_001), Reason.TEXT_TOO_LONG),
        (a_spec(description="x" * 201), Reason.TEXT_TOO_LONG),
        (
            a_spec(" ".join(f"{{{{p{n}}}}}" for n in range(PARAMETERS_AT_MOST + 1))),
            Reason.TOO_MANY_PARAMETERS,
        ),
        (a_spec(parameters=(a_parameter("choice"),)), Reason.CHOICES_MISSING),
        (a_spec(parameters=(a_parameter("choice", choices=("a",) * 21),)), Reason.TOO_MANY_CHOICES),
        (a_spec(parameters=(a_parameter("number", default="few"),)), Reason.NO_NUMBER),
    ],
)
def test_a_template_that_could_not_be_used_is_refused(spec, reason):
    assert refusal(require_sound, spec) is reason


def test_whole_names_come_before_parts_and_names_before_descriptions():
    shelf = titled("Daily news|", "Digest|of news", "News|", "News digest|", "Weather|")

    assert [t.spec.title for t in matching(shelf, " NEWS ")] == [
        "News",
        "News digest",
        "Daily news",
        "Digest",
    ]
    assert [t.spec.title for t in matching(shelf, "digest ｎｅｗｓ")] == ["News digest", "Digest"]
    assert matching(shelf, "  ") == shelf
