"""What cards say of what was missed before a run, and of when nobody was there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cards.absence import missed_line
from cards.run_facts import run_facts
from scheduler.absence import Absence
from scheduler.model import Cause, Locale, RunState
from tests.cards.examples import ABSENCE, NOW, reader, report, run_of, task_of

HOUR = timedelta(hours=1)


def said(absence, locale=Locale.EN, state=RunState.SUCCEEDED):
    run = run_of(state, absence=absence)
    return str(run_facts(run, task_of(report(locale)), None, reader(locale)))


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (Locale.ZH, ("之前 3 次，今天 11:00 到 13:00", "今天 10:55 到 13:59")),
        (Locale.EN, ("3 runs before it, from today 11:00 to 13:00", "From today 10:55 to 13:59")),
    ],
)
def test_a_run_that_is_made_up_for_says_what_was_missed_and_when_nobody_was_there(locale, words):
    card = said(ABSENCE, locale)

    assert all(part in card for part in words)


def test_one_is_said_by_its_time():
    assert "The run before it, today 12:00" in said(Absence(1, NOW - 2 * HOUR, NOW - 2 * HOUR))


def test_more_than_were_counted_are_at_least_so_many():
    assert "At least 3 runs before it" in said(replace(ABSENCE, is_more=True))


def test_another_day_is_said_at_both_ends():
    assert "from 1 Mar 14:00 to yesterday 14:00" in said(Absence(9, NOW - 72 * HOUR, NOW - 24 * HOUR))


def test_a_run_that_has_nothing_to_tell_says_nothing():
    assert said(None) == said(Absence())


def test_a_run_that_was_missed_says_why_in_its_own_line_alone():
    run, task = run_of(RunState.MISSED, absence=ABSENCE), task_of(report(Locale.EN))

    line = missed_line(run, task, reader(Locale.EN))

    assert "was missed: the bot was offline from today 10:55 to 13:59." in line
    assert "10:55" not in said(ABSENCE, state=RunState.MISSED)


@pytest.mark.parametrize(
    ("cause", "words"), [(None, "the bot was offline."), (Cause.INTERNAL, "an internal error")]
)
def test_where_nobody_knows_of_an_absence_none_is_named(cause, words):
    run = run_of(RunState.MISSED, cause=cause)

    assert words in missed_line(run, task_of(report(Locale.EN)), reader(Locale.EN))
