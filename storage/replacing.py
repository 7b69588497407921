"""A new card in place of one that can no longer be updated, as part of a transaction."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.model import DeliveryState
from scheduler.posts import Delivery
from storage.outcomes import sum_up
from storage.statements import insert_all, table_of
from storage.tables import DeliveryRow


async def supersede(session: AsyncSession, delivery: Delivery, error: str, now: datetime) -> bool:
    """Let the message of `delivery` be sent anew; the one that is there gets a row of its own.

    By that it is known as ours, and what people write below it still finds the run. False when the
    delivery has moved on since it was seen.
    """
    table = table_of(DeliveryRow)
    query = select(*(column for column in table.columns if column.name != "id"))
    there = (await session.execute(query.where(is_as_seen(delivery)).with_for_update())).mappings().first()
    if there is None:
        return False
    former = {"key": f"{delivery.post.key}#{delivery.generation}", "subject": None, "live": False}
    await insert_all(session, DeliveryRow, [{**there, **former, "wanted": delivery.posted, "error": error}])
    await session.execute(update(table).where(table.c.id == delivery.id).values(**_fresh(delivery, now)))
    await sum_up(session, {delivery.post.run_id} if delivery.post.run_id else ())
    return True


def is_as_seen(delivery: Delivery) -> ColumnElement[bool]:
    """Hold where nothing was sent or updated since the delivery was seen, and nobody has ended it."""
    return and_(
        DeliveryRow.id == delivery.id,
        DeliveryRow.generation == delivery.generation,
        DeliveryRow.posted == delivery.posted,
        DeliveryRow.live,
    )


def _fresh(delivery: Delivery, now: datetime) -> dict[str, object]:
    return {
        "generation": delivery.generation + 1,
        "state": DeliveryState.PENDING,
        "posted": 0,
        "message_id": None,
        "thread_id": None,
        "chat_id": None,
        "attempts": 0,
        "first_tried_at": None,
        "in_doubt": False,
        "from_backup": False,
        "due_at": now,
        "error": None,
    }
