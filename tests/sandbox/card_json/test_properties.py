"""Laws: nothing crashes the check, and nothing unknown passes it."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.card_json import CardProblem, check_card, check_replacement, components, schema_of
from bot.sandbox.card_json import document as tables
from tests.sandbox.card_json.cards import COMPONENTS, card, dumps, example, form, whole_card

OPAQUE = {"value", "chart_spec", "rows"}
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
WORDS = st.sampled_from(
    ["tag", "elements", "columns", "body", "schema", "2.0", "form", "table", "button", "name"]
)
JSON = st.recursive(
    SCALARS | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(), inner, max_size=4),
    max_leaves=20,
)


def objects_in(value, path=()):
    """Yield the path of every object that Lark reads."""
    if isinstance(value, dict):
        yield path
        for key, item in value.items():
            if key not in OPAQUE:
                yield from objects_in(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from objects_in(item, (*path, index))


def values_in(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from values_in(item, (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


# A busy machine is no finding.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

CARDS = [whole_card(), *(example(tag) for tag in COMPONENTS)]


@unhurried
@given(JSON)
def test_no_value_crashes_the_check(value):
    assert isinstance(check_card(json.dumps(value)), CardProblem | None)


@unhurried
@given(JSON)
def test_no_body_crashes_the_check(value):
    found = check_card(json.dumps({"schema": "2.0", "body": {"elements": [value]}}))

    assert found is None or found.text()


@unhurried
@given(st.text())
def test_no_content_crashes_anything(content):
    assert isinstance(check_card(content), CardProblem | None)
    assert schema_of(content) in ("1.0", "2.0", None)
    assert isinstance(check_replacement(content, content), CardProblem | None)


@unhurried
@given(st.data())
def test_no_damage_to_a_card_crashes_the_check(data):
    damaged = json.loads(dumps(data.draw(st.sampled_from(CARDS))))
    *path, key = data.draw(st.sampled_from(list(values_in(damaged))[1:]))
    at(damaged, path)[key] = data.draw(JSON)

    assert isinstance(check_card(json.dumps(damaged)), CardProblem | None)


@unhurried
@given(JSON)
def test_components_of_any_value_are_found_without_a_crash(value):
    assert all(component.tag for component in components({"elements": value}) if component.tag)


@pytest.mark.parametrize("accepted", CARDS, ids=["whole card", *COMPONENTS])
def test_an_unknown_property_is_refused_wherever_it_stands(accepted):
    for path in objects_in(accepted):
        spoiled = json.loads(dumps(accepted))
        at(spoiled, path)["nobody_knows"] = 1

        assert check_card(dumps(spoiled)) is not None, path


@pytest.mark.parametrize(
    ("tag", "name"),
    [(tag, name) for tag, shape in tables.COMPONENTS.items() for name in sorted(shape.required)],
)
def test_a_component_without_a_property_that_it_needs_is_refused(tag, name):
    component = {"tag": tag, **COMPONENTS[tag]}
    del component[name]

    assert check_card(dumps(card(component if tag in ("form", "table") else form(component)))) is not None
