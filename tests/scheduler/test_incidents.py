"""Failures of one cause fold into one incident: any history of outcomes, told as little as may be."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.incidents import CARD_LIFE, IncidentEnd, Verdict, cause_of, judge, recovery, told
from scheduler.model import FAILURE_STATES, Cause, DeliveryState, RunKind, RunState, TaskStatus
from scheduler.posts import UnderPost, run_card_key
from tests.builders import NOW, a_run, a_run_card, a_task

HOUR = timedelta(hours=1)
TASK = a_task()
GOOD, NO_NET, BUSY = (
    (RunState.SUCCEEDED, None),
    (RunState.FAILED, Cause.NETWORK),
    (RunState.FAILED, Cause.INTERNAL),
)
LATE, LOST = (RunState.TIMED_OUT, Cause.TIME_LIMIT), (RunState.UNKNOWN, Cause.INTERRUPTED)
outcomes = st.lists(
    st.sampled_from([GOOD, NO_NET, BUSY, LATE, LOST, (RunState.CANCELLED, None)]), max_size=40
)


def ended(number, state, cause, **fields):
    return a_run(number, state=state, cause=cause, delivery=DeliveryState.NONE, **fields)


class Story:
    """What a task's incidents become, and what was said, over a history of outcomes an hour apart."""

    def __init__(self):
        self.incidents = {}
        self.said = []
        self.recoveries = []
        self.now = NOW

    def goes_on(self, state, cause=None, after=HOUR, **fields):
        self.now += after
        run = ended(len(self.said) + 1, state, cause, **fields)
        open_ = [each for each in self.incidents.values() if each.is_open]
        verdict = judge(open_, TASK, run, self.now)
        for each in (*verdict.closed, *([verdict.incident] if verdict.incident else [])):
            self.incidents[each.run_id] = each
        self.said.append(bool(told(verdict, run, [a_run_card(run)])))
        self.recoveries += recovery(verdict, TASK)
        return verdict


@given(outcomes)
def test_each_incident_speaks_once_and_counts_add_up(history):
    story = Story()
    for outcome in history:
        story.goes_on(*outcome)

    failures = [outcome for outcome in history if outcome[0] in FAILURE_STATES]
    others = len(history) - len(failures)
    assert sum(each.count for each in story.incidents.values()) == len(failures)
    assert sum(story.said) == len(story.incidents) + others


@given(outcomes)
def test_a_recovery_is_one_line_and_leaves_nothing_open(history):
    story = Story()
    for outcome in history:
        story.goes_on(*outcome)
        is_open = [each for each in story.incidents.values() if each.is_open]
        assert len({each.cause for each in is_open}) == len(is_open)
        assert not (outcome == GOOD and is_open)

    after_failures = "".join("g" if o == GOOD else "f" if o[0] in FAILURE_STATES else "" for o in history)
    assert len(story.recoveries) == after_failures.count("fg")
    assert len({post.key for post in story.recoveries}) == len(story.recoveries)


def test_the_first_of_a_cause_speaks_and_its_repeats_are_counted_on_it():
    story = Story()
    for outcome in (NO_NET, NO_NET, BUSY, NO_NET):
        story.goes_on(*outcome)

    first, other = story.incidents["run_1"], story.incidents["run_3"]
    assert story.said == [True, False, True, False]
    assert (first.count, first.opened_at, first.last_at) == (3, NOW + HOUR, NOW + 4 * HOUR)
    assert (other.count, other.cause) == (1, "internal")


def test_what_is_not_known_to_have_happened_is_a_matter_of_its_own():
    assert cause_of(*LOST) == cause_of(RunState.UNKNOWN, None) == "unknown"
    assert cause_of(*LATE) == "time_limit"
    assert cause_of(RunState.FAILED, None) == "failed"


def test_recovery_is_said_once_in_the_thread_of_the_newest_card():
    story = Story()
    for outcome in (NO_NET, BUSY, BUSY, GOOD, GOOD):
        story.goes_on(*outcome)

    [line] = story.recoveries
    assert line.target == UnderPost(run_card_key("run_2"), TASK.spec.destination.chat_id)
    assert (line.view.code, line.view.facts["count"]) == ("incident.recovered", 3)
    assert line.unasked
    assert {each.end for each in story.incidents.values()} == {IncidentEnd.RECOVERED}


def test_a_card_that_can_be_updated_no_more_is_followed_by_a_new_one():
    story = Story()
    story.goes_on(*NO_NET)
    story.goes_on(*NO_NET, after=CARD_LIFE)

    assert story.said == [True, True]
    assert story.incidents["run_1"].end is IncidentEnd.OUTDATED
    assert story.incidents["run_2"].is_open


@pytest.mark.parametrize(
    ("task", "fields"),
    [
        (TASK, {"kind": RunKind.REPLY}),
        (TASK, {"cancel_requested_at": NOW}),
        (a_task(status=TaskStatus.TRIAL), {}),
        (a_task(status=TaskStatus.DELETED), {}),
    ],
    ids=["an answer", "stopped", "a trial", "deleted"],
)
def test_some_runs_say_nothing_of_the_task_s_health(task, fields):
    assert judge([], task, ended(1, *NO_NET, **fields), NOW) == Verdict()


def test_a_repeat_keeps_what_it_says_to_others_than_the_chat():
    first = judge([], TASK, ended(1, *NO_NET), NOW).opened
    run = ended(2, *NO_NET)
    to_owner = replace(a_run_card(run), run_id=None)

    assert told(judge([first], TASK, run, NOW), run, [a_run_card(run), to_owner]) == (to_owner,)
