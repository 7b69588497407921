"""Databases that are copies: marked when they are made, settled before they serve again.

The mark is a table that only copies have, outside the schema's history: a file that was put in place by
hand is recognised all the same, and a database of any version can be marked.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Table,
    Update,
    and_,
    case,
    func,
    insert,
    inspect,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.dml import ReturningUpdate

from scheduler.model import Cause, DeliveryState, Run, RunEvent, RunEventKind, RunState, Task
from scheduler.posts import Post, Priority
from storage.database import Database
from storage.deliveries import add_posts, mark_stale, of_run, of_task
from storage.locks import AdvisoryLock
from storage.rows import Values, event_values, run_of, task_of
from storage.statements import insert_all
from storage.tables import DeliveryRow, InboxRow, RunEventRow, RunRow, TaskRow, word
from storage.types import UTCDateTime

_MARK = Table("copied", MetaData(), Column("noticed_at", UTCDateTime(), nullable=True))
_WHY = "from a backup"

Note = Callable[[Task, Run], Post]


def mark_file(connection: sqlite3.Connection) -> None:
    """Say in a SQLite file that it is a copy."""
    connection.executescript(
        "DROP TABLE IF EXISTS copied; CREATE TABLE copied (noticed_at DATETIME);"
        "INSERT INTO copied VALUES (NULL);"
    )


class Copies:
    """Implements `scheduler.ports.Copy`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def mark(self) -> None:
        """Say that this database is a copy: somebody may have gone on working on the original."""
        async with self._database.write() as session:
            if not await _is_marked(session):
                await (await session.connection()).run_sync(_MARK.create)
                await session.execute(insert(_MARK).values(noticed_at=None))

    async def is_marked(self) -> bool:
        async with self._database.read() as session:
            return await _is_marked(session)

    async def noticed(self, now: datetime) -> datetime | None:
        async with self._database.write() as session:
            if not await _is_marked(session):
                return None
            first = update(_MARK).values(noticed_at=func.coalesce(_MARK.c.noticed_at, now))
            noticed: datetime | None = await session.scalar(first.returning(_MARK.c.noticed_at))
            return noticed

    async def settle(self, until: datetime, note: Note) -> int:
        async with self._database.write() as session:
            if not await _is_marked(session):
                return 0  # another process has done it
            runs = await _end_runs(session, until, note)
            messages = await _doubt_messages(session, until)
            arrivals = await _bury_arrivals(session, until)
            await (await session.connection()).run_sync(_MARK.drop)
        return runs + messages + arrivals


async def _is_marked(session: AsyncSession) -> bool:
    """Look for the mark; on PostgreSQL nobody else does until this transaction is over."""
    connection = await session.connection()
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AdvisoryLock.COPY.value})
    return await connection.run_sync(_has_mark)


def _has_mark(connection: Connection) -> bool:
    return inspect(connection).has_table(_MARK.name)


async def _end_runs(session: AsyncSession, until: datetime, note: Note) -> int:
    """End what was open as unknown. Its cards stay as they are: they may show how it really ended."""
    query = select(RunRow, TaskRow).join(TaskRow, TaskRow.id == RunRow.task_id).where(_in_doubt(until))
    found = [(run_of(run), task_of(task)) for run, task in await session.execute(query)]
    run_ids = [run.id for run, _ in found]
    await _execute(session, update(RunRow).where(RunRow.id.in_(run_ids)).values(**_ended(until)))
    event = RunEvent(until, RunEventKind.FINISHED, RunState.UNKNOWN)
    await insert_all(session, RunEventRow, [event_values(run.tenant, run.id, event) for run, _ in found])
    its_messages = update(DeliveryRow).where(DeliveryRow.run_id.in_(run_ids))
    await _execute(session, its_messages.values(live=False, state=_unless_known(DeliveryRow.state)))
    await add_posts(session, [note(task, run) for run, task in found], until)
    await mark_stale(session, [of_task(task.id) for _, task in found], Priority.PROGRESS)
    return len(found)


def _ended(at: datetime) -> Values:
    return {
        "state": RunState.UNKNOWN,
        "cause": Cause.FROM_BACKUP,
        "finished_at": at,
        "lease_owner": None,
        "lease_token": None,
        "lease_until": None,
        "delivery": _unless_known(RunRow.delivery),
    }


def _in_doubt(until: datetime) -> ColumnElement[bool]:
    """Hold for what the original would have begun or ended by then; what comes later is yet to come."""
    comes_later = and_(RunRow.state == word(RunState.QUEUED), RunRow.due_at > until)
    return and_(RunRow.finished_at.is_(None), RunRow.created_at < until, ~comes_later)


def _unless_known(state: InstrumentedAttribute[DeliveryState]) -> ColumnElement[DeliveryState]:
    """What waits to be delivered may have been; what was is known to be."""
    unknown = literal(DeliveryState.UNKNOWN, state.type)
    return case((state == DeliveryState.PENDING, unknown), else_=state)


async def _doubt_messages(session: AsyncSession, until: datetime) -> int:
    """Let what was to be sent by then be looked for first; give up what would have gone into a digest."""
    given_up = await _returned(
        session,
        update(DeliveryRow)
        .where(_may_be_sent(until), DeliveryRow.held_for.is_not(None))
        .values(live=False, state=DeliveryState.UNKNOWN, held_for=None, error=_WHY)
        .returning(DeliveryRow.run_id),
    )
    run_ids = sorted(run_id for run_id in given_up if run_id)
    its_runs = update(RunRow).where(RunRow.id.in_(run_ids))
    await _execute(session, its_runs.values(delivery=_unless_known(RunRow.delivery)))
    await mark_stale(session, [of_run(run_id) for run_id in run_ids], Priority.PROGRESS)
    # The original sent it after it wrote the row: from there Lark knows the key for an hour at least.
    since = func.coalesce(DeliveryRow.first_tried_at, DeliveryRow.created_at)
    doubted = update(DeliveryRow).where(_may_be_sent(until)).values(first_tried_at=since, from_backup=True)
    return len(given_up) + len(await _returned(session, doubted.returning(DeliveryRow.id)))


def _may_be_sent(until: datetime) -> ColumnElement[bool]:
    """Hold for what is unsent here and was due by then; the notes of just now are younger."""
    is_unsent = and_(DeliveryRow.live, DeliveryRow.message_id.is_(None))
    return and_(is_unsent, DeliveryRow.due_at <= until, DeliveryRow.created_at < until)


async def _bury_arrivals(session: AsyncSession, until: datetime) -> int:
    """Handle nothing twice: what had arrived was answered within moments, most likely."""
    is_open = and_(InboxRow.handled_at.is_(None), InboxRow.received_at < until)
    buried = update(InboxRow).where(is_open).values(handled_at=until, buried=True, error=_WHY)
    return len(await _returned(session, buried.returning(InboxRow.id)))


async def _execute(session: AsyncSession, statement: Update) -> None:
    await session.execute(statement.execution_options(synchronize_session=False))


async def _returned(session: AsyncSession, statement: ReturningUpdate[*tuple[Any, ...]]) -> Sequence[Any]:
    """Return the one column that a statement returns."""
    found = await session.scalars(statement.execution_options(synchronize_session=False))
    return found.all()
