"""Messages decided and not yet sent, and cards that do not show the present state any more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Update,
    and_,
    bindparam,
    case,
    func,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import aliased

from scheduler.alerts import Word
from scheduler.digest import DigestCard
from scheduler.model import ChatId, DeliveryState, RunEvent, RunEventKind
from scheduler.posts import Delivery, Lane, Post, Priority
from scheduler.views import View, subject_of
from storage.alerts import add_alerts
from storage.database import Database
from storage.deliveries import add_posts, mark_stale
from storage.folding import fold
from storage.grouping import Grouped
from storage.outcomes import Arrival, Try, hold_runs, tell_runs, write_arrived, write_begun
from storage.post_rows import delivery_of
from storage.replacing import is_as_seen, supersede
from storage.statements import table_of
from storage.tables import IS_OWED, DeliveryRow, RunRow

_Query = Select[*tuple[Any, ...]]


class Outbox:
    """What the delivering side asks. A `Delivery` is what was seen; a write that follows from a
    state which has moved on since changes nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tries: Grouped[AsyncConnection, Try, int | None] = Grouped(database.begin, write_begun)
        self._arrivals: Grouped[AsyncSession, Arrival, None] = Grouped(database.write, write_arrived)

    async def add(self, posts: Sequence[Post], now: datetime) -> None:
        """Write posts to be sent; one whose key is known already is ignored."""
        async with self._database.write() as session:
            await add_posts(session, posts, now)

    async def due(
        self, now: datetime, limit: int, *, lane: Lane | None = None, besides: Collection[str] = ()
    ) -> Sequence[Delivery]:
        """Return what has to be sent or updated, the most urgent first, then the oldest.

        A message under another waits until that one was sent, or can never be (then
        `parent_message_id` is None). With `lane` only what nobody waits for and goes by that way; nothing
        that goes to one of the places `besides`.
        """
        return await self._due(_DUE[lane], now, limit, besides)

    async def answers_due(
        self, now: datetime, limit: int, besides: Collection[str] = ()
    ) -> Sequence[Delivery]:
        """As `due`, only what somebody waits for."""
        return await self._due(_ANSWERS_DUE, now, limit, besides)

    async def _due(
        self, query: _Query, now: datetime, limit: int, besides: Collection[str]
    ) -> Sequence[Delivery]:
        bounds = {"now": now, "most": limit, "besides": sorted(besides)}
        async with self._database.look() as connection:
            found = await connection.execute(query, bounds)
        return [delivery_of(cast(DeliveryRow, row), row.parent_message_id, row.task_id) for row in found]

    async def next_due(self) -> datetime | None:
        """Return the earliest instant at which `due` finds something, or something held is to be let go."""
        async with self._database.look() as connection:
            return await connection.scalar(_NEXT_DUE)

    async def begin(self, delivery: Delivery, now: datetime) -> Delivery | None:
        """Commit that a try begins, before the message is drawn; None when somebody else began it, or
        it was put off meanwhile.

        What is returned wants the newest state: what changes after this makes the card stale again.

        A send that was begun before and never answered stays in doubt: `first_tried_at` keeps the
        instant of the first such try.
        """
        wanted = await self._tries.do(Try(delivery, now))
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
        await self._arrivals.do(Arrival(delivery, posted, message_id, chat_id, thread_id, now))

    async def put_off(self, delivery: Delivery, until: datetime, error: str, *, uncertain: bool) -> None:
        """Try again at `until`. With `uncertain`, Lark may have taken the message nonetheless."""
        statement = _as_last_tried(delivery).values(due_at=until, error=error)
        if not uncertain:
            # This try failed for sure; what an earlier one did is as uncertain as before.
            still_open = case((DeliveryRow.in_doubt, DeliveryRow.first_tried_at), else_=null())
            statement = statement.values(first_tried_at=still_open)
        await self._change(statement)

    async def give_up(
        self,
        delivery: Delivery,
        state: DeliveryState,
        error: str,
        now: datetime,
        word: Word = Word(),  # noqa: B008 - frozen
    ) -> None:
        """End the attempts: a send as `state`, an update of a card that was delivered as delivered.

        `NONE` says that there was nothing to show any more, which is no failure. `word` tells of
        it another way, unless somebody else has begun another try.
        """
        ending = DeliveryState.DELIVERED if delivery.posted else state
        event = None if state is DeliveryState.NONE else RunEvent(now, RunEventKind.DELIVERY_FAILED, error)
        statement = _as_last_tried(delivery).values(state=ending, live=False, error=error)
        async with self._database.write() as session:
            await hold_runs(session, [delivery])
            if not await _is_changed(session, statement):
                return
            if delivery.posted == 0:
                await tell_runs(session, [(delivery, event)], ending)
            await add_posts(session, word.posts, now)
            await add_alerts(session, word.alerts, now)

    async def replace(self, delivery: Delivery, error: str, now: datetime) -> bool:
        """Send a new card in place of one that takes no update any more, which stays known as what it was.

        What is to stand below it waits for the new one. False when it has moved on since.
        """
        async with self._database.write() as session:
            await hold_runs(session, [delivery])
            return await supersede(session, delivery, error, now)

    async def fold(self, replies: Sequence[Delivery], now: datetime) -> Collection[int]:
        """Leave out results that their runs' cards show in full; returns the ids of what is left out."""
        async with self._database.write() as session:
            return await fold(session, replies, now)

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

    async def messages_of(self, key: str) -> Sequence[str]:
        """Return what a post became: its message, and those that it took the place of."""
        is_it = or_(DeliveryRow.key == key, DeliveryRow.key.startswith(f"{key}#", autoescape=True))
        query = select(DeliveryRow.message_id).where(is_it).order_by(DeliveryRow.id)
        async with self._database.read() as session:
            return [message_id for message_id in await session.scalars(query) if message_id]

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

    async def reshow(self, message_id: str, view: View, was: View | None = None) -> bool:
        """Let the card show `view` from now on; False when it is not ours or not updated any more, or
        shows something else by now than `was`, where that is given.
        """
        query = select(DeliveryRow).where(DeliveryRow.message_id == message_id, DeliveryRow.live)
        async with self._database.write() as session:
            row = await session.scalar(query.with_for_update())
            if row is None or was not in (None, row.view):
                return False
            row.view, row.subject = view, subject_of(view)
            row.wanted += 1
            row.priority = int(Priority.ANSWER)
        return True

    async def hold(self, message_id: str, until: datetime) -> None:
        """Keep an update of this card back until then."""
        of_card = and_(DeliveryRow.message_id == message_id, DeliveryRow.due_at < until)
        await self._change(update(DeliveryRow).where(of_card).values(due_at=until))

    async def release(self, message_id: str, held: datetime, until: datetime) -> None:
        """Keep it back only until then and no longer as `held` says, unless somebody else did since."""
        of_card = and_(DeliveryRow.message_id == message_id, DeliveryRow.due_at == held)
        await self._change(update(DeliveryRow).where(of_card).values(due_at=until))

    async def mark_stale(self, subject: str) -> None:
        """Say that the cards of `subject` do not show the present state any more."""
        async with self._database.write() as session:
            await mark_stale(session, [subject], Priority.ANSWER)

    async def _change(self, statement: Update) -> bool:
        async with self._database.write() as session:
            return await _is_changed(session, statement)


def is_ready(parent: type[DeliveryRow]) -> ColumnElement[bool]:
    """Hold where there is something to send and nothing to wait for; `parent` is outer-joined."""
    may_stand = or_(
        DeliveryRow.parent_key.is_(None), parent.id.is_(None), parent.message_id.is_not(None), ~parent.live
    )
    return and_(IS_OWED, may_stand)


def _as_seen(delivery: Delivery) -> Update:
    return update(DeliveryRow).where(is_as_seen(delivery))


def _as_last_tried(delivery: Delivery) -> Update:
    """Select it while nobody has begun a try after this one, which knows better how the message fares."""
    return _as_seen(delivery).where(DeliveryRow.attempts <= delivery.attempts + 1)


async def _is_changed(session: AsyncSession, statement: Update) -> bool:
    return await session.scalar(statement.returning(DeliveryRow.id)) is not None


def _due(is_wanted: ColumnElement[bool]) -> _Query:
    return (
        select(
            *table_of(DeliveryRow).c,  # plain rows: an entity costs twice as much
            _PARENT.message_id.label("parent_message_id"),
            RunRow.task_id.label("task_id"),
        )
        .select_from(DeliveryRow)
        .outerjoin(_PARENT, _PARENT.key == DeliveryRow.parent_key)
        .outerjoin(RunRow, RunRow.id == DeliveryRow.run_id)
        .where(is_ready(_PARENT), DeliveryRow.due_at <= bindparam("now"), DeliveryRow.held_for.is_(None))
        .where(is_wanted, DeliveryRow.place.not_in(bindparam("besides", expanding=True)))
        .order_by(DeliveryRow.priority, DeliveryRow.due_at, DeliveryRow.id)
        .limit(bindparam("most", type_=Integer))
    )


# What is asked all the time is spelt once: to spell it costs as much as to ask.
_PARENT: Final = aliased(DeliveryRow)
_IS_SENT: Final = DeliveryRow.message_id.is_not(None)
_STANDS_UNDER: Final = DeliveryRow.parent_key.is_not(None)
_CAN_WAIT: Final = DeliveryRow.priority > int(Priority.ANSWER)
_DUE: Final = {
    None: _due(true()),
    Lane.UPDATE: _due(and_(_CAN_WAIT, _IS_SENT)),
    Lane.REPLY: _due(and_(_CAN_WAIT, ~_IS_SENT, _STANDS_UNDER)),
    Lane.SEND: _due(and_(_CAN_WAIT, ~_IS_SENT, ~_STANDS_UNDER)),
}
_ANSWERS_DUE: Final = _due(DeliveryRow.priority == int(Priority.ANSWER))
_NEXT_DUE: Final = (
    select(func.min(DeliveryRow.due_at))
    .select_from(DeliveryRow)
    .outerjoin(_PARENT, _PARENT.key == DeliveryRow.parent_key)
    .where(is_ready(_PARENT))
)
