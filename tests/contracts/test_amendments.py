"""A change of a task is stored whole or not at all, once, and leaves alone what the planner moved on."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.amending import amended
from scheduler.drafts import Amendment, DraftState
from scheduler.errors import Reason, Refused
from scheduler.model import DraftId, TaskId
from scheduler.views import DraftCard, TaskCard
from tests.builders import NOW, OWNER, a_draft, a_post, a_spec, a_task, an_audit
from tests.contracts.steps import hourly, send_all, store

CARD = a_post("draft_1:card", view=DraftCard(DraftId("draft_1")))
RENAMED = a_draft(spec=a_spec(title="Weekly"), amends=Amendment(TaskId("task_1"), 1, a_spec(), OWNER))


def rename(task):
    return amended(task, RENAMED, NOW)


@pytest.fixture
async def draft(drafts, outbox):
    """A task, and the open draft of another name for it."""
    await store(drafts, a_task())
    await drafts.open(RENAMED, CARD)
    await send_all(outbox)
    return RENAMED


async def test_a_change_comes_back_with_what_it_was_made_for(drafts, draft):
    assert await drafts.get(draft.id) == draft


async def test_saving_a_change_closes_it_and_its_card_shows_the_task(drafts, tasks, outbox, audit, draft):
    assert await drafts.amend(draft, rename, an_audit(detail="title"))

    task, saved = await tasks.get(TaskId("task_1")), await drafts.get(draft.id)
    assert (task.spec.title, task.revision, task.next_fire_time) == ("Weekly", 2, NOW)
    assert (saved.state, saved.closed_by, saved.task_id) == (DraftState.SAVED, OWNER, "task_1")
    assert [one.post.view for one in await outbox.due(NOW, 10)][-1] == TaskCard(TaskId("task_1"))
    assert (await audit.of("task_1"))[0].detail == "title"


async def test_saving_a_change_many_times_at_once_is_once(drafts, tasks, draft):
    saved = await asyncio.gather(*(drafts.amend(draft, rename, an_audit()) for _ in range(8)))

    assert sum(saved) == 1
    assert (await tasks.get(TaskId("task_1"))).revision == 2


async def test_a_change_that_is_refused_leaves_the_draft_open(drafts, tasks, draft):
    def refuse(_):
        raise Refused(Reason.STALE)

    with pytest.raises(Refused):
        await drafts.amend(draft, refuse, an_audit())

    assert (await drafts.get(draft.id)).state is DraftState.OPEN
    assert (await tasks.get(TaskId("task_1"))).revision == 1


async def test_what_the_planner_moved_on_meanwhile_stays(drafts, tasks, draft):
    await tasks.plan_due(NOW, 10, hourly)

    assert await drafts.amend(draft, rename, an_audit())

    task = await tasks.get(TaskId("task_1"))
    assert (task.next_fire_time, task.fired, task.spec.title) == (NOW + timedelta(hours=1), 1, "Weekly")


async def test_planning_and_changing_at_once_lose_neither(drafts, tasks, draft):
    await asyncio.gather(drafts.amend(draft, rename, an_audit()), tasks.plan_due(NOW, 10, hourly))
    await tasks.plan_due(NOW, 10, hourly)  # it may have found the row locked

    task = await tasks.get(TaskId("task_1"))
    assert (task.next_fire_time, task.fired, task.spec.title) == (NOW + timedelta(hours=1), 1, "Weekly")


async def test_a_closed_change_is_not_saved_any_more(drafts, tasks, draft):
    await drafts.close(draft, DraftState.CANCELLED, OWNER, NOW)

    assert not await drafts.amend(draft, rename, an_audit())

    assert (await tasks.get(TaskId("task_1"))).revision == 1


async def test_a_change_of_a_task_that_is_gone_changes_nothing(drafts, tasks):
    await drafts.open(RENAMED, CARD)

    assert not await drafts.amend(RENAMED, rename, an_audit())

    assert (await drafts.get(RENAMED.id)).state is DraftState.OPEN


async def test_a_change_that_changes_nothing_more_raises_no_revision(drafts, tasks, draft):
    assert await drafts.amend(draft, lambda task: task, an_audit())

    assert (await tasks.get(TaskId("task_1"))).revision == 1


async def test_a_change_can_be_put_on_a_newer_task(drafts, draft):
    newer = replace(draft, amends=Amendment(TaskId("task_1"), 2, a_spec(title="Other"), OWNER))

    assert await drafts.revise(newer)

    assert await drafts.get(draft.id) == newer
