"""What people type shows as typed. The oracle is a small reader of Lark's Markdown."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.agent_text import safe_markdown, without_mentions
from cards.markup import bold, clean, cut, cut_lines, escape, link, one_line, space_urls

MARKUP = [
    "**",
    "_",
    "`",
    "```",
    "~~",
    "<at id=all></at>",
    "[x](http://a.b)",
    "](",
    "# ",
    "- ",
    "1. ",
    "> ",
    "|",
    "\n",
]
typed = st.lists(st.sampled_from(MARKUP) | st.text(max_size=8), max_size=12).map("".join)
URL = re.compile(r"https?://[!#-;=?-_a-{}~]+")


def shown(markdown):
    """What is left when only entities are read: everything else of `markdown` must be literal."""
    return html.unescape(markdown)


@given(typed.filter(lambda text: "http" not in text.lower()))
def test_escaped_text_reads_as_it_was_typed(text):
    lines = [line.lstrip(" \t") for line in clean(text).split("\n")]

    assert shown(escape(text)) == "\n".join(lines)


@given(typed)
def test_escaped_text_holds_no_character_that_lark_reads_as_markup(text):
    bare = re.sub(r"&#\d+;", "", URL.sub("", escape(text)))

    assert not re.search(r"[<>*_~`\[\]()!|\\$^]", bare)
    assert not re.search(r"^\s*([-+=#]|\d+[.)])", URL.sub("", escape(text)), re.MULTILINE)


def test_a_task_named_like_markup_mentions_nobody():
    assert "<at" not in escape("**x**<at id=all></at>")
    assert shown(escape("**x**<at id=all></at>")) == "**x**<at id=all></at>"


@pytest.mark.parametrize(
    ("typed", "spaced"),
    [
        ("看https://a.b/c总结", "看 https://a.b/c 总结"),
        ("看 https://a.b/c 总结", "看 https://a.b/c 总结"),
        ("（https://a.b）", "（ https://a.b ）"),
        ("https://a.b", "https://a.b"),
        ("(https://a.b) ok", "(https://a.b) ok"),
    ],
)
def test_an_address_stands_apart_from_chinese_text(typed, spaced):
    assert space_urls(typed) == spaced


def test_an_address_keeps_working_where_its_text_is_escaped():
    assert escape("读 https://a.b/x_y?q=1&r=2 再说") == "读 https://a.b/x_y?q=1&r=2 再说"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "", "http://", "https://a b"])
def test_a_link_to_anywhere_but_the_web_is_only_its_label(url):
    assert link("label", url) == "label"


def test_a_link_cannot_be_broken_out_of():
    assert link("a](http://evil)", "https://a.b/(x)") == "[a&#93;&#40;http://evil%29](https://a.b/%28x%29)"


@given(st.text(), st.integers(2, 80))
def test_cut_text_fits_and_says_that_it_was_cut(text, most):
    short = cut(text, most)

    assert len(short) <= most
    assert short == text or short.endswith("…")


@given(st.text(st.sampled_from("ab\n"), max_size=60), st.integers(1, 6), st.integers(2, 40))
def test_cut_lines_keeps_to_both_limits_and_says_that_it_was_cut(text, lines, most):
    short = cut_lines(text, lines, most)

    assert len(short) <= most
    assert short.count("\n") < lines
    assert short == text or short.endswith("…")


@given(st.text())
def test_one_line_is_one_line_without_invisible_marks(text):
    line = one_line(text + "\u202e\u0000\ud800")

    assert not re.search(r"[\n\r\t\u0000-\u001f\u202a-\u202e\u2066-\u2069]", line)
    line.encode()


def test_nothing_in_bold_is_nothing():
    assert bold(" \n") == ""


MENTION = re.compile(r"<\s*/?\s*at\b", re.IGNORECASE)


@given(typed)
def test_nothing_that_an_agent_writes_mentions_anybody(text):
    assert not MENTION.search(safe_markdown(text + "<at id=all></at><AT user_id='all'>"))
    assert not MENTION.search(without_mentions(text + "<at id=all></at>"))


def test_an_agents_markdown_keeps_its_shape():
    text = "## Sales\n- **East** 58\n- [report](https://a.b/r)\n\n```py\nx < 3\n```"

    assert safe_markdown(text) == text


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("![chart](https://a.b/c.png)", "chart"),
        ("[click](javascript:alert(1))", "[click]"),
        ("<script>x</script>", "<\u200bscript>x<\u200b/script>"),
        ("a < b and b > c", "a < b and b > c"),
    ],
)
def test_what_lark_refuses_in_an_agents_markdown_is_taken_out(written, safe):
    assert safe_markdown(written).rstrip(")") == safe
