"""A trial is stored whole or not at all, once, and goes away as tombstones do."""

import asyncio
from datetime import timedelta

import pytest

from scheduler.decided import Closing
from scheduler.model import RunKind, RunState, TaskId, TaskStatus
from tests.builders import CHAT, NOW, OWNER, TENANT, a_run, a_run_card, a_task, an_audit
from tests.contracts.steps import claim_one, close

TRIAL = a_task(
    id=TaskId("trial_1_1"), status=TaskStatus.TRIAL, next_fire_time=None, created_at=NOW, deleted_at=NOW
)
RUN = a_run(task_id=TRIAL.id, kind=RunKind.MANUAL, requested_by=OWNER)


@pytest.fixture
async def tried(runs):
    assert await runs.try_out(TRIAL, RUN, a_run_card(RUN), an_audit(TRIAL.id))


async def test_the_task_its_run_and_its_card_are_there(runs, tasks, outbox, audit, tried):
    assert await tasks.get(TRIAL.id) == TRIAL
    assert (await runs.get(RUN.id)).state is RunState.QUEUED
    assert [one.post.run_id for one in await outbox.due(NOW, 10)] == [RUN.id]
    assert len(await audit.of(TRIAL.id)) == 1


async def test_of_many_at_once_one_is_stored(runs):
    stored = await asyncio.gather(
        *(runs.try_out(TRIAL, RUN, a_run_card(RUN), an_audit(TRIAL.id)) for _ in range(8))
    )

    assert sum(stored) == 1


async def test_it_is_on_no_list_and_never_due(tasks, tried):
    assert list(await tasks.of_owner(TENANT, OWNER, 10)) == []
    assert list(await tasks.in_chat(TENANT, CHAT, 10)) == []
    assert await tasks.count_open(TENANT, OWNER) == 0
    assert await tasks.next_due() is None


async def test_it_goes_when_tombstones_go_and_not_while_it_runs(runs, tasks, tried):
    assert await tasks.purge(NOW + timedelta(seconds=1)) == 0
    run = await claim_one(runs)
    await close(runs, run, Closing(state=RunState.SUCCEEDED))

    assert await tasks.purge(NOW) == 0
    assert await tasks.purge(NOW + timedelta(seconds=1)) == 1
