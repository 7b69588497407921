"""Taking runs to work on: which may be taken, and the leases written in one batch."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from scheduler.model import Run, RunEvent, RunEventKind, RunKind, RunState
from scheduler.overlap import OverlapPolicy
from scheduler.posts import Priority
from storage.deliveries import mark_stale, of_run
from storage.rows import event_values, run_values
from storage.statements import insert_all, table_of
from storage.tables import IS_OCCURRENCE, RunEventRow, RunRow, TaskRow, word


def claimable(now: datetime, limit: int) -> Select[RunRow, TaskRow]:
    """Select due queued runs with their tasks, oldest first; nobody else gets them meanwhile.

    Of a task whose policy does not allow overlap the next in line waits.
    """
    return (
        select(RunRow, TaskRow)
        .join(TaskRow, TaskRow.id == RunRow.task_id)
        .where(RunRow.state == word(RunState.QUEUED), RunRow.due_at <= now)
        .where(may_begin())
        .order_by(RunRow.due_at, RunRow.id)
        .limit(limit)
        .with_for_update(of=RunRow, skip_locked=True)
    )


def may_begin() -> ColumnElement[bool]:
    """Hold for queued runs, joined with their tasks, that wait for no other run of theirs."""
    ahead = aliased(RunRow)
    is_before = or_(
        ahead.state != RunState.QUEUED,
        ahead.fire_time < RunRow.fire_time,
        and_(ahead.fire_time == RunRow.fire_time, ahead.id < RunRow.id),
    )
    must_wait = (
        select(ahead.id)
        .where(ahead.task_id == RunRow.task_id, ahead.finished_at.is_(None), ahead.id != RunRow.id, is_before)
        .where(ahead.kind != RunKind.REPLY, IS_OCCURRENCE)
        .exists()
    )
    return or_(TaskRow.overlap == OverlapPolicy.ALLOW, ~must_wait)


async def take(session: AsyncSession, runs: Sequence[Run], now: datetime) -> None:
    """Write the leases in one batch; the rows are locked since they were selected."""
    table = table_of(RunRow)
    names = (
        "state",
        "attempt",
        "lease_owner",
        "lease_token",
        "lease_until",
        "progress",
        "cause",
        "started_at",
    )
    statement = (
        update(table)
        .where(table.c.id == bindparam("key"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    values = [(run, run_values(run)) for run in runs]
    connection = await session.connection()
    await connection.execute(
        statement, [{"key": run.id, **{f"new_{name}": row[name] for name in names}} for run, row in values]
    )
    begun = [
        event_values(run.tenant, run.id, RunEvent(now, RunEventKind.STARTED, str(run.attempt)))
        for run in runs
    ]
    await insert_all(session, RunEventRow, begun)
    await mark_stale(session, [of_run(run.id) for run in runs], Priority.RUN_CARD)
    repeated = [of_run(run.parent) for run in runs if run.parent and run.kind is RunKind.SNOOZED]
    await mark_stale(session, repeated, Priority.PROGRESS)
