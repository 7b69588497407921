"""Cards that Lark refuses: with which code, and where."""

import pytest

from bot.sandbox.card_json import CardCode, check_card
from tests.sandbox.card_json.cards import (
    COMPONENTS,
    CONFIG,
    LINKS,
    PLAIN,
    SUBMIT,
    TEXT,
    card,
    dumps,
    form,
)

FIRST = "ROOT -> body -> elements -> [0]"


def refused(value):
    found = check_card(dumps(value))
    return (found.code, found.path) if found else None


@pytest.mark.parametrize(
    ("element", "place"),
    [
        ({"tag": "markdown"}, "(tag: markdown)"),
        ({"tag": "markdown", "content": 1}, "(tag: markdown) -> content"),
        ({"tag": "markdown", "content": "x", "text_color": "red"}, "(tag: markdown)"),
        ({"tag": "markdown", "content": "x", "href": {}}, "(tag: markdown)"),
        (
            {"tag": "markdown", "content": "x", "i18n_content": {"english": "x"}},
            "(tag: markdown) -> i18n_content",
        ),
        ({"tag": "markdown", "content": "[x](javascript:alert(1))"}, "(tag: markdown) -> content"),
        ({"tag": "markdown", "content": "<a href='file:///etc'>x</a>"}, "(tag: markdown) -> content"),
        ({"tag": "div", "text": {"tag": "markdown", "content": "x"}}, "(tag: div) -> text"),
        (
            {"tag": "div", "text": {"tag": "plain_text", "content": "x", "text_weight": "bold"}},
            "(tag: div) -> text(tag: plain_text)",
        ),
        ({"tag": "div", "text": "x"}, "(tag: div) -> text"),
        ({"tag": "div", "width": "15px"}, "(tag: div) -> width"),
        ({"tag": "div", "icon": {"tag": "standard_icon"}}, "(tag: div) -> icon(tag: standard_icon)"),
        (
            {"tag": "div", "icon": {"tag": "standard_icon", "token": "play_outlined"}},
            "(tag: div) -> icon(tag: standard_icon) -> token",
        ),
        (
            {"tag": "div", "icon": {"tag": "standard_icon", "token": "Clock"}},
            "(tag: div) -> icon(tag: standard_icon) -> token",
        ),
        ({"tag": "hr", "margin": "100px"}, "(tag: hr) -> margin"),
        ({"tag": "hr", "margin": "1px 2px 3px"}, "(tag: hr) -> margin"),
        ({"tag": "hr", "margin": "4"}, "(tag: hr) -> margin"),
        ({"tag": "hr", "element_id": "1st"}, "(tag: hr) -> element_id"),
        ({"tag": "hr", "element_id": "a" * 21}, "(tag: hr) -> element_id"),
        ({"tag": "hr", "element_id": "with-dash"}, "(tag: hr) -> element_id"),
        ({"tag": "img", "alt": PLAIN}, "(tag: img)"),
        ({"tag": "img", "img_key": "k", "size": "stretch_without_padding"}, "(tag: img) -> size"),
        ({"tag": "img", "img_key": "k", "corner_radius": "101%"}, "(tag: img) -> corner_radius"),
        ({"tag": "person", "user_id": "ou_1", "size": "huge"}, "(tag: person) -> size"),
        ({"tag": "person_list", "persons": ["ou_1"]}, "(tag: person_list) -> persons -> [0]"),
        ({"tag": "person_list", "persons": [], "lines": 0}, "(tag: person_list) -> lines"),
        ({"tag": "chart", "chart_spec": "function(){}"}, "(tag: chart) -> chart_spec"),
        ({"tag": "table", "columns": [], "rows": [], "page_size": 11}, "(tag: table) -> page_size"),
        ({"tag": "table", "columns": [{"name": "a"}] * 51, "rows": []}, "(tag: table) -> columns"),
        (
            {"tag": "table", "columns": [{"name": "a", "data_type": "emoji"}], "rows": []},
            "(tag: table) -> columns -> [0]",
        ),
        ({"tag": "column_set"}, "(tag: column_set)"),
        ({"tag": "column_set", "columns": [TEXT]}, "(tag: column_set) -> columns -> [0]"),
        (
            {"tag": "column_set", "columns": [{"tag": "column", "weight": 6}]},
            "(tag: column_set) -> columns -> [0](tag: column) -> weight",
        ),
        (
            {"tag": "column_set", "columns": [{"tag": "column", "background_style": "pinkish"}]},
            "(tag: column_set) -> columns -> [0](tag: column) -> background_style",
        ),
        ({"tag": "collapsible_panel", "elements": []}, "(tag: collapsible_panel)"),
        (
            {"tag": "collapsible_panel", "header": {"icon_expanded_angle": 45}},
            "(tag: collapsible_panel) -> header -> icon_expanded_angle",
        ),
        ({"tag": "form", "elements": [SUBMIT]}, "(tag: form)"),
        ({"tag": "button", "type": "loud"}, "(tag: button) -> type"),
        ({"tag": "button", "text": {"tag": "lark_md", "content": "x"}}, "(tag: button) -> text"),
        (
            {"tag": "button", "text": {"tag": "plain_text", "content": "x" * 101}},
            "(tag: button) -> text(tag: plain_text) -> content",
        ),
        ({"tag": "button", "width": "99px"}, "(tag: button) -> width"),
        ({"tag": "button", "behaviors": {"type": "callback"}}, "(tag: button) -> behaviors"),
        ({"tag": "button", "behaviors": [{"type": "jump"}]}, "(tag: button) -> behaviors -> [0]"),
        (
            {"tag": "button", "behaviors": [{"type": "callback", "value": [1]}]},
            "(tag: button) -> behaviors -> [0] -> value",
        ),
        (
            {"tag": "button", "behaviors": [{"type": "open_url", "default_url": "ftp://x"}]},
            "(tag: button) -> behaviors -> [0] -> default_url",
        ),
        ({"tag": "button", "behaviors": [{"type": "open_url"}]}, "(tag: button) -> behaviors -> [0]"),
        ({"tag": "button", "text": {"tag": "plain_text"}}, "(tag: button) -> text(tag: plain_text)"),
        ({"tag": "button", "confirm": {"text": PLAIN}}, "(tag: button) -> confirm"),
        ({"tag": "button", "form_action_type": "submit"}, "(tag: button)"),
        ({"tag": "input", "max_length": 1001}, "(tag: input) -> max_length"),
        ({"tag": "input", "max_length": 1.5}, "(tag: input) -> max_length"),
        ({"tag": "input", "max_length": True}, "(tag: input) -> max_length"),
        ({"tag": "input", "multiline": True}, "(tag: input)"),
        ({"tag": "select_static", "label": PLAIN}, "(tag: select_static)"),
        (
            {"tag": "select_static", "initial_option": {"value": "1"}},
            "(tag: select_static) -> initial_option",
        ),
        ({"tag": "select_static", "options": [{"value": "1"}]}, "(tag: select_static) -> options -> [0]"),
        ({"tag": "multi_select_static", "options": []}, "(tag: multi_select_static)"),
        ({"tag": "multi_select_person"}, "(tag: multi_select_person)"),
        ({"tag": "select_img", "options": [], "multi_select": True}, "(tag: select_img)"),
        ({"tag": "date_picker", "initial_date": "2026-02-29"}, "(tag: date_picker) -> initial_date"),
        ({"tag": "date_picker", "initial_date": "2026-2-1"}, "(tag: date_picker) -> initial_date"),
        ({"tag": "picker_time", "initial_time": "24:00"}, "(tag: picker_time) -> initial_time"),
        (
            {"tag": "picker_datetime", "initial_datetime": "2026-01-01"},
            "(tag: picker_datetime) -> initial_datetime",
        ),
        ({"tag": "checker", "checked_style": {"opacity": 1.1}}, "(tag: checker) -> checked_style -> opacity"),
        (
            {"tag": "checker", "button_area": {"buttons": [{"tag": "button"}] * 4}},
            "(tag: checker) -> button_area -> buttons",
        ),
        (
            {"tag": "checker", "button_area": {"buttons": [{"tag": "input"}]}},
            "(tag: checker) -> button_area -> buttons -> [0]",
        ),
        ({"tag": "overflow"}, "(tag: overflow)"),
        ({}, ""),
        ({"tag": 5}, ""),
        ("text", ""),
    ],
)
def test_a_component_that_does_not_fit_its_table(element, place):
    assert refused(card(element)) == (CardCode.PARSE, FIRST + place)


@pytest.mark.parametrize(
    ("root", "place"),
    [
        ({"elements": []}, "ROOT"),
        ({"i18n_elements": {}}, "ROOT"),
        ({"fallback": {}}, "ROOT"),
        ({"header": {"tag": "header", "title": PLAIN}}, "ROOT -> header"),
        ({"header": {"template": "blue"}}, "ROOT -> header"),
        ({"header": {"ud_icon": {"token": "chat_outlined"}}}, "ROOT -> header"),
        ({"header": {"title": {"tag": "markdown", "content": "x"}}}, "ROOT -> header -> title"),
        ({"header": {"title": PLAIN, "template": "pink"}}, "ROOT -> header -> template"),
        (
            {"header": {"title": PLAIN, "text_tag_list": [{"tag": "text_tag", "text": PLAIN}] * 4}},
            "ROOT -> header -> text_tag_list",
        ),
        ({"header": {"title": PLAIN, "padding": "-1px"}}, "ROOT -> header -> padding"),
        ({"config": {"width_mode": "wide"}}, "ROOT -> config -> width_mode"),
        ({"config": {"enable_forward": "true"}}, "ROOT -> config -> enable_forward"),
        ({"config": {"locales": ["en"]}}, "ROOT -> config -> locales -> [0]"),
        (
            {"config": {"streaming_config": {"print_step": 1}}},
            "ROOT -> config -> streaming_config -> print_step",
        ),
        (
            {"config": {"streaming_config": {"print_strategy": "slow"}}},
            "ROOT -> config -> streaming_config -> print_strategy",
        ),
        (
            {"config": {"style": {"color": {"c": {"light_mode": "red"}}}}},
            "ROOT -> config -> style -> color -> c",
        ),
        ({"config": []}, "ROOT -> config"),
        ({"card_link": {"url": "mailto:a@b.c"}}, "ROOT -> card_link -> url"),
        ({"card_link": {**LINKS, "web_url": ""}}, "ROOT -> card_link"),
        ({"body": []}, "ROOT -> body"),
        ({"body": {"elements": {}}}, "ROOT -> body -> elements"),
        ({"body": {"vertical_spacing": "huge"}}, "ROOT -> body -> vertical_spacing"),
        ({"schema": 2.0}, "ROOT -> schema"),
    ],
)
def test_a_card_that_does_not_fit_its_table(root, place):
    assert refused(card(**root)) == (CardCode.PARSE, place)


@pytest.mark.parametrize("tag", ["note", "action", "divider", "text", "column", "plain_text", "Button"])
def test_a_tag_that_is_no_component_of_this_version(tag):
    assert refused(card({"tag": tag})) == (CardCode.TAG_UNSUPPORTED, f"{FIRST}(tag: {tag})")


@pytest.mark.parametrize("tag", ["form", "table"])
@pytest.mark.parametrize("container", ["column", "interactive_container", "collapsible_panel", "form"])
def test_forms_and_tables_stand_in_the_body_only(tag, container):
    inner = {"tag": tag, **COMPONENTS[tag], "element_id": "inner", "name": "inner"}
    if tag == "table":
        del inner["name"]

    code, place = refused(card(around(container, inner)))

    assert code == CardCode.PARSE
    assert place.endswith(f"(tag: {tag})")


def around(container, inner):
    match container:
        case "column":
            return {"tag": "column_set", "columns": [{"tag": "column", "elements": [inner]}]}
        case "collapsible_panel":
            return {"tag": container, "header": {}, "elements": [inner]}
        case "form":
            return form(inner)
        case _:
            return {"tag": container, "elements": [inner]}


def test_a_form_needs_a_submit_button():
    nothing_sends = {"tag": "form", "name": "f", "elements": [{"tag": "button", "name": "b"}]}

    assert refused(card(nothing_sends)) == (CardCode.SUBMIT_BUTTON_MISSING, f"{FIRST}(tag: form)")


def test_the_submit_button_of_one_form_does_not_serve_another():
    without = {"tag": "form", "name": "g", "elements": []}

    assert refused(card(form(), without))[0] == CardCode.SUBMIT_BUTTON_MISSING


@pytest.mark.parametrize("name", [{}, {"name": ""}])
def test_a_field_in_a_form_needs_a_name(name):
    place = f"{FIRST}(tag: form) -> elements -> [0](tag: input)"

    assert refused(card(form({"tag": "input", **name}))) == (CardCode.NAME_MISSING, place)


@pytest.mark.parametrize(
    "forms",
    [
        [form({"tag": "input", "name": "a"}, {"tag": "checker", "name": "a"})],
        [form({"tag": "input", "name": "form_1"})],
        [form({"tag": "input", "name": "send"})],
        [form(name="f"), {"tag": "form", "name": "f", "elements": [{**SUBMIT, "name": "other"}]}],
    ],
)
def test_a_name_stands_for_one_thing_in_the_card(forms):
    assert refused(card(*forms))[0] == CardCode.PARSE


def test_an_element_id_stands_for_one_thing_in_the_card():
    text = {"tag": "plain_text", "content": "x", "element_id": "same"}
    place = f"{FIRST}(tag: div) -> text(tag: plain_text)"

    assert refused(card({"tag": "div", "element_id": "same", "text": text})) == (
        CardCode.ELEMENT_ID_REPEATED,
        place,
    )


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("a", CardCode.TABLE_ROWS),
        (["a"], CardCode.TABLE_ROWS),
        ([{"plain": 1}], CardCode.TABLE_ROWS),
        ([{"count": "many"}], CardCode.TABLE_ROWS),
        ([{"tags": "S1"}], CardCode.TABLE_ROWS),
        ([{"who": [1]}], CardCode.TABLE_ROWS),
        ([{"when": "today"}], CardCode.TABLE_ROWS),
        ([{"nobody": "x"}], CardCode.TABLE_ROW_NAMES),
    ],
)
def test_rows_that_do_not_fit_their_columns(rows, code):
    assert refused(card({"tag": "table", **COMPONENTS["table"], "rows": rows}))[0] == code


def test_a_chart_without_a_type():
    assert refused(card({"tag": "chart", "chart_spec": {"data": {}}})) == (
        CardCode.CHART_SPEC,
        f"{FIRST}(tag: chart)",
    )


def test_a_card_with_sound_that_may_be_forwarded():
    assert refused(card({"tag": "audio", "file_key": "f"}))[0] == CardCode.AUDIO_FORWARDED


def test_a_sound_that_is_there_twice():
    sound = {"tag": "audio", "file_key": "f", "audio_id": "1"}

    assert refused(card(sound, sound, config=CONFIG))[0] == CardCode.AUDIO_ID_REPEATED


def test_a_card_that_is_not_shared():
    assert refused(card(config={"update_multi": False}))[0] == CardCode.NOT_SHARED


@pytest.mark.parametrize(
    ("legacy", "code"),
    [
        ({"elements": {}}, CardCode.PARSE),
        ({"elements": ["text"]}, CardCode.PARSE),
        ({"elements": [{"text": "x"}]}, CardCode.PARSE),
        ({"elements": [{"tag": "divider"}]}, CardCode.ELEMENT_LIMIT),
        ({"elements": [], "header": "x"}, CardCode.PARSE),
        ({"body": {"elements": []}}, CardCode.PARSE),
    ],
)
def test_what_is_not_even_an_old_card(legacy, code):
    assert refused(legacy)[0] == code
