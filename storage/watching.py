"""Counts what waits and names what is stuck. Only reads; every question is answered from a partial index."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from scheduler.model import RunState, TaskStatus
from scheduler.watching import LEASE_RAN_OUT, NOBODY_CAME_FOR, TRIED_IN_VAIN, Backlog, Stuck, Trouble
from storage.database import Database
from storage.outbox import is_ready
from storage.places import may_begin
from storage.tables import IS_OWED, DeliveryRow, InboxRow, RunRow, TaskRow, word

_Waiting = Select[Any, Any, Any]
"""What waits under which name, since when, and with which last error."""


class Watch:
    """Asks about the installation as a whole, whoever owns what waits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def backlog(self, now: datetime) -> Backlog:
        """Count what waits at `now`."""
        async with self._database.read() as session:
            queued, queued_since = await _counted(session, _queued_by(now))
            unplanned, unplanned_since = await _counted(session, _unplanned_by(now))
            inbox, inbox_since = await _counted(session, _arrived_by(now))
            return Backlog(
                due=queued + unplanned,
                oldest_due=min(filter(None, (queued_since, unplanned_since)), default=None),
                running=(await _counted(session, _leased()))[0],
                lost=(await _counted(session, _lost_by(now)))[0],
                inbox=inbox,
                oldest_inbox=inbox_since,
                outbox=(await _counted(session, _owed()))[0],
                oldest_outbox=(await _counted(session, _unsent_by(now)))[1],
            )

    async def stuck(self, now: datetime, limit: int) -> Sequence[Stuck]:
        """Name what nobody came for, up to `limit` of each kind, the oldest first."""
        late = now - NOBODY_CAME_FOR
        questions = {
            Trouble.LEASE_RAN_OUT: _lost_by(now - LEASE_RAN_OUT),
            Trouble.NOT_BEGUN: _queued_by(late),
            Trouble.NOT_PLANNED: _unplanned_by(late),
            Trouble.NOT_SENT: _unsent_by(late),
            Trouble.REFUSED_AGAIN: _owed().where(DeliveryRow.attempts >= TRIED_IN_VAIN),
            Trouble.NOT_HANDLED: _arrived_by(late),
        }
        async with self._database.read() as session:
            return [
                Stuck(trouble, *row)
                for trouble, waiting in questions.items()
                for row in await session.execute(waiting.order_by("since", "name").limit(limit))
            ]


async def _counted(session: AsyncSession, waiting: _Waiting) -> tuple[int, datetime | None]:
    rows = waiting.subquery()
    count, since = (await session.execute(select(func.count(), func.min(rows.c.since)))).one()
    return count, since


def _named(
    name: InstrumentedAttribute[str],
    since: InstrumentedAttribute[Any],
    error: ColumnElement[str] = literal(""),  # noqa: B008 - never changed
) -> _Waiting:
    return select(name.label("name"), since.label("since"), error.label("error"))


def _queued_by(now: datetime) -> _Waiting:
    joined = _named(RunRow.id, RunRow.due_at).join(TaskRow, TaskRow.id == RunRow.task_id)
    return joined.where(RunRow.state == word(RunState.QUEUED), RunRow.due_at <= now, may_begin())


def _unplanned_by(now: datetime) -> _Waiting:
    is_active = TaskRow.status == word(TaskStatus.ACTIVE)
    return _named(TaskRow.id, TaskRow.next_fire_time).where(is_active, TaskRow.next_fire_time <= now)


def _leased() -> _Waiting:
    return _named(RunRow.id, RunRow.lease_until).where(RunRow.lease_until.is_not(None))


def _lost_by(now: datetime) -> _Waiting:
    return _leased().where(RunRow.lease_until <= now)


def _arrived_by(now: datetime) -> _Waiting:
    is_open = and_(InboxRow.handled_at.is_(None), InboxRow.received_at <= now)
    return _named(InboxRow.kind, InboxRow.received_at, func.coalesce(InboxRow.error, "")).where(is_open)


def _owed() -> _Waiting:
    named = _named(DeliveryRow.key, DeliveryRow.due_at, func.coalesce(DeliveryRow.error, ""))
    return named.where(IS_OWED)


def _unsent_by(now: datetime) -> _Waiting:
    parent = aliased(DeliveryRow)
    beside = _owed().outerjoin(parent, parent.key == DeliveryRow.parent_key)
    return beside.where(is_ready(parent), DeliveryRow.due_at <= now)
