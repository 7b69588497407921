"""Late runs begin one after the other, however many batches they come in."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scheduler.decided import Plan
from scheduler.model import RunState
from scheduler.stagger import AT_MOST, STEP, Stagger
from tests.builders import NOW, a_run, a_task, moved

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def places(total, *, in_batches_of=100, tick=timedelta(0)):
    """Where the late runs of a start-up come, planned in batches, each a `tick` after the one before."""
    stagger, placed, now = Stagger(NOW), [], NOW
    while len(placed) < total:
        stagger.expect(total - len(placed), now)
        placed += [stagger.place(now) for _ in range(min(in_batches_of, total - len(placed)))]
        now += tick
    return placed


@given(st.integers(1, 3000), st.integers(1, 200), st.sampled_from((0, 20, 900)))
def test_runs_made_up_for_are_spread_in_order_within_ten_minutes(total, batch, milliseconds):
    placed = places(total, in_batches_of=batch, tick=timedelta(milliseconds=milliseconds))

    assert placed[0] == NOW
    assert placed == sorted(placed)
    begun = -(-total // batch) * timedelta(milliseconds=milliseconds)  # the last batch was planned by then
    assert placed[-1] - NOW < max(AT_MOST, begun)


def test_a_thousand_are_spread_as_one_and_not_each_batch_by_itself():
    placed = places(1000)

    assert {later - sooner for sooner, later in pairwise(placed)} == {AT_MOST / 1000}


def test_few_are_two_seconds_apart():
    assert places(3) == [NOW, NOW + STEP, NOW + 2 * STEP]


def test_what_comes_later_begins_a_spread_of_its_own():
    stagger = Stagger(NOW)
    stagger.expect(5000, NOW)
    stagger.place(NOW)

    stagger.expect(1, NOW + HOUR)

    assert [stagger.place(NOW + HOUR) for _ in range(2)] == [NOW + HOUR, NOW + HOUR + STEP]


def test_nobody_waits_longer_than_ten_minutes_where_more_come_than_were_expected():
    stagger = Stagger(NOW)

    assert max(stagger.place(NOW) for _ in range(1000)) == NOW + AT_MOST


def test_only_late_runs_that_begin_are_given_a_place():
    late, prompt = a_run(1, fire_time=NOW - HOUR), a_run(2)
    missed = a_run(3, fire_time=NOW - HOUR, state=RunState.MISSED)
    stagger = Stagger(NOW)
    stagger.place(NOW)

    [spread] = stagger.spread_out([Plan(a_task(), moved(a_task()), (missed, late, prompt), ())], NOW)

    assert [run.due_at for run in spread.runs] == [NOW, NOW + STEP, NOW]
