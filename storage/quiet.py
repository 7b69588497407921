"""When people and groups are not to be disturbed, and what waits for the end of that."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, Update, and_, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.digest import DigestCard, Held, folded
from scheduler.model import ChatId, DeliveryState, PersonId, RunId, TenantKey
from scheduler.ports import Audit
from scheduler.posts import Post, Priority, ToChat, ToPerson, standing_in
from scheduler.quiet import QuietHours, quiet_until
from storage.audit import add_audit
from storage.database import Database
from storage.deliveries import as_fresh
from storage.holding import hours_of
from storage.rows import Values
from storage.statements import insert_new, upsert
from storage.tables import DeliveryRow, QuietRow, RunRow


class Quiet:
    """`holder` is the person, or the group, whose quiet hours they are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, holder: PersonId | ChatId) -> QuietHours | None:
        async with self._database.read() as session:
            row = await session.get(QuietRow, holder)
            return hours_of(row) if row else None

    async def set(self, holder: PersonId | ChatId, hours: QuietHours | None, audit: Audit) -> None:
        """Store the quiet hours, or that there are none; what is held waits for their end from now on."""
        async with self._database.write() as session:
            await _store(session, audit.tenant, holder, hours)
            until = quiet_until(hours, audit.at) if hours else None
            await session.execute(_held_for(holder).values(due_at=until or audit.at))
            await add_audit(session, audit)

    async def release(self, now: datetime) -> None:
        """Let go of what is held and due: as one digest for each reader, or as itself where it is alone."""
        if not await self._is_over(now):
            return
        due = (
            select(DeliveryRow)
            .where(_is_due(now))
            .order_by(DeliveryRow.held_for, DeliveryRow.id)
            .with_for_update(skip_locked=True)
        )
        async with self._database.write() as session:
            rows = (await session.scalars(due)).all()
            for holder, held in groupby(rows, key=lambda row: row.held_for or ""):
                await _let_go(session, holder, list(held), now)

    async def open(self, digest: str, about: str, now: datetime) -> bool:
        """Send what a digest tells `about` as itself, after all; False when that was done before."""
        statement = (
            update(DeliveryRow)
            .where(DeliveryRow.folded_into == digest)
            .where((DeliveryRow.run_id == about) | (DeliveryRow.key == about))
            .values(
                folded_into=None,
                live=True,
                state=DeliveryState.PENDING,
                due_at=now,
                priority=int(Priority.ANSWER),
            )
        )
        async with self._database.write() as session:
            return await session.scalar(statement.returning(DeliveryRow.id)) is not None

    async def _is_over(self, now: datetime) -> bool:
        async with self._database.look() as connection:
            return await connection.scalar(_ANY_DUE, {"now": now}) is not None


def _is_due(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    return and_(DeliveryRow.held_for.is_not(None), DeliveryRow.due_at <= now)


_ANY_DUE: Final = select(DeliveryRow.id).where(_is_due(bindparam("now"))).limit(1)


def _held_for(holder: str) -> Update:
    return update(DeliveryRow).where(DeliveryRow.held_for == holder)


async def _store(session: AsyncSession, tenant: TenantKey, holder: str, hours: QuietHours | None) -> None:
    if hours is None:
        await session.execute(delete(QuietRow).where(QuietRow.holder == holder))
        return
    values: Values = {
        "holder": holder,
        "tenant_key": tenant,
        "begins": hours.start.isoformat(),
        "ends": hours.end.isoformat(),
        "zone": hours.zone,
    }
    await upsert(session, QuietRow, values)


async def _let_go(session: AsyncSession, holder: str, rows: Sequence[DeliveryRow], now: datetime) -> None:
    """Release what one reader's quiet hours held, unless the next ones have begun meanwhile."""
    quiet = await session.get(QuietRow, holder)
    until = quiet_until(hours_of(quiet), now) if quiet else None
    if until is not None:
        await session.execute(_these([row.key for row in rows]).values(due_at=until))
        return
    held = [Held(row.key, row.created_at, RunId(row.run_id) if row.run_id else None) for row in rows]
    together = folded(held, await _open_runs(session, held))
    digest = _digest(holder, rows, DigestCard(together, quiet.zone if quiet else ""))
    # A digest of that end is there already where something came late: then each goes as itself.
    if together and await insert_new(session, DeliveryRow, [as_fresh(digest, now)]):
        keys = [each.key for each in together]
        await session.execute(_these(keys).values(held_for=None, folded_into=digest.key, live=False))
    else:
        together = ()
    alone = [each.key for each in held if each not in together]
    await session.execute(_these(alone).values(held_for=None))


def _these(keys: Sequence[str]) -> Update:
    return (
        update(DeliveryRow)
        .where(DeliveryRow.key.in_(keys), DeliveryRow.held_for.is_not(None))
        .execution_options(synchronize_session=False)
    )


async def _open_runs(session: AsyncSession, held: Sequence[Held]) -> set[RunId]:
    run_ids = {each.run_id for each in held if each.run_id}
    query = select(RunRow.id).where(RunRow.id.in_(sorted(run_ids)), RunRow.finished_at.is_(None))
    return {RunId(run_id) for run_id in await session.scalars(query)}


def digest_key(holder: str, end: datetime) -> str:
    """One digest for each reader and end of quiet hours, also when a crash lets it be made twice."""
    return f"{holder}:quiet:{end.isoformat()}"


def _digest(holder: str, rows: Sequence[DeliveryRow], view: DigestCard) -> Post:
    """Return the digest, to the group or in person, in the language of what came last."""
    last = rows[-1]
    in_group = standing_in(last.target) == holder
    return Post(
        key=digest_key(holder, rows[0].due_at),
        tenant=TenantKey(last.tenant_key),
        view=view,
        target=ToChat(ChatId(holder)) if in_group else ToPerson(PersonId(holder)),
        locale=last.locale,
        priority=Priority.RESULT,
    )
