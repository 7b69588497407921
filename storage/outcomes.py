"""What became of messages, written on them and on the runs that they tell of.

Several at once, as part of one transaction: a burst of messages costs a few statements, not a few each.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BindParameter, bindparam, case, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from scheduler.digest import DigestCard
from scheduler.model import DeliveryState, RunEvent, RunEventKind, RunId
from scheduler.posts import Delivery, Priority
from scheduler.views import subject_of
from storage.deliveries import mark_stale, of_run
from storage.rows import Values, event_values
from storage.statements import insert_all, table_of
from storage.tables import DeliveryRow, RunEventRow, RunRow
from storage.vanishing import delete_if_done

_BAD_NEWS = frozenset({DeliveryState.PARTIAL, DeliveryState.FAILED, DeliveryState.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Try:
    """A try of `delivery` that is about to begin."""

    delivery: Delivery
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """Lark has the state number `posted` of `delivery`."""

    delivery: Delivery
    posted: int
    message_id: str
    chat_id: str | None
    thread_id: str | None
    at: datetime


async def write_begun(connection: AsyncConnection, tries: Sequence[Try]) -> Sequence[int | None]:
    """Count a try on each; returns which state each wants, None where somebody else has begun or it was
    put off meanwhile.
    """
    seen = [_as_seen(each.delivery) for each in tries]
    instants = [each.at for each in tries]
    bounds = {
        "ids": [row_id for row_id, *_ in seen],
        "seen": seen,
        "began": min(instants),
        "now": max(instants),
    }
    wanted = {row.id: row.wanted for row in await connection.execute(_BEGIN, bounds)}
    return [wanted.pop(each.delivery.id, None) for each in tries]  # of two tries of one the first begins


async def write_arrived(session: AsyncSession, arrivals: Sequence[Arrival]) -> Sequence[None]:
    """Record what Lark has; what has moved on since it was seen stays as it is."""
    # Updates tell nothing on runs, and need not wait for them.
    await hold_runs(session, [each.delivery for each in arrivals if not each.delivery.posted])
    news = await _still_as_seen(session, arrivals)
    await _mark_delivered(session, news)
    await _update_again(session, [each for each in arrivals if each.delivery.posted and each not in news])
    first = [each for each in news if each.delivery.posted == 0]
    await _retire_older_cards(session, first)
    event = RunEventKind.DELIVERED
    told = [(each.delivery, RunEvent(each.at, event, each.delivery.post.key)) for each in first]
    await tell_runs(session, told, DeliveryState.DELIVERED)
    run_ids = {run_id for each in first for run_id in _runs_of(each.delivery)}
    if run_ids:
        await delete_if_done(session, run_ids, max(each.at for each in first))
    return [None] * len(arrivals)


async def hold_runs(session: AsyncSession, deliveries: Sequence[Delivery]) -> None:
    """Lock the runs before their messages, in the order in which the worker locks them."""
    run_ids = sorted({run_id for each in deliveries for run_id in _runs_of(each)})
    if run_ids:
        await session.execute(_HOLD, {"ids": run_ids})


async def tell_runs(
    session: AsyncSession, told: Sequence[tuple[Delivery, RunEvent | None]], state: DeliveryState
) -> None:
    """Write what became of messages on their runs; of a digest, on all that it stands for."""
    for delivery, _ in told:
        if isinstance(delivery.post.view, DigestCard):
            those = DeliveryRow.folded_into == delivery.post.key
            await session.execute(update(DeliveryRow).where(those).values(state=state))
    events = [
        event_values(delivery.post.tenant, RunId(run_id), event)
        for delivery, event in told
        for run_id in _runs_of(delivery)
        if event
    ]
    await insert_all(session, RunEventRow, events)
    await sum_up(session, {run_id for delivery, _ in told for run_id in _runs_of(delivery)})


async def sum_up(session: AsyncSession, run_ids: Collection[str]) -> None:
    """Write on each run what became of all its messages."""
    for state, those in (await _overall_of(session, run_ids)).items():
        moved = await session.scalars(_SUM_UP, {"ids": those, "sum": state})
        if state in _BAD_NEWS:  # good news needs no second card: the message itself tells
            await mark_stale(session, [of_run(run_id) for run_id in moved.all()], Priority.PROGRESS)


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


def _as_seen(delivery: Delivery) -> tuple[int, int, int, int]:
    return (delivery.id, delivery.generation, delivery.posted, delivery.attempts)


async def _still_as_seen(session: AsyncSession, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
    """Lock the messages; return those that are as they were seen, each once."""
    found = await session.execute(_AS_IT_IS, {"ids": [each.delivery.id for each in arrivals]})
    are = {row_id: (generation, posted) for row_id, generation, posted in found}
    return [
        each
        for each in arrivals
        if are.pop(each.delivery.id, None) == (each.delivery.generation, each.delivery.posted)
    ]


async def _mark_delivered(session: AsyncSession, news: Sequence[Arrival]) -> None:
    if news:
        await session.execute(_MARK_DELIVERED, [_arrived(each) for each in news])


async def _update_again(session: AsyncSession, arrivals: Sequence[Arrival]) -> None:
    """Update cards once more that two updated at once: which of them Lark heard last is not known."""
    for each in arrivals:
        is_overtaken = DeliveryRow.posted > each.delivery.posted
        await session.execute(
            update(DeliveryRow)
            .where(DeliveryRow.id == each.delivery.id, DeliveryRow.live, is_overtaken)
            .values(wanted=DeliveryRow.wanted + 1)
            .execution_options(synchronize_session=False)
        )


def _arrived(arrival: Arrival) -> Values:
    return {
        "this": arrival.delivery.id,
        "shown": arrival.posted,
        "message": arrival.message_id,
        "chat": arrival.chat_id,
        "thread": arrival.thread_id,
    }


async def _retire_older_cards(session: AsyncSession, arrivals: Sequence[Arrival]) -> None:
    """Of the cards of one subject in one chat only the newest is kept up to date."""
    subjects = [(each, subject_of(each.delivery.post.view)) for each in arrivals if each.chat_id]
    newest = [
        {"about": subject, "chat": each.chat_id, "newest": each.delivery.id}
        for each, subject in subjects
        if subject
    ]
    if newest:
        await session.execute(_RETIRE, newest)


def _runs_of(delivery: Delivery) -> Sequence[str]:
    """Return the runs that a message tells of: that of a card, all those of a digest."""
    view, run_id = delivery.post.view, delivery.post.run_id
    if isinstance(view, DigestCard):
        return sorted({each.run_id for each in view.held if each.run_id})
    return [run_id] if run_id else []


async def _overall_of(
    session: AsyncSession, run_ids: Collection[str]
) -> Mapping[DeliveryState, Sequence[str]]:
    """Return the runs by what became of their messages."""
    if not run_ids:
        return {}
    states: defaultdict[str, set[DeliveryState]] = defaultdict(set)
    for run_id, state in await session.execute(_STATES, {"ids": sorted(run_ids)}):
        states[str(run_id)].add(state)
    runs: defaultdict[DeliveryState, list[str]] = defaultdict(list)
    for run_id in sorted(run_ids):
        runs[overall(states[run_id])].append(run_id)
    return runs


# What is said all the time is spelt once: to spell it costs as much as to do it.
_IDS: Final[BindParameter[Any]] = bindparam("ids", expanding=True)
_MESSAGES: Final = table_of(DeliveryRow).c
_RUNS: Final = table_of(RunRow).c
_TRIED: Final = _MESSAGES.first_tried_at
_SEEN: Final = tuple_(_MESSAGES.id, _MESSAGES.generation, _MESSAGES.posted, _MESSAGES.attempts)
_BEGIN: Final = (
    update(table_of(DeliveryRow))
    .where(_MESSAGES.id.in_(_IDS), _MESSAGES.live, _MESSAGES.due_at <= bindparam("now"))
    .where(_SEEN.in_(bindparam("seen", expanding=True)))
    .values(
        attempts=_MESSAGES.attempts + 1,
        in_doubt=case((_MESSAGES.posted == 0, _TRIED.is_not(None)), else_=_MESSAGES.in_doubt),
        first_tried_at=case(
            (_MESSAGES.posted == 0, func.coalesce(_TRIED, bindparam("began", type_=_TRIED.type))),
            else_=_TRIED,
        ),
    )
    .returning(_MESSAGES.id, _MESSAGES.wanted)
)
_HOLD: Final = select(_RUNS.id).where(_RUNS.id.in_(_IDS)).order_by(_RUNS.id).with_for_update()
_AS_IT_IS: Final = (
    select(_MESSAGES.id, _MESSAGES.generation, _MESSAGES.posted)
    .where(_MESSAGES.id.in_(_IDS), _MESSAGES.live)
    .order_by(_MESSAGES.id)
    .with_for_update()
)
_MARK_DELIVERED: Final = (
    update(table_of(DeliveryRow))
    .where(_MESSAGES.id == bindparam("this"))
    .values(
        state=DeliveryState.DELIVERED,
        posted=bindparam("shown"),
        message_id=bindparam("message"),
        chat_id=func.coalesce(bindparam("chat"), _MESSAGES.chat_id),
        thread_id=func.coalesce(bindparam("thread"), _MESSAGES.thread_id),
        attempts=0,  # a card is updated for weeks: only tries in a row count
        first_tried_at=None,
        in_doubt=False,
        error=None,
    )
)
_RETIRE: Final = (
    update(table_of(DeliveryRow))
    .where(_MESSAGES.subject == bindparam("about"), _MESSAGES.chat_id == bindparam("chat"))
    .where(_MESSAGES.id < bindparam("newest"))
    .values(live=False)
)
_STATES: Final = select(_MESSAGES.run_id, _MESSAGES.state).where(_MESSAGES.run_id.in_(_IDS)).distinct()
_SUM_UP: Final = (
    update(table_of(RunRow))
    .where(_RUNS.id.in_(_IDS), _RUNS.delivery != bindparam("sum", type_=_RUNS.delivery.type))
    .values(delivery=bindparam("sum", type_=_RUNS.delivery.type))
    .returning(_RUNS.id)
)
