"""Which language a person speaks, and for which company."""

import pytest

from bot.chat.meet import is_outsider, settles_language
from scheduler.model import Locale


@pytest.mark.parametrize(
    ("text", "locale", "settles"),
    [
        ("每天9点提醒我", Locale.ZH, True),
        ("remind me at nine", Locale.EN, True),
        ("abc", Locale.EN, False),
        ("ok thanks", Locale.EN, False),
    ],
)
def test_a_word_or_two_of_latin_does_not_make_a_person_speak_english(text, locale, settles):
    assert settles_language(text, locale) is settles


@pytest.mark.parametrize(
    ("own", "served", "outside"),
    [("tk", "tk", False), ("tk_partner", "tk", True), ("", "tk", False), ("tk", "", False)],
)
def test_an_outsider_is_of_another_company_than_the_one_served(own, served, outside):
    assert is_outsider(own, served) is outside
