"""What was due while somebody else may have been at work is owned up to and never run."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.decided import DueTask
from scheduler.misfire import MisfirePolicy, Missed
from scheduler.model import Cause, Policies, RunState, TaskStatus
from scheduler.posts import ToPerson
from scheduler.restoring import forgo
from scheduler.triggers import At, Every
from tests.builders import NOW, OWNER, a_spec, a_task
from tests.doubles import Ids

periods = st.integers(60, 200_000).map(lambda seconds: timedelta(seconds=seconds))
absences = st.timedeltas(timedelta(0), timedelta(hours=1))
policies = st.builds(MisfirePolicy, st.sampled_from(Missed))


@given(periods, absences, policies)
def test_whatever_was_wanted_nothing_until_then_is_run(period, absence, misfire):
    trigger = Every(period, NOW, "Asia/Shanghai")
    due = DueTask(a_task(spec=a_spec(trigger=trigger, policies=Policies(misfire=misfire))), 0, 0)

    plan = forgo(due, NOW + absence, Ids())

    assert [run.fire_time for run in plan.runs] == [NOW + period * n for n in range(absence // period + 1)]
    assert {(run.state, run.cause) for run in plan.runs} == {(RunState.MISSED, Cause.FROM_BACKUP)}
    assert plan.moved.next_fire_time == NOW + period * len(plan.runs) > NOW + absence
    assert plan.moved.fired == len(plan.runs)


def test_its_owner_is_told_once_and_in_person():
    plan = forgo(DueTask(a_task(), 0, 0), NOW + timedelta(hours=5), Ids())

    [note] = plan.posts
    assert (note.target, note.run_id) == (ToPerson(OWNER), plan.runs[-1].id)


def test_a_one_shot_of_the_time_between_is_over():
    once = a_task(spec=a_spec(trigger=At(NOW, "Asia/Shanghai")))

    plan = forgo(DueTask(once, 0, 0), NOW, Ids())

    assert (plan.moved.status, plan.moved.next_fire_time) == (TaskStatus.FINISHED, None)
    assert [run.state for run in plan.runs] == [RunState.MISSED]
