"""Incidents: written along with the end of a run, closed along with a change of the task, acknowledged."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.incidents import Incident, IncidentEnd, Verdict, closed, judge, recovery, told
from scheduler.model import FAILURE_STATES, Run, RunId, RunState, Task, TaskStatus
from scheduler.ports import Audit
from scheduler.posts import Post, Priority
from storage.audit import add_audit
from storage.database import Database
from storage.deliveries import mark_stale, of_run
from storage.rows import incident_of, incident_values, task_of
from storage.statements import insert_new
from storage.tables import IncidentRow, RunRow, TaskRow

_SAYS_SOMETHING = FAILURE_STATES | {RunState.SUCCEEDED}
_IS_OPEN = IncidentRow.closed_at.is_(None)


_OPEN_OF: Final = (  # asked whenever a run ends
    select(IncidentRow)
    .where(IncidentRow.task_id == bindparam("task"), _IS_OPEN)
    .order_by(IncidentRow.run_id)
    .with_for_update()
    .execution_options(populate_existing=True)
)


class SqlIncidents:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, run_id: RunId) -> Incident | None:
        async with self._database.read() as session:
            row = await session.get(IncidentRow, run_id)
            return incident_of(row) if row else None

    async def of_task(self, task_id: str, limit: int) -> Sequence[Incident]:
        """Return a task's incidents, over or not, newest first."""
        query = (
            select(IncidentRow)
            .where(IncidentRow.task_id == task_id)
            .order_by(IncidentRow.opened_at.desc(), IncidentRow.run_id)
            .limit(limit)
        )
        async with self._database.read() as session:
            return [incident_of(row) for row in await session.scalars(query)]

    async def acknowledge(self, run_id: RunId, audit: Audit) -> bool:
        """Note who looks after an open incident; False when somebody does, or it is over."""
        is_news = and_(IncidentRow.run_id == run_id, _IS_OPEN, IncidentRow.acknowledged_at.is_(None))
        statement = (
            update(IncidentRow)
            .where(is_news)
            .values(acknowledged_by=audit.actor, acknowledged_at=audit.at)
            .returning(IncidentRow.run_id)
        )
        async with self._database.write() as session:
            if await session.scalar(statement) is None:
                return False
            await mark_stale(session, [of_run(run_id)], Priority.ANSWER)
            await add_audit(session, audit)
        return True


def is_looked_after() -> ColumnElement[bool]:
    """Hold for a task with an open incident that somebody acknowledged."""
    its_own = and_(IncidentRow.task_id == TaskRow.id, _IS_OPEN, IncidentRow.acknowledged_at.is_not(None))
    return select(IncidentRow.run_id).where(its_own).exists()


async def fold(session: AsyncSession, run: Run, posts: Collection[Post], now: datetime) -> Sequence[Post]:
    """Write what the end of `run` makes of its task's incidents, and return what goes out.

    `posts` are what the run has to say by itself.
    """
    if run.state not in _SAYS_SOMETHING:
        return tuple(posts)
    open_ = await _open_of(session, run.task_id)
    task = await _task(session, run, open_)
    if task is None:
        return tuple(posts)
    verdict = judge(open_, task, run, now)
    if not await _write(session, verdict, run):
        # Another run of the task failed of the same just now, and was first.
        verdict = judge(await _open_of(session, run.task_id), task, run, now)
        await _write(session, verdict, run)
    return (*told(verdict, run, posts), *recovery(verdict, task))


async def follow(session: AsyncSession, task: Task) -> None:
    """A change of the task was stored: what it had is cleared, or while it is paused, drawn anew."""
    open_ = await _open_of(session, task.id)
    if task.status is not TaskStatus.PAUSED:
        await _store(session, [closed(each, IncidentEnd.CLEARED, task.updated_at) for each in open_])
    await mark_stale(session, [of_run(each.run_id) for each in open_], Priority.PROGRESS)


async def _open_of(session: AsyncSession, task_id: str) -> Sequence[Incident]:
    """Return the task's open incidents, locked."""
    return [incident_of(row) for row in await session.scalars(_OPEN_OF, {"task": task_id})]


async def _task(session: AsyncSession, run: Run, open_: Sequence[Incident]) -> Task | None:
    """Return the run's task where there is anything to decide."""
    if run.state is RunState.SUCCEEDED and not open_:
        return None
    row = await session.get(TaskRow, run.task_id)
    return task_of(row) if row else None


async def _write(session: AsyncSession, verdict: Verdict, run: Run) -> bool:
    """False, having written nothing, where the incident that is to be opened is there already."""
    await _store(session, verdict.closed)
    if verdict.opened and not await insert_new(
        session, IncidentRow, [incident_values(verdict.opened)], returning="run_id"
    ):
        return False
    if verdict.counted:
        await _store(session, [verdict.counted])
    if incident := verdict.incident:
        its = update(RunRow).where(RunRow.id == run.id).values(incident=incident.run_id)
        await session.execute(its.execution_options(synchronize_session=False))
    others = [*verdict.closed, *([verdict.counted] if verdict.counted else [])]
    await mark_stale(session, [of_run(each.run_id) for each in others], Priority.PROGRESS)
    return True


async def _store(session: AsyncSession, incidents: Sequence[Incident]) -> None:
    for each in incidents:
        statement = update(IncidentRow).where(IncidentRow.run_id == each.run_id)
        values = {name: value for name, value in incident_values(each).items() if name != "run_id"}
        await session.execute(statement.values(**values).execution_options(synchronize_session=False))
