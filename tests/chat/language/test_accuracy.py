"""How many of the sentences that others wrote are read right, and that none of them makes a false task."""

import re

import pytest

from tests.chat.language.accuracy import Outcome, lines, outcome, shares

LEAST_HELD_OUT = 0.965
KNOWN_MISSES = frozenset(
    {
        "fifth-x5-zh-048",  # 各看一次: a statement has the same words
        "sixth-c6-zh-011",  # 客户库，…，备份一遍: so has this
        "fourth-zhc-150",  # 每半年 without a day, behind a topic
        "fourth-b4-en-012",  # a name that nothing tells for one: "the menu post"
        "fourth-b4-zh-068",  # a reason that begins with 大家 is as likely said to everybody
        "fourth-b4-zh-059",  # 先别等点了 is a clause of its own that nothing explains
        "fourth-b4-zh-066",  # all tasks, with a reason behind a comma
        "third-other-zh-036",  # a reason, all of them, and the end as a clause of its own
        "fourth-b4-en-084",  # a run in progress of no task that is named
        "fourth-b4-zh-082",
        "third-other-en-012",  # a window with its days last, after a colon
        "third-other-zh-046",  # the name of all has an adverb in it
    }
)
"""Ids of the development set that are not read right; short, and each with a reason beside it."""


@pytest.fixture(scope="module")
def development():
    return [(line, outcome(line)) for line in lines("development")]


@pytest.fixture(scope="module")
def held_out():
    return [(line, outcome(line)) for line in lines("held_out")]


def test_the_development_set_is_read_right(development):
    wrong = {line.id for line, found in development if found is not Outcome.RIGHT}

    assert wrong == KNOWN_MISSES


def test_the_held_out_set_is_read_nearly_as_well(held_out):
    assert shares(held_out)["all"] >= LEAST_HELD_OUT


def test_nothing_makes_a_task_that_nobody_asked_for(development, held_out):
    made = [line.id for line, found in development + held_out if found is Outcome.FALSE_CREATE]

    assert made == []


def test_what_is_to_be_done_is_what_was_said(development):
    created = [line for line, found in development if found is Outcome.RIGHT and line.prompt is not None]
    lost = [line.id for line in created if plain(line.heard().prompt) != plain(line.prompt)]

    assert lost == []


def plain(prompt):
    """Leave out what decorates a text: emoji, marks, blanks, capitals."""
    return re.sub(r"[^\w\u4e00-\u9fff]", "", prompt).lower()


def test_the_sets_are_large_and_speak_both_languages():
    texts = [line.text for part in ("development", "held_out") for line in lines(part)]
    chinese = [text for text in texts if re.search(r"[\u4e00-\u9fff]", text)]

    assert len(texts) > 1000
    assert min(len(chinese), len(texts) - len(chinese)) > 300
