"""Which language a person speaks."""

import pytest

from bot.chat.meet import settles_language
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
