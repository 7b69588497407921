"""What the card of a run shows is read at once, over both databases."""

import asyncio

import pytest

from scheduler.decided import Closing
from scheduler.model import Artifact, ArtifactKind, Cause, RunId, RunState
from storage.run_sheets import RunSheets
from tests.builders import NOW, a_run, a_task
from tests.contracts.steps import claim_one, close, queue, store

LINK = Artifact(ArtifactKind.LINK, "Report", "https://example.org/report")
DONE = Closing(state=RunState.SUCCEEDED, result="All is well", artifacts=(LINK,))
NO_NET = Closing(state=RunState.FAILED, cause=Cause.NETWORK)


@pytest.fixture
def sheets(database):
    return RunSheets(database)


async def ended(drafts, runs, closing):
    await store(drafts, a_task())
    await queue(runs, a_run())
    run = await claim_one(runs)
    assert await close(runs, run, closing)
    return await runs.get(run.id)


async def test_it_holds_the_run_its_task_and_what_it_made(sheets, drafts, runs, tasks):
    run = await ended(drafts, runs, DONE)

    sheet = await sheets.get(run.id)

    assert (sheet.run, sheet.task) == (run, await tasks.get(run.task_id))
    assert (sheet.artifacts, sheet.incident, sheet.snoozed, sheet.is_folded) == ([LINK], None, None, False)


async def test_it_holds_the_incident_that_a_failure_belongs_to(sheets, drafts, runs, incidents):
    run = await ended(drafts, runs, NO_NET)

    assert (await sheets.get(run.id)).incident == await incidents.get(run.id)


async def test_of_many_at_once_each_gets_its_own(sheets, drafts, runs):
    await store(drafts, *(a_task(number) for number in range(5)))
    for number in range(5):
        await queue(runs, a_run(number, task=f"task_{number}"))

    found = await asyncio.gather(*(sheets.get(RunId(f"run_{number}")) for number in range(6)))

    assert [sheet and (sheet.run.id, sheet.task.id) for sheet in found] == [
        *((f"run_{number}", f"task_{number}") for number in range(5)),
        None,
    ]


async def test_it_is_read_after_it_was_asked_for(sheets, drafts, runs):
    """A card that is drawn while others are being read shows what was written before it asked."""
    await store(drafts, a_task())
    await queue(runs, a_run())
    first = asyncio.ensure_future(sheets.get(RunId("run_1")))
    run = await claim_one(runs, NOW)

    assert (await sheets.get(run.id)).run.state is RunState.RUNNING
    await first
