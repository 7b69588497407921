"""What arrived and is not yet handled. An event is acknowledged when its row is committed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import aliased

from scheduler.model import TenantKey
from storage.acceptance import Acceptance
from storage.codec import Envelope
from storage.database import Database
from storage.locks import AdvisoryLock
from storage.rows import Values
from storage.tables import InboxRow

REMEMBER_FOR = timedelta(hours=8)
"""How long a handled entry must stay to be recognised: Lark repeats an event for 7 h 6 min."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Something from outside. `key` is its identity over repetitions; an empty `chat_id` has no order."""

    key: str
    tenant: TenantKey
    kind: str
    chat_id: str
    envelope: Envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxEntry:
    """An arrival that somebody is to handle now; `attempts` counts this time too."""

    id: int
    arrival: Arrival
    attempts: int
    received_at: datetime


class Inbox:
    """In order per chat: while one entry is being handled or put off, those behind it wait."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._acceptance = Acceptance(database)

    async def accept(self, entry: Arrival, now: datetime, lease_until: datetime | None = None) -> int | None:
        """Commit `entry`; None when its key is known. With a lease the caller handles it itself."""
        return await self._acceptance.accept(_fresh(entry, now, lease_until))

    async def take(self, now: datetime, until: datetime, limit: int) -> Sequence[InboxEntry]:
        """Lease the oldest open entry of each chat that nobody has and that is due."""
        heads = (
            select(InboxRow)
            .where(_is_head(), InboxRow.due_at <= now, ~_is_overtaken(now))
            .order_by(InboxRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        async with self._database.write() as session:
            if self._database.is_shared:  # one taker after the other, each sees what those before have taken
                await session.execute(select(func.pg_advisory_xact_lock(AdvisoryLock.INBOX.value)))
            rows = (await session.scalars(heads)).all()
            if rows:
                await session.execute(
                    update(InboxRow)
                    .where(InboxRow.id.in_([row.id for row in rows]))
                    .values(due_at=until, attempts=InboxRow.attempts + 1)
                    .execution_options(synchronize_session=False)
                )
            return [_entry_of(row) for row in rows]

    async def done(self, entry_id: int, now: datetime) -> None:
        await self._set(entry_id, handled_at=now, error=None)

    async def retry(self, entry_id: int, at: datetime, error: str) -> None:
        """Put the entry off; its chat waits with it."""
        await self._set(entry_id, due_at=at, error=error)

    async def bury(self, entry_id: int, error: str, now: datetime) -> None:
        """Give the entry up, so that its chat goes on; it stays readable until it is purged."""
        await self._set(entry_id, handled_at=now, buried=True, error=error)

    async def next_due(self) -> datetime | None:
        """Return the earliest instant at which `take` finds something."""
        async with self._database.read() as session:
            return await session.scalar(select(func.min(InboxRow.due_at)).where(_is_head()))

    async def purge(self, before: datetime) -> int:
        """Forget what was handled before; not sooner than `REMEMBER_FOR` after it came."""
        statement = delete(InboxRow).where(InboxRow.handled_at < before).returning(InboxRow.id)
        async with self._database.write() as session:
            return len((await session.scalars(statement)).all())

    async def _set(self, entry_id: int, **values: object) -> None:
        async with self._database.write() as session:
            await session.execute(
                update(InboxRow)
                .where(InboxRow.id == entry_id, InboxRow.handled_at.is_(None))
                .values(**values)
            )


def _is_head() -> ColumnElement[bool]:
    """Hold for the oldest open entry of each chat, and for every open one without a chat."""
    older = aliased(InboxRow)
    has_older = (
        select(older.id)
        .where(older.handled_at.is_(None), older.chat_id == InboxRow.chat_id, older.id < InboxRow.id)
        .exists()
    )
    return InboxRow.handled_at.is_(None) & or_(InboxRow.chat_id == "", ~has_older)


def _is_overtaken(now: datetime) -> ColumnElement[bool]:
    """Hold where somebody has a younger entry of the chat: two processes that accept at once may commit in
    another order than that of the ids.
    """
    younger = aliased(InboxRow)
    return (
        select(younger.id)
        .where(younger.handled_at.is_(None), younger.due_at > now)
        .where(younger.chat_id == InboxRow.chat_id, younger.id > InboxRow.id, InboxRow.chat_id != "")
        .exists()
    )


def _fresh(entry: Arrival, now: datetime, lease_until: datetime | None) -> Values:
    return {
        "key": entry.key,
        "tenant_key": entry.tenant,
        "kind": entry.kind,
        "chat_id": entry.chat_id,
        "envelope": entry.envelope,
        "received_at": now,
        "due_at": lease_until or now,
        "attempts": 1 if lease_until else 0,
        "buried": False,
    }


def _entry_of(row: InboxRow) -> InboxEntry:
    arrival = Arrival(
        key=row.key,
        tenant=TenantKey(row.tenant_key),
        kind=row.kind,
        chat_id=row.chat_id,
        envelope=row.envelope,
    )
    return InboxEntry(id=row.id, arrival=arrival, attempts=row.attempts + 1, received_at=row.received_at)
