"""Which occurrences begin when several are due at once, and a person has only so many runs left."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.decided import DueTask
from scheduler.model import Cause, Policies, RunState
from scheduler.overlap import OverlapPolicy
from scheduler.turns import calls_off, take_turns
from tests.builders import NOW, a_spec, a_task

HOUR = timedelta(hours=1)


def due(policy=OverlapPolicy.SKIP, running=0, queued=0):
    return DueTask(a_task(spec=a_spec(policies=Policies(overlap=policy))), running, queued)


def times(count):
    return [NOW + number * HOUR for number in range(count)]


def states(turns):
    return [turn.state for turn in turns]


@given(
    st.sampled_from(OverlapPolicy),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 6),
    st.none() | st.integers(0, 5),
)
def test_every_occurrence_has_its_turn_and_no_more_begin_than_are_left(policy, running, queued, count, left):
    turns = take_turns(due(policy, running, queued), times(count), left)

    assert [turn.fire_time for turn in turns] == times(count)
    begun = sum(turn.state is RunState.QUEUED for turn in turns)
    assert left is None or begun <= left
    assert all(turn.cause is None or turn.state is RunState.SKIPPED for turn in turns)


def test_beyond_the_day_s_number_a_run_is_skipped_for_that_cause():
    [first, second] = take_turns(due(OverlapPolicy.ALLOW), times(2), left=1)

    assert (first.state, first.cause) == (RunState.QUEUED, None)
    assert (second.state, second.cause) == (RunState.SKIPPED, Cause.DAILY_LIMIT)


def test_a_run_that_could_not_begin_anyway_is_skipped_for_the_one_that_is_open():
    [turn] = take_turns(due(running=1), times(1), left=0)

    assert (turn.state, turn.cause) == (RunState.SKIPPED, None)


@pytest.mark.parametrize(("left", "is_called_off"), [(None, True), (1, True), (0, False)])
def test_nothing_is_called_off_for_a_run_that_does_not_begin(left, is_called_off):
    waiting = due(OverlapPolicy.CANCEL_PREVIOUS, running=1)

    assert calls_off(waiting, take_turns(waiting, times(1), left)) is is_called_off


@given(
    st.sampled_from(OverlapPolicy),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(1, 6),
)
def test_each_policy_lets_begin_what_it_says(policy, running, queued, by_hand, count):
    """Several due at once that are not made up for: as if each found the ones before it open."""
    item = replace(due(policy, running, queued), by_hand=by_hand)
    turns = take_turns(item, times(count))
    begun = [turn.fire_time for turn in turns if turn.state is RunState.QUEUED]

    match policy:
        case OverlapPolicy.SKIP:
            assert begun == ([] if running + queued else times(1))
        case OverlapPolicy.QUEUE:
            assert len(begun) == min(count, max(0, 2 - running - queued))
        case OverlapPolicy.CANCEL_PREVIOUS:
            assert begun == times(count)[-1:]
            assert calls_off(item, turns) is (running + queued + by_hand > 0)
        case OverlapPolicy.ALLOW:
            assert begun == times(count)
