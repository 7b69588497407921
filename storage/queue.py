"""The queue that brings runs to workers on many machines: Procrastinate, on the database that is there.

It is transport and nothing more. What a run is, and who may work on it, is decided by its row: a job holds
only a run's id, for the moment until a worker has the run's lease, and goes in the transaction that takes it.
So of Procrastinate the tables, their NOTIFY, locks, priorities and the hand-out to one worker at a time are
used; its own worker is not, which would hold a job for as long as the run takes, know no fencing token, and
end whenever the database is away for a moment.

Imported only where the database is PostgreSQL: the package is an extra.
"""

import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import structlog
from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager
from sqlalchemy import Boolean, literal_column, text
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.dispatch import QueueName
from scheduler.errors import TransientError
from scheduler.model import RunId
from storage.database import Database
from storage.handing import Job, wait_anew
from storage.tables import RunRow

log = structlog.get_logger()

TASK = "aime.run"

# Its own function, asked without its Python, which takes longer over a job than all else does.
# A queueing lock that is there already would refuse the whole batch.
_DEFER = text("""
    SELECT unnest(procrastinate_defer_jobs_v1(ARRAY(
        SELECT CAST(ROW(
            value ->> 0, CAST(:task AS text), CAST(value ->> 1 AS integer), value ->> 2, NULL,
            jsonb_build_object('run_id', value ->> 3), NULL
        ) AS procrastinate_job_to_defer_v1)
        FROM jsonb_array_elements(CAST(:jobs AS jsonb)) WITH ORDINALITY AS each(value, place)
        ORDER BY place
    )))
""")
_TAKEN = "DELETE FROM procrastinate_jobs WHERE id = ANY(:numbers) RETURNING id"
_STALLED = "DELETE FROM procrastinate_jobs WHERE id = ANY(:numbers) AND status = 'doing' RETURNING id"
_LOST = """
    NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs AS job WHERE job.id = run.job_id AND job.status IN ('todo', 'doing')
    )
"""


class ProcrastinateQueue:
    """Implements `storage.handing.Queue`, and brings jobs of some kinds to this process."""

    def __init__(self, database: Database, queues: Collection[QueueName], stall: timedelta) -> None:
        self._database = database
        self._queues = [queue.value for queue in queues]
        self._stall_s = stall.total_seconds()
        self._manager = JobManager(_OverDatabase(database))
        self._worker: int | None = None  # as Procrastinate knows us; jobs of one it has not heard of are lost

    async def put(self, session: AsyncSession, jobs: Sequence[Job]) -> Sequence[int]:
        """Add jobs in the transaction of `session`; returns their numbers, in order."""
        if not jobs:
            return ()
        told = json.dumps([(job.queue.value, job.priority, job.lock, job.run_id) for job in jobs])
        return list(await session.scalars(_DEFER, {"jobs": told, "task": TASK}))

    async def drop(self, session: AsyncSession, numbers: Collection[int]) -> None:
        """Forget jobs in the transaction of `session`; those that are gone already are none."""
        await session.execute(text(_TAKEN), {"numbers": list(numbers)})

    async def bring(self, limit: int) -> Mapping[int, RunId]:
        """Take up to `limit` jobs off the queue; returns the runs by the numbers of the jobs."""
        brought: dict[int, RunId] = {}
        if self._worker is None:
            self._worker = await self._manager.register_worker()
        while len(brought) < limit:
            job = await self._manager.fetch_job(self._queues, self._worker)
            if job is None:
                break
            brought[int(job.id or 0)] = RunId(str(job.task_kwargs["run_id"]))
        return brought

    @asynccontextmanager
    async def fetching(self) -> AsyncIterator[None]:
        """Whatever fails in the middle leaves jobs with us: be another worker, and they are known as lost."""
        try:
            yield
        except BaseException:
            self._worker = None
            raise

    async def live(self) -> None:
        """Say anew that this process is there."""
        if self._worker is not None:
            await self._manager.update_heartbeat(self._worker)

    async def leave(self) -> None:
        """Say that it is not."""
        if self._worker is not None:
            worker, self._worker = self._worker, None
            await self._manager.unregister_worker(worker)

    async def drop_stalled(self) -> int:
        """Forget jobs that are with a worker that is gone; returns how many."""
        stalled = await self._manager.get_stalled_jobs(seconds_since_heartbeat=self._stall_s)
        numbers = [int(job.id or 0) for job in stalled]
        if not numbers:
            return 0
        async with self._database.write() as session:
            gone = list(await session.scalars(text(_STALLED), {"numbers": numbers}))
            await wait_anew(session, RunRow.job_id.in_(gone))
        await self._manager.prune_stalled_workers(self._stall_s)
        log.warning("queue.stalled_jobs_dropped", count=len(gone))
        return len(gone)

    async def miss_lost(self) -> None:
        """Let runs wait anew whose jobs are gone, however that came."""
        async with self._database.write() as session:
            await wait_anew(session, literal_column(_LOST, Boolean()))


class _OverDatabase(PsycopgConnector):
    """Asks over the connections of the bot: one pool, which is whole again as soon as the server is."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database

    async def execute_query_async(self, query: Any, **arguments: Any) -> None:
        await self.execute_query_all_async(query, **arguments)

    async def execute_query_one_async(self, query: Any, **arguments: Any) -> dict[str, Any]:
        [row] = await self.execute_query_all_async(query, **arguments)
        return row

    async def execute_query_all_async(self, query: Any, **arguments: Any) -> list[dict[str, Any]]:
        async with self._database.write() as session, _asked(session) as driver:
            rows: list[dict[str, Any]]
            rows = await self.execute_query_all_async_with_connection(driver, query, **arguments)
            return rows


@asynccontextmanager
async def _asked(session: AsyncSession) -> AsyncIterator[Any]:
    """Yield the driver's connection under `session`; what goes wrong with it may pass."""
    connection = await session.connection()
    try:
        yield (await connection.get_raw_connection()).driver_connection
    except ConnectorException as error:
        raise TransientError(f"queue: {error.__cause__ or error}") from error
