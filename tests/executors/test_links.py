"""Links in an answer."""

import pytest

from bot.executors.links import LINKS_AT_MOST, links_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no link", []),
        ("[a](https://x.example/1)", [("a", "https://x.example/1")]),
        ("see https://x.example/1.", [("https://x.example/1", "https://x.example/1")]),
        ("看https://x.example/1，好", [("https://x.example/1", "https://x.example/1")]),
        ("看 https://x.example/1，好", [("https://x.example/1", "https://x.example/1")]),
        ("[a](https://x.example/1) and https://x.example/1", [("a", "https://x.example/1")]),
        ("[a](javascript:alert(1))", []),
    ],
)
def test_links_are_found_once_under_their_name(text, expected):
    assert [(link.name, link.content) for link in links_in(text)] == expected


def test_links_are_bounded():
    text = " ".join(f"https://x.example/{n}" for n in range(100))

    assert len(links_in(text)) == LINKS_AT_MOST
