"""A change of a task through the service: checked as a new task is, saved once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.commands import DeleteTask, SaveDraft
from scheduler.drafts import Amendment, DraftState
from scheduler.errors import Reason, Refused
from scheduler.model import StaticText
from scheduler.triggers import At, Every
from tests.builders import NOW, OWNER, a_draft, a_post

TWO_HOURLY = Every(timedelta(hours=2), NOW, "Asia/Shanghai")


async def opened(room, number=2, **fields):
    """Put a change of the saved task before its owner."""
    task = await room.task()
    amends = Amendment.of(task)
    draft = a_draft(number, spec=replace(task.spec, **fields), amends=amends)
    await room.service.open_draft(draft, a_post(f"{draft.id}:card"))
    return draft


def save(room, draft):
    return room.service.save_draft(SaveDraft(draft.id, OWNER, room.clock()))


async def test_a_saved_change_is_in_force_and_wakes_the_engine(room):
    await room.saved()
    draft = await opened(room, trigger=TWO_HOURLY)

    change = await save(room, draft)

    assert change.task.next_fire_time == NOW + timedelta(hours=2)
    assert (change.changed, change.task.revision, room.nudges) == (True, 2, 2)


async def test_saving_a_change_twice_is_once(room):
    await room.saved()
    draft = await opened(room, title="Other")
    first = await save(room, draft)

    again = await save(room, draft)

    assert (again.changed, again.task) == (False, first.task)


async def test_a_change_to_what_it_is_already_is_refused(room):
    await room.saved()

    with pytest.raises(Refused) as caught:
        await opened(room)

    assert caught.value.reason is Reason.NOTHING_CHANGES


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"action": StaticText(" ")}, Reason.EMPTY_PROMPT),
        ({"trigger": At(NOW - timedelta(days=1), "UTC")}, Reason.TIME_PAST),
    ],
)
async def test_a_change_that_cannot_be_is_refused_before_it_is_shown(room, fields, reason):
    await room.saved()

    with pytest.raises(Refused) as caught:
        await opened(room, **fields)

    assert caught.value.reason is reason


async def test_of_two_changes_of_the_same_thing_the_second_is_looked_at_again_and_then_saved(room):
    await room.saved()
    mine, theirs = await opened(room, 2, title="Mine"), await opened(room, 3, title="Theirs")
    await save(room, theirs)

    with pytest.raises(Refused) as caught:
        await save(room, mine)
    seen = await room.drafts.get(mine.id)
    change = await save(room, mine)

    assert caught.value.reason is Reason.STALE
    assert (seen.state, seen.amends.before.title) == (DraftState.OPEN, "Theirs")
    assert change.task.spec.title == "Mine"


async def test_changes_of_different_things_both_hold(room):
    await room.saved()
    mine, theirs = await opened(room, 2, title="Mine"), await opened(room, 3, trigger=TWO_HOURLY)
    await save(room, theirs)

    spec = (await save(room, mine)).task.spec

    assert (spec.title, spec.trigger) == ("Mine", TWO_HOURLY)


async def test_a_change_of_a_task_that_was_deleted_meanwhile_is_refused(room):
    task = await room.saved()
    draft = await opened(room, title="Other")
    await room.service.execute(DeleteTask(task.id, OWNER, room.clock()))

    with pytest.raises(Refused) as caught:
        await save(room, draft)

    assert caught.value.reason is Reason.TASK_GONE


async def test_the_next_run_is_the_changed_task(room):
    await room.saved()
    await save(room, await opened(room, action=StaticText("Sit down"), title="Other"))

    await room.fire()

    assert room.executor.seen[0].task.spec.action == StaticText("Sit down")
