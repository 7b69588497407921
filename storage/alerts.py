"""Alerts that wait to be told, and the incidents that nobody has been alerted to yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.alerts import KEEP_TRYING, Alert, AlertEvent, Facts, wait_before
from scheduler.incidents import IncidentEnd
from storage.database import Database
from storage.rows import Values
from storage.statements import insert_new
from storage.tables import AlertRow, IncidentRow

_AT_ONCE = 200


class Alerts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def collect(self, now: datetime) -> None:
        """Write an alert for each incident of late that was opened or is over, and has none yet."""
        if not await self._news(now):
            return
        async with self._database.write() as session:
            await add_alerts(session, await _of_incidents(session, now), now)

    async def take(self, now: datetime, limit: int) -> Sequence[Alert]:
        """Return what is to be told now; what is not `told` after that comes again, later each time."""
        async with self._database.read() as session:
            if await session.scalar(_due(now, 1)) is None:
                return []
        async with self._database.write() as session:
            rows = (await session.scalars(_due(now, limit).with_for_update(skip_locked=True))).all()
            for row in rows:
                row.due_at, row.attempts = now + wait_before(row.attempts), row.attempts + 1
            return [Alert(row.key, row.event, row.at, row.facts) for row in rows]

    async def told(self, key: str, now: datetime) -> None:
        statement = update(AlertRow).where(AlertRow.key == key).values(told_at=now)
        async with self._database.write() as session:
            await session.execute(statement)

    async def drop(self, now: datetime) -> None:
        """Forget what is too old to matter; it is kept so long that no incident is told twice."""
        is_old = AlertRow.at < now - 2 * KEEP_TRYING
        async with self._database.read() as session:
            if await session.scalar(select(AlertRow.id).where(is_old).limit(1)) is None:
                return
        async with self._database.write() as session:
            await session.execute(delete(AlertRow).where(is_old))

    async def _news(self, now: datetime) -> bool:
        async with self._database.read() as session:
            return bool(await _of_incidents(session, now))


def _due(now: datetime, limit: int) -> Select[AlertRow]:
    is_open = AlertRow.told_at.is_(None)
    query = select(AlertRow).where(is_open, AlertRow.due_at <= now, AlertRow.at > now - KEEP_TRYING)
    return query.order_by(AlertRow.at, AlertRow.id).limit(limit)


async def _of_incidents(session: AsyncSession, now: datetime) -> Sequence[Alert]:
    recent = now - KEEP_TRYING
    opened = select(IncidentRow).where(IncidentRow.opened_at > recent).order_by(IncidentRow.opened_at)
    is_over = IncidentRow.ended_as == IncidentEnd.RECOVERED
    over = select(IncidentRow).where(IncidentRow.closed_at > recent, is_over).order_by(IncidentRow.closed_at)
    began = await session.scalars(_unknown(opened, AlertEvent.INCIDENT_OPENED))
    ended = await session.scalars(_unknown(over, AlertEvent.INCIDENT_RECOVERED))
    return [
        *(_alert(row, AlertEvent.INCIDENT_OPENED, row.opened_at, cause=row.cause) for row in began),
        *(
            _alert(row, AlertEvent.INCIDENT_RECOVERED, row.closed_at, count=row.count)
            for row in ended
            if row.closed_at
        ),
    ]


def _unknown(which: Select[Any], event: AlertEvent) -> Select[Any]:
    """Leave out the incidents of which this was told."""
    key = literal(f"{event}:") + IncidentRow.run_id
    is_known = select(AlertRow.id).where(AlertRow.key == key).exists()
    return which.where(~is_known).limit(_AT_ONCE)


def _alert(row: IncidentRow, event: AlertEvent, at: datetime, **more: str | int) -> Alert:
    facts: Facts = {"task_id": row.task_id, "run_id": row.run_id, **more}
    return Alert(f"{event}:{row.run_id}", event, at, facts)


async def add_alerts(session: AsyncSession, alerts: Sequence[Alert], now: datetime) -> None:
    """Write alerts to be told; one whose key is known already is ignored."""
    rows: list[Values] = [
        {
            "key": alert.key,
            "event": alert.event,
            "at": alert.at,
            "facts": alert.facts,
            "due_at": now,
            "attempts": 0,
            "told_at": None,
        }
        for alert in alerts
    ]
    await insert_new(session, AlertRow, rows)
