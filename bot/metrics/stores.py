"""The stores, counting what they wrote.

Whatever happens to a run or a message is true once it is written, and every process writes through these:
so it is counted here, where it is written, and neither the engine nor the delivering side knows of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.metrics.instruments import Metrics
from scheduler.alerts import Word
from scheduler.allowance import Allowance
from scheduler.decided import Claimed, Closing, Decide
from scheduler.model import OPEN_STATES, DeliveryState, Run, RunEventKind, RunId, RunState, TaskId
from scheduler.ports import Audit
from scheduler.posts import Delivery
from storage.database import Database
from storage.handing import Queue
from storage.outbox import Outbox
from storage.runs import SqlRuns
from storage.stores import Stores
from storage.tasks import SqlTasks


def counted_stores(
    database: Database,
    new_token: Callable[[], str],
    allowance: Allowance,
    metrics: Metrics,
    queue: Queue | None = None,
) -> Stores:
    """Return all stores, of which those count that the metrics are about."""
    return replace(
        Stores.over(database, new_token, allowance, queue),
        tasks=CountedTasks(database, allowance, metrics, queue),
        runs=CountedRuns(database, new_token, allowance, metrics, queue),
        outbox=CountedOutbox(database, metrics),
    )


class CountedTasks(SqlTasks):
    def __init__(
        self, database: Database, allowance: Allowance, metrics: Metrics, queue: Queue | None
    ) -> None:
        super().__init__(database, allowance, queue)
        self._metrics = metrics

    async def plan_due(
        self, now: datetime, limit: int, decide: Decide, *, only: TaskId | None = None
    ) -> Sequence[Run]:
        runs = await super().plan_due(now, limit, decide, only=only)
        for run in runs:
            if run.state not in OPEN_STATES:  # skipped or missed: it ends as it begins
                self._metrics.ended(run.kind, run.state)
        return runs


class CountedRuns(SqlRuns):
    """What is called off in the queue along with its task, or to make way for the next, is not counted."""

    def __init__(
        self,
        database: Database,
        new_token: Callable[[], str],
        allowance: Allowance,
        metrics: Metrics,
        queue: Queue | None,
    ) -> None:
        super().__init__(database, new_token, allowance, queue)
        self._metrics = metrics

    async def claim(self, owner: str, now: datetime, until: datetime, limit: int) -> Sequence[Claimed]:
        return self._counted(await super().claim(owner, now, until, limit), now)

    async def claim_brought(
        self, owner: str, now: datetime, until: datetime, jobs: Mapping[int, RunId]
    ) -> Sequence[Claimed]:
        return self._counted(await super().claim_brought(owner, now, until, jobs), now)

    def _counted(self, claimed: Sequence[Claimed], now: datetime) -> Sequence[Claimed]:
        for item in claimed:
            if item.run.attempt == 1:
                self._metrics.begun(item.run.kind, now - item.run.fire_time)
        return claimed

    async def close(
        self, run: Run, token: str, closing: Closing, now: datetime, *, lapsed: bool = False
    ) -> bool:
        if not await super().close(run, token, closing, now, lapsed=lapsed):
            return False
        if _was_lost(run, closing, now):
            self._metrics.recovered()
        state = closing.state
        if state is RunState.QUEUED:  # unless it was called off meanwhile, which only its row knows
            stored = await self.get(run.id)
            state = stored.state if stored else state
        if state not in OPEN_STATES:
            self._metrics.ended(run.kind, state)
        return True

    async def cancel(self, run_id: RunId, audit: Audit) -> Run | None:
        run = await super().cancel(run_id, audit)
        if run and run.state is RunState.CANCELLED and run.finished_at == audit.at:
            self._metrics.ended(run.kind, run.state)
        return run


class CountedOutbox(Outbox):
    def __init__(self, database: Database, metrics: Metrics) -> None:
        super().__init__(database)
        self._metrics = metrics

    async def sent(
        self,
        delivery: Delivery,
        posted: int,
        message_id: str,
        chat_id: str | None,
        thread_id: str | None,
        now: datetime,
    ) -> None:
        await super().sent(delivery, posted, message_id, chat_id, thread_id, now)
        self._metrics.delivered("updated" if delivery.posted else "sent")

    async def put_off(self, delivery: Delivery, until: datetime, error: str, *, uncertain: bool) -> None:
        await super().put_off(delivery, until, error, uncertain=uncertain)
        self._metrics.delivered("put_off")

    async def give_up(
        self,
        delivery: Delivery,
        state: DeliveryState,
        error: str,
        now: datetime,
        word: Word = Word(),  # noqa: B008 - frozen
    ) -> None:
        await super().give_up(delivery, state, error, now, word)
        if state is not DeliveryState.NONE:  # nothing to show any more is no failure
            self._metrics.delivered(state)


def _was_lost(run: Run, closing: Closing, now: datetime) -> bool:
    """Tell an attempt whose worker went away from one that a shutdown interrupted."""
    is_interrupted = any(event.kind is RunEventKind.INTERRUPTED for event in closing.events)
    return is_interrupted and run.lease is not None and run.lease.until <= now
