"""Runs handed to the queue that brings them to workers, in the transaction that lets them begin.

Without a queue nothing is handed over: the worker of the one process there is looks for itself. With one,
the run's row stays the truth; what the queue holds is its id, on the way to whoever works on such runs.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement, and_, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.decided import DueTask, Plan
from scheduler.dispatch import QueueName
from scheduler.model import Run, RunId, RunKind, RunState, Task
from scheduler.overlap import OverlapPolicy
from storage.places import is_due, next_runs, places
from storage.rows import Values, run_of, run_values, task_of
from storage.statements import table_of
from storage.tables import RunRow, TaskRow


@dataclass(frozen=True, slots=True)
class Job:
    """What the queue brings to a worker. Of one lock it brings one at a time, the highest priority first."""

    run_id: RunId
    queue: QueueName
    lock: str | None
    priority: int


class Queue(Protocol):
    """Takes part in the transactions of others; numbers are its own names of jobs."""

    async def put(self, session: AsyncSession, jobs: Sequence[Job]) -> Sequence[int]:
        """Add jobs; returns their numbers, in the same order."""
        ...

    async def drop(self, session: AsyncSession, numbers: Collection[int]) -> None:
        """Forget jobs; those that are gone already are none."""
        ...


@dataclass(frozen=True, slots=True)
class New:
    """A run about to be written. `begins`: as far as its task goes it need not wait."""

    run: Run
    task: Task
    begins: bool


def new_of(due: Sequence[DueTask], plans: Sequence[Plan]) -> Sequence[New]:
    """Return the runs of plans; the first of a task begins where nothing of the task is open."""
    busy = {item.task.id: item.running + item.queued > 0 for item in due}
    found: list[New] = []
    for plan in plans:
        for run in plan.runs:
            may = plan.task.spec.policies.overlap is OverlapPolicy.ALLOW or not busy[plan.task.id]
            found.append(New(run, plan.task, may))
            busy[plan.task.id] = busy[plan.task.id] or run.state is RunState.QUEUED
    return found


class Handing:
    def __init__(self, queue: Queue | None, at_once: int) -> None:
        self._queue = queue
        self._at_once = at_once  # runs of one owner; 0: any number

    async def rows(self, session: AsyncSession, new: Sequence[New], now: datetime) -> Sequence[Values]:
        """Return the rows of new runs, in order; what may begin at `now` is on the queue already."""
        numbers = await self._put(session, new, now)
        return [
            {
                **run_values(item.run),
                "owner": item.task.owner,
                "handed_at": now if item.run.id in numbers else None,
                "job_id": numbers.get(item.run.id),
            }
            for item in new
        ]

    async def row(self, session: AsyncSession, run: Run, *, begins: bool) -> Values:
        """Return the row of one new run, which may begin as soon as it is there where `begins` says so."""
        task = await session.get(TaskRow, run.task_id)
        if task is None:
            return {**run_values(run), "owner": ""}
        [row] = await self.rows(session, [New(run, task_of(task), begins)], run.created_at)
        return row

    async def _put(self, session: AsyncSession, new: Sequence[New], now: datetime) -> dict[RunId, int]:
        ready = [
            item
            for item in new
            if item.begins and item.run.state is RunState.QUEUED and item.run.due_at <= now
        ]
        if self._queue is None or not ready:
            return {}
        left = await places(session, self._at_once, {item.task.owner for item in ready})
        taken = [(item, left.take(item.task.owner)) for item in ready]
        jobs = [_job(item.run, item.task, place) for item, place in taken if place]
        numbers = await self._queue.put(session, jobs)
        return {job.run_id: number for job, number in zip(jobs, numbers, strict=True)}

    async def hand_over(self, session: AsyncSession, now: datetime, limit: int) -> int:
        """Put on the queue what may begin and waits for a place, as far as there is one; returns how many."""
        assert self._queue is not None, "nothing is handed over without a queue"
        best = dict(await next_runs(session, now, limit, self._at_once))
        found = {run.id: (run, task) for run, task in await locked(session, list(best), now)}
        jobs = [_job(*found[run_id], place) for run_id, place in best.items() if run_id in found]
        if not jobs:
            return 0
        numbers = await self._queue.put(session, jobs)
        await _mark(session, jobs, numbers, now)
        return len(jobs)

    async def arrived(self, session: AsyncSession, brought: Collection[int], left: Collection[RunId]) -> None:
        """Forget the jobs that were brought; of those the runs `left` may not begin now and wait anew."""
        assert self._queue is not None, "nothing is brought without a queue"
        if left:
            await wait_anew(session, and_(RunRow.id.in_(sorted(left)), RunRow.job_id.in_(sorted(brought))))
        await self._queue.drop(session, brought)


async def wait_anew(session: AsyncSession, which: ColumnElement[bool]) -> None:
    """Let runs that were handed over wait for a place again: their jobs are gone, or brought in vain."""
    statement = update(RunRow).where(RunRow.handed_at.is_not(None), which)
    statement = statement.values(handed_at=None, job_id=None)
    await session.execute(statement.execution_options(synchronize_session=False))


async def locked(
    session: AsyncSession, run_ids: Sequence[RunId], now: datetime, *, are_ours: bool = False
) -> Sequence[tuple[Run, Task]]:
    """Return those of these runs that are due, in order, with their tasks; nobody gets them meanwhile.

    One that somebody else has is left to them; where they `are_ours` we wait: somebody notes, perhaps,
    that its card was posted, and nobody else would come back for it.
    """
    query = (
        select(RunRow, TaskRow)
        .join(TaskRow, TaskRow.id == RunRow.task_id)
        .where(RunRow.id.in_(run_ids), is_due(now))
        .order_by(RunRow.id)  # one order for all who wait
        .with_for_update(of=RunRow, skip_locked=not are_ours)
    )
    found = {run.id: (run_of(run), task_of(task)) for run, task in await session.execute(query)}
    return [found[run_id] for run_id in dict.fromkeys(run_ids) if run_id in found]


def _job(run: Run, task: Task, place: int) -> Job:
    is_allowed = task.spec.policies.overlap is OverlapPolicy.ALLOW
    waits_for_none = is_allowed or run.kind is RunKind.REPLY
    return Job(
        run_id=run.id,
        queue=QueueName(task.spec.action.kind),
        lock=None if waits_for_none else run.task_id,
        priority=-place,
    )


async def _mark(session: AsyncSession, jobs: Sequence[Job], numbers: Sequence[int], now: datetime) -> None:
    table = table_of(RunRow)
    statement = update(table).where(table.c.id == bindparam("key"))
    statement = statement.values(handed_at=now, job_id=bindparam("number"))
    values = [{"key": job.run_id, "number": number} for job, number in zip(jobs, numbers, strict=True)]
    await (await session.connection()).execute(statement, values)
