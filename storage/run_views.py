"""Runs as they are looked at: one, a task's, those of a time, and what came of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, func, select, true

from scheduler.allowance import Allowance
from scheduler.executor import Exchange
from scheduler.model import (
    FAILURE_STATES,
    PersonId,
    Run,
    RunEvent,
    RunEventKind,
    RunId,
    RunKind,
    RunState,
    TaskId,
    TenantKey,
)
from storage.daily import used
from storage.database import Database
from storage.rows import event_of, run_of
from storage.snoozing import waits_for
from storage.tables import IS_OCCURRENCE, IS_PUT_OFF, RunEventRow, RunRow

_NEVER_QUEUED = frozenset({RunState.SKIPPED, RunState.MISSED})


class SqlRunViews:
    """Implements `scheduler.run_ports.RunViews`."""

    def __init__(self, database: Database, allowance: Allowance) -> None:
        self._database = database
        self._allowance = allowance

    async def get(self, run_id: RunId) -> Run | None:
        async with self._database.read() as session:
            row = await session.get(RunRow, run_id)
            return run_of(row) if row else None

    async def of_task(self, task_id: TaskId, limit: int) -> Sequence[Run]:
        query = (
            select(RunRow)
            .where(RunRow.task_id == task_id, IS_OCCURRENCE, ~IS_PUT_OFF)
            .order_by(RunRow.fire_time.desc(), RunRow.id.desc())
            .limit(limit)
        )
        async with self._database.read() as session:
            return [run_of(row) for row in await session.scalars(query)]

    async def between(
        self, task_ids: Sequence[TaskId], start: datetime, end: datetime, limit: int, *, failed_only: bool
    ) -> Sequence[Run]:
        is_meant = RunRow.state.in_(FAILURE_STATES) if failed_only else true()
        query = (
            select(RunRow)
            .where(RunRow.task_id.in_(task_ids), IS_OCCURRENCE, is_meant)
            .where(RunRow.fire_time >= start, RunRow.fire_time < end)
            .order_by(RunRow.fire_time.desc(), RunRow.id.desc())
            .limit(limit)
        )
        async with self._database.read() as session:
            return [run_of(row) for row in await session.scalars(query)]

    async def last_of(self, task_ids: Sequence[TaskId]) -> Mapping[TaskId, Run]:
        newest = (
            func.row_number()
            .over(partition_by=RunRow.task_id, order_by=(RunRow.fire_time.desc(), RunRow.id.desc()))
            .label("place")
        )
        ended_or_open = and_(RunRow.task_id.in_(task_ids), IS_OCCURRENCE, ~IS_PUT_OFF)
        ranked = select(RunRow.id, newest).where(ended_or_open).subquery()
        query = select(RunRow).join(ranked, RunRow.id == ranked.c.id).where(ranked.c.place == 1)
        async with self._database.read() as session:
            return {TaskId(row.task_id): run_of(row) for row in await session.scalars(query)}

    async def last_result(self, task_id: TaskId) -> str | None:
        plain = and_(RunRow.kind.in_((RunKind.SCHEDULED, RunKind.MANUAL)), RunRow.note == "")
        query = (
            select(RunRow.result)
            .where(RunRow.task_id == task_id, RunRow.state == RunState.SUCCEEDED, plain)
            .order_by(RunRow.finished_at.desc(), RunRow.id.desc())
            .limit(1)
        )
        async with self._database.read() as session:
            return await session.scalar(query)

    async def snoozed(self, parent: RunId) -> Run | None:
        async with self._database.read() as session:
            row = await session.scalar(waits_for(parent))
            return run_of(row) if row else None

    async def used(self, tenant: TenantKey, owner: PersonId, now: datetime) -> int:
        async with self._database.read() as session:
            return await used(session, tenant, owner, self._allowance.day(now))

    async def open_of(self, task_ids: Sequence[TaskId]) -> Sequence[Run]:
        query = (
            select(RunRow)
            .where(RunRow.task_id.in_(task_ids), RunRow.finished_at.is_(None), IS_OCCURRENCE, ~IS_PUT_OFF)
            .order_by(RunRow.fire_time, RunRow.id)
        )
        async with self._database.read() as session:
            return [run_of(row) for row in await session.scalars(query)]

    async def exchanges(self, run_id: RunId, before: datetime) -> Sequence[Exchange]:
        """Return what was asked and answered under the card of `run_id`, oldest first."""
        query = (
            select(RunRow.note, RunRow.result)
            .where(RunRow.parent == run_id, RunRow.kind == RunKind.REPLY, RunRow.fire_time < before)
            .where(RunRow.state == RunState.SUCCEEDED)
            .order_by(RunRow.fire_time, RunRow.id)
        )
        async with self._database.read() as session:
            return [Exchange(asked, answered) for asked, answered in await session.execute(query)]

    async def events(self, run_id: RunId) -> Sequence[RunEvent]:
        """Return the timeline; that the run was queued is told by the run itself."""
        query = select(RunEventRow).where(RunEventRow.run_id == run_id).order_by(RunEventRow.id)
        async with self._database.read() as session:
            run = await session.get(RunRow, run_id)
            if run is None:
                return ()
            events = [event_of(row) for row in await session.scalars(query)]
        if run.state in _NEVER_QUEUED:
            return events
        return [RunEvent(run.created_at, RunEventKind.QUEUED), *events]

    async def retried(self, run_id: RunId) -> int:
        query = select(func.count()).where(
            RunEventRow.run_id == run_id, RunEventRow.kind == RunEventKind.RETRY
        )
        async with self._database.read() as session:
            return await session.scalar(query) or 0
