from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.retry import RetryPolicy, next_attempt_at

NOON = datetime(2026, 4, 22, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
waits = st.timedeltas(timedelta(0), timedelta(hours=2))
jitters = st.floats(0, 1, exclude_max=True)


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 30), (2, 120)])
def test_retries_come_after_half_a_minute_and_two(attempt, seconds):
    assert next_attempt_at(RetryPolicy(), attempt, NOON) == NOON + seconds * SECOND


def test_there_are_two_retries_by_default_and_none_when_switched_off():
    assert next_attempt_at(RetryPolicy(), 3, NOON) is None
    assert next_attempt_at(RetryPolicy(retries=0), 1, NOON) is None


def test_the_last_delay_serves_for_every_later_retry():
    assert next_attempt_at(RetryPolicy(retries=9), 9, NOON) == NOON + 120 * SECOND


@given(st.integers(1, 2), waits, jitters)
def test_the_other_side_is_given_the_time_it_asked_for(attempt, retry_after, jitter):
    moment = next_attempt_at(RetryPolicy(), attempt, NOON, retry_after=retry_after, jitter=jitter)

    assert NOON + retry_after <= moment <= NOON + 1.2 * max(retry_after, 120 * SECOND)


@given(st.integers(1, 5), waits, jitters)
def test_a_retry_is_never_at_or_past_the_next_occurrence(attempt, until, jitter):
    policy = RetryPolicy(retries=5)
    moment = next_attempt_at(policy, attempt, NOON, next_fire_time=NOON + until, jitter=jitter)

    assert moment is None or moment < NOON + until


@given(st.lists(jitters, min_size=2, max_size=2).map(sorted))
def test_jitter_only_lengthens(two):
    sooner, later = (next_attempt_at(RetryPolicy(), 1, NOON, jitter=jitter) for jitter in two)

    assert NOON + 30 * SECOND <= sooner <= later


def test_a_policy_without_delays_is_none():
    with pytest.raises(ValueError, match="delays"):
        RetryPolicy(delays=())
