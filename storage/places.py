"""Whose run is next: who has the fewest at work, and nobody more than may be at work at once.

Counted as at work is what has a lease, and what was handed over and is on its way to a worker.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, text, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from scheduler.model import RunId, RunKind, RunState
from scheduler.overlap import OverlapPolicy
from storage.locks import AdvisoryLock
from storage.tables import IS_OCCURRENCE, RunRow, TaskRow, word

_LOOK_AT = 200
"""Waiting runs looked at in one go: mostly they are of so many people that one is enough."""


class Places:
    """The places that are left: a person's first is better than anybody's second. Nothing is stored."""

    def __init__(self, at_work: Counter[str], at_once: int) -> None:
        self._at_work = at_work
        self._at_once = at_once  # 0: any number, and all places are alike

    def take(self, owner: str) -> int | None:
        """Return which place of the owner's the next run has, from 1; None when there is none left."""
        if not self._at_once:
            return 1
        if self._at_work[owner] >= self._at_once:
            return None
        self._at_work[owner] += 1
        return self._at_work[owner]

    def full(self) -> Collection[str]:
        """Return those who have no place left."""
        return [owner for owner, count in self._at_work.items() if 0 < self._at_once <= count]


async def places(session: AsyncSession, at_once: int, owners: Collection[str] | None = None) -> Places:
    """Return what is left of the places, of these owners or of all; nobody else takes any meanwhile."""
    if not at_once:
        return Places(Counter(), 0)
    if session.get_bind().dialect.name == "postgresql":  # on SQLite there is one writer at a time
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AdvisoryLock.PLACES.value})
    leased = select(RunRow.owner).where(RunRow.lease_until.is_not(None))
    handed = select(RunRow.owner).where(RunRow.handed_at.is_not(None))
    at_work = union_all(leased, handed).subquery()
    count = select(at_work.c.owner, func.count()).group_by(at_work.c.owner)
    if owners is not None:
        count = count.where(at_work.c.owner.in_(sorted(owners)))
    rows = (await session.execute(count)).all()
    return Places(Counter({owner: number for owner, number in rows}), at_once)  # noqa: C416 - rows are no pairs


async def next_runs(
    session: AsyncSession, now: datetime, limit: int, at_once: int
) -> Sequence[tuple[RunId, int]]:
    """Return due runs that may begin and wait for a place, with the place that each has, best first.

    With `at_once`, no more of one owner than that are at work, and whoever has the fewest comes first;
    without, simply the oldest.
    """
    left = await places(session, at_once)
    found: list[tuple[int, datetime, RunId]] = []
    after: tuple[datetime, str] | None = None
    while True:
        rows = (await session.execute(_waiting(now, after, left.full()))).all()
        for run_id, owner, due_at, begins in rows:
            if begins and (place := left.take(owner)):
                found.append((place, due_at, RunId(run_id)))
        best = sum(place == 1 for place, _, _ in found)
        if best >= limit or len(rows) < _LOOK_AT:
            return [(run_id, place) for place, _, run_id in sorted(found)[:limit]]
        after = (rows[-1].due_at, rows[-1].id)


def is_due(now: datetime) -> ColumnElement[bool]:
    return and_(RunRow.state == word(RunState.QUEUED), RunRow.due_at <= now)


def may_begin() -> ColumnElement[bool]:
    """Hold for queued runs, joined with their tasks, that wait for no other run of theirs."""
    ahead = aliased(RunRow)
    is_before = or_(
        ahead.state != RunState.QUEUED,
        ahead.fire_time < RunRow.fire_time,
        and_(ahead.fire_time == RunRow.fire_time, ahead.id < RunRow.id),
    )
    must_wait = (
        select(ahead.id)
        .where(ahead.task_id == RunRow.task_id, ahead.finished_at.is_(None), ahead.id != RunRow.id, is_before)
        .where(ahead.kind != RunKind.REPLY, IS_OCCURRENCE)
        .exists()
    )
    return or_(TaskRow.overlap == OverlapPolicy.ALLOW, ~must_wait)


def _waiting(
    now: datetime, after: tuple[datetime, str] | None, without: Collection[str]
) -> Select[str, str, datetime, bool]:
    """Select the oldest due runs from behind `after`, and of each whether it may begin.

    They are found in the index alone, and only these are looked at: all of them may be thousands.
    """
    oldest = select(RunRow.id, RunRow.owner, RunRow.due_at).where(is_due(now), RunRow.handed_at.is_(None))
    if without:
        oldest = oldest.where(RunRow.owner.not_in(sorted(without)))
    if after is not None:
        due_at, run_id = after
        oldest = oldest.where(or_(RunRow.due_at > due_at, and_(RunRow.due_at == due_at, RunRow.id > run_id)))
    page = oldest.order_by(RunRow.due_at, RunRow.id).limit(_LOOK_AT).subquery()
    begins = and_(TaskRow.id.is_not(None), may_begin()).label("begins")
    return (
        select(page.c.id, page.c.owner, page.c.due_at, begins)
        .join(RunRow, RunRow.id == page.c.id)
        .outerjoin(TaskRow, TaskRow.id == RunRow.task_id)
        .order_by(page.c.due_at, page.c.id)
    )
