"""What has outlived its time goes: ended runs with all that hangs on them, closed drafts, the audit.

Each batch is looked for without holding the writer, and dropped in a short transaction of its own that
looks once more: something may have come to need a row since.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Delete, Select, and_, delete, or_, select, tuple_
from sqlalchemy.orm import aliased

from scheduler.drafts import DraftState
from scheduler.model import RunKind, RunState
from storage.database import Database
from storage.tables import (
    IS_OWED,
    ArtifactRow,
    AuditRow,
    Base,
    DeliveryRow,
    DraftRow,
    IncidentRow,
    RunEventRow,
    RunRow,
    TaskRow,
)

_BATCH = 200  # rows: a few milliseconds of the writer

Run = type[RunRow]


class OldRows:
    """Implements `scheduler.ports.OldRows`."""

    def __init__(self, database: Database, *, batch: int = _BATCH) -> None:
        self._database = database
        self._batch = batch

    async def purge_runs(self, ended_before: datetime) -> int:
        dropped = 0
        seen: tuple[datetime, str] | None = None
        while ended := await self._ended(ended_before, seen):
            dropped += await self._drop_runs([run_id for _, run_id in ended], ended_before)
            seen = ended[-1]
        return dropped

    async def purge_drafts(self, closed_before: datetime) -> int:
        is_over = and_(DraftRow.state != DraftState.OPEN, DraftRow.closed_at < closed_before)
        return await self._purge(
            DraftRow, and_(is_over, ~_is_due(DeliveryRow.subject == "draft:" + DraftRow.id))
        )

    async def purge_audit(self, written_before: datetime) -> int:
        return await self._purge(AuditRow, AuditRow.at < written_before)

    async def _ended(
        self, before: datetime, seen: tuple[datetime, str] | None
    ) -> Sequence[tuple[datetime, str]]:
        """Return the next batch of runs that ended before, needed or not, with when they did."""
        query = select(RunRow.finished_at, RunRow.id).where(RunRow.finished_at < before)
        if seen:
            query = query.where(tuple_(RunRow.finished_at, RunRow.id) > tuple_(*seen))
        query = query.order_by(RunRow.finished_at, RunRow.id).limit(self._batch)
        async with self._database.read() as session:
            return [(at, run_id) for at, run_id in await session.execute(query) if at]

    async def _drop_runs(self, run_ids: Sequence[str], before: datetime) -> int:
        """Drop those of these runs that nothing needs, and first what would point to them."""
        spent = select(RunRow.id).where(RunRow.id.in_(run_ids), _is_spent(before))
        async with self._database.read() as session:
            if not (await session.scalars(spent.limit(1))).first():
                return 0
        async with self._database.write() as session:
            gone = (await session.scalars(spent)).all()
            for row in (RunEventRow, ArtifactRow, DeliveryRow, IncidentRow):
                await session.execute(_delete(row, row.run_id.in_(gone)))
            await session.execute(_delete(RunRow, RunRow.id.in_(gone)))
        return len(gone)

    async def _purge(self, row: type[DraftRow] | type[AuditRow], is_old: ColumnElement[bool]) -> int:
        dropped = 0
        some: Select[Any] = select(row.id).where(is_old).limit(self._batch)
        while True:
            async with self._database.read() as session:
                ids = (await session.scalars(some)).all()
            if not ids:
                return dropped
            async with self._database.write() as session:
                await session.execute(_delete(row, and_(row.id.in_(ids), is_old)))
            dropped += len(ids)


def _delete(row: type[Base], which: ColumnElement[bool]) -> Delete:
    return delete(row).where(which).execution_options(synchronize_session=False)


def _is_spent(before: datetime) -> ColumnElement[bool]:
    """Hold for a run that ended before and that no card, message, task or thread needs any more."""
    child, parent, sibling = aliased(RunRow), aliased(RunRow), aliased(RunRow)
    has_child = select(child.id).where(child.parent == RunRow.id).exists()
    of_thread = select(parent.id).where(parent.id == RunRow.parent, _is_needed(parent, before)).exists()
    goes_on = select(sibling.id).where(sibling.parent == RunRow.parent, ~_is_old(sibling, before)).exists()
    in_use = or_(_is_needed(RunRow, before), has_child, of_thread, goes_on)
    return and_(~in_use, ~_is_due(DeliveryRow.run_id == RunRow.id))


def _is_old(run: Run, before: datetime) -> ColumnElement[bool]:
    return and_(run.finished_at.is_not(None), run.finished_at < before)


def _is_needed(run: Run, before: datetime) -> ColumnElement[bool]:
    """Hold for what is recent, and for a task's newest run and the newest result to compare with."""
    has_task = select(TaskRow.id).where(TaskRow.id == run.task_id).exists()
    return or_(~_is_old(run, before), and_(has_task, or_(_is_newest(run), _is_last_result(run))))


def _is_newest(run: Run) -> ColumnElement[bool]:
    """Hold for the run that lists and cards show as the last one."""
    other = aliased(RunRow)
    is_after = tuple_(other.fire_time, other.id) > tuple_(run.fire_time, run.id)
    is_put_off = and_(other.kind == RunKind.SNOOZED, other.state == RunState.QUEUED)
    newer = select(other.id).where(other.task_id == run.task_id, is_after, other.kind != RunKind.REPLY)
    return and_(run.kind != RunKind.REPLY, ~newer.where(~is_put_off).exists())


def _is_last_result(run: Run) -> ColumnElement[bool]:
    """Hold for the result with which the next one is compared."""
    other = aliased(RunRow)
    is_after = tuple_(other.finished_at, other.id) > tuple_(run.finished_at, run.id)
    newer = select(other.id).where(other.task_id == run.task_id, is_after, is_plain(other))
    return and_(is_plain(run), ~newer.exists())


def is_plain(run: Run) -> ColumnElement[bool]:
    """Hold for a run that succeeded at its task alone, with nothing added for this once."""
    is_own = and_(run.kind.in_((RunKind.SCHEDULED, RunKind.MANUAL)), run.note == "")
    return and_(run.state == RunState.SUCCEEDED, is_own)


def _is_due(which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Hold where one of these messages is still to be sent or brought up to date."""
    return select(DeliveryRow.id).where(which, IS_OWED).exists()
