"""Commands: refused with a reason, done once, and never half."""

from datetime import timedelta

import pytest

from scheduler.commands import CancelDraft, DeleteTask, PauseTask, RestoreTask, ResumeTask, RunTask, SaveDraft
from scheduler.drafts import DraftState
from scheduler.errors import Reason, Refused
from scheduler.model import TEXT_LIMIT, AgentPrompt, PersonId, RunState, StaticText, TaskStatus
from scheduler.triggers import At
from scheduler.views import DraftCard
from tests.builders import NOW, OWNER, a_draft, a_post, a_spec

STRANGER = PersonId("ou_stranger")


async def test_a_saved_draft_is_a_task_that_fires_next(room):
    task = await room.saved()

    assert task.status is TaskStatus.ACTIVE
    assert task.next_fire_time == NOW + timedelta(hours=1)
    assert room.nudges == 1


async def test_saving_twice_is_once(room):
    draft = a_draft()
    first = await room.saved(draft)
    again = await room.service.save_draft(SaveDraft(draft.id, OWNER, room.clock()))

    assert (again.changed, again.task) == (False, first)
    assert await room.tasks.count_open(first.tenant, OWNER) == 1


async def test_the_confirm_card_becomes_the_card_of_the_task(room):
    draft = a_draft()
    await room.service.open_draft(draft, a_post("card", view=DraftCard(draft.id)))
    await room.service.save_draft(SaveDraft(draft.id, OWNER, room.clock()))

    [confirm] = [one for one in await room.posts() if one.post.key == "card"]
    assert confirm.wanted == 2


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (StaticText("  "), Reason.EMPTY_PROMPT),
        (StaticText("x" * (TEXT_LIMIT + 1)), Reason.TEXT_TOO_LONG),
        (AgentPrompt("Sum up the sales"), Reason.NO_MODEL),
    ],
)
async def test_an_action_that_cannot_be_done_is_refused_before_it_is_shown(room, action, reason):
    with pytest.raises(Refused) as caught:
        await room.saved(action=action)

    assert caught.value.reason is reason
    assert await room.posts() == []


async def test_a_one_shot_whose_time_has_passed_meanwhile_is_refused_at_saving(room):
    draft = a_draft(spec=a_spec(trigger=At(NOW + timedelta(minutes=5), "UTC")))
    await room.service.open_draft(draft, a_post())
    room.clock.advance(timedelta(minutes=10))

    with pytest.raises(Refused) as caught:
        await room.service.save_draft(SaveDraft(draft.id, OWNER, room.clock()))

    assert caught.value.reason is Reason.TIME_PAST


async def test_only_the_asker_saves_or_cancels(room):
    draft = a_draft()
    await room.service.open_draft(draft, a_post())

    for attempt in (
        room.service.save_draft(SaveDraft(draft.id, STRANGER, room.clock())),
        room.service.cancel_draft(CancelDraft(draft.id, STRANGER, room.clock())),
    ):
        with pytest.raises(Refused) as caught:
            await attempt
        assert caught.value.reason is Reason.DRAFT_OF_ANOTHER


async def test_a_cancelled_draft_cannot_be_saved(room):
    draft = a_draft()
    await room.service.open_draft(draft, a_post())
    closed = await room.service.cancel_draft(CancelDraft(draft.id, OWNER, room.clock()))

    assert closed.state is DraftState.CANCELLED
    with pytest.raises(Refused) as caught:
        await room.service.save_draft(SaveDraft(draft.id, OWNER, room.clock()))
    assert caught.value.reason is Reason.DRAFT_CLOSED


async def test_a_draft_expires(room):
    draft = a_draft()
    await room.service.open_draft(draft, a_post())
    room.clock.advance(timedelta(minutes=31))

    with pytest.raises(Refused) as caught:
        await room.service.save_draft(SaveDraft(draft.id, OWNER, room.clock()))

    assert caught.value.reason is Reason.DRAFT_EXPIRED


async def test_pausing_twice_is_once(room):
    task = await room.saved()
    command = PauseTask(task.id, OWNER, room.clock())

    first, second = await room.service.execute(command), await room.service.execute(command)

    assert (first.changed, second.changed) == (True, False)
    assert second.task.revision == 2


async def test_resuming_goes_on_from_now_and_replays_nothing(room):
    task = await room.saved()
    await room.service.execute(PauseTask(task.id, OWNER, room.clock()))
    room.clock.advance(timedelta(days=3, minutes=10))

    change = await room.service.execute(ResumeTask(task.id, OWNER, room.clock()))

    assert change.task.next_fire_time == room.clock() + timedelta(minutes=50)


async def test_what_was_due_after_a_pause_had_ended_is_owed_though_nobody_was_there(room):
    """Paused until 10:20, the bot is away from then to 12:10: 11:00 is missed, 12:00 made up for."""
    task = await room.saved()
    until = room.clock() + timedelta(hours=1, minutes=20)
    await room.service.execute(PauseTask(task.id, OWNER, room.clock(), until=until))
    room.clock.advance(timedelta(hours=3, minutes=10))

    await room.planner.tick()

    runs = await room.runs.of_task(task.id, 10)
    hours = [(run.fire_time - NOW) / timedelta(hours=1) for run in runs]
    assert hours == [3, 2]
    assert [run.state for run in runs] == [RunState.QUEUED, RunState.MISSED]


async def test_what_is_restored_after_its_pause_had_ended_replays_nothing(room):
    task = await room.saved()
    until = room.clock() + timedelta(minutes=20)
    await room.service.execute(PauseTask(task.id, OWNER, room.clock(), until=until))
    await room.service.execute(DeleteTask(task.id, OWNER, room.clock()))
    room.clock.advance(timedelta(hours=3, minutes=10))
    await room.service.execute(RestoreTask(task.id, OWNER, room.clock()))

    await room.planner.tick()

    assert await room.runs.of_task(task.id, 10) == []
    assert (await room.task()).next_fire_time == NOW + timedelta(hours=4)


async def test_a_deleted_task_comes_back_as_it_was(room):
    task = await room.saved()
    await room.service.execute(PauseTask(task.id, OWNER, room.clock()))
    await room.service.execute(DeleteTask(task.id, OWNER, room.clock()))

    change = await room.service.execute(RestoreTask(task.id, OWNER, room.clock()))

    assert change.task.status is TaskStatus.PAUSED
    assert change.task.deleted_at is None


async def test_a_deleted_task_takes_no_other_command(room):
    task = await room.saved()
    await room.service.execute(DeleteTask(task.id, OWNER, room.clock()))

    for command in (PauseTask, ResumeTask, RunTask):
        with pytest.raises(Refused) as caught:
            await room.service.execute(command(task.id, OWNER, room.clock()))
        assert caught.value.reason is Reason.TASK_GONE


async def test_run_now_leaves_the_schedule_alone(room):
    task = await room.saved()

    change = await room.service.execute(RunTask(task.id, OWNER, room.clock()))

    assert change.run.state is RunState.QUEUED
    assert (await room.task()).next_fire_time == task.next_fire_time


async def test_run_now_answers_with_the_run_that_is_open(room):
    task = await room.saved()
    first = await room.service.execute(RunTask(task.id, OWNER, room.clock()))
    second = await room.service.execute(RunTask(task.id, OWNER, room.clock() + timedelta(seconds=1)))

    assert (second.changed, second.run.id) == (False, first.run.id)


async def test_run_now_works_while_paused(room):
    task = await room.saved()
    await room.service.execute(PauseTask(task.id, OWNER, room.clock()))

    assert (await room.service.execute(RunTask(task.id, OWNER, room.clock()))).changed


async def test_a_draft_that_expires_is_something_to_tell(room):
    await room.service.open_draft(a_draft(), a_post())
    room.clock.advance(timedelta(minutes=31))

    assert [await room.reaper.expire_drafts(), await room.reaper.expire_drafts()] == [1, 0]
