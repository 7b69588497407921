"""What the doctor says of what is stuck."""

from datetime import timedelta

import pytest

from bot.commands.stuck import NAMED, checks_of
from scheduler.watching import Stuck, Trouble
from tests.builders import NOW

LONG_AGO = NOW - timedelta(minutes=12)


def test_nothing_stuck_is_said_too():
    [check] = checks_of([], NOW)

    assert (check.ok, check.hint) == (True, "nothing")


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_is_named_with_since_when_and_what_to_do(trouble):
    [check] = checks_of([Stuck(trouble, "run_1", LONG_AGO)], NOW)

    assert not check.ok
    assert "run_1 (for 12 m)" in check.hint
    assert "To do: " in check.hint


def test_the_last_error_stands_beside_its_message():
    [check] = checks_of([Stuck(Trouble.REFUSED_AGAIN, "run_1:card", LONG_AGO, "x" * 500)], NOW)

    assert "run_1:card (for 12 m: xxx" in check.hint
    assert len(check.hint) < 500


def test_of_many_the_oldest_are_named_and_it_is_said_that_there_are_more():
    stuck = [Stuck(Trouble.NOT_BEGUN, f"run_{number}", LONG_AGO) for number in range(NAMED + 1)]

    [check] = checks_of(stuck, NOW)

    assert "run_4" in check.hint
    assert "run_5" not in check.hint
    assert "and more" in check.hint


def test_different_troubles_are_lines_of_their_own():
    stuck = [Stuck(Trouble.NOT_SENT, "post_1", LONG_AGO), Stuck(Trouble.LEASE_RAN_OUT, "run_1", LONG_AGO)]

    assert [check.name for check in checks_of(stuck, NOW)] == ["runs", "messages"]
