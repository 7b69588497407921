"""The card at the end of quiet hours: what it shows first, what it opens, and at its largest."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sandbox.card_json import check_card
from cards.digest_card import SHOWN, RunsLine, SaidLine, digest_card
from cards.reader import Reader
from scheduler.model import TITLE_LIMIT, Locale, RunState
from tests.builders import NOW, a_run, a_spec, a_task
from tests.cards.incident_examples import an_incident


def reader(locale=Locale.EN):
    return Reader(locale, "Asia/Shanghai", NOW)


def ran(number, *states, title="Check"):
    task = a_task(number, spec=a_spec(title=title))
    runs = [
        a_run(place, id=f"run_{number}_{place}", state=state, fire_time=NOW - timedelta(minutes=9 - place))
        for place, state in enumerate(states)
    ]
    return RunsLine(task, runs)


def drawn(*lines):
    return json.dumps(digest_card(lines, reader()).json())


def test_many_runs_of_a_task_are_counted_in_one_line():
    card = drawn(ran(1, RunState.SUCCEEDED, RunState.FAILED, RunState.SUCCEEDED))

    assert "3 runs: 2 completed, 1 failed" in card
    assert "last today 08:53" in card


def test_a_failure_that_was_counted_says_how_often_it_was():
    incident = an_incident(6, last_at=NOW - timedelta(minutes=3, seconds=7))

    card = drawn(replace(ran(1, RunState.FAILED), incident=incident))

    assert "6 runs: failed" in card
    assert "last today 08:56" in card


@pytest.mark.parametrize(
    ("states", "opened"),
    [((RunState.SUCCEEDED, RunState.SUCCEEDED), 1), ((RunState.FAILED, RunState.SUCCEEDED), 0)],
)
def test_the_button_opens_the_newest_of_those_that_went_wrong(states, opened):
    assert ran(1, *states).opens == f"run_1_{opened}"


def test_what_is_whole_in_a_line_has_no_button():
    assert "digest.open" not in drawn(SaidLine("Your runs of today are used up.", NOW))


def test_where_not_all_can_be_shown_what_went_wrong_is():
    fine = [ran(number, RunState.SUCCEEDED) for number in range(SHOWN + 5)]

    card = drawn(*fine, ran(99, RunState.FAILED, title="Broken"))

    assert "Broken" in card
    assert "6 more are not listed" in card


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("text", ["界", "<at id=all></at>", "**_`[a](b)", "\n"])
def test_at_its_largest_lark_takes_it(locale, text):
    states = tuple(RunState) * 20
    runs = [ran(number, *states, title=(text * TITLE_LIMIT)[:TITLE_LIMIT] or "x") for number in range(60)]
    lines = [*runs[:8], *(SaidLine(text * 4_000, NOW, "k" * 80) for _ in range(60))]

    assert check_card(json.dumps(digest_card(lines, reader(locale)).json())) is None
