"""What is due when somebody changes its task before it was planned: it runs, or is owned up to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.commands import DeleteTask, PauseTask, ResumeTask, SaveDraft
from scheduler.drafts import Amendment
from scheduler.errors import Refused
from scheduler.lifecycle import FAILURES_BEFORE_PAUSE
from scheduler.model import Cause, PauseReason, RunState, TaskId, TaskStatus
from scheduler.planner import Planner
from scheduler.triggers import At, Every
from tests.builders import NOW, OWNER, a_draft, a_post
from tests.scheduler.shells.room import Room, failing

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LATER = Every(HOUR, NOW + 30 * MINUTE, "Asia/Shanghai")


async def edit(room: Room, **wanted) -> None:
    """Change the task as its owner does, by a draft that is saved."""
    task = await room.task()
    spec = replace(task.spec, **wanted)
    draft = a_draft(7, spec=spec, amends=Amendment.of(task), expires_at=room.clock() + HOUR)
    await room.service.open_draft(draft, a_post(f"{draft.id}:card"))
    await room.service.save_draft(SaveDraft(draft.id, OWNER, room.clock()))


async def rows(room: Room):
    return [(run.fire_time, run.state) for run in await room.runs.of_task(TaskId("task_1"), 50)]


async def test_what_is_due_begins_before_its_task_is_paused(room):
    task = await room.saved()
    room.clock.advance(HOUR)

    change = await room.service.execute(PauseTask(task.id, OWNER, room.clock()))

    assert change.task.status is TaskStatus.PAUSED
    assert await rows(room) == [(NOW + HOUR, RunState.QUEUED)]


async def test_what_is_due_begins_before_its_task_is_given_other_times(room):
    await room.saved()
    room.clock.advance(HOUR)

    await edit(room, trigger=LATER)

    assert await rows(room) == [(NOW + HOUR, RunState.QUEUED)]
    assert (await room.task()).next_fire_time == NOW + 90 * MINUTE


async def test_what_is_due_is_called_off_visibly_when_its_task_is_deleted(room):
    task = await room.saved()
    room.clock.advance(HOUR)

    await room.service.execute(DeleteTask(task.id, OWNER, room.clock()))

    assert await rows(room) == [(NOW + HOUR, RunState.CANCELLED)]


async def test_what_was_missed_is_owned_up_to_before_its_task_is_changed(room):
    task = await room.saved()
    room.clock.advance(2 * HOUR + 59 * MINUTE)

    await room.service.execute(PauseTask(task.id, OWNER, room.clock()))

    assert await rows(room) == [(NOW + 2 * HOUR, RunState.MISSED), (NOW + HOUR, RunState.MISSED)]


async def test_what_was_due_since_a_pause_ended_is_owed_whoever_comes_first(room):
    task = await room.saved()
    await room.service.execute(PauseTask(task.id, OWNER, NOW, NOW + 2 * HOUR))
    room.clock.advance(3 * HOUR + 10 * MINUTE)

    change = await room.service.execute(ResumeTask(task.id, OWNER, room.clock()))

    assert (change.task.status, change.changed) == (TaskStatus.ACTIVE, False)
    assert await rows(room) == [(NOW + 3 * HOUR, RunState.QUEUED)]


async def test_a_change_that_comes_too_late_is_refused_and_the_last_run_begins(room):
    task = await room.saved(trigger=At(NOW + HOUR, "UTC"))
    room.clock.advance(HOUR)

    with pytest.raises(Refused):
        await room.service.execute(PauseTask(task.id, OWNER, room.clock()))

    assert await rows(room) == [(NOW + HOUR, RunState.QUEUED)]


async def test_what_cannot_be_planned_is_missed_and_keeps_nobody_from_mending_its_task(room, ids):
    task = await room.saved()
    broken = iter([True])

    def flaky(prefix: str) -> str:
        if next(broken, False):
            raise KeyError(prefix)
        return ids(prefix)

    room.service._settle = Planner(room.tasks, room.clock, flaky).settle
    room.clock.advance(HOUR)

    await room.service.execute(PauseTask(task.id, OWNER, room.clock()))

    [run] = await room.runs.of_task(task.id, 10)
    assert (run.fire_time, run.state, run.cause) == (NOW + HOUR, RunState.MISSED, Cause.INTERNAL)
    assert (await room.task()).status is TaskStatus.PAUSED


async def test_a_task_that_failed_too_often_is_stopped_once_what_is_due_was_planned(room):
    await room.saved()
    room.executor.script = failing()
    for _ in range(FAILURES_BEFORE_PAUSE - 1):
        await room.fire()
    room.clock.advance(HOUR)
    await room.planner.tick()
    due = room.clock.advance(HOUR)

    await room.work()  # the tenth failure, when the next occurrence is due
    assert (await room.task()).status is TaskStatus.ACTIVE
    await room.planner.tick()

    assert (await room.task()).pause_reason is PauseReason.FAILURES
    assert (await rows(room))[0] == (due, RunState.QUEUED)
