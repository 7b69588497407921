"""Drafts: tasks put before their asker and not yet saved."""

from datetime import datetime

from sqlalchemy import Update, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.model import Draft, DraftId, DraftState, PersonId, Task
from scheduler.ports import Audit
from scheduler.posts import Post, Priority
from storage.audit import add_audit
from storage.database import Database
from storage.deliveries import add_posts, mark_stale, of_draft, show_task_instead
from storage.rows import draft_of, draft_values, task_values
from storage.statements import insert_all, insert_new
from storage.tables import DraftRow, TaskRow, word

_IS_OPEN = DraftRow.state == word(DraftState.OPEN)


class SqlDrafts:
    """Implements `scheduler.ports.DraftStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, draft: Draft, post: Post | None) -> bool:
        async with self._database.write() as session:
            if not await insert_new(session, DraftRow, [draft_values(draft)]):
                return False
            await add_posts(session, [post] if post else [], draft.created_at)
        return True

    async def get(self, draft_id: DraftId) -> Draft | None:
        async with self._database.read() as session:
            row = await session.get(DraftRow, draft_id)
            return draft_of(row) if row else None

    async def revise(self, draft: Draft) -> bool:
        change = _of(draft).values(
            spec=draft.spec,
            assumed=draft.assumed,
            new_group=draft.new_group,
            expires_at=draft.expires_at,
        )
        return await self._change(draft, change)

    async def save(self, draft: Draft, task: Task, audit: Audit) -> bool:
        close = _of(draft).values(
            state=DraftState.SAVED, closed_by=audit.actor, closed_at=audit.at, task_id=task.id
        )
        async with self._database.write() as session:
            if not await _is_changed(session, close):
                return False
            await insert_all(session, TaskRow, [task_values(task)])
            await show_task_instead(session, draft.id, task.id)
            await add_audit(session, audit)
        return True

    async def close(self, draft: Draft, state: DraftState, by: PersonId, at: datetime) -> bool:
        return await self._change(draft, _of(draft).values(state=state, closed_by=by, closed_at=at))

    async def expire(self, now: datetime) -> int:
        statement = (
            update(DraftRow)
            .where(_IS_OPEN, DraftRow.expires_at <= now)
            .values(state=DraftState.EXPIRED, closed_at=now)
            .returning(DraftRow.id)
        )
        async with self._database.write() as session:
            expired = (await session.scalars(statement)).all()
            await mark_stale(session, [of_draft(draft_id) for draft_id in expired], Priority.PROGRESS)
        return len(expired)

    async def _change(self, draft: Draft, statement: Update) -> bool:
        async with self._database.write() as session:
            if not await _is_changed(session, statement):
                return False
            await mark_stale(session, [of_draft(draft.id)], Priority.ANSWER)
        return True


def _of(draft: Draft) -> Update:
    return update(DraftRow).where(DraftRow.id == draft.id, _IS_OPEN)


async def _is_changed(session: AsyncSession, statement: Update) -> bool:
    return await session.scalar(statement.returning(DraftRow.id)) is not None
