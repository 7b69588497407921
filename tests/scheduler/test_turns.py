"""Which of the occurrences that are due at once begin."""

from datetime import timedelta

import pytest

from scheduler.misfire import MisfirePolicy, Missed
from scheduler.model import Policies, RunState
from scheduler.overlap import OverlapPolicy
from scheduler.ports import DueTask
from scheduler.turns import calls_off, take_turns
from tests.builders import NOW, a_spec, a_task

THREE = [NOW + timedelta(hours=hour) for hour in range(3)]


def due(overlap, *, missed=Missed.ALL, running=0):
    policies = Policies(overlap=overlap, misfire=MisfirePolicy(missed))
    return DueTask(a_task(spec=a_spec(policies=policies)), running=running, queued=0)


def states(item):
    return [turn.state for turn in take_turns(item, THREE)]


@pytest.mark.parametrize("overlap", OverlapPolicy)
def test_all_that_is_made_up_for_comes_whatever_may_overlap(overlap):
    assert states(due(overlap)) == [RunState.QUEUED] * 3


def test_what_is_made_up_for_gives_way_to_a_run_that_is_open():
    assert states(due(OverlapPolicy.SKIP, running=1)) == [RunState.SKIPPED] * 3


def test_what_is_made_up_for_waits_for_a_run_that_is_open():
    assert states(due(OverlapPolicy.QUEUE, running=1)) == [RunState.QUEUED] * 3


def test_what_is_made_up_for_calls_off_the_run_that_is_open_and_not_itself():
    item = due(OverlapPolicy.CANCEL_PREVIOUS, running=1)

    turns = take_turns(item, THREE)

    assert calls_off(item, turns)
    assert turns[-1].state is RunState.QUEUED
