"""Tasks, and the one transaction in which due tasks become runs."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, and_, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.allowance import Allowance, Owner
from scheduler.decided import Decide, DueTask, Plan
from scheduler.model import (
    ChatId,
    DeliveryState,
    PersonId,
    Run,
    RunId,
    RunState,
    Task,
    TaskId,
    TaskStatus,
    TenantKey,
)
from scheduler.ports import Audit
from scheduler.posts import Post, Priority
from storage.audit import add_audit
from storage.cancelling import call_off, takes_turn
from storage.daily import count_runs, refuse_overspent
from storage.database import Database
from storage.deliveries import add_posts, mark_stale, of_task
from storage.due import advance, due_tasks, is_not_aside
from storage.handing import Handing, New, Queue, new_of
from storage.incidents import follow
from storage.rows import Values, task_of, task_values
from storage.statements import insert_new
from storage.tables import RunRow, TaskRow, word

_OPEN = (TaskStatus.ACTIVE, TaskStatus.PAUSED)
_TOMBSTONES = (TaskStatus.DELETED, TaskStatus.TRIAL)
_LISTED = (TaskStatus.ACTIVE, TaskStatus.PAUSED, TaskStatus.FINISHED)
_GROUPS = case({status: place for place, status in enumerate(_LISTED)}, value=TaskRow.status)
_NEVER_CHANGED = frozenset({"id", "tenant_key", "owner", "created_at"})
_COUNTED_ELSEWHERE = frozenset({"fired", "failures_in_row"})


class SqlTasks:
    """Implements `scheduler.ports.TaskStore`."""

    def __init__(
        self,
        database: Database,
        allowance: Allowance = Allowance(),  # noqa: B008 - frozen
        queue: Queue | None = None,
    ) -> None:
        self._database = database
        self._allowance = allowance
        self._handing = Handing(queue, allowance.at_once)

    async def get(self, task_id: TaskId) -> Task | None:
        async with self._database.read() as session:
            row = await session.get(TaskRow, task_id)
            return task_of(row) if row else None

    async def of_owner(self, tenant: TenantKey, owner: PersonId, limit: int) -> Sequence[Task]:
        mine = and_(TaskRow.tenant_key == tenant, TaskRow.owner == owner)
        return await self._tasks(_grouped(select(TaskRow).where(mine), limit))

    async def in_chat(self, tenant: TenantKey, chat_id: ChatId, limit: int) -> Sequence[Task]:
        here = and_(TaskRow.tenant_key == tenant, TaskRow.chat_id == chat_id)
        return await self._tasks(_grouped(select(TaskRow).where(here), limit))

    async def deleted(
        self, tenant: TenantKey, *, owner: PersonId | None, chat_id: ChatId | None, limit: int
    ) -> Sequence[Task]:
        gone = and_(TaskRow.tenant_key == tenant, TaskRow.status == TaskStatus.DELETED)
        of_whom = TaskRow.owner == owner if owner else TaskRow.chat_id == chat_id
        newest_first = select(TaskRow).where(gone, of_whom).order_by(TaskRow.deleted_at.desc(), TaskRow.id)
        return await self._tasks(newest_first.limit(limit))

    async def count_open(self, tenant: TenantKey, owner: PersonId) -> int:
        query = (
            select(func.count())
            .select_from(TaskRow)
            .where(TaskRow.tenant_key == tenant, TaskRow.owner == owner, TaskRow.status.in_(_OPEN))
        )
        async with self._database.read() as session:
            return await session.scalar(query) or 0

    async def change(self, task: Task, *, seen: int, audit: Audit | None, posts: Sequence[Post] = ()) -> bool:
        """Store `task`, whose revision was raised, if the stored one is still `seen`.

        What is counted stays as it is: the planner or the end of a run may have moved it on meanwhile.
        """
        statement = (
            update(TaskRow)
            .where(TaskRow.id == task.id, TaskRow.revision == seen)
            .values(**_changes(task))
            .returning(TaskRow.id)
        )
        async with self._database.write() as session:
            if await session.scalar(statement) is None:
                return False
            await mark_stale(session, [of_task(task.id)], Priority.ANSWER)
            await follow(session, task)
            if task.status is TaskStatus.DELETED:
                await _cancel_queued(session, task, audit)
            if audit:
                await add_audit(session, audit)
            await add_posts(session, posts, task.updated_at)
        return True

    async def plan_due(
        self, now: datetime, limit: int, decide: Decide, *, only: TaskId | None = None
    ) -> Sequence[Run]:
        async with self._database.write() as session:
            day = self._allowance.day(now)
            due = await due_tasks(session, now, limit, day, only)
            if not due:
                return ()
            await asyncio.sleep(0)  # to read a batch takes some ms, and to decide: others have a turn between
            plans = decide(due)
            await asyncio.sleep(0)
            await advance(session, plans)
            await _make_way(session, plans, now)
            runs = await self._write(session, new_of(due, plans), now)
            begun = _owners(due, runs)
            await count_runs(session, begun, day)
            await refuse_overspent(session, begun, day, self._allowance)
            known = {run.id for run in runs}
            posts = [post for plan in plans for post in plan.posts if _is_wanted(post, known)]
            expected = {run.id for run in runs if run.delivery is DeliveryState.PENDING}
            await add_posts(session, posts, now, expected)
            await mark_stale(session, [of_task(plan.task.id) for plan in plans], Priority.PROGRESS)
        return runs

    async def _write(self, session: AsyncSession, new: Sequence[New], now: datetime) -> Sequence[Run]:
        """Write the runs; returns those that did not exist already."""
        rows = await self._handing.rows(session, new, now)
        written = set(await insert_new(session, RunRow, rows))
        return [item.run for item in new if item.run.id in written]

    async def next_due(self) -> datetime | None:
        is_active = TaskRow.status == word(TaskStatus.ACTIVE)
        query = select(func.min(TaskRow.next_fire_time)).where(is_active, TaskRow.plan_after.is_(None))
        async with self._database.read() as session:
            return await session.scalar(query)

    async def late(self, before: datetime) -> int:
        is_active = TaskRow.status == word(TaskStatus.ACTIVE)
        query = select(func.count()).select_from(TaskRow).where(is_active, TaskRow.next_fire_time < before)
        async with self._database.read() as session:
            return await session.scalar(query) or 0

    async def resumable(self, now: datetime, limit: int) -> Sequence[Task]:
        query = (
            select(TaskRow)
            .where(TaskRow.status == TaskStatus.PAUSED, TaskRow.paused_until <= now, is_not_aside(now))
            .order_by(TaskRow.paused_until, TaskRow.id)
            .limit(limit)
        )
        return await self._tasks(query)

    async def purge(self, deleted_before: datetime) -> int:
        """Drop tombstones; one with a run that is still open waits for it."""
        is_busy = select(RunRow.id).where(RunRow.task_id == TaskRow.id, RunRow.finished_at.is_(None)).exists()
        statement = (
            delete(TaskRow)
            .where(TaskRow.status.in_(_TOMBSTONES), TaskRow.deleted_at < deleted_before, ~is_busy)
            .returning(TaskRow.id)
        )
        async with self._database.write() as session:
            return len((await session.scalars(statement)).all())

    async def _tasks(self, query: Select[TaskRow]) -> Sequence[Task]:
        async with self._database.read() as session:
            return [task_of(row) for row in await session.scalars(query)]


def _grouped(query: Select[TaskRow], limit: int) -> Select[TaskRow]:
    listed = query.where(TaskRow.status.in_(_LISTED))
    return listed.order_by(_GROUPS, TaskRow.created_at, TaskRow.id).limit(limit)


def _changes(task: Task) -> Values:
    fixed = _NEVER_CHANGED | _COUNTED_ELSEWHERE
    changes = {name: value for name, value in task_values(task).items() if name not in fixed}
    is_taken_up = task.status in {TaskStatus.ACTIVE, TaskStatus.FINISHED} and not task.failures_in_row
    return changes | ({"failures_in_row": 0} if is_taken_up else {})


async def _cancel_queued(session: AsyncSession, task: Task, audit: Audit | None) -> None:
    """What has not begun when its task is deleted never begins; what runs ends as it will."""
    waits = and_(RunRow.task_id == task.id, RunRow.state == RunState.QUEUED)
    by = PersonId(audit.actor) if audit else None
    await call_off(session, waits, by, task.deleted_at or task.updated_at)


def _owners(due: Sequence[DueTask], runs: Sequence[Run]) -> Counter[Owner]:
    """Count the runs that begin, by the owners of their tasks."""
    owners = {item.task.id: (item.task.tenant, item.task.owner) for item in due}
    return Counter(owners[run.task_id] for run in runs if run.state is RunState.QUEUED)


def _is_wanted(post: Post, known: set[RunId]) -> bool:
    """Hold for what is about a run that was written, or about none."""
    return post.run_id is None or post.run_id in known


async def _make_way(session: AsyncSession, plans: Sequence[Plan], now: datetime) -> None:
    """Call off what is open of the tasks whose next run is not to wait for it."""
    task_ids = [plan.task.id for plan in plans if plan.calls_off]
    if task_ids:
        await call_off(session, and_(RunRow.task_id.in_(task_ids), takes_turn(now)), None, now)
