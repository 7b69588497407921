"""When a run speaks and when it keeps quiet: the table of modes, states and results."""

import pytest

from scheduler.model import (
    FAILURE_STATES,
    AgentPrompt,
    DeliveryState,
    NotifyMode,
    Policies,
    RunKind,
    RunState,
)
from scheduler.speaking import awaits_last, begins_aloud, late_card, speaks
from tests.builders import a_run, a_spec, a_task

ENDINGS = sorted({*FAILURE_STATES, RunState.SUCCEEDED, RunState.CANCELLED})


def a_task_that(notify):
    spec = a_spec(action=AgentPrompt("watch the price"), policies=Policies(notify=notify))
    return a_task(spec=spec)


def quiet(**fields):
    return a_run(delivery=DeliveryState.NONE, **fields)


@pytest.mark.parametrize("notify", NotifyMode)
@pytest.mark.parametrize("kind", RunKind)
def test_only_a_scheduled_run_of_a_quiet_task_begins_without_a_card(notify, kind):
    aloud = kind is not RunKind.SCHEDULED or notify is NotifyMode.ALWAYS

    assert begins_aloud(a_task_that(notify), kind) is aloud


@pytest.mark.parametrize("state", ENDINGS)
def test_on_failure_only_failures_speak(state):
    task = a_task_that(NotifyMode.ON_FAILURE)

    assert speaks(task, quiet(), state, "11", "10") is (state in FAILURE_STATES)


@pytest.mark.parametrize(
    ("state", "result", "last", "spoken"),
    [
        (RunState.SUCCEEDED, "10", None, True),
        (RunState.SUCCEEDED, "10", "10", False),
        (RunState.SUCCEEDED, " 10\n", "10", False),
        (RunState.SUCCEEDED, "11", "10", True),
        (RunState.FAILED, "", "10", True),
        (RunState.TIMED_OUT, "", "10", True),
        (RunState.UNKNOWN, "", "10", True),
        (RunState.CANCELLED, "", "10", False),
    ],
)
def test_on_change_a_new_result_and_a_failure_speak(state, result, last, spoken):
    assert speaks(a_task_that(NotifyMode.ON_CHANGE), quiet(), state, result, last) is spoken


@pytest.mark.parametrize("notify", NotifyMode)
@pytest.mark.parametrize("kind", [RunKind.MANUAL, RunKind.SNOOZED, RunKind.REPLY])
def test_what_a_person_asked_for_always_speaks(notify, kind):
    run = a_run(kind=kind, delivery=DeliveryState.PENDING)

    assert speaks(a_task_that(notify), run, RunState.SUCCEEDED, "10", "10")
    assert late_card(a_task_that(notify), run, RunState.SUCCEEDED) == ()


@pytest.mark.parametrize("notify", NotifyMode)
def test_a_run_that_began_with_a_card_ends_with_one_whatever_is_set_meanwhile(notify):
    run = a_run(delivery=DeliveryState.DELIVERED)

    assert speaks(a_task_that(notify), run, RunState.SUCCEEDED, "10", "10")
    assert not awaits_last(a_task_that(notify), run)


def test_a_run_that_began_quiet_speaks_where_the_task_is_to_speak_by_now():
    assert speaks(a_task_that(NotifyMode.ALWAYS), quiet(), RunState.SUCCEEDED, "10", "10")


def test_a_run_that_was_quiet_gets_its_card_when_it_ends():
    [card] = late_card(a_task_that(NotifyMode.ON_FAILURE), quiet(), RunState.FAILED)

    assert card.run_id == "run_1"
