"""Due tasks: read with all that decides about them, and moved on, as part of the planner's transaction."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Text, bindparam, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.decided import DueTask, Moved, Plan
from scheduler.errors import TransientError
from scheduler.model import RunKind, RunState, Task, TaskId, TaskStatus
from storage.batches import update_each
from storage.cancelling import takes_turn
from storage.daily import is_owned_by, used_on
from storage.incidents import is_looked_after
from storage.rows import TASK_COLUMNS, Values, task_from
from storage.statements import table_of
from storage.tables import DailyRunsRow, RunRow, TaskRow, word
from storage.types import UTCDateTime


async def due_tasks(
    session: AsyncSession, now: datetime, limit: int, day: str, only: TaskId | None
) -> Sequence[DueTask]:
    """Return due tasks with the counts of their open runs; no other planner gets them meanwhile."""
    given = {"now": now, "day": day, "most": limit, "only": only}
    found = await (await session.connection()).execute(_due_query(one=only is not None), given)
    width = len(TASK_COLUMNS)
    return [DueTask(task_from(row[:width]), *row[width:]) for row in found.all()]


@cache
def _due_query(*, one: bool) -> Select[*tuple[Any, ...]]:
    """Spell it once, which takes longer than to answer it; in plain columns, half the price of entities."""
    task = [table_of(TaskRow).c[name] for name in TASK_COLUMNS]
    now, day = bindparam("now", type_=UTCDateTime()), bindparam("day", type_=Text)
    its_runs = select(func.count()).select_from(RunRow).where(RunRow.task_id == TaskRow.id, takes_turn(now))
    is_open, is_scheduled = RunRow.finished_at.is_(None), RunRow.kind == RunKind.SCHEDULED
    queued = its_runs.where(is_open, is_scheduled, RunRow.state == RunState.QUEUED).scalar_subquery()
    begun = its_runs.where(is_open, is_scheduled, RunRow.state != RunState.QUEUED).scalar_subquery()
    by_hand = its_runs.where(is_open, ~is_scheduled).scalar_subquery()
    return (
        select(*task, begun, queued, used_on(day), is_looked_after(), by_hand)
        .outerjoin(DailyRunsRow, is_owned_by(TaskRow))
        .where(TaskRow.status == word(TaskStatus.ACTIVE), TaskRow.next_fire_time <= now)
        .where(is_not_aside(now), TaskRow.id == bindparam("only") if one else true())
        .order_by(TaskRow.next_fire_time, TaskRow.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(of=TaskRow, skip_locked=not one)
    )


def is_not_aside(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    return or_(TaskRow.plan_after.is_(None), TaskRow.plan_after <= now)


async def advance(session: AsyncSession, plans: Sequence[Plan]) -> None:
    """Move the tasks on, each only if it is still as it was seen."""
    goes_on = [plan for plan in plans if plan.moved.status is plan.task.status]
    ends = [plan for plan in plans if plan.moved.status is not plan.task.status]
    moved = await _move(session, goes_on, [_moved(plan.moved) for plan in goes_on])
    ended = [{**_moved(plan.moved), "status": plan.moved.status} for plan in ends]
    moved += await _move(session, ends, ended)
    if moved != len(plans):
        # The rows are locked, so this is a defect; the rollback keeps it from doubling anything.
        raise TransientError("a due task changed while it was being planned")


async def _move(session: AsyncSession, plans: Sequence[Plan], changes: Sequence[Values]) -> int:
    seen = [_key(plan.task) for plan in plans]
    return await update_each(await session.connection(), table_of(TaskRow), seen, changes)


def _key(task: Task) -> Values:
    return {"id": task.id, "revision": task.revision, "next_fire_time": task.next_fire_time}


def _moved(moved: Moved) -> Values:
    """Return what is written of every task; its status stands in two indexes, and nearly always stays."""
    return {
        "next_fire_time": moved.next_fire_time,
        "plan_after": moved.plan_after,
        "fired": moved.fired,
    }
