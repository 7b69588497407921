"""Tasks that are deleted when they are done, as part of the transaction that finds out."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import Select, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from scheduler.lifecycle import done_with
from scheduler.model import RunKind, RunState, TaskStatus
from scheduler.ports import Audit
from scheduler.posts import Priority
from storage.audit import add_audit
from storage.deliveries import mark_stale, of_run, of_task
from storage.rows import run_of, task_of
from storage.tables import IS_OCCURRENCE, RunRow, TaskRow


async def is_deleted(session: AsyncSession, task_id: str) -> bool:
    """Tell whether the task is a tombstone; nobody changes it until the transaction ends."""
    query = select(TaskRow.status).where(TaskRow.id == task_id).with_for_update()
    return await session.scalar(query) is TaskStatus.DELETED


async def delete_if_done(session: AsyncSession, run_ids: Collection[str], now: datetime) -> None:
    """Delete the task of each run that was its last, where nothing of it is open; its way back stays."""
    for run, task in (await session.execute(_DONE, {"ids": sorted(run_ids)})).all():
        before = task_of(task)
        after = done_with(before, run_of(run), now)
        if after is before:
            continue
        change = update(TaskRow).where(TaskRow.id == before.id, TaskRow.revision == before.revision)
        change = change.values(
            status=after.status, revision=after.revision, updated_at=now, deleted_at=after.deleted_at
        )
        if await session.scalar(change.returning(TaskRow.id)) is not None:
            await mark_stale(session, [of_task(before.id), of_run(run.id)], Priority.PROGRESS)
            await add_audit(session, Audit(before.tenant, "engine", "task.deleted", before.id, now, "done"))


def _done() -> Select[RunRow, TaskRow]:
    other = aliased(RunRow)
    goes_on = or_(other.finished_at.is_(None), other.fire_time > RunRow.fire_time)
    others = select(other.id).where(other.task_id == RunRow.task_id, other.id != RunRow.id, goes_on)
    return (
        select(RunRow, TaskRow)
        .join(TaskRow, TaskRow.id == RunRow.task_id)
        .where(RunRow.id.in_(bindparam("ids", expanding=True)), RunRow.state == RunState.SUCCEEDED)
        .where(IS_OCCURRENCE, TaskRow.status == TaskStatus.FINISHED)
        .where(~others.where(other.kind != RunKind.REPLY).exists())
        .execution_options(populate_existing=True)
    )


_DONE: Final = _done()  # asked whenever a run or a message ends: to spell it costs as much as to ask
