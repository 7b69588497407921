"""Drafts: tasks put before their asker and not yet saved."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Update, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.drafts import Draft, DraftState
from scheduler.model import DraftId, PersonId, Task, TaskId
from scheduler.ports import Audit, PostsAbout
from scheduler.posts import Post, Priority
from storage.audit import add_audit
from storage.database import Database
from storage.deliveries import add_posts, mark_stale, of_draft, of_task, show_task_instead
from storage.incidents import follow
from storage.rows import draft_of, draft_values, task_of, task_values
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
            amends=draft.amends,
            new_group=draft.new_group,
            expires_at=draft.expires_at,
        )
        return await self._change(draft, change)

    async def save(self, draft: Draft, task: Task, audit: Audit, posts: Sequence[Post] = ()) -> bool:
        async with self._database.write() as session:
            if not await _is_changed(session, _saved(draft, task.id, audit)):
                return False
            await insert_all(session, TaskRow, [task_values(task)])
            await show_task_instead(session, draft.id, task.id)
            await add_posts(session, posts, audit.at)
            await add_audit(session, audit)
        return True

    async def amend(
        self, draft: Draft, change: Callable[[Task], Task], audit: Audit, posts: PostsAbout | None = None
    ) -> bool:
        assert draft.amends is not None, "only the draft of a change is applied to a task"
        task_id = draft.amends.task_id
        async with self._database.write() as session:
            row = await session.scalar(select(TaskRow).where(TaskRow.id == task_id).with_for_update())
            if row is None or not await _is_changed(session, _saved(draft, task_id, audit)):
                return False
            before = task_of(row)
            after = await _store(session, before, change)
            await add_posts(session, posts(before, after) if posts else (), audit.at)
            await show_task_instead(session, draft.id, task_id)
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


async def _store(session: AsyncSession, task: Task, change: Callable[[Task], Task]) -> Task:
    wanted = change(task)
    if wanted is not task:
        await session.execute(update(TaskRow).where(TaskRow.id == task.id).values(**task_values(wanted)))
        await mark_stale(session, [of_task(task.id)], Priority.ANSWER)
        await follow(session, wanted)
    return wanted


def _saved(draft: Draft, task_id: TaskId, audit: Audit) -> Update:
    return _of(draft).values(
        state=DraftState.SAVED, closed_by=audit.actor, closed_at=audit.at, task_id=task_id
    )


def _of(draft: Draft) -> Update:
    return update(DraftRow).where(DraftRow.id == draft.id, _IS_OPEN)


async def _is_changed(session: AsyncSession, statement: Update) -> bool:
    return await session.scalar(statement.returning(DraftRow.id)) is not None
