"""Taking runs to work on: which may be taken, and the leases written in one batch."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Subquery, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from scheduler.model import Run, RunEvent, RunEventKind, RunKind, RunState
from scheduler.overlap import OverlapPolicy
from scheduler.posts import Priority
from storage.deliveries import mark_stale, of_run
from storage.rows import event_values, run_values
from storage.statements import insert_all, table_of
from storage.tables import IS_OCCURRENCE, RunEventRow, RunRow, TaskRow, word


def claimable(now: datetime, limit: int, at_once: int = 0) -> Select[RunRow, TaskRow]:
    """Select due queued runs with their tasks; nobody else gets them meanwhile.

    Of a task whose policy does not allow overlap the next in line waits. With `at_once`, no more of one
    owner than that are at work, and whoever has the fewest comes first; without, simply the oldest.
    """
    runs = select(RunRow, TaskRow).join(TaskRow, TaskRow.id == RunRow.task_id)
    if at_once:
        turns = _turns(now)
        runs = runs.join(turns, turns.c.id == RunRow.id).where(_is_due(now), turns.c.turn <= at_once)
        runs = runs.order_by(turns.c.turn)
    else:
        runs = runs.where(_is_due(now), may_begin())
    oldest_first = runs.order_by(RunRow.due_at, RunRow.id)
    return oldest_first.limit(limit).with_for_update(of=RunRow, skip_locked=True)


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(RunRow.state == word(RunState.QUEUED), RunRow.due_at <= now)


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


def _turns(now: datetime) -> Subquery:
    """Number the runs that may begin: how many of their owner would be at work with them."""
    at_work = _at_work()
    place = func.row_number().over(
        partition_by=(RunRow.tenant_key, TaskRow.owner), order_by=(RunRow.due_at, RunRow.id)
    )
    is_same = and_(at_work.c.tenant_key == RunRow.tenant_key, at_work.c.owner == TaskRow.owner)
    return (
        select(RunRow.id, (place + func.coalesce(at_work.c.count, 0)).label("turn"))
        .join(TaskRow, TaskRow.id == RunRow.task_id)
        .outerjoin(at_work, is_same)
        .where(_is_due(now), may_begin())
        .subquery()
    )


def _at_work() -> Subquery:
    """Count the runs that are at work by their owners; whatever is, has a lease."""
    return (
        select(RunRow.tenant_key, TaskRow.owner, func.count().label("count"))
        .join(TaskRow, TaskRow.id == RunRow.task_id)
        .where(RunRow.lease_until.is_not(None))
        .group_by(RunRow.tenant_key, TaskRow.owner)
        .subquery()
    )


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
