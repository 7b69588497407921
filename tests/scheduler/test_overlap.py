import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.overlap import OverlapPolicy, Verdict, decide


@pytest.mark.parametrize(
    ("policy", "open_runs", "queued", "verdict"),
    [
        (OverlapPolicy.SKIP, 1, 0, Verdict.SKIP),
        (OverlapPolicy.SKIP, 0, 1, Verdict.SKIP),
        (OverlapPolicy.QUEUE, 1, 0, Verdict.WAIT),
        (OverlapPolicy.QUEUE, 1, 1, Verdict.SKIP),
        (OverlapPolicy.QUEUE, 0, 1, Verdict.WAIT),
        (OverlapPolicy.CANCEL_PREVIOUS, 1, 0, Verdict.CANCEL_AND_START),
        (OverlapPolicy.CANCEL_PREVIOUS, 0, 1, Verdict.CANCEL_AND_START),
        (OverlapPolicy.ALLOW, 5, 5, Verdict.START),
    ],
)
def test_a_run_that_finds_another_is_dealt_with_by_the_policy(policy, open_runs, queued, verdict):
    assert decide(policy, open_runs, queued) is verdict


@given(st.sampled_from(OverlapPolicy))
def test_a_run_that_finds_no_other_starts(policy):
    assert decide(policy, 0, 0) is Verdict.START


@given(st.lists(st.booleans(), max_size=30))
def test_queueing_never_makes_more_than_one_wait(ends):
    open_runs = waiting = 0
    for one_ends in ends:
        verdict = decide(OverlapPolicy.QUEUE, open_runs, waiting)
        open_runs, waiting = open_runs + (verdict is Verdict.START), waiting + (verdict is Verdict.WAIT)
        if one_ends:
            open_runs, waiting = waiting, 0

        assert open_runs <= 1
        assert waiting <= 1


@given(st.sampled_from(OverlapPolicy), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
def test_a_run_by_hand_costs_no_scheduled_one_its_place(policy, open_runs, queued, by_hand):
    verdict = decide(policy, open_runs, queued, by_hand)

    assert (verdict is Verdict.SKIP) == (decide(policy, open_runs, queued) is Verdict.SKIP)
    if by_hand and policy in {OverlapPolicy.SKIP, OverlapPolicy.QUEUE}:
        assert verdict is not Verdict.START
