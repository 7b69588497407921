"""Leaving it at that a run was missed."""

from datetime import timedelta

import pytest

from scheduler.model import RunId, RunState, TaskId
from scheduler.planner import Planner
from scheduler.triggers import At
from scheduler.views import RunCard, TaskCard
from tests.builders import NOW, OWNER, a_post, a_run, a_spec, a_task, an_audit
from tests.contracts.steps import queue, send_all, store
from tests.doubles import Ids, ManualClock

TASK = TaskId("task_1")
LATE = timedelta(days=2)


@pytest.fixture
async def missed(drafts, tasks, runs):
    """The one run of a task, which nobody was there for."""
    await store(drafts, a_task(spec=a_spec(trigger=At(NOW, "UTC"))))
    clock = ManualClock()
    clock.advance(LATE)
    await Planner(tasks, clock, Ids()).tick()
    [run] = await runs.of_task(TASK, 5)
    assert (run.state, run.is_unanswered_miss) == (RunState.MISSED, True)
    return run


async def test_who_left_it_at_that_is_remembered_once(runs, audit, missed):
    said = [await runs.acknowledge(missed.id, an_audit(missed.id, actor=who)) for who in (OWNER, "ou_other")]

    stored = await runs.get(missed.id)
    assert said == [True, False]
    assert (stored.state, stored.acknowledged_by, stored.is_unanswered_miss) == (
        RunState.MISSED,
        OWNER,
        False,
    )
    assert [entry.actor for entry in await audit.of(missed.id)] == [OWNER]


async def test_the_cards_of_run_and_task_are_drawn_anew(runs, outbox, missed):
    await outbox.add([a_post("of_task", view=TaskCard(TASK))], NOW + LATE)
    await send_all(outbox, NOW + LATE)

    await runs.acknowledge(missed.id, an_audit(missed.id))

    due = [delivery.post.view for delivery in await outbox.due(NOW + LATE, 9)]
    assert TaskCard(TASK) in due
    assert RunCard(missed.id) in due


async def test_what_was_not_missed_has_nothing_to_be_left_at(drafts, runs):
    await store(drafts, a_task())
    await queue(runs, a_run(1))

    assert not await runs.acknowledge(RunId("run_1"), an_audit("run_1"))
    assert not await runs.acknowledge(RunId("run_9"), an_audit("run_9"))
