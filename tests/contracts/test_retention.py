"""What has outlived its time goes, and nothing that is still needed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from scheduler.decided import Closing
from scheduler.drafts import DraftState
from scheduler.model import Artifact, ArtifactKind, RunEvent, RunEventKind, RunId, RunKind, RunState
from storage.retention import OldRows
from storage.tables import ArtifactRow, DeliveryRow, RunEventRow
from tests.builders import NOW, OWNER, a_draft, a_post, a_run, a_run_card, a_task, an_audit
from tests.contracts.steps import claim_one, close, queue, send_all, store

DAY = timedelta(days=1)
LATER = NOW + 100 * DAY
BEFORE = NOW + 10 * DAY


@pytest.fixture
def old(database):
    return OldRows(database, batch=2)


async def have(runs, outbox, number, at=NOW, state=RunState.SUCCEEDED, **fields):
    """Run a task's occurrence at an instant, to its end, with its card sent."""
    begun = a_run(number, fire_time=at, due_at=at, created_at=at, **fields)
    if begun.kind is RunKind.REPLY:
        assert await runs.reply(begun, a_run_card(begun), an_audit(begun.id))
    else:
        await queue(runs, begun)
    made = Artifact(ArtifactKind.LINK, "page", "https://x.example")
    closing = Closing(
        state=state, artifacts=(made,), events=(RunEvent(at, RunEventKind.FINISHED),), result="done"
    )
    assert await close(runs, await claim_one(runs, at), closing, at)
    await send_all(outbox, at)


async def left(runs, *numbers):
    return [number for number in numbers if await runs.get(RunId(f"run_{number}"))]


async def count(database, row, run_id):
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(row).where(row.run_id == run_id))


async def test_what_ended_before_goes_with_all_that_hangs_on_it(database, drafts, runs, outbox, old):
    await store(drafts, a_task())
    for number in range(5):
        await have(runs, outbox, number, NOW + number * DAY)
    await have(runs, outbox, 8, LATER)

    assert await old.purge_runs(BEFORE) == 5
    assert await old.purge_runs(BEFORE) == 0

    assert await left(runs, *range(9)) == [8]
    for row in (RunEventRow, ArtifactRow, DeliveryRow):
        assert await count(database, row, "run_0") == 0
        assert await count(database, row, "run_8") > 0


async def test_a_task_s_newest_run_and_its_newest_result_stay(drafts, runs, outbox, old):
    await store(drafts, a_task())
    await have(runs, outbox, 1)
    await have(runs, outbox, 2, NOW + DAY)
    await have(runs, outbox, 3, NOW + 2 * DAY, RunState.FAILED)
    await have(runs, outbox, 4, NOW + 3 * DAY, RunState.FAILED)

    await old.purge_runs(BEFORE)

    assert await left(runs, 1, 2, 3, 4) == [2, 4]
    assert await runs.last_result("task_1") == "done"


async def test_what_is_open_stays(drafts, runs, outbox, old):
    await store(drafts, a_task())
    await queue(runs, a_run(1))

    assert await old.purge_runs(LATER) == 0


async def test_a_run_whose_message_is_still_to_be_sent_stays_until_it_was(drafts, runs, outbox, old):
    await store(drafts, a_task())
    await have(runs, outbox, 1)
    await have(runs, outbox, 2, LATER)
    await outbox.mark_stale("run:run_1")

    assert await old.purge_runs(BEFORE) == 0
    await send_all(outbox, LATER)
    assert await old.purge_runs(BEFORE) == 1


async def test_a_thread_in_which_somebody_wrote_since_stays_whole(drafts, runs, outbox, old):
    await store(drafts, a_task())
    await have(runs, outbox, 1)
    for number, at in ((2, NOW + DAY), (3, LATER)):
        await have(runs, outbox, number, at, kind=RunKind.REPLY, parent=RunId("run_1"))
    await have(runs, outbox, 4, LATER)

    assert await old.purge_runs(BEFORE) == 0
    assert await old.purge_runs(LATER + DAY) == 2  # the answers go first
    assert await old.purge_runs(LATER + DAY) == 1
    assert await left(runs, 1, 2, 3, 4) == [4]


async def test_the_thread_of_the_newest_run_stays_however_old(drafts, runs, outbox, old):
    await store(drafts, a_task())
    await have(runs, outbox, 1)
    await have(runs, outbox, 2, NOW + DAY, kind=RunKind.REPLY, parent=RunId("run_1"))

    assert await old.purge_runs(LATER) == 0


async def test_when_its_task_is_gone_for_good_nothing_holds_a_run(drafts, tasks, runs, outbox, old):
    await store(drafts, a_task())
    await have(runs, outbox, 1)
    gone = replace(a_task(), status="deleted", revision=2, deleted_at=NOW)
    await tasks.change(gone, seen=1, audit=None)
    await send_all(outbox)
    assert await old.purge_runs(LATER) == 0  # the way back is open still

    await tasks.purge(LATER)

    assert await old.purge_runs(LATER) == 1


async def test_what_a_person_used_today_is_not_forgotten_with_the_runs(drafts, runs, outbox, old):
    await store(drafts, a_task())
    for number in range(3):
        await have(runs, outbox, number, NOW + timedelta(minutes=number))
    used = await runs.used(a_task().tenant, OWNER, NOW)

    await old.purge_runs(LATER)

    assert used == await runs.used(a_task().tenant, OWNER, NOW) == 3


async def test_closed_drafts_go_and_open_ones_stay(drafts, outbox, old):
    for number in range(5):
        await drafts.open(a_draft(number), a_post(f"draft_{number}:card"))
    for number in range(4):
        await drafts.close(a_draft(number), DraftState.CANCELLED, OWNER, NOW + number * DAY)
    await send_all(outbox)

    assert await old.purge_drafts(NOW + 3 * DAY) == 3
    assert [number for number in range(5) if await drafts.get(f"draft_{number}")] == [3, 4]


async def test_the_audit_goes_by_its_age(drafts, audit, old):
    for number in range(5):
        task = a_task(number)
        draft = a_draft(number)
        await drafts.open(draft, a_post(f"draft_{number}:card"))
        await drafts.save(draft, task, an_audit(task.id, at=NOW + number * DAY))

    assert await old.purge_audit(NOW + 3 * DAY) == 3
    assert [len(await audit.of(f"task_{number}")) for number in range(5)] == [0, 0, 0, 1, 1]
