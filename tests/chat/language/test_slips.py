"""Slips are read right, and what was typed stays as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.language.slips import corrected
from bot.chat.language.text import source_of
from tests.chat.language.clocks import said

SLIPS = (
    "evry thurday",
    "remidn me",
    "没天早上",
    "every 周五",
    "每 monday",
    "everymonday",
    "at9am",
    "may 8号",
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("evry tusday", "every tuesday"),
        ("tommorow mornin", "tomorrow morning"),
        ("没天早上8点", "每天早上8点"),
        ("工做日提星我", "工作日提醒我"),
        ("每1 5分钟", "每15分钟"),
        ("每周1 9点", "每周1 9点"),
        ("at 18 : 30", "at 18:30"),
        ("everymonday at9am", "every monday at 9am"),
        ("每monday", "every monday"),
        ("every周五", "每周五"),
        ("下周wednesday", "下周三"),
    ],
)
def test_is_set_right(typed, read):
    assert corrected(typed, list(range(len(typed))))[0] == read


@pytest.mark.parametrize("word", ["very", "rewind", "mourning", "weakly", "dairy", "dates", "sundry"])
def test_a_word_of_its_own_is_no_slip(word):
    assert corrected(word, list(range(len(word))))[0] == word


@given(st.lists(st.one_of(st.sampled_from(SLIPS), st.text(max_size=8)), max_size=8).map(" ".join))
@settings(deadline=None)
def test_every_character_keeps_a_place_in_what_was_typed(text):
    source = source_of(text)

    assert len(source.at) == len(source.text) + 1
    assert list(source.at) == sorted(source.at)


def test_what_is_to_be_done_keeps_its_spelling():
    assert said("evry thurday at 3 pm remind me to sned teh reprot").prompt == "sned teh reprot"


def test_faces_go_and_things_stay():
    assert said("每天早上9点提醒我开窗😊🙏").prompt == "开窗"
    assert said("remind me at 5pm to submit the receipts 🧾").prompt == "submit the receipts 🧾"
    assert said("每天早上9点提醒我🎉开窗").prompt == "🎉开窗"
    assert said("every day at 9am remind me to 🎂 bake").prompt == "🎂 bake"
    assert said("每天早上9点😊提醒我🙏开窗").prompt == "开窗"
