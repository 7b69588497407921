"""What the hourly sweep drops: everything by its own age."""

from datetime import timedelta

from scheduler.model import TaskId
from scheduler.reaper import Keep, Reaper
from storage.audit import AuditLog
from storage.retention import OldRows

DAY = timedelta(days=1)


async def test_runs_and_drafts_go_after_their_time_and_the_audit_after_a_longer_one(
    room, sqlite_database, clock
):
    task = await room.saved()
    keep = Keep(runs=20 * DAY, audit=40 * DAY)
    old = OldRows(sqlite_database)
    reaper = Reaper(room.tasks, room.drafts, room.runs, room.executors, clock, old, keep=keep)
    for delivery in await room.outbox.due(clock(), 100):
        await room.outbox.sent(delivery, delivery.wanted, f"om_{delivery.id}", None, None, clock())
    draft_id = task.id.replace("task_", "draft_")

    clock.advance(21 * DAY)
    await reaper.sweep()
    assert await room.drafts.get(draft_id) is None
    assert await AuditLog(sqlite_database).of(task.id)

    clock.advance(20 * DAY)
    await reaper.sweep()
    assert not await AuditLog(sqlite_database).of(task.id)
    assert await room.tasks.get(TaskId(task.id)) is not None
