"""How a task gets its name."""

import pytest

from bot.chat.drafting import title_of


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("summarise the news, briefly", "Summarise the news"),
        ("iOS release notes", "iOS release notes"),
        ("总结昨天的新闻，三句话", "总结昨天的新闻"),
        ("", ""),
    ],
)
def test_a_name_is_the_first_clause_with_a_capital(said, name):
    assert title_of(said) == name
