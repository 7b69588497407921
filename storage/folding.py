"""Results that are not said twice: a short one stands on its run's card, as part of a transaction."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from scheduler.model import DeliveryState, RunId, RunState
from scheduler.posts import Delivery, run_result_key
from scheduler.replies import fits_card
from storage.outcomes import hold_runs, sum_up
from storage.tables import DeliveryRow, RunRow
from storage.vanishing import delete_if_done


async def fold(session: AsyncSession, replies: Sequence[Delivery], now: datetime) -> Collection[int]:
    """Leave out those of `replies` that nobody has tried and whose run's card shows all that they say.

    Returns the ids of what is left out.
    """
    await hold_runs(session, replies)
    folded = await _told_by_their_cards(session, replies)
    for row_id, card, _ in folded:
        statement = update(DeliveryRow).where(DeliveryRow.id == row_id)
        statement = statement.values(live=False, state=DeliveryState.NONE, folded_into=card)
        await session.execute(statement.execution_options(synchronize_session=False))
    run_ids = {run_id for _, _, run_id in folded}
    await sum_up(session, run_ids)
    if run_ids:
        await delete_if_done(session, run_ids, now)
    return {row_id for row_id, _, _ in folded}


async def _told_by_their_cards(
    session: AsyncSession, replies: Sequence[Delivery]
) -> Sequence[tuple[int, str, str]]:
    """Return for each that can be left out its id, the key of the card and the run."""
    card, other = aliased(DeliveryRow), aliased(DeliveryRow)
    further = select(other.id).where(
        other.run_id == DeliveryRow.run_id, other.parent_key == DeliveryRow.parent_key
    )
    query = (
        select(DeliveryRow.id, DeliveryRow.key, card.key, RunRow.id, RunRow.result)
        .join(card, card.key == DeliveryRow.parent_key)
        .join(RunRow, RunRow.id == DeliveryRow.run_id)
        .where(DeliveryRow.id.in_([reply.id for reply in replies]), DeliveryRow.live)
        .where(DeliveryRow.posted == 0, DeliveryRow.attempts == 0, RunRow.state == RunState.SUCCEEDED)
        .where(card.message_id.is_not(None), card.posted == card.wanted)  # it shows how the run ended
        .where(~further.where(other.id != DeliveryRow.id).exists())  # no result in several parts
    )
    found = (await session.execute(query.with_for_update(of=DeliveryRow))).all()
    return [
        (row_id, card_key, run_id)
        for row_id, key, card_key, run_id, result in found
        if key == run_result_key(RunId(run_id), 0) and fits_card(result)
    ]
