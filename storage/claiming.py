"""Taking runs to work on: which may be taken, and the leases written in one batch."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.model import Run, RunEvent, RunEventKind, RunId, RunKind, Task
from scheduler.posts import Priority
from storage.deliveries import mark_stale, of_run
from storage.handing import locked
from storage.places import may_begin, next_runs
from storage.rows import event_values, run_values
from storage.statements import insert_all, table_of
from storage.tables import RunEventRow, RunRow, TaskRow


async def claimable(
    session: AsyncSession, now: datetime, limit: int, at_once: int
) -> Sequence[tuple[Run, Task]]:
    """Return due queued runs with their tasks, best first; nobody else gets them meanwhile.

    Of a task whose policy does not allow overlap the next in line waits. With `at_once`, no more of one
    owner than that are at work, and whoever has the fewest comes first; without, simply the oldest.
    """
    best = await next_runs(session, now, limit, at_once)
    return await locked(session, [run_id for run_id, _ in best], now)


async def brought(
    session: AsyncSession, now: datetime, run_ids: Sequence[RunId]
) -> Sequence[tuple[Run, Task]]:
    """Return those of these runs that may begin, with their tasks; nobody else gets them meanwhile."""
    joined = select(RunRow.id).join(TaskRow, TaskRow.id == RunRow.task_id)
    begins = set(await session.scalars(joined.where(RunRow.id.in_(run_ids), may_begin())))
    return await locked(session, [run_id for run_id in run_ids if run_id in begins], now, are_ours=True)


async def take(session: AsyncSession, runs: Sequence[Run], now: datetime) -> None:
    """Write the leases in one batch; the rows are locked since they were selected."""
    if not runs:
        return
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
        .values({name: bindparam(f"new_{name}") for name in names} | {"handed_at": None, "job_id": None})
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
