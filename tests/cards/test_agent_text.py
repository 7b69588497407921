import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.card_json import check_card
from cards.agent_text import safe_markdown, without_mentions
from cards.elements import Card, Header, Markdown, Tone

PIECES = (
    *("<at id=all></at>", "< AT user_id='all'>", "</at>", "<person id=ou_1></person>", "<script>", "<br>"),
    *("![chart](https://x.example/a.png)", "![](img_v2)", "[x](javascript:alert(1))", "[y](file:///etc)"),
    *("[z](https://example.com)", "看https://example.com/a看", "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n"),
    *("**bold**", "```\ncode\n", "~~~", "\u202e", "\x00", "a < b", "1<2", "\n", " "),
)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=20).map("".join))
def test_whatever_an_agent_writes_makes_a_card_that_lark_takes(text):
    safe = safe_markdown(text)
    card = Card(Header("T", Tone.BLUE), (Markdown(safe),), "s")

    assert check_card(json.dumps(card.json())) is None
    assert "<at" not in safe.lower().replace(" ", "")


def test_an_agents_markdown_keeps_its_shape():
    text = "# Title\n\n**bold** and *thin*\n\n- one\n- two\n\n[a](https://example.com/x)"

    assert safe_markdown(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![chart](img_v2_x)", "chart"),
        ("[x](javascript:alert)", "[x]"),
        ("cut in a [link](javascript:al…", "cut in a [link] (javascript:al…"),
        ("[x](javascript:a\nb", "[x] (javascript:a\nb"),
        ("看https://example.com/a看", "看 https://example.com/a 看"),
        ("1 < 2 and a<b>c", "1 < 2 and a<\u200bb>c"),
    ],
)
def test_what_lark_refuses_becomes_plain(text, shown):
    assert safe_markdown(text) == shown


def test_the_fourth_table_stands_as_it_was_written():
    table = "| a |\n| --- |\n| 1 |\n\n"

    assert safe_markdown(table * 5).count("\u200b") == 2


@given(st.text())
def test_mentions_vanish_and_everything_else_stays(text):
    kept = without_mentions(text)

    assert "<at" not in kept.lower()
    assert without_mentions(kept) == kept
