"""What a press carries to the bot, and what the client keeps to itself."""

from datetime import UTC, datetime

import pytest

from bot.sandbox.actions import Entry, MisuseError, NoCallback, Refusal
from bot.sandbox.actions.components import find_component
from bot.sandbox.actions.inputs import action_of

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
OPTIONS = [{"text": {"tag": "plain_text", "content": f"Choice {v}"}, "value": v} for v in ("a", "b")]


def callback(**value):
    return [{"type": "callback", "value": value}]


def a_card(*elements):
    columns = [{"tag": "column", "elements": list(elements)}]
    return {"schema": "2.0", "body": {"elements": [{"tag": "column_set", "columns": columns}]}}


def a_form(*elements, **button):
    submit = {"tag": "button", "name": "save", "form_action_type": "submit", "behaviors": callback(op="save")}
    return {
        "body": {"elements": [{"tag": "form", "name": "form", "elements": [*elements, {**submit, **button}]}]}
    }


def press(card, key, zone="Asia/Shanghai", **entry):
    return action_of(find_component(card, key), Entry(**entry), zone, NOW)


def pressed_alone(component, **entry):
    return press(a_card({"name": "it", **component}), "it", **entry)


def test_a_button_carries_the_value_of_its_behavior():
    button = {"tag": "button", "element_id": "run", "behaviors": callback(op="run", v=7)}

    assert press(a_card(button), "run") == {"tag": "button", "value": {"op": "run", "v": 7}}


def test_a_button_in_the_older_form_carries_its_value():
    assert pressed_alone({"tag": "button", "value": {"op": "run"}}) == {
        "tag": "button",
        "name": "it",
        "value": {"op": "run"},
    }


def test_a_text_as_value_goes_out_as_it_is():
    button = {"tag": "button", "behaviors": [{"type": "callback", "value": "text"}]}

    assert pressed_alone(button)["value"] == "text"


@pytest.mark.parametrize(
    ("component", "option", "given"),
    [
        ({"tag": "select_static", "options": OPTIONS}, "b", {"option": "b"}),
        ({"tag": "overflow", "options": OPTIONS}, "a", {"option": "a"}),
        ({"tag": "select_person", "options": [{"value": "ou_1"}]}, "ou_1", {"option": "ou_1"}),
        ({"tag": "select_person"}, "ou_9", {"option": "ou_9"}),
        ({"tag": "multi_select_static", "options": OPTIONS}, ["a", "b"], {"options": ["a", "b"]}),
        ({"tag": "input"}, "hello", {"input_value": "hello"}),
        ({"tag": "checker", "behaviors": callback()}, True, {"checked": True}),
        ({"tag": "checker", "behaviors": callback(), "checked": True}, None, {"checked": False}),
        ({"tag": "date_picker"}, "2026-01-05", {"option": "2026-01-05 +0800"}),
        ({"tag": "picker_time"}, "09:30", {"option": "09:30 +0800"}),
        ({"tag": "picker_datetime"}, "2026-01-05 09:30", {"option": "2026-01-05 09:30 +0800"}),
    ],
)
def test_outside_a_form_the_input_lands_where_lark_puts_it(component, option, given):
    action = pressed_alone(component, option=option)

    assert action.items() >= {"tag": component["tag"], "name": "it", **given}.items()
    assert ("timezone" in action) == (component["tag"] in {"date_picker", "picker_time", "picker_datetime"})


@pytest.mark.parametrize(("date", "offset"), [("2026-01-05", "-0500"), ("2026-07-05", "-0400")])
def test_a_date_carries_the_offset_of_its_own_day(date, offset):
    action = pressed_alone({"tag": "date_picker"}, option=date, zone="America/New_York")

    assert action["option"] == f"{date} {offset}"
    assert action["timezone"] == "America/New_York"


@pytest.mark.parametrize(
    ("component", "option"),
    [
        ({"tag": "select_static", "options": OPTIONS}, "c"),
        ({"tag": "select_static", "options": OPTIONS}, None),
        ({"tag": "multi_select_static", "options": OPTIONS}, "a"),
        ({"tag": "input"}, 5),
        ({"tag": "checker", "behaviors": callback()}, "yes"),
        ({"tag": "date_picker"}, "2026-02-30"),
        ({"tag": "picker_time"}, "9 o'clock"),
        ({"tag": "button"}, "a"),
    ],
)
def test_what_nobody_could_choose_is_a_misuse(component, option):
    with pytest.raises(MisuseError):
        pressed_alone(component, option=option)


@pytest.mark.parametrize(
    "component",
    [
        {"tag": "button", "behaviors": [{"type": "open_url", "default_url": "https://example.com"}]},
        {"tag": "button", "url": "https://example.com"},
        {"tag": "checker"},
    ],
)
def test_what_only_the_client_does_calls_nobody(component):
    with pytest.raises(NoCallback) as end:
        pressed_alone(component)

    assert end.value.error is None


def test_a_disabled_component_is_refused_by_the_client():
    with pytest.raises(NoCallback) as end:
        pressed_alone({"tag": "button", "disabled": True, "behaviors": callback()})

    assert end.value.error is Refusal.DISABLED


def test_a_form_comes_whole_with_its_submit_button():
    card = a_form(
        {"tag": "input", "name": "title"},
        {"tag": "input", "name": "note", "default_value": "as before"},
        {"tag": "input", "name": "empty"},
        {"tag": "select_static", "name": "freq", "options": OPTIONS, "initial_index": 2},
        {"tag": "select_static", "name": "by_text", "options": OPTIONS, "initial_option": "Choice a"},
        {"tag": "select_static", "name": "unset", "options": OPTIONS},
        {"tag": "multi_select_static", "name": "days", "options": OPTIONS},
        {"tag": "checker", "name": "quiet", "checked": True},
        {"tag": "picker_datetime", "name": "at", "initial_datetime": "2026-01-05 09:30"},
    )

    action = press(card, "save", form_value={"title": "Digest", "days": ["a", "b"]})

    assert action == {
        "tag": "button",
        "name": "save",
        "value": {"op": "save"},
        "timezone": "Asia/Shanghai",
        "form_value": {
            "title": "Digest",
            "note": "as before",
            "empty": "",
            "freq": "b",
            "by_text": "a",
            "days": ["a", "b"],
            "quiet": True,
            "at": "2026-01-05 09:30 +0800",
        },
    }


def test_a_submit_button_in_the_older_form_submits():
    card = a_form({"tag": "input", "name": "title"}, form_action_type=None, action_type="form_submit")

    assert press(card, "save", form_value={"title": "x"})["form_value"] == {"title": "x"}


def test_the_timezone_is_told_only_with_dates_and_times():
    assert "timezone" not in press(a_form({"tag": "input", "name": "title"}), "save")


def test_a_person_cannot_change_a_disabled_field():
    card = a_form({"tag": "input", "name": "title", "default_value": "old", "disabled": True})

    assert press(card, "save", form_value={"title": "new"})["form_value"] == {"title": "old"}


@pytest.mark.parametrize("field", [{"tag": "input"}, {"tag": "select_static", "options": OPTIONS}])
def test_a_required_field_left_empty_keeps_the_form_in_the_client(field):
    card = a_form({**field, "name": "it", "required": True})

    with pytest.raises(NoCallback) as end:
        press(card, "save", form_value={"it": ""})

    assert end.value.error is Refusal.REQUIRED_MISSING


def test_text_longer_than_the_field_allows_stays_in_the_client():
    with pytest.raises(NoCallback) as end:
        press(a_form({"tag": "input", "name": "it", "max_length": 3}), "save", form_value={"it": "long"})

    assert end.value.error is Refusal.TOO_LONG


@pytest.mark.parametrize(
    ("card", "key"),
    [
        (a_form({"tag": "input", "name": ""}), "save"),
        (a_form({"tag": "input", "name": "x"}, name="", element_id="button"), "button"),
    ],
)
def test_an_empty_name_in_a_form_shows_larks_code(card, key):
    with pytest.raises(NoCallback) as end:
        press(card, key)

    assert end.value.error == 200530


@pytest.mark.parametrize("key", ["freq", "clear"])
def test_inside_a_form_only_the_submit_button_calls(key):
    card = a_form(
        {"tag": "select_static", "name": "freq", "options": OPTIONS},
        {"tag": "button", "name": "clear", "form_action_type": "reset"},
    )
    with pytest.raises(NoCallback) as end:
        press(card, key)

    assert end.value.error is None


def test_a_plain_button_inside_a_form_leaves_the_fields_alone():
    card = a_form({"tag": "button", "name": "cancel", "behaviors": callback(op="cancel")})

    assert press(card, "cancel") == {"tag": "button", "name": "cancel", "value": {"op": "cancel"}}


def test_a_field_that_the_form_has_not_is_a_misuse():
    with pytest.raises(MisuseError):
        press(a_form({"tag": "input", "name": "title"}), "save", form_value={"titel": "x"})
