"""What people ask of single runs, and of a pause: within limits, and bound to what they saw."""

from datetime import timedelta

import pytest

from scheduler.commands import DeleteTask, PauseTask, ResumeTask, RunTask, SnoozeRun, StopRun
from scheduler.errors import Reason, Refused
from scheduler.model import NOTE_LIMIT, RunId, RunKind, RunState, TaskId, TaskStatus
from tests.builders import NOW, OWNER

HOUR = timedelta(hours=1)


def later(room):
    return room.clock.advance(timedelta(seconds=1))


@pytest.mark.parametrize("command", [PauseTask, RunTask])
async def test_words_beyond_the_limit_are_refused_with_both_numbers(room, command):
    task = await room.saved()

    with pytest.raises(Refused) as refused:
        await room.service.execute(command(task.id, OWNER, NOW, note="x" * (NOTE_LIMIT + 1)))

    assert refused.value.facts == {"limit": NOTE_LIMIT, "length": NOTE_LIMIT + 1}
    assert (await room.task()).status is TaskStatus.ACTIVE


async def test_pausing_until_a_time_that_has_passed_is_refused(room):
    task = await room.saved()

    with pytest.raises(Refused) as refused:
        await room.service.execute(PauseTask(task.id, OWNER, NOW, until=NOW))

    assert refused.value.reason is Reason.TIME_PAST


async def test_pausing_again_without_a_reason_keeps_the_one_that_was_given(room):
    task = await room.saved()
    await room.service.execute(PauseTask(task.id, OWNER, later(room), note="on leave"))

    again = await room.service.execute(PauseTask(task.id, OWNER, later(room)))
    longer = await room.service.execute(PauseTask(task.id, OWNER, later(room), until=NOW + HOUR))

    assert (again.changed, longer.changed) == (False, True)
    assert (longer.task.pause_note, longer.task.paused_until) == ("on leave", NOW + HOUR)


async def test_what_is_resumed_forgets_why_it_was_paused(room):
    task = await room.saved()
    await room.service.execute(PauseTask(task.id, OWNER, later(room), note="on leave"))

    await room.service.execute(ResumeTask(task.id, OWNER, later(room)))

    assert (await room.task()).pause_note == ""


async def test_a_command_for_another_revision_changes_nothing(room):
    task = await room.saved()

    change = await room.service.execute(PauseTask(task.id, OWNER, NOW), seen=task.revision + 1)

    assert (change.changed, (await room.task()).status) == (False, TaskStatus.ACTIVE)


async def test_a_run_behind_an_open_one_begins_when_that_has_ended(room):
    task = await room.saved()
    first = await room.service.execute(RunTask(task.id, OWNER, later(room)))
    second = await room.service.execute(RunTask(task.id, OWNER, later(room), "more", behind=True))
    third = await room.service.execute(RunTask(task.id, OWNER, later(room), behind=True))

    assert (second.changed, third.changed) == (False, False)  # the first waits itself
    await room.runs.claim("worker", room.clock(), room.clock() + HOUR, 1)
    behind = await room.service.execute(RunTask(task.id, OWNER, later(room), "more", behind=True))
    assert (behind.changed, behind.run.note) == (True, "more")
    assert await room.work() == 0

    await room.service.runs.stop(StopRun(first.run.id, OWNER, later(room)))
    assert (await room.runs.get(behind.run.id)).state is RunState.QUEUED


async def test_a_reminder_put_off_is_worked_on_at_its_time_with_its_whole_limit(room):
    task = await room.saved()
    await room.service.execute(RunTask(task.id, OWNER, later(room)))
    await room.work()
    [fired] = await room.runs.of_task(TaskId("task_1"), 5)
    until = room.clock() + timedelta(days=1)
    snoozed = await room.service.runs.snooze(SnoozeRun(fired.id, OWNER, room.clock(), until))
    await room.service.execute(PauseTask(task.id, OWNER, later(room)))

    room.clock.now = until
    await room.work()

    run = await room.runs.get(snoozed.run.id)
    assert (run.kind, run.state, run.parent) == (RunKind.SNOOZED, RunState.SUCCEEDED, fired.id)
    assert (await room.task()).fired == 0


@pytest.mark.parametrize("by", [timedelta(0), timedelta(days=3)])
async def test_nothing_is_put_off_to_the_past_or_for_long(room, by):
    task = await room.saved()
    await room.service.execute(RunTask(task.id, OWNER, later(room)))
    await room.work()
    [fired] = await room.runs.of_task(TaskId("task_1"), 5)

    with pytest.raises(Refused):
        await room.service.runs.snooze(SnoozeRun(fired.id, OWNER, room.clock(), room.clock() + by))


async def test_nothing_is_asked_of_a_run_that_is_not_there_or_whose_task_is_gone(room):
    task = await room.saved()
    await room.service.execute(RunTask(task.id, OWNER, later(room)))
    await room.work()
    [fired] = await room.runs.of_task(TaskId("task_1"), 5)
    await room.service.execute(DeleteTask(task.id, OWNER, later(room)))

    for run_id, reason in ((RunId("run_x"), Reason.RUN_NOT_FOUND), (fired.id, Reason.TASK_GONE)):
        with pytest.raises(Refused) as refused:
            await room.service.runs.snooze(SnoozeRun(run_id, OWNER, room.clock(), room.clock() + HOUR))
        assert refused.value.reason is reason
