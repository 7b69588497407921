"""Runs that are to end before they are done, as part of somebody else's transaction."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, literal, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.decided import Closing
from scheduler.model import DeliveryState, PersonId, RunKind, RunState
from scheduler.posts import Priority
from storage.deliveries import mark_stale, of_run, of_task
from storage.rows import Values
from storage.tables import IS_OCCURRENCE, DeliveryRow, RunRow, word


def takes_turn(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """Hold for runs that others of their task wait for.

    An answer in a thread takes no turn, and a reminder that was put off has none before its time.
    """
    is_put_off = and_(RunRow.kind == RunKind.SNOOZED, RunRow.fire_time > now)
    return and_(IS_OCCURRENCE, ~is_put_off)


async def call_off(
    session: AsyncSession, which: ColumnElement[bool], by: PersonId | None, at: datetime
) -> bool:
    """Cancel what has not begun of the open runs that `which` selects; mark what has as to be stopped.

    False when there was nothing to do: what was called off before stays as it is.
    """
    is_open = and_(which, RunRow.finished_at.is_(None), RunRow.cancel_requested_at.is_(None))
    has_begun = RunRow.state == word(RunState.RUNNING)
    statement = (
        update(RunRow)
        .where(is_open)
        .values(
            state=case((has_begun, RunRow.state), else_=literal(RunState.CANCELLED, RunRow.state.type)),
            finished_at=case((has_begun, None), else_=literal(at, RunRow.finished_at.type)),
            handed_at=None,  # its job, if there is one, is brought in vain
            job_id=None,
            cancel_requested_at=at,
            cancel_requested_by=by,
        )
        .returning(RunRow.id, RunRow.task_id, RunRow.kind, RunRow.parent)
        .execution_options(synchronize_session=False)
    )
    rows = (await session.execute(statement)).all()
    put_off = [row for row in rows if row.kind is RunKind.SNOOZED]
    await _withdraw(session, [row.id for row in put_off], at)
    shown_on = {row.id for row in rows} | {row.parent for row in put_off if row.parent}
    await mark_stale(session, [of_run(run_id) for run_id in shown_on], Priority.ANSWER)
    await mark_stale(session, {of_task(row.task_id) for row in rows}, Priority.PROGRESS)
    return bool(rows)


def instead_of_the_queue(closing: Closing, now: datetime) -> Values:
    """Return what a run that would be tried again becomes where it was called off meanwhile."""
    is_off = RunRow.cancel_requested_at.is_not(None)
    instead = literal(closing.if_called_off, RunRow.state.type)
    return {
        "state": case((is_off, instead), else_=literal(RunState.QUEUED, RunRow.state.type)),
        "finished_at": case((is_off, literal(now, RunRow.finished_at.type)), else_=None),
    }


async def _withdraw(session: AsyncSession, run_ids: list[str], now: datetime) -> None:
    """Take back the cards of reminders that would have come later: nobody has seen them."""
    if not run_ids:
        return
    unseen = and_(DeliveryRow.run_id.in_(run_ids), DeliveryRow.posted == 0)
    not_tried = or_(DeliveryRow.due_at > now, DeliveryRow.attempts == 0)
    statement = update(DeliveryRow).where(unseen, not_tried).values(live=False, state=DeliveryState.NONE)
    await session.execute(statement.execution_options(synchronize_session=False))
    gone = update(RunRow).where(RunRow.id.in_(run_ids)).values(delivery=DeliveryState.NONE)
    await session.execute(gone.execution_options(synchronize_session=False))
