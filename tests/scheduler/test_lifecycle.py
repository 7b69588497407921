"""What holds of a task whatever is done with it, and whenever."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import Refused
from scheduler.fires import next_fire_time
from scheduler.lifecycle import (
    FAILURES_BEFORE_PAUSE,
    deleted,
    is_owed,
    paused,
    restored,
    resumed,
    stopped_by_failures,
    woken,
)
from scheduler.model import PauseReason, TaskStatus
from tests.builders import NOW, a_spec, a_task
from tests.scheduler import strategies as some

spans = st.timedeltas(timedelta(seconds=1), timedelta(days=40))
tasks = st.builds(
    lambda trigger, failures: a_task(
        spec=a_spec(trigger=trigger),
        next_fire_time=next_fire_time(trigger, NOW),
        failures_in_row=failures,
        updated_at=NOW,
    ),
    some.triggers.filter(lambda trigger: next_fire_time(trigger, NOW) is not None),
    st.integers(0, 20),
)


@given(tasks, spans)
def test_resuming_goes_on_from_then_and_replays_nothing(task, later):
    now = NOW + later
    again = resumed(paused(task, NOW, PauseReason.BY_PERSON), now)

    assert again.next_fire_time == next_fire_time(task.spec.trigger, now)
    assert again.status is (TaskStatus.ACTIVE if again.next_fire_time else TaskStatus.FINISHED)
    assert (again.pause_reason, again.paused_until, again.failures_in_row) == (None, None, 0)
    assert not is_owed(again, now)


@given(tasks, spans, spans)
def test_a_pause_with_an_end_owes_what_was_due_since_and_nothing_before(task, until, noticed):
    until = NOW + until
    again = woken(paused(task, NOW, PauseReason.BY_PERSON, until), until + noticed)

    assert again.next_fire_time == next_fire_time(task.spec.trigger, until)
    assert again.next_fire_time is None or again.next_fire_time > until


@given(tasks, spans, st.booleans())
def test_what_is_deleted_comes_back_as_it_was_and_replays_nothing(task, later, was_paused):
    now = NOW + later
    before = paused(task, NOW, PauseReason.BY_PERSON) if was_paused else task
    back = restored(deleted(before, NOW), now)

    assert back.deleted_at is None
    assert (back.spec, back.fired) == (task.spec, task.fired)
    if was_paused:
        assert (back.status, back.pause_reason) == (TaskStatus.PAUSED, PauseReason.BY_PERSON)
    else:
        assert back.next_fire_time == next_fire_time(task.spec.trigger, now)


@given(tasks, spans)
def test_each_change_raises_the_revision_by_one(task, later):
    now = NOW + later
    chain = [task, paused(task, now, PauseReason.BY_PERSON)]
    chain += [resumed(chain[-1], now), deleted(chain[-1], now)]
    chain.append(restored(chain[-1], now))

    assert [one.revision for one in chain] == [1, 2, 3, 3, 4]
    assert all(one.updated_at == now for one in chain[1:])


@given(tasks, st.sampled_from(TaskStatus))
def test_just_an_active_task_that_failed_ten_times_in_a_row_is_stopped(task, status):
    task = replace(task, status=status)
    after = stopped_by_failures(task, NOW)

    fails = status is TaskStatus.ACTIVE and task.failures_in_row >= FAILURES_BEFORE_PAUSE
    assert (after is not task) == fails
    assert not fails or (after.status, after.pause_reason) == (TaskStatus.PAUSED, PauseReason.FAILURES)


@given(tasks, spans, st.sampled_from(TaskStatus), st.none() | spans)
def test_something_is_owed_just_where_the_planner_or_the_end_of_a_pause_is_late(task, later, status, aside):
    now = NOW + later
    task = replace(task, status=status, plan_after=NOW + aside if aside else None)
    is_due = task.next_fire_time <= now and (aside is None or NOW + aside <= now)

    assert is_owed(task, now) is (status is TaskStatus.ACTIVE and is_due)
    ends = replace(task, status=TaskStatus.PAUSED, paused_until=NOW)
    assert is_owed(ends, now) is (aside is None or NOW + aside <= now)


@pytest.mark.parametrize("status", [TaskStatus.FINISHED, TaskStatus.DELETED])
def test_what_is_over_is_neither_paused_nor_resumed(status):
    over = a_task(status=status)

    with pytest.raises(Refused):
        paused(over, NOW, PauseReason.BY_PERSON)
    with pytest.raises(Refused):
        resumed(over, NOW)
