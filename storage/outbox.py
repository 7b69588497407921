"""Messages decided and not yet sent, and cards that do not show the present state any more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Update, and_, case, func, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from scheduler.digest import DigestCard
from scheduler.model import ChatId, DeliveryState, RunEvent, RunEventKind, RunId
from scheduler.posts import Delivery, Post, Priority
from scheduler.views import View, subject_of
from storage.database import Database
from storage.deliveries import add_posts, mark_stale, of_run
from storage.rows import delivery_of, event_values
from storage.statements import insert_all
from storage.tables import IS_OWED, DeliveryRow, RunEventRow, RunRow
from storage.vanishing import delete_if_done

_BAD_NEWS = frozenset({DeliveryState.PARTIAL, DeliveryState.FAILED, DeliveryState.UNKNOWN})


class Outbox:
    """What the delivering side asks. A `Delivery` is what was seen; a write that follows from a
    state which has moved on since changes nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, posts: Sequence[Post], now: datetime) -> None:
        """Write posts to be sent; one whose key is known already is ignored."""
        async with self._database.write() as session:
            await add_posts(session, posts, now)

    async def due(self, now: datetime, limit: int) -> Sequence[Delivery]:
        """Return what has to be sent or updated, the most urgent first, then the oldest.

        A message under another waits until that one was sent, or can never be (then
        `parent_message_id` is None).
        """
        parent = aliased(DeliveryRow)
        query = (
            select(DeliveryRow, parent.message_id, RunRow.task_id)
            .outerjoin(parent, parent.key == DeliveryRow.parent_key)
            .outerjoin(RunRow, RunRow.id == DeliveryRow.run_id)
            .where(is_ready(parent), DeliveryRow.due_at <= now, DeliveryRow.held_for.is_(None))
            .order_by(DeliveryRow.priority, DeliveryRow.id)
            .limit(limit)
        )
        async with self._database.read() as session:
            return [delivery_of(*found) for found in await session.execute(query)]

    async def next_due(self) -> datetime | None:
        """Return the earliest instant at which `due` finds something, or something held is to be let go."""
        parent = aliased(DeliveryRow)
        query = (
            select(func.min(DeliveryRow.due_at))
            .outerjoin(parent, parent.key == DeliveryRow.parent_key)
            .where(is_ready(parent))
        )
        async with self._database.read() as session:
            return await session.scalar(query)

    async def begin(self, delivery: Delivery, now: datetime) -> Delivery | None:
        """Commit that a try begins, before the message is drawn; None when somebody else began it.

        What is returned wants the newest state: what changes after this makes the card stale again.

        A send that was begun before and never answered stays in doubt: `first_tried_at` keeps the
        instant of the first such try.
        """
        statement = _as_seen(delivery).where(DeliveryRow.attempts == delivery.attempts)
        if delivery.posted == 0:
            statement = statement.values(
                in_doubt=DeliveryRow.first_tried_at.is_not(None),
                first_tried_at=func.coalesce(DeliveryRow.first_tried_at, now),
            )
        statement = statement.values(attempts=DeliveryRow.attempts + 1)
        async with self._database.write() as session:
            wanted = await session.scalar(statement.returning(DeliveryRow.wanted))
        return None if wanted is None else replace(delivery, wanted=wanted)

    async def sent(
        self,
        delivery: Delivery,
        posted: int,
        message_id: str,
        chat_id: str | None,
        thread_id: str | None,
        now: datetime,
    ) -> None:
        """Record that Lark has the state number `posted` (the `wanted` that was drawn)."""
        statement = _as_seen(delivery).values(
            state=DeliveryState.DELIVERED,
            posted=posted,
            message_id=message_id,
            chat_id=func.coalesce(chat_id, DeliveryRow.chat_id),
            thread_id=func.coalesce(thread_id, DeliveryRow.thread_id),
            attempts=0,  # a card is updated for weeks: only tries in a row count
            first_tried_at=None,
            in_doubt=False,
            error=None,
        )
        async with self._database.write() as session:
            await _hold_runs(session, delivery)
            if not await _is_changed(session, statement):
                return
            if delivery.posted == 0:
                await _retire_older_cards(session, delivery, chat_id)
                await _tell_runs(session, delivery, RunEvent(now, RunEventKind.DELIVERED, delivery.post.key))
                for run_id in _runs_of(delivery):
                    await delete_if_done(session, run_id, now)

    async def put_off(self, delivery: Delivery, until: datetime, error: str, *, uncertain: bool) -> None:
        """Try again at `until`. With `uncertain`, Lark may have taken the message nonetheless."""
        statement = _as_seen(delivery).values(due_at=until, error=error)
        if not uncertain:
            # This try failed for sure; what an earlier one did is as uncertain as before.
            still_open = case((DeliveryRow.in_doubt, DeliveryRow.first_tried_at), else_=null())
            statement = statement.values(first_tried_at=still_open)
        await self._change(statement)

    async def give_up(self, delivery: Delivery, state: DeliveryState, error: str, now: datetime) -> None:
        """End the attempts: a send as `state`, an update of a card that was delivered as delivered.

        `NONE` says that there was nothing to show any more, which is no failure.
        """
        ending = DeliveryState.DELIVERED if delivery.posted else state
        event = None if state is DeliveryState.NONE else RunEvent(now, RunEventKind.DELIVERY_FAILED, error)
        statement = _as_seen(delivery).values(state=ending, live=False, error=error)
        async with self._database.write() as session:
            await _hold_runs(session, delivery)
            if await _is_changed(session, statement) and delivery.posted == 0:
                await _tell_runs(session, delivery, event, ending)

    async def by_message(self, message_id: str) -> Delivery | None:
        query = select(DeliveryRow).where(DeliveryRow.message_id == message_id).limit(1)
        async with self._database.read() as session:
            row = await session.scalar(query)
            return delivery_of(row) if row else None

    async def by_key(self, key: str) -> Delivery | None:
        query = select(DeliveryRow).where(DeliveryRow.key == key)
        async with self._database.read() as session:
            row = await session.scalar(query)
            return delivery_of(row) if row else None

    async def folded(self, view: DigestCard) -> Sequence[Delivery]:
        """Return the posts that a digest stands for, oldest first."""
        keys = [each.key for each in view.held]
        query = select(DeliveryRow).where(DeliveryRow.key.in_(keys)).order_by(DeliveryRow.id)
        async with self._database.read() as session:
            return [delivery_of(row) for row in await session.scalars(query)]

    async def standing_card(self, view: View, chat_id: ChatId) -> str | None:
        """Return the message in the chat that shows `view` now, the newest of several."""
        query = (
            select(DeliveryRow.message_id)
            .where(DeliveryRow.subject == subject_of(view), DeliveryRow.chat_id == chat_id)
            .where(DeliveryRow.message_id.is_not(None))
            .order_by(DeliveryRow.id.desc())
            .limit(1)
        )
        async with self._database.read() as session:
            return await session.scalar(query)

    async def follow(self, message_id: str) -> None:
        """Keep the card of this message up to date again: somebody is looking at it, old as it may be."""
        ended = DeliveryRow.error.is_not(None)  # Lark takes no update of it any more
        await self._change(
            update(DeliveryRow)
            .where(DeliveryRow.message_id == message_id, DeliveryRow.state == DeliveryState.DELIVERED, ~ended)
            .values(live=True)
        )

    async def standing(self, run_ids: Collection[str]) -> Mapping[str, tuple[str, str | None]]:
        """Return for each run whose card arrived the chat it stands in, and the thread of its results."""
        query = (
            select(DeliveryRow.run_id, func.max(DeliveryRow.chat_id), func.max(DeliveryRow.thread_id))
            .where(DeliveryRow.run_id.in_(run_ids), DeliveryRow.message_id.is_not(None))
            .group_by(DeliveryRow.run_id)
        )
        async with self._database.read() as session:
            found = (await session.execute(query)).all()
        return {run_id: (chat_id, thread_id) for run_id, chat_id, thread_id in found if run_id and chat_id}

    async def known(self, message_ids: Collection[str]) -> set[str]:
        """Return those of `message_ids` that are recorded as ours."""
        query = select(DeliveryRow.message_id).where(DeliveryRow.message_id.in_(message_ids))
        async with self._database.read() as session:
            return {message_id for message_id in await session.scalars(query) if message_id}

    async def reshow(self, message_id: str, view: View) -> bool:
        """Let the card show `view` from now on; False when it is not ours or not updated any more."""
        statement = (
            update(DeliveryRow)
            .where(DeliveryRow.message_id == message_id, DeliveryRow.live)
            .values(
                view=view,
                subject=subject_of(view),
                wanted=DeliveryRow.wanted + 1,
                priority=int(Priority.ANSWER),
            )
        )
        return await self._change(statement)

    async def mark_stale(self, subject: str) -> None:
        """Say that the cards of `subject` do not show the present state any more."""
        async with self._database.write() as session:
            await mark_stale(session, [subject], Priority.ANSWER)

    async def _change(self, statement: Update) -> bool:
        async with self._database.write() as session:
            return await _is_changed(session, statement)


def overall(states: Collection[DeliveryState]) -> DeliveryState:
    """Return what became of all messages of a run taken together.

    `NONE` is a message that had nothing to show in the end; it counts for nothing.
    """
    kinds = set(states) - {DeliveryState.NONE}
    if not kinds:
        return DeliveryState.NONE
    if DeliveryState.PENDING in kinds:
        return DeliveryState.PENDING
    if len(kinds) == 1:
        return kinds.pop()
    return DeliveryState.PARTIAL if DeliveryState.DELIVERED in kinds else DeliveryState.UNKNOWN


def is_ready(parent: type[DeliveryRow]) -> ColumnElement[bool]:
    """Hold where there is something to send and nothing to wait for; `parent` is outer-joined."""
    may_stand = or_(
        DeliveryRow.parent_key.is_(None), parent.id.is_(None), parent.message_id.is_not(None), ~parent.live
    )
    return and_(IS_OWED, may_stand)


def _as_seen(delivery: Delivery) -> Update:
    return update(DeliveryRow).where(
        DeliveryRow.id == delivery.id,
        DeliveryRow.generation == delivery.generation,
        DeliveryRow.posted == delivery.posted,
        DeliveryRow.live,
    )


async def _is_changed(session: AsyncSession, statement: Update) -> bool:
    return await session.scalar(statement.returning(DeliveryRow.id)) is not None


async def _hold_runs(session: AsyncSession, delivery: Delivery) -> None:
    """Lock the runs before their messages, in the order in which the worker locks them."""
    run_ids = _runs_of(delivery)
    if run_ids:
        query = select(RunRow.id).where(RunRow.id.in_(run_ids)).order_by(RunRow.id)
        await session.execute(query.with_for_update())


def _runs_of(delivery: Delivery) -> Sequence[str]:
    """Return the runs that a message tells of: that of a card, all those of a digest."""
    view, run_id = delivery.post.view, delivery.post.run_id
    if isinstance(view, DigestCard):
        return sorted({each.run_id for each in view.held if each.run_id})
    return [run_id] if run_id else []


async def _retire_older_cards(session: AsyncSession, delivery: Delivery, chat_id: str | None) -> None:
    """Of the cards of one subject in one chat only the newest is kept up to date."""
    subject = subject_of(delivery.post.view)
    if subject is None or chat_id is None:
        return
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.subject == subject, DeliveryRow.chat_id == chat_id, DeliveryRow.id < delivery.id)
        .values(live=False)
    )


async def _tell_runs(
    session: AsyncSession,
    delivery: Delivery,
    event: RunEvent | None,
    state: DeliveryState = DeliveryState.DELIVERED,
) -> None:
    """Write what became of a message on its run; of a digest, on all that it stands for."""
    if isinstance(delivery.post.view, DigestCard):
        those = DeliveryRow.folded_into == delivery.post.key
        await session.execute(update(DeliveryRow).where(those).values(state=state))
    for run_id in _runs_of(delivery):
        await _tell_run(session, delivery, run_id, event)


async def _tell_run(session: AsyncSession, delivery: Delivery, run_id: str, event: RunEvent | None) -> None:
    """Write what became of one of a run's messages, and of all of them, on the run."""
    if event:
        await insert_all(session, RunEventRow, [event_values(delivery.post.tenant, RunId(run_id), event)])
    states = await session.scalars(select(DeliveryRow.state).where(DeliveryRow.run_id == run_id).distinct())
    now_is = overall(states.all())
    moved = await session.scalar(
        update(RunRow)
        .where(RunRow.id == run_id, RunRow.delivery != now_is)
        .values(delivery=now_is)
        .returning(RunRow.id)
    )
    if moved and now_is in _BAD_NEWS:  # good news needs no second card: the message itself tells
        await mark_stale(session, [of_run(run_id)], Priority.PROGRESS)
