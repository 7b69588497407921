"""Finding components in a card, as the simulated client does when somebody presses one."""

from bot.sandbox.card_json import components, components_of_form, find_component
from tests.sandbox.card_json.cards import SUBMIT, TEXT, card, form

FIELD = {"tag": "input", "name": "title", "required": True}
PANEL = {"tag": "collapsible_panel", "header": {}, "elements": [{"tag": "checker", "name": "done"}]}


def test_a_component_is_found_by_its_name_with_the_form_around_it():
    found = find_component(card(TEXT, form(PANEL)), "done")

    assert found.tag == "checker"
    assert found.form.name == "form_1"
    assert str(found.place).endswith(
        "[1](tag: form) -> elements -> [0](tag: collapsible_panel) -> elements -> [0](tag: checker)"
    )


def test_an_element_id_goes_before_a_name():
    by_name = {"tag": "button", "name": "x"}
    by_id = {"tag": "button", "element_id": "x", "type": "danger"}

    assert find_component(card(by_name, by_id), "x").data["type"] == "danger"


def test_what_is_not_there_is_not_found():
    assert find_component(card(TEXT), "x") is None
    assert find_component({}, "x") is None


def test_nothing_is_found_inside_a_value():
    button = {"tag": "button", "behaviors": [{"type": "callback", "value": {"tag": "button", "name": "x"}}]}

    assert find_component(card(button), "x") is None


def test_components_without_a_name_are_not_found_by_an_empty_one():
    assert find_component(card(TEXT), "") is None


def test_a_form_knows_its_fields_in_their_order():
    found = card(form(FIELD, PANEL), form({"tag": "input", "name": "other"}, name="g"))

    assert [field.name for field in components_of_form(found, "form_1")] == ["title", "done"]
    assert [field.required for field in components_of_form(found, "form_1")] == [True, False]
    assert components_of_form(found, "nothing") == ()


def test_a_button_knows_what_it_does_to_its_form():
    old = {"tag": "button", "action_type": "form_reset"}
    plain = {"tag": "button", "action_type": "link"}

    actions = [
        component.form_action for component in components(card(form(old, plain))) if component.tag == "button"
    ]

    assert actions == ["reset", "", "submit"]
    assert find_component(card(form()), SUBMIT["name"]).submits


def test_buttons_of_old_cards_are_found():
    old = {"elements": [{"tag": "action", "actions": [{"tag": "button", "name": "go", "value": {"a": 1}}]}]}

    assert find_component(old, "go").data["value"] == {"a": 1}
