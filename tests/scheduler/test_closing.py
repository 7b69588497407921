"""What follows from the end of an attempt, whatever that was."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.attempt import Ending
from scheduler.closing import ATTEMPTS_BEGUN_AT_MOST, closing_of, for_good, interrupted
from scheduler.decided import Claimed
from scheduler.model import OPEN_STATES, Cause, Policies, RunEventKind, RunState
from scheduler.retry import RetryPolicy
from tests.builders import NOW, a_run, a_spec, a_task

ENDS = (RunState.SUCCEEDED, RunState.FAILED, RunState.TIMED_OUT, RunState.CANCELLED, RunState.UNKNOWN)
endings = st.builds(
    Ending,
    state=st.sampled_from(ENDS),
    cause=st.none() | st.sampled_from(Cause),
    passing=st.booleans(),
    retry_after=st.none() | st.timedeltas(timedelta(0), timedelta(minutes=10)),
)
following = st.none() | st.timedeltas(timedelta(minutes=-5), timedelta(minutes=30)).map(lambda by: NOW + by)


def claimed(attempt, next_fire_time=None, retries=2):
    spec = a_spec(policies=Policies(retry=RetryPolicy(retries=retries)))
    return Claimed(a_run(attempt=attempt), a_task(spec=spec, next_fire_time=next_fire_time))


@given(endings, st.integers(1, 6), st.integers(0, 4), following, st.floats(0, 0.999))
def test_only_a_failure_that_may_pass_is_tried_again_and_only_in_time(ending, attempt, retries, due, jitter):
    retried = attempt - 1
    closing = closing_of(claimed(attempt, due, retries), ending, NOW, jitter, lambda _: 1, retried=retried)

    if closing.state is RunState.QUEUED:
        assert (ending.state, ending.passing) == (RunState.FAILED, True)
        assert attempt <= retries
        assert closing.retry_at > NOW
        assert due is None or closing.retry_at < due
    else:
        assert (closing.state, closing.retry_at) == (ending.state, None)


@given(st.booleans(), st.integers(1, 9))
def test_an_attempt_that_was_interrupted_is_begun_again_where_that_is_safe_and_else_unknown(safe, attempt):
    closing = interrupted(claimed(attempt), safe, NOW)

    is_again = safe and attempt < ATTEMPTS_BEGUN_AT_MOST
    assert closing.state is (RunState.QUEUED if is_again else RunState.UNKNOWN)
    assert closing.cause is Cause.INTERRUPTED
    assert not is_again or {closing.if_called_off, closing.if_task_gone} == {RunState.UNKNOWN}


@given(st.timedeltas(timedelta(minutes=-5), timedelta(minutes=5)))
def test_what_was_interrupted_waits_behind_nothing_that_came_later(by):
    item = claimed(1)
    was_due = replace(item, run=replace(item.run, due_at=NOW + by))

    closing = interrupted(was_due, True, NOW)

    assert closing.retry_at <= min(NOW, NOW + by)


@given(st.booleans(), st.integers(1, 2))
def test_without_its_task_a_run_ends_for_good_as_what_is_known_of_it(is_interrupted, attempt):
    network = Ending(RunState.FAILED, cause=Cause.NETWORK, passing=True)
    item = claimed(attempt)
    again = interrupted(item, True, NOW) if is_interrupted else closing_of(item, network, NOW, 0, lambda _: 1)

    ended = for_good(again, NOW)

    assert ended.state is (RunState.UNKNOWN if is_interrupted else RunState.FAILED)
    assert ended.state not in OPEN_STATES
    assert ended.retry_at is None
    assert (ended.events[-1].kind, ended.cause) == (RunEventKind.FINISHED, again.cause)
    assert all(event.kind is not RunEventKind.RETRY for event in ended.events)
