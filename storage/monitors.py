"""The monitors of tasks: their addresses, and what they have still to be told."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from scheduler.model import RunState, Task, TaskId
from scheduler.monitoring import FORGET_AFTER, Sign, Signal, signal_of
from scheduler.ports import Audit
from storage.audit import add_audit
from storage.database import Database
from storage.rows import Values
from storage.statements import upsert
from storage.tables import IS_OCCURRENCE, MonitorRow, RunRow

_Signs = Select[str, str, RunState, datetime, int]

_ENDS = tuple(state for state in RunState if signal_of(state) in {Signal.SUCCESS, Signal.FAIL})


class Monitors:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, task_id: TaskId) -> str | None:
        async with self._database.read() as session:
            return await session.scalar(select(MonitorRow.address).where(MonitorRow.task_id == task_id))

    async def set(self, task: Task, address: str | None, audit: Audit) -> None:
        """Store the address, or that there is none; it hears of runs from now on."""
        async with self._database.write() as session:
            if address is None:
                await session.execute(delete(MonitorRow).where(MonitorRow.task_id == task.id))
            else:
                values: Values = {
                    "task_id": task.id,
                    "tenant_key": task.tenant,
                    "address": address,
                    "start_told": audit.at,
                    "end_told": audit.at,
                }
                await upsert(session, MonitorRow, values)
            await add_audit(session, audit)

    async def owed(self, now: datetime, each: int) -> Sequence[Sign]:
        """Return what is still to be told, for each monitor in the order in which it happened.

        At most so many beginnings and ends of `each`, the oldest: one that hears nothing hides no other.
        """
        recent = now - FORGET_AFTER
        async with self._database.read() as session:
            if await session.scalar(select(MonitorRow.task_id).limit(1)) is None:
                return []
            begun = (await session.execute(_oldest(_begun(recent), each))).all()
            ended = (await session.execute(_oldest(_ended(recent), each))).all()
        signs = [
            Sign(TaskId(task_id), address, signal, at)
            for task_id, address, state, at in (*begun, *ended)
            if (signal := signal_of(state)) is not None
        ]
        return sorted(signs, key=lambda sign: (sign.at, sign.signal is not Signal.START))

    async def told(self, sign: Sign) -> None:
        """Remember that the monitor heard it."""
        column = MonitorRow.start_told if sign.signal is Signal.START else MonitorRow.end_told
        is_news = column < sign.at
        statement = update(MonitorRow).where(MonitorRow.task_id == sign.task_id, is_news)
        async with self._database.write() as session:
            await session.execute(statement.values({column: sign.at}))


def _oldest(signs: _Signs, each: int) -> Select[str, str, RunState, datetime]:
    found = signs.subquery()
    columns = (found.c.task_id, found.c.address, found.c.state, found.c.at)
    return select(*columns).where(found.c.place <= each)


def _begun(recent: datetime) -> _Signs:
    is_at_work = RunRow.lease_until.is_not(None)
    query = _of_runs(RunRow.started_at).where(is_at_work, RunRow.state == RunState.RUNNING)
    return query.where(RunRow.started_at > MonitorRow.start_told, RunRow.started_at > recent)


def _ended(recent: datetime) -> _Signs:
    query = _of_runs(RunRow.finished_at).where(RunRow.state.in_(_ENDS))
    return query.where(RunRow.finished_at > MonitorRow.end_told, RunRow.finished_at > recent)


def _of_runs(at: InstrumentedAttribute[datetime | None]) -> _Signs:
    since = func.coalesce(at, at).label("at")
    place = func.row_number().over(partition_by=MonitorRow.task_id, order_by=(at, RunRow.id)).label("place")
    joined = select(MonitorRow.task_id, MonitorRow.address, RunRow.state, since, place).join(
        RunRow, RunRow.task_id == MonitorRow.task_id
    )
    return joined.where(IS_OCCURRENCE)
