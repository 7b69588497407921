"""Posts and stale cards as part of somebody else's transaction.

A card is a projection: whoever writes a row says in the same transaction that the cards drawn
from it are stale. How often that happens before the card goes out does not matter.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Final

from sqlalchemy import Integer, Update, bindparam, case, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.model import DeliveryState, DraftId, RunId, TaskId
from scheduler.posts import Post, Priority
from scheduler.views import TaskCard, subject_of
from storage.holding import Hold, holds_of
from storage.post_rows import post_values
from storage.rows import Values
from storage.statements import among, dialect_of, insert_new, table_of
from storage.tables import DeliveryRow, RunRow


async def add_posts(
    session: AsyncSession, posts: Sequence[Post], now: datetime, expected: Collection[RunId] = ()
) -> None:
    """Write posts to be sent; one whose key is known already is ignored.

    The runs that they are about expect a delivery then; `expected` are those that do anyway.
    """
    held = await holds_of(session, posts, now)
    values = [as_fresh(post, now, held.get(post.key)) for post in posts]
    run_ids = await insert_new(session, DeliveryRow, values, returning="run_id")
    await _expect_delivery(session, {str(run_id) for run_id in run_ids if run_id}.difference(expected))


async def mark_stale(
    session: AsyncSession, subjects: Collection[str], priority: Priority, since: datetime | None = None
) -> None:
    """Say that the cards of `subjects` do not show the present state any more.

    With `since`, what they show now waits from then: of what is equally urgent the oldest goes first.
    """
    if not subjects:
        return
    connection = await session.connection()
    values = {"subjects": sorted(subjects), "urgency": int(priority), "since": since}
    await connection.execute(_staling(dialect_of(session)), values)


@cache
def _staling(dialect: str) -> Update:
    """Spell it once: nothing is written as often."""
    is_current, urgency = DeliveryRow.posted == DeliveryRow.wanted, bindparam("urgency", type_=Integer)
    # One that has something to show already: the more urgent of the two decides.
    is_less_urgent = DeliveryRow.priority > urgency
    priority = case((or_(is_current, is_less_urgent), urgency), else_=DeliveryRow.priority)
    its = among(dialect, DeliveryRow.subject, "subjects")
    statement = update(table_of(DeliveryRow)).where(its, DeliveryRow.live)
    since = bindparam("since", type_=DeliveryRow.due_at.type)
    due_at = case((DeliveryRow.due_at < since, since), else_=DeliveryRow.due_at)
    return statement.values(wanted=DeliveryRow.wanted + 1, priority=priority, due_at=due_at)


async def show_task_instead(session: AsyncSession, draft_id: DraftId, task_id: TaskId) -> None:
    """Let the card of a draft be the card of the task that it became."""
    view = TaskCard(task_id)
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.subject == f"draft:{draft_id}")
        .values(
            view=view,
            subject=subject_of(view),
            wanted=DeliveryRow.wanted + 1,
            priority=int(Priority.ANSWER),
        )
        .execution_options(synchronize_session=False)
    )


def of_run(run_id: str) -> str:
    return f"run:{run_id}"


def of_task(task_id: str) -> str:
    return f"task:{task_id}"


def of_draft(draft_id: str) -> str:
    return f"draft:{draft_id}"


async def _expect_delivery(session: AsyncSession, run_ids: Collection[str]) -> None:
    if run_ids:
        await session.execute(_EXPECT, {"ids": sorted(run_ids)})


def as_fresh(post: Post, now: datetime, hold: Hold | None = None) -> Values:
    """Return the row of a post that nobody has tried to send yet."""
    return {
        **post_values(post),
        "state": DeliveryState.PENDING,
        "live": True,
        "wanted": 1,
        "posted": 0,
        "generation": 0,
        "attempts": 0,
        "due_at": hold.until if hold else now,
        "held_for": hold.holder if hold else None,
        "folded_into": None,
        "in_doubt": False,
        "from_backup": False,
        "created_at": now,
    }


_EXPECT: Final = (
    update(table_of(RunRow))
    .where(table_of(RunRow).c.id.in_(bindparam("ids", expanding=True)))
    .values(delivery=DeliveryState.PENDING)
)
