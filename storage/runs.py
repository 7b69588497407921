"""Runs: claimed under a lease, written only by whoever holds it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.allowance import Allowance
from scheduler.closing import for_good
from scheduler.decided import Claimed, Closing
from scheduler.errors import Reason, Refused
from scheduler.model import (
    FAILURE_STATES,
    OPEN_STATES,
    Lease,
    PersonId,
    Run,
    RunEvent,
    RunId,
    RunState,
    Task,
    TenantKey,
)
from scheduler.ports import Audit
from scheduler.posts import Post, Priority
from storage.audit import add_audit
from storage.cancelling import call_off, instead_of_the_queue, takes_turn
from storage.claiming import brought, claimable, take
from storage.counting import count
from storage.daily import spend
from storage.database import Database
from storage.deliveries import add_posts, mark_stale, of_run, of_task
from storage.handing import Handing, Queue
from storage.incidents import fold
from storage.rows import Values, artifact_values, event_values, run_of, task_of, task_values
from storage.run_views import SqlRunViews
from storage.snoozing import move, put_off, waits_for
from storage.statements import insert_all, insert_new
from storage.tables import ArtifactRow, RunEventRow, RunRow, TaskRow, word
from storage.vanishing import delete_if_done, is_deleted


class SqlRuns(SqlRunViews):
    """Implements `scheduler.run_ports.RunStore`."""

    def __init__(
        self,
        database: Database,
        new_token: Callable[[], str],
        allowance: Allowance = Allowance(),  # noqa: B008 - frozen
        queue: Queue | None = None,
    ) -> None:
        super().__init__(database, allowance)
        self._new_token = new_token
        self._handing = Handing(queue, allowance.at_once)

    async def request(self, run: Run, post: Post, audit: Audit, *, behind: bool = False) -> tuple[Run, bool]:
        async with self._database.write() as session:
            # It locks the task, so that of two requests at once the second sees the first one's run.
            if await is_deleted(session, run.task_id):
                raise Refused(Reason.TASK_GONE)
            row = await session.scalar(_in_the_way(run, behind=behind))
            if row:
                return run_of(row), False
            await insert_all(session, RunRow, [await self._handing.row(session, run, begins=not behind)])
            await spend(session, run, self._allowance)
            await add_posts(session, [post], run.created_at)
            await add_audit(session, audit)
            await mark_stale(session, [of_task(run.task_id)], Priority.ANSWER)
        return run, True

    async def reply(self, run: Run, post: Post, audit: Audit) -> bool:
        """Queue the answer to what was written under a run's card; False when it is known already."""
        async with self._database.write() as session:
            if not await insert_new(session, RunRow, [await self._handing.row(session, run, begins=True)]):
                return False
            await spend(session, run, self._allowance)
            await add_posts(session, [post], run.created_at)
            await add_audit(session, audit)
        return True

    async def try_out(self, task: Task, run: Run, post: Post, audit: Audit) -> bool:
        async with self._database.write() as session:
            if not await insert_new(session, TaskRow, [task_values(task)]):
                return False
            await insert_all(session, RunRow, [await self._handing.row(session, run, begins=True)])
            await spend(session, run, self._allowance)
            await add_posts(session, [post], run.created_at)
            await add_audit(session, audit)
        return True

    async def snooze(self, run: Run, post: Post, audit: Audit) -> Run:
        async with self._database.write() as session:
            await session.execute(select(RunRow.id).where(RunRow.id == run.parent).with_for_update())
            if waiting := await session.scalar(waits_for(run.parent).with_for_update()):
                stored = await move(session, run_of(waiting), run)
            elif same := await session.get(RunRow, run.id):
                return run_of(same)  # the same press, handled a second time after a crash
            else:
                row = await self._handing.row(session, run, begins=False)
                stored = await put_off(session, run, post, str(row["owner"]))
                await spend(session, stored, self._allowance)
            await add_audit(session, audit)
            await mark_stale(session, [of_run(str(run.parent))], Priority.ANSWER)
        return stored

    async def claim(self, owner: str, now: datetime, until: datetime, limit: int) -> Sequence[Claimed]:
        """Take due queued runs: one at a time of a task whose policy does not allow overlap, and of one
        owner no more than may be at work at once.
        """
        async with self._database.write() as session:
            found = await claimable(session, now, limit, self._allowance.at_once)
            claimed = [Claimed(self._leased(run, owner, now, until), task) for run, task in found]
            await take(session, [item.run for item in claimed], now)
        return claimed

    async def claim_brought(
        self, owner: str, now: datetime, until: datetime, jobs: Mapping[int, RunId]
    ) -> Sequence[Claimed]:
        """Take the runs that these jobs of the queue brought, as far as they may begin; the jobs are done."""
        async with self._database.write() as session:
            found = await brought(session, now, list(jobs.values()))
            claimed = [Claimed(self._leased(run, owner, now, until), task) for run, task in found]
            left = set(jobs.values()) - {item.run.id for item in claimed}
            await take(session, [item.run for item in claimed], now)
            await self._handing.arrived(session, jobs, left)
        return claimed

    async def hand_over(self, now: datetime, limit: int) -> int:
        """Put on the queue what may begin and was not handed over yet; returns how many."""
        async with self._database.write() as session:
            return await self._handing.hand_over(session, now, limit)

    def _leased(self, run: Run, owner: str, now: datetime, until: datetime) -> Run:
        return replace(
            run,
            state=RunState.RUNNING,
            attempt=run.attempt + 1,
            lease=Lease(owner, self._new_token(), until),
            progress="",
            cause=None,
            started_at=run.started_at or now,
        )

    async def renew(self, tokens: Collection[str], until: datetime) -> Collection[str]:
        statement = update(RunRow).where(_is_leased(tokens)).values(lease_until=until)
        async with self._database.write() as session:
            held = await session.scalars(statement.returning(RunRow.lease_token))
            return [token for token in held if token]

    async def note(self, run_id: RunId, token: str, progress: str, events: Sequence[RunEvent]) -> bool:
        async with self._database.write() as session:
            row = await session.scalar(select(RunRow).where(_held(run_id, token)).with_for_update())
            if row is None:
                return False
            await _write_down(session, TenantKey(row.tenant_key), run_id, events)
            if row.progress != progress:  # text that streams in leaves the card as it is
                row.progress = progress
                await mark_stale(session, [of_run(run_id)], Priority.PROGRESS)
        return True

    async def close(
        self, run: Run, token: str, closing: Closing, now: datetime, *, lapsed: bool = False
    ) -> bool:
        is_meant = and_(_held(run.id, token), RunRow.lease_until <= now if lapsed else true())
        as_stored = (RunRow.state, RunRow.cancel_requested_at)
        async with self._database.write() as session:
            # It locks the task first, in the order in which planners do.
            if await is_deleted(session, run.task_id) and closing.retry_at:
                closing = for_good(closing, now)
            statement = update(RunRow).where(is_meant).values(**_closed(closing, now))
            stored = (await session.execute(statement.returning(*as_stored))).first()
            if stored is None:
                return False
            state, called_off_at = stored
            ended = replace(run, state=state, cause=closing.cause, cancel_requested_at=called_off_at)
            await count(session, run, closing.state)
            await _write_down(session, run.tenant, run.id, closing.events)
            artifacts = [artifact_values(run.tenant, run.id, artifact) for artifact in closing.artifacts]
            await insert_all(session, ArtifactRow, artifacts)
            await add_posts(session, await fold(session, ended, closing.posts, now), now)
            await mark_stale(session, [of_run(run.id)], _priority(closing.state), now)
            await mark_stale(session, [of_task(run.task_id)], Priority.PROGRESS)
            if closing.state is RunState.SUCCEEDED:
                await delete_if_done(session, [run.id], now)
        return True

    async def cancel(self, run_id: RunId, audit: Audit) -> Run | None:
        async with self._database.write() as session:
            if await call_off(session, RunRow.id == run_id, PersonId(audit.actor), audit.at):
                await add_audit(session, audit)
            row = await session.get(RunRow, run_id)
            return run_of(row) if row else None

    async def acknowledge(self, run_id: RunId, audit: Audit) -> bool:
        is_news = and_(RunRow.state == RunState.MISSED, RunRow.acknowledged_by.is_(None))
        statement = update(RunRow).where(RunRow.id == run_id, is_news).values(acknowledged_by=audit.actor)
        async with self._database.write() as session:
            task_id = await session.scalar(statement.returning(RunRow.task_id))
            if task_id is None:
                return False
            await mark_stale(session, [of_run(run_id), of_task(task_id)], Priority.ANSWER)
            await add_audit(session, audit)
        return True

    async def called_off(self, tokens: Collection[str]) -> Collection[str]:
        query = select(RunRow.lease_token).where(_is_leased(tokens), RunRow.cancel_requested_at.is_not(None))
        async with self._database.read() as session:
            return [token for token in await session.scalars(query) if token]

    async def expired(self, now: datetime, limit: int) -> Sequence[Claimed]:
        query = (
            select(RunRow, TaskRow)
            .join(TaskRow, TaskRow.id == RunRow.task_id)
            .where(RunRow.state == RunState.RUNNING, RunRow.lease_until <= now)
            .order_by(RunRow.lease_until, RunRow.id)
            .limit(limit)
        )
        async with self._database.read() as session:
            return [Claimed(run_of(run), task_of(task)) for run, task in await session.execute(query)]

    async def next_due(self, after: datetime) -> datetime | None:
        query = select(func.min(RunRow.due_at)).where(
            RunRow.state == word(RunState.QUEUED), RunRow.due_at > after
        )
        async with self._database.read() as session:
            return await session.scalar(query)


def _held(run_id: RunId, token: str) -> ColumnElement[bool]:
    """The fence: a worker that lost its lease finds no row to write."""
    return and_(RunRow.id == run_id, RunRow.lease_token == token)


def _is_leased(tokens: Collection[str]) -> ColumnElement[bool]:
    """Hold for the runs with these leases; that they have one lets their index be used."""
    return and_(RunRow.lease_until.is_not(None), RunRow.lease_token.in_(tokens))


def _in_the_way(run: Run, *, behind: bool) -> Select[RunRow]:
    """Select the same request's earlier run, or else an open run of the task: behind it, one that waits."""
    is_same = or_(
        RunRow.id == run.id,
        and_(RunRow.fire_time == run.fire_time, RunRow.kind == run.kind),
    )
    return (
        select(RunRow)
        .where(RunRow.task_id == run.task_id, takes_turn(run.created_at))
        .where(or_(is_same, RunRow.state == RunState.QUEUED if behind else RunRow.finished_at.is_(None)))
        .order_by(is_same.desc(), RunRow.fire_time, RunRow.id)
        .limit(1)
    )


def _closed(closing: Closing, now: datetime) -> Values:
    is_open = closing.state in OPEN_STATES
    values: Values = {
        "state": closing.state,
        "cause": closing.cause,
        "result": closing.result,
        "lease_owner": None,
        "lease_token": None,
        "lease_until": None,
        "finished_at": None if is_open else now,
    }
    if closing.retry_at is None:
        return values
    return values | {"due_at": closing.retry_at} | instead_of_the_queue(closing, now)


def _priority(state: RunState) -> Priority:
    if state in OPEN_STATES:
        return Priority.RUN_CARD
    return Priority.FAILURE if state in FAILURE_STATES else Priority.RESULT


async def _write_down(
    session: AsyncSession, tenant: TenantKey, run_id: RunId, events: Sequence[RunEvent]
) -> None:
    await insert_all(session, RunEventRow, [event_values(tenant, run_id, event) for event in events])
