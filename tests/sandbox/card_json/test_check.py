"""What the check answers to whole contents, before it looks into the card."""

import json

import pytest

from bot.sandbox.card_json import CARD_SIZE_LIMIT, CardCode, check_card, check_replacement, schema_of


def problem(content: object):
    return check_card(content if isinstance(content, str) else json.dumps(content))


@pytest.mark.parametrize("content", ["{}", '{"schema":"2.0"}', '{"schema":"2.0","body":{"elements":[]}}'])
def test_an_empty_card_is_a_card(content):
    assert check_card(content) is None


@pytest.mark.parametrize("content", ["", "hello", "[]", "null", "1", '{"schema":NaN}', "{" * 100_000])
def test_content_that_is_no_json_object_is_refused(content):
    assert problem(content).code == CardCode.PARSE


def test_a_number_that_json_does_not_have_is_refused():
    chart = {"tag": "chart", "chart_spec": {"type": "bar", "padding": float("nan")}}

    assert problem({"schema": "2.0", "body": {"elements": [chart]}}).code == CardCode.PARSE


def test_a_card_wrapped_in_its_message_is_refused():
    assert problem({"msg_type": "interactive", "card": {"elements": []}}).code == CardCode.PARSE


def test_a_template_does_not_exist():
    found = problem({"type": "template", "data": {"template_id": "AAqk1"}})

    assert found.code == CardCode.TEMPLATE_MISSING
    assert "templateID: AAqk1" in found.text()


def test_a_card_entity_does_not_exist():
    assert problem({"type": "card", "data": {"card_id": "7355"}}).code == CardCode.ENTITY_MISSING


def test_an_unknown_version_is_refused():
    assert problem({"schema": "3.0"}).code == CardCode.PARSE


@pytest.mark.parametrize(("extra", "accepted"), [(0, True), (1, False)])
def test_thirty_kilobytes_is_the_limit(extra, accepted):
    card = {"schema": "2.0", "body": {"elements": [{"tag": "markdown", "content": ""}]}}
    room = CARD_SIZE_LIMIT - len(json.dumps(card, separators=(",", ":")))
    card["body"]["elements"][0]["content"] = "x" * (room + extra)

    assert (problem(card) is None) is accepted


def test_a_card_that_is_too_long_has_the_code_of_long_messages():
    found = problem({"schema": "2.0", "body": {"elements": [{"tag": "markdown", "content": "x" * 40_000}]}})

    assert found.api_code == 230025
    assert "ErrCode" not in found.text()


def test_white_space_and_escapes_do_not_count():
    card = {"schema": "2.0", "body": {"elements": [{"tag": "markdown", "content": "日" * 9_000}]}}

    assert check_card(json.dumps(card, indent=8)) is None


def test_the_message_reads_as_lark_writes_it():
    found = problem({"schema": "2.0", "body": {"elements": [{"tag": "hr"}, {"tag": "note", "elements": []}]}})

    assert found.api_code == 230099
    assert found.text() == (
        "Failed to create card content, ext=ErrCode: 200861; "
        "ErrPath: ROOT -> body -> elements -> [1](tag: note); "
        "ErrMsg: cards of schema V2 no longer support this capability; "
        "ErrorValue: unsupported tag note; "
    )


def test_the_message_of_an_unknown_property_names_it_and_its_place():
    found = problem({"schema": "2.0", "body": {"elements": [{"tag": "hr", "colour": "red"}]}})

    assert found.value == "unknown property, property: colour, path: ROOT -> body -> elements -> [0](tag: hr)"


def test_a_long_value_is_cut_in_the_message():
    found = problem({"schema": "2.0", "config": {"streaming_mode": "x" * 10_000}})

    assert len(found.text()) < 1_000


@pytest.mark.parametrize(
    ("content", "schema"),
    [
        ('{"schema":"2.0"}', "2.0"),
        ('{"elements":[]}', "1.0"),
        ("{}", "1.0"),
        ("no", None),
        ('{"type":"template","data":{}}', None),
    ],
)
def test_the_version_is_told(content, schema):
    assert schema_of(content) == schema


def test_a_new_card_never_turns_old():
    found = check_replacement('{"schema":"2.0"}', '{"elements":[]}')

    assert found.code == CardCode.SCHEMA_DOWNGRADE


@pytest.mark.parametrize(("old", "new"), [('{"elements":[]}', '{"schema":"2.0"}'), ("{}", "{}")])
def test_other_replacements_are_checked_like_new_cards(old, new):
    assert check_replacement(old, new) is None
    assert check_replacement(old, '{"schema":"2.0","x":1}').code == CardCode.PARSE
