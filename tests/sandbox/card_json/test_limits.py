"""Lark's numbers, exact at the limit."""

import pytest

from bot.sandbox.card_json import CardCode, check_card
from tests.sandbox.card_json.cards import PLAIN, TEXT, card, dumps

MARKDOWN_TABLE = "| a | b |\n|---|:-:|\n| 1 | 2 |\n\n"


def code(value):
    found = check_card(dumps(value))
    return found.code if found else None


@pytest.mark.parametrize(("count", "expected"), [(200, None), (201, CardCode.ELEMENT_LIMIT)])
def test_two_hundred_elements(count, expected):
    assert code(card(*[{"tag": "hr"}] * count)) == expected


@pytest.mark.parametrize(("count", "expected"), [(50, None), (51, CardCode.ELEMENT_LIMIT)])
def test_texts_icons_and_columns_are_elements(count, expected):
    icon = {"tag": "standard_icon", "token": "time_outlined"}
    text = {"tag": "plain_text", "content": "x"}
    column = {"tag": "column", "elements": [{"tag": "div", "text": text, "icon": icon}]}
    column_sets = [{"tag": "column_set", "columns": [column]}] * (count // 5)

    found = card(*column_sets, *[{"tag": "hr"}] * (count % 5), *[{"tag": "hr"}] * 150)

    assert code(found) == expected


def nested(depth):
    element = TEXT
    for _ in range(depth):
        element = {"tag": "column_set", "columns": [{"tag": "column", "elements": [element]}]}
    return element


@pytest.mark.parametrize(("depth", "expected"), [(5, None), (6, CardCode.ELEMENT_LIMIT)])
def test_five_containers_deep(depth, expected):
    assert code(card(nested(depth))) == expected


def test_a_card_nested_beyond_all_measure_is_refused():
    level = '{"tag":"column_set","columns":[{"tag":"column","elements":['
    body = level * 300 + "]}]}" * 300

    assert check_card('{"schema":"2.0","body":{"elements":[' + body + "]}}").code == CardCode.PARSE


@pytest.mark.parametrize(("count", "expected"), [(5, None), (6, CardCode.ELEMENT_LIMIT)])
def test_five_tables(count, expected):
    table = {"tag": "table", "columns": [{"name": "a"}], "rows": []}

    assert code(card(*[table] * count)) == expected


@pytest.mark.parametrize(("count", "expected"), [(4, None), (5, CardCode.ELEMENT_LIMIT)])
def test_tables_in_markdown_count(count, expected):
    table = {"tag": "table", "columns": [{"name": "a"}], "rows": []}
    text = {"tag": "markdown", "content": MARKDOWN_TABLE * count}

    assert code(card(table, text)) == expected


def test_the_message_about_tables_names_them():
    found = check_card(dumps(card({"tag": "markdown", "content": MARKDOWN_TABLE * 6})))

    assert found.text() == (
        "Failed to create card content, ext=ErrCode: 11310; "
        "ErrMsg: card table number over limit; ErrorValue: table; "
    )


@pytest.mark.parametrize(
    ("element", "accepted"),
    [
        ({"tag": "button", "text": {**PLAIN, "content": "x" * 100}}, True),
        ({"tag": "button", "text": {**PLAIN, "content": "x" * 101}}, False),
        ({"tag": "hr", "element_id": "a" * 20}, True),
        ({"tag": "hr", "margin": "-99px 99px"}, True),
        ({"tag": "hr", "margin": "-100px 0"}, False),
        ({"tag": "input", "max_length": 1}, True),
        ({"tag": "input", "max_length": 0}, False),
        ({"tag": "chart", "chart_spec": {"type": "bar"}, "height": "1px"}, True),
        ({"tag": "chart", "chart_spec": {"type": "bar"}, "height": "0px"}, False),
        ({"tag": "button", "width": "9999px"}, True),
    ],
)
def test_the_bounds_of_single_values(element, accepted):
    assert (code(card(element)) is None) is accepted
