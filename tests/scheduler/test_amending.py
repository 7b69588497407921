from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.amending import Field, amended, differing, looked_at_again, merged
from scheduler.drafts import Amendment
from scheduler.errors import Reason, Refused
from scheduler.model import (
    Destination,
    Locale,
    NotifyMode,
    PauseReason,
    Policies,
    StaticText,
    TaskStatus,
    TemplateId,
)
from scheduler.overlap import OverlapPolicy
from scheduler.triggers import At, Bounds, Every
from tests.builders import HOURLY, NOW, a_draft, a_spec, a_task

TWO_HOURLY = Every(timedelta(hours=2), NOW, "Asia/Shanghai")
specs = st.builds(
    a_spec,
    title=st.sampled_from("AB"),
    phrase=st.just("said"),
    action=st.sampled_from([StaticText("one"), StaticText("two")]),
    trigger=st.sampled_from([HOURLY, TWO_HOURLY]),
    chat_id=st.sampled_from(["oc_1", "oc_2"]),
    locale=st.sampled_from(Locale),
    template=st.sampled_from([None, TemplateId("template_1")]),
    policies=st.builds(
        Policies,
        overlap=st.sampled_from([OverlapPolicy.SKIP, OverlapPolicy.QUEUE]),
        notify=st.sampled_from(NotifyMode),
    ),
)


def change(task, **fields):
    """The draft of a change of `task`."""
    amends = Amendment.of(task)
    return a_draft(spec=replace(task.spec, **fields), amends=amends)


@given(specs, specs)
def test_a_change_of_what_is_as_it_was_is_the_change(before, wanted):
    assert merged(before, wanted, before) == wanted


@given(specs, specs)
def test_what_is_untouched_stays_as_it_is_now(before, present):
    assert merged(before, before, present) == present


@given(specs, specs, specs)
def test_a_merge_takes_all_of_the_change_and_nothing_else_or_is_refused(before, wanted, present):
    clash = set(differing(before, wanted)) & set(differing(before, present)) & set(differing(wanted, present))
    if clash:
        with pytest.raises(Refused) as caught:
            merged(before, wanted, present)
        assert caught.value.reason is Reason.STALE
        return
    after = merged(before, wanted, present)

    assert not set(differing(before, wanted)) & set(differing(after, wanted))
    assert set(differing(after, present)) <= set(differing(before, wanted))


@given(specs, specs, specs)
def test_after_a_second_look_every_change_can_be_saved(before, wanted, present):
    draft = change(a_task(spec=before))
    draft = looked_at_again(replace(draft, spec=wanted), a_task(spec=present, revision=7))

    after = merged(draft.amends.before, draft.spec, present)

    assert draft.amends.revision == 7
    assert not set(differing(before, wanted)) & set(differing(after, wanted))


def test_every_part_of_a_spec_belongs_to_a_field():
    one = a_spec()
    other = a_spec(
        title="B",
        action=StaticText("b"),
        trigger=TWO_HOURLY,
        chat_id="oc_2",
        locale=Locale.ZH,
        template=TemplateId("template_1"),
        policies=Policies(delete_after_run=True),
    )

    assert set(differing(one, other)) >= set(Field) - {
        Field.MISFIRE,
        Field.OVERLAP,
        Field.RETRY,
        Field.NOTIFY,
        Field.TIME_LIMIT,
    }
    assert merged(one, replace(other, phrase="said"), one) == replace(other, phrase="said")


def test_an_untouched_schedule_keeps_its_next_run():
    late = a_task(next_fire_time=NOW - timedelta(hours=3))

    after = amended(late, change(late, title="Other"), NOW)

    assert (after.next_fire_time, after.revision) == (late.next_fire_time, 2)


def test_a_new_schedule_counts_from_now():
    after = amended(a_task(), change(a_task(), trigger=TWO_HOURLY), NOW)

    assert after.next_fire_time == NOW + timedelta(hours=2)


def test_a_finished_task_comes_alive_with_a_new_schedule():
    trigger = Every(timedelta(hours=1), NOW, "UTC", Bounds(maximum=3))
    done = a_task(spec=a_spec(trigger=trigger), status=TaskStatus.FINISHED, fired=3, next_fire_time=None)
    slower = Every(timedelta(hours=2), NOW, "UTC", Bounds(maximum=3))

    after = amended(done, change(done, trigger=slower), NOW)

    assert (after.status, after.fired, after.next_fire_time) == (
        TaskStatus.ACTIVE,
        0,
        NOW + timedelta(hours=2),
    )


def test_a_finished_task_that_is_only_renamed_stays_finished():
    done = a_task(status=TaskStatus.FINISHED, next_fire_time=None)

    assert amended(done, change(done, title="Other"), NOW).status is TaskStatus.FINISHED


def test_a_paused_task_stays_paused_with_its_reason():
    paused = a_task(status=TaskStatus.PAUSED, pause_reason=PauseReason.BY_PERSON, pause_note="leave")

    after = amended(paused, change(paused, trigger=TWO_HOURLY), NOW)

    assert (after.status, after.pause_reason, after.pause_note) == (
        TaskStatus.PAUSED,
        PauseReason.BY_PERSON,
        "leave",
    )


def test_another_maximum_counts_from_now_and_another_hour_does_not():
    bounded = a_task(spec=a_spec(trigger=replace(HOURLY, bounds=Bounds(maximum=5))), fired=4)
    more = replace(HOURLY, bounds=Bounds(maximum=3))
    slower = replace(TWO_HOURLY, bounds=Bounds(maximum=5))

    assert amended(bounded, change(bounded, trigger=more), NOW).fired == 0
    assert amended(bounded, change(bounded, trigger=slower), NOW).fired == 4


@pytest.mark.parametrize(
    ("trigger", "reason"),
    [
        (At(NOW - timedelta(hours=1), "UTC"), Reason.TIME_PAST),
        (replace(HOURLY, bounds=Bounds(end=NOW)), Reason.NEVER_FIRES),
    ],
)
def test_a_schedule_that_never_comes_is_refused(trigger, reason):
    with pytest.raises(Refused) as caught:
        amended(a_task(), change(a_task(), trigger=trigger), NOW)

    assert caught.value.reason is reason


@pytest.mark.parametrize("status", [TaskStatus.DELETED, TaskStatus.TRIAL])
def test_what_is_gone_is_not_changed(status):
    gone = a_task(status=status)

    with pytest.raises(Refused) as caught:
        amended(gone, change(gone, title="Other"), NOW)

    assert caught.value.reason is Reason.TASK_GONE


def test_what_somebody_else_did_already_is_no_change():
    task = a_task(spec=a_spec(title="Other"))

    assert amended(task, replace(change(a_task(), title="Other")), NOW) is task


def test_a_chat_and_a_name_changed_by_two_people_both_hold():
    moved = a_task(spec=a_spec(chat_id="oc_2"), revision=2)

    after = amended(moved, change(a_task(), title="Other"), NOW)

    assert (after.spec.title, after.spec.destination) == ("Other", Destination("oc_2", in_group=True))
    assert after.revision == 3
