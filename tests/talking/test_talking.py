"""Every sentence of docs/talking.md does what is expected of it, and the page says so."""

import pytest

from bot.chat.language.meaning import Intent
from tests.talking import telling
from tests.talking.page import PAGE, page
from tests.talking.said import ASKED, COMMANDS, NEW, NOTHING, REFUSED
from tests.talking.telling import understood


def rows(parts):
    return [row for _, part in parts for row in part]


@pytest.mark.parametrize(("said", "runs"), rows(NEW))
def test_a_task_runs_when_the_page_says(said, runs):
    meaning = understood(said)

    assert meaning.intent is Intent.CREATE
    assert telling.runs(meaning) == runs


@pytest.mark.parametrize(("said", "deed"), rows(COMMANDS))
def test_what_is_said_about_tasks_does_what_the_page_says(said, deed):
    assert telling.deed(understood(said)) == deed


@pytest.mark.parametrize(("said", "choices"), ASKED)
def test_one_question_is_asked(said, choices):
    meaning = understood(said)

    assert not meaning.readings
    assert telling.choices(meaning) == choices


@pytest.mark.parametrize(("said", "offer"), REFUSED)
def test_what_cannot_be_is_refused_with_an_offer(said, offer):
    meaning = understood(said)

    assert meaning.refusal.offer == offer
    assert understood(offer).readings


@pytest.mark.parametrize("said", NOTHING)
def test_talk_does_nothing(said):
    assert understood(said).intent is Intent.NONE


def test_both_languages_stand_on_every_part_of_the_page():
    for title, part in [*NEW, *COMMANDS]:
        assert {understood(said).locale for said, _ in part} == {"zh", "en"}, title


def test_the_page_is_up_to_date():
    assert PAGE.read_text("utf-8") == page(), "write it anew: python -m tests.talking"
