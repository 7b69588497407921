"""Cards that Lark takes."""

import pytest

from bot.sandbox.card_json import check_card
from bot.sandbox.card_json import document as tables
from tests.sandbox.card_json.cards import (
    CALLBACK,
    COMPONENTS,
    CONFIG,
    HEADER,
    PLAIN,
    TEXT,
    card,
    dumps,
    example,
    form,
    whole_card,
)


@pytest.mark.parametrize("tag", COMPONENTS)
def test_a_component_with_all_its_properties(tag):
    assert check_card(dumps(example(tag))) is None


def test_there_is_an_example_of_every_component():
    assert COMPONENTS.keys() == tables.COMPONENTS.keys()


@pytest.mark.parametrize("tag", COMPONENTS)
def test_the_example_shows_every_property(tag):
    assert COMPONENTS[tag].keys() == tables.COMPONENTS[tag].properties.keys()


def test_everything_around_the_components():
    assert check_card(dumps(whole_card())) is None
    assert CONFIG.keys() == tables.CONFIG.properties.keys()
    assert HEADER.keys() == tables.HEADER_PROPERTIES.keys()


@pytest.mark.parametrize(
    "element",
    [
        {"tag": "button"},
        {"tag": "button", "text": {"tag": "plain_text", "content": ""}},
        {"tag": "button", "behaviors": [{"type": "callback", "value": "a string"}]},
        {"tag": "button", "behaviors": []},
        {"tag": "button", "behaviors": [{"type": "open_url", "default_url": "about:blank#later"}]},
        {"tag": "button", "hover_tips": {}, "confirm": {}},
        {"tag": "img", "img_key": "${item.img}", "size": "21:9", "corner_radius": ""},
        {"tag": "markdown", "content": ""},
        {"tag": "markdown", "content": "x", "text_size": "a size that nobody knows"},
        {"tag": "div", "text": {"tag": "plain_text", "content": "x", "text_color": "#B0B0B0"}},
        {"tag": "div", "text": {"tag": "plain_text", "content": "x", "text_color": "rgba(1, 2, 3, 0.5)"}},
        {"tag": "hr", "margin": "0"},
        {"tag": "column_set", "columns": []},
        {"tag": "column_set", "horizontal_spacing": "default", "columns": [{"tag": "column"}]},
        {"tag": "column_set", "columns": [{"tag": "column", "width": "4px", "elements": []}]},
        {"tag": "interactive_container", "elements": []},
        {"tag": "select_static", "required": True, "initial_option": ""},
        {"tag": "input"},
        {"tag": "input", "name": "same"},
        {"tag": "date_picker", "initial_date": ""},
        {"tag": "chart", "chart_spec": {"series": []}},
    ],
)
def test_what_the_card_editor_and_other_bots_write(element):
    assert check_card(dumps(card(element))) is None


@pytest.mark.parametrize(
    "button",
    [
        {"form_action_type": "submit"},
        {"action_type": "form_submit", "name": "send"},
        {"behaviors": [{"type": "form_action", "behavior": "submit"}, CALLBACK], "name": "send"},
    ],
)
def test_a_submit_button_in_any_spelling_at_any_depth(button):
    inside = {"tag": "column_set", "columns": [{"tag": "column", "elements": [{"tag": "button", **button}]}]}

    assert check_card(dumps(card({"tag": "form", "name": "f", "elements": [inside]}))) is None


def test_a_form_may_have_several_ways_out():
    reset = {"tag": "button", "name": "reset", "form_action_type": "reset"}
    plain = {"tag": "button", "name": "cancel", "behaviors": [CALLBACK]}

    assert check_card(dumps(card(form(reset, plain)))) is None


def test_a_subtitle_may_stand_alone():
    assert check_card(dumps(card(header={"subtitle": PLAIN}))) is None


def test_a_card_may_define_colours():
    element = {"tag": "column_set", "background_style": "cus-0", "columns": []}

    assert check_card(dumps(card(element, config=CONFIG))) is None


def test_what_looks_like_a_component_in_a_value_is_none():
    value = {"tag": "form", "element_id": "x", "elements": [{"tag": "nothing"}]}
    button = {"tag": "button", "element_id": "x", "behaviors": [{"type": "callback", "value": value}]}

    assert check_card(dumps(card(button))) is None


def test_code_that_looks_like_a_table_is_code():
    text = "```\n" + "| a | b |\n|---|---|\n\n" * 6 + "```"

    assert check_card(dumps(card({"tag": "markdown", "content": text}))) is None


def test_the_same_name_may_stand_outside_of_forms():
    assert check_card(dumps(card({"tag": "input", "name": "x"}, {"tag": "input", "name": "x"}, TEXT))) is None


LEGACY = {
    "config": {"wide_screen_mode": True},
    "header": {"title": {"tag": "plain_text", "content": "Hello"}, "template": "blue"},
    "elements": [
        {
            "tag": "div",
            "text": {"tag": "lark_md", "content": "**a**"},
            "extra": {"tag": "button", "url": "x"},
        },
        {"tag": "action", "actions": [{"tag": "button", "value": "go", "unknown": 1}]},
        {"tag": "note", "elements": [{"tag": "plain_text", "content": "b"}]},
    ],
}


@pytest.mark.parametrize(
    "legacy",
    [
        LEGACY,
        {**LEGACY, "schema": "1.0"},
        {"i18n_elements": {"zh_cn": [{"tag": "hr"}]}},
        {"header": {}},
        {"elements": []},
    ],
)
def test_cards_of_the_old_version(legacy):
    assert check_card(dumps(legacy)) is None
