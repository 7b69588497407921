"""A card beyond one of Lark's limits cannot be built."""

import pytest

from bot.sandbox.card_json import check_card
from cards.actions import Press, Verb
from cards.controls import Button, Confirm, Form, Input, button_row
from cards.elements import (
    Card,
    Column,
    Columns,
    Fact,
    Header,
    Markdown,
    Note,
    Panel,
    Rule,
    Text,
    Tone,
    facts,
    name_of,
)
from cards.limits import CardLimitError
from tests.cards.checking import as_json

PRESS = Press(Verb.TASK_RUN, "task_1", 3)


def card(*elements):
    return Card(Header("Sales", Tone.GREEN, ("On",)), elements, "Sales: on")


def button(key="run", **fields):
    return Button(key=key, label="Run now", press=PRESS, **fields)


def nested(depth):
    inner = Columns((Column((Text("x"),)),))
    return inner if depth == 1 else Columns((Column((nested(depth - 1),)),))


def a_form(*elements):
    return Form(
        "edit", elements or (Input(name="title", label="Name", value="x"), button("ok", submits=True))
    )


@pytest.mark.parametrize(
    ("elements", "problem"),
    [
        pytest.param([Text("界" * 11_000)], "bytes", id="size"),
        pytest.param([Rule()] * 201, "elements", id="elements"),
        pytest.param([Markdown("| a |\n| - | - |\n| b |")] * 6, "tables", id="tables"),
        pytest.param([nested(6)], "nested", id="depth"),
        pytest.param([button(), button()], "stands twice", id="element_id twice"),
        pytest.param([button("run now")], "shape", id="element_id shape"),
        pytest.param([button("r" * 21)], "shape", id="element_id length"),
        pytest.param([Panel("x", (a_form(),), "p")], "inside a container", id="form in a panel"),
        pytest.param([a_form(Input(name="title", label="N", value="x"))], "submitted", id="no submit"),
        pytest.param([a_form(button(), button("ok", submits=True))], "no name", id="no name in a form"),
        pytest.param([a_form(), a_form()], "stands twice", id="two forms of one name"),
    ],
)
def test_a_card_beyond_a_limit_is_not_built(elements, problem):
    with pytest.raises(CardLimitError, match=problem):
        card(*elements).json()


def test_a_card_of_every_block_passes_larks_own_check():
    drawn = card(
        Text("plain"),
        Markdown("**bold**"),
        Note("small"),
        *facts(Fact("Next", Text("tomorrow")), None),
        Panel("more", (Markdown("long"),), "more"),
        nested(5),
        a_form(
            Input(name="title", label="Name", value="x", placeholder="…"),
            Input(name="content", label="Content", value="x", rows=4),
            button_row(button("ok", submits=True), button("back", in_form=True)),
        ),
        Rule(),
        button_row(
            button(), button("open", url="https://a.b"), button("x", confirm=Confirm("Sure?", "Gone."))
        ),
    )

    assert check_card(as_json(drawn)) is None


def test_a_label_too_long_for_a_button_is_cut():
    drawn = Button(key="say", label="x" * 500, press=PRESS).json()

    assert drawn["text"] == {"tag": "plain_text", "content": "x" * 99 + "…"}


def test_a_name_is_cut_at_forty_characters():
    assert name_of("名" * 60) == "名" * 39 + "…"


def test_a_fourth_button_in_view_is_a_mistake():
    with pytest.raises(AssertionError):
        button_row(*(button(f"b{number}") for number in range(4)))
