"""Reminders that come once more later: a run and its card that wait for their time."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.errors import TransientError
from scheduler.model import Run, RunId
from scheduler.posts import Post
from storage.deliveries import add_posts
from storage.rows import run_values
from storage.statements import insert_new
from storage.tables import IS_PUT_OFF, DeliveryRow, RunRow

_TRIES = 10
_A_LITTLE_LATER = timedelta(microseconds=1)


def waits_for(parent: RunId | None) -> Select[RunRow]:
    """Select the run that is to repeat `parent` and has not begun."""
    return select(RunRow).where(RunRow.parent == parent, IS_PUT_OFF).limit(1)


async def put_off(session: AsyncSession, run: Run, post: Post, owner: str) -> Run:
    """Write the run of that owner's task, and its card to be sent at its time."""
    for _ in range(_TRIES):
        if await insert_new(session, RunRow, [{**run_values(run), "owner": owner}]):
            await add_posts(session, [post], run.created_at)
            await _let_card_wait(session, run.id, run.due_at)
            return run
        run = _later(run)
    raise TransientError("too many reminders of one task at one instant")


async def move(session: AsyncSession, waiting: Run, wanted: Run) -> Run:
    """Let a run that waits come when `wanted` would, in the name of whoever asked for that."""
    moved = replace(
        waiting, fire_time=wanted.fire_time, due_at=wanted.due_at, requested_by=wanted.requested_by
    )
    for _ in range(_TRIES):
        if not await _is_taken(session, moved):
            await _store(session, moved)
            return moved
        moved = _later(moved)
    raise TransientError("too many reminders of one task at one instant")


async def _is_taken(session: AsyncSession, run: Run) -> bool:
    others = select(RunRow.id).where(
        RunRow.task_id == run.task_id, RunRow.fire_time == run.fire_time, RunRow.kind == run.kind
    )
    return await session.scalar(others.where(RunRow.id != run.id).limit(1)) is not None


async def _store(session: AsyncSession, run: Run) -> None:
    change = update(RunRow).where(RunRow.id == run.id)
    change = change.values(fire_time=run.fire_time, due_at=run.due_at, requested_by=run.requested_by)
    await session.execute(change.execution_options(synchronize_session=False))
    await _let_card_wait(session, run.id, run.due_at)


async def _let_card_wait(session: AsyncSession, run_id: RunId, until: datetime) -> None:
    statement = update(DeliveryRow).where(DeliveryRow.run_id == run_id, DeliveryRow.posted == 0)
    await session.execute(statement.values(due_at=until).execution_options(synchronize_session=False))


def _later(run: Run) -> Run:
    return replace(run, fire_time=run.fire_time + _A_LITTLE_LATER)
