from datetime import timedelta

from scheduler.history import length_of, record_of
from scheduler.model import RunState
from tests.builders import NOW, a_run


def ran(state, seconds=10):
    return a_run(state=state, started_at=NOW, finished_at=NOW + timedelta(seconds=seconds))


def test_what_was_never_tried_counts_for_nothing():
    record = record_of(
        [a_run(state=state) for state in (RunState.SKIPPED, RunState.MISSED, RunState.CANCELLED)]
    )

    assert (record.counted, record.success_rate, record.typical) == (0, None, None)


def test_an_unknown_outcome_is_no_success():
    record = record_of([ran(RunState.SUCCEEDED), ran(RunState.UNKNOWN), ran(RunState.TIMED_OUT)])

    assert (record.counted, record.succeeded) == (3, 1)


def test_the_typical_length_is_that_of_a_run_that_went_well():
    runs = [ran(RunState.SUCCEEDED, seconds) for seconds in (10, 20, 600)]

    assert record_of([*runs, ran(RunState.FAILED, 1)]).typical == timedelta(seconds=20)


def test_a_clock_that_was_set_back_makes_no_negative_length():
    assert length_of(ran(RunState.SUCCEEDED, -5)) == timedelta(0)
