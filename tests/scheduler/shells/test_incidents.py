"""Failures that fold, over the whole engine."""

from datetime import timedelta

import pytest

from scheduler.commands import ResumeTask
from scheduler.incidents import IncidentEnd
from scheduler.model import Cause, NotifyMode, PauseReason, Policies, RunState, TaskId
from scheduler.views import RunCard, Sentence, TaskCard
from storage.incidents import SqlIncidents
from tests.builders import OWNER
from tests.scheduler.shells.room import failing

TASK = TaskId("task_1")


async def heard(room):
    """What goes out, and is then known to everybody."""
    posts = await room.posts()
    for each in posts:
        begun = await room.outbox.begin(each, room.clock())
        await room.outbox.sent(begun, begun.wanted, f"om_{each.id}", "oc_1", None, room.clock())
    return [each.post.view for each in posts]


@pytest.fixture
def incidents(room):
    return SqlIncidents(room.tasks._database)


@pytest.mark.parametrize("notify", [NotifyMode.ON_FAILURE, NotifyMode.ON_CHANGE])
async def test_a_task_that_speaks_seldom_says_once_that_it_fails_and_once_that_it_works(room, notify):
    await room.saved(policies=Policies(notify=notify))
    await heard(room)
    room.executor.script = failing()
    first, *_ = await room.fire()
    assert await heard(room) == [RunCard(first.id)]

    for _ in range(3):
        await room.fire()
        assert await heard(room) == [RunCard(first.id)]  # the same card, counting

    room.executor.script = None
    await room.fire()
    said = await heard(room)
    assert [view.facts["count"] for view in said if isinstance(view, Sentence)] == [4]


async def test_ten_failures_are_one_incident_whose_card_says_that_the_task_was_paused(room, incidents):
    await room.saved(policies=Policies(notify=NotifyMode.ON_FAILURE))
    room.executor.script = failing()
    for _ in range(9):
        await room.fire()
    await heard(room)

    runs = await room.fire()

    [incident] = await incidents.of_task(TASK, 9)
    assert (incident.count, incident.is_open) == (10, True)
    assert (await room.task()).pause_reason is PauseReason.FAILURES
    assert set(await heard(room)) == {RunCard(incident.run_id), TaskCard(TASK)}
    assert len(runs) == 10


async def test_resuming_clears_and_the_next_failure_speaks(room, incidents):
    await room.saved(policies=Policies(notify=NotifyMode.ON_FAILURE))
    room.executor.script = failing()
    for _ in range(10):
        await room.fire()
    await room.service.execute(ResumeTask(TASK, OWNER, room.clock()))
    await heard(room)

    newest, *_ = await room.fire()

    assert RunCard(newest.id) in await heard(room)
    assert [each.end for each in await incidents.of_task(TASK, 9)] == [None, IncidentEnd.CLEARED]


async def test_a_run_that_nobody_knows_the_end_of_is_told_and_counted(room, incidents):
    room.executor.restartable = False
    await room.saved(policies=Policies(notify=NotifyMode.ON_FAILURE))
    await heard(room)
    for _ in range(2):
        room.clock.advance(timedelta(hours=1))
        await room.planner.tick()
        await room.runs.claim("gone", room.clock(), room.clock() + timedelta(seconds=1), 1)
        room.clock.advance(timedelta(seconds=2))
        await room.reaper.recover()

    [incident] = await incidents.of_task(TASK, 9)
    assert (incident.cause, incident.count) == (RunState.UNKNOWN, 2)
    assert await heard(room) == [RunCard(incident.run_id)]


async def test_a_failure_that_is_tried_again_and_passes_is_none(room, incidents):
    await room.saved(policies=Policies(notify=NotifyMode.ON_FAILURE))
    await heard(room)
    room.executor.script = failing(Cause.NETWORK, passing=True)
    await room.fire()
    room.executor.script = None
    room.clock.advance(timedelta(minutes=1))
    await room.work()

    assert await incidents.of_task(TASK, 9) == []
    assert await heard(room) == []
