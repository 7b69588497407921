"""How many runs a person's tasks have had today, counted in the transactions that write them."""

from collections import Counter
from collections.abc import Collection
from functools import cache
from typing import cast

from sqlalchemy import ColumnElement, Insert, and_, case, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.allowance import Allowance, Owner
from scheduler.errors import Reason, Refused, TransientError
from scheduler.model import PersonId, Run, TenantKey
from storage.statements import dialect_of, insert_for, table_of
from storage.tables import DailyRunsRow, TaskRow


async def count_runs(session: AsyncSession, more: Counter[Owner], day: str) -> None:
    """Add to the owners' counts; a new day begins at nothing."""
    if not more:
        return
    rows = [
        {"tenant_key": tenant, "owner": owner, "day": day, "count": count}
        for (tenant, owner), count in sorted(more.items())  # one order, so that two of these never deadlock
    ]
    await (await session.connection()).execute(_counting(dialect_of(session)), rows)


@cache
def _counting(dialect: str) -> Insert:
    table = table_of(DailyRunsRow)
    insert = insert_for(dialect, table)
    so_far = case((table.c.day == insert.excluded.day, table.c.count), else_=0)
    return insert.on_conflict_do_update(
        index_elements=["tenant_key", "owner"],
        set_={"day": insert.excluded.day, "count": so_far + insert.excluded.count},
    )


async def refuse_overspent(
    session: AsyncSession, owners: Collection[Owner], day: str, allowance: Allowance
) -> None:
    """Raise TransientError, which undoes the transaction, where somebody else has spent the same runs."""
    if not allowance.runs_a_day or not owners:
        return
    is_meant = tuple_(DailyRunsRow.tenant_key, DailyRunsRow.owner).in_(sorted(owners))
    beyond = select(DailyRunsRow.owner).where(is_meant, used_on(day) > allowance.runs_a_day)
    if await session.scalar(beyond.limit(1)):
        raise TransientError("the last runs of a person's day were spent twice at once")


async def spend(session: AsyncSession, run: Run, allowance: Allowance) -> None:
    """Count a run that somebody asked for; refused, with all that the transaction wrote, beyond the limit."""
    owner = await session.scalar(select(TaskRow.owner).where(TaskRow.id == run.task_id))
    if owner is None:
        return
    day = allowance.day(run.created_at)
    await count_runs(session, Counter({(run.tenant, PersonId(owner)): 1}), day)
    if allowance.is_exceeded(await used(session, run.tenant, PersonId(owner), day)):
        raise Refused(Reason.DAILY_LIMIT, limit=allowance.runs_a_day)


async def used(session: AsyncSession, tenant: TenantKey, owner: PersonId, day: str) -> int:
    mine = and_(DailyRunsRow.tenant_key == tenant, DailyRunsRow.owner == owner)
    return await session.scalar(select(used_on(day)).where(mine)) or 0


def used_on(day: str | ColumnElement[str]) -> ColumnElement[int]:
    """Return the count of a row that may be missing, or be of another day."""
    return cast(
        ColumnElement[int], func.coalesce(case((DailyRunsRow.day == day, DailyRunsRow.count), else_=0), 0)
    )


def is_owned_by(task: type[TaskRow]) -> ColumnElement[bool]:
    return and_(DailyRunsRow.tenant_key == task.tenant_key, DailyRunsRow.owner == task.owner)
