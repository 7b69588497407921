"""How long an attempt may take."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.attempt import CANCEL_GRACE
from scheduler.deadlines import MAKES_WAY_BY, RUN_AT_MOST, attempt_limit
from scheduler.model import Policies, RunKind
from scheduler.overlap import OverlapPolicy
from tests.builders import NOW, a_run, a_spec, a_task

HALF_AN_HOUR = timedelta(minutes=30)
DAY = timedelta(days=1)


def a_task_with(next_in: timedelta | None = DAY, **policies):
    spec = a_spec(policies=Policies(**policies))
    return a_task(spec=spec, next_fire_time=None if next_in is None else NOW + next_in)


@pytest.mark.parametrize(
    ("task", "limit"),
    [
        (a_task_with(), HALF_AN_HOUR),
        (a_task_with(time_limit=timedelta(minutes=5)), timedelta(minutes=5)),
        (a_task_with(timedelta(minutes=10)), timedelta(minutes=10) - MAKES_WAY_BY),
        (a_task_with(timedelta(seconds=3)), timedelta(seconds=1)),
        (a_task_with(timedelta(minutes=10), overlap=OverlapPolicy.QUEUE), HALF_AN_HOUR),
        (a_task_with(timedelta(minutes=10), overlap=OverlapPolicy.ALLOW), HALF_AN_HOUR),
        (a_task_with(None), HALF_AN_HOUR),
        (a_task_with(time_limit=DAY), RUN_AT_MOST),
    ],
)
def test_the_narrowest_limit_holds(task, limit):
    assert attempt_limit(a_run(), task, HALF_AN_HOUR, NOW) == limit


def test_a_run_at_its_limit_has_stopped_before_the_next_occurrence_looks():
    """Ending at that very instant it would be found open, and cost the next one its run."""
    ends = NOW + attempt_limit(a_run(), a_task_with(timedelta(minutes=1)), HALF_AN_HOUR, NOW)

    assert ends + CANCEL_GRACE < NOW + timedelta(minutes=1)


def test_a_manual_run_makes_way_for_nothing():
    manual = a_run(kind=RunKind.MANUAL)

    assert attempt_limit(manual, a_task_with(timedelta(minutes=1)), HALF_AN_HOUR, NOW) == HALF_AN_HOUR


def test_what_begins_when_the_next_is_due_already_has_its_own_limit():
    assert attempt_limit(a_run(), a_task_with(-timedelta(minutes=1)), HALF_AN_HOUR, NOW) == HALF_AN_HOUR


def test_retries_count_towards_the_run_as_a_whole():
    later = NOW + RUN_AT_MOST - timedelta(minutes=2)

    assert attempt_limit(a_run(), a_task_with(DAY), HALF_AN_HOUR, later) == timedelta(minutes=2)


def test_a_reminder_that_was_put_off_for_a_day_has_its_whole_limit_then():
    tomorrow = NOW + DAY
    run = a_run(kind=RunKind.SNOOZED, fire_time=tomorrow, due_at=tomorrow)

    assert attempt_limit(run, a_task_with(), HALF_AN_HOUR, tomorrow) == HALF_AN_HOUR


short = st.timedeltas(timedelta(0), timedelta(hours=8))


@given(st.sampled_from(RunKind), st.sampled_from(OverlapPolicy), st.none() | short, short, short)
def test_no_attempt_outlasts_its_run_or_its_own_limit(kind, overlap, own, begins_after, next_in):
    now = NOW + begins_after
    task = a_task_with(next_in, overlap=overlap, time_limit=own)

    end = now + attempt_limit(a_run(kind=kind), task, HALF_AN_HOUR, now)

    least = now + timedelta(seconds=1)
    assert least <= end <= max(least, now + (own or HALF_AN_HOUR))
    assert end <= max(least, NOW + RUN_AT_MOST)
    if (kind, overlap) == (RunKind.SCHEDULED, OverlapPolicy.SKIP) and NOW + next_in > now:
        assert end <= max(least, NOW + next_in - MAKES_WAY_BY)
