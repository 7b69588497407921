"""What Markdown texts bring into a card."""

import pytest

from bot.sandbox.card_json.markdown import tables_in, unsafe_link_in


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("", 0),
        ("a | b\n--|--\n", 1),
        ("| a |\n|---|\n| 1 |", 1),
        ("| a | b |\n| :-- | --: |\n\n| c | d |\n|---|---|", 2),
        ("a\n---\nb", 0),
        ("| a | b |\n| c | d |", 0),
        ("```\n| a |\n|---|\n```\n| b |\n|---|", 1),
        ("~~~~\n| a |\n~~~\n|---|\n~~~~\n", 0),
        ("`````\n| a |\n|---|", 0),
    ],
)
def test_tables_are_counted_as_they_are_drawn(text, tables):
    assert tables_in(text) == tables


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[a](https://example.com)", None),
        ("[a](lark://client/chat)", None),
        ("[a](about:blank#later) and javascript: the language", None),
        ("[a](JavaScript:alert)", "JavaScript:alert"),
        ("[a](<data:text/html>)", "data:text/html>"),
        ("<link icon='chat_outlined' url='https://a' pc_url='vbscript:x'>b</link>", "vbscript:x"),
        ("```\n[a](javascript:x)\n```", None),
    ],
)
def test_addresses_that_nobody_may_open_are_found(text, address):
    assert unsafe_link_in(text) == address


@pytest.mark.parametrize(
    "text", ["|" * 30_000, "<a " * 10_000, "[a](" * 8_000, "|-" * 15_000 + "x", "```\n" * 7_500]
)
def test_odd_texts_take_no_time(text):
    assert tables_in(text) == 0
    assert unsafe_link_in(text) is None
