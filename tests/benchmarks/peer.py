"""The peer: APScheduler 3 on its SQLAlchemy job store, which is what such a bot is usually built on.

Its jobs are a coroutine that only notes when it began, a cron line each, no misfire limit. They are
written straight into its table, as `add_job` would write them: that is measured nowhere here.
"""

import asyncio
import pickle
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.events import EVENT_JOB_MISSED
from apscheduler.job import Job
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.util import datetime_to_utc_timestamp
from sqlalchemy import delete, text

_BEGAN: list[float] = []
"""When jobs began, by the clock. A job is named by its module and function, so they cannot be handed one."""

_AT_MOST_S = 600
"""How long firing may take it; on a crowded machine a minute for a thousand."""

_MULTIPLY = text(
    "INSERT INTO apscheduler_jobs (id, next_run_time, job_state) "
    "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :count) "
    "SELECT 'later' || n, next_run_time, job_state FROM number, apscheduler_jobs WHERE id = 'first'"
)


async def note(_: int) -> None:
    _BEGAN.append(time.time())


class Peer:
    """A paused scheduler with `stored` jobs that are due tomorrow; `fire` lets others come due."""

    def __init__(self, url: str, stored: int) -> None:
        self._store = SQLAlchemyJobStore(url=url)
        self._scheduler = AsyncIOScheduler(timezone=UTC, jobstores={"default": self._store})
        self._missed = 0
        self._scheduler.add_listener(self._miss, EVENT_JOB_MISSED)
        self._scheduler.start(paused=True)
        tomorrow = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=20)
        self._write([self._job("first", 0, tomorrow, None)])
        with self._store.engine.begin() as connection:
            connection.execute(_MULTIPLY, {"count": stored - 1})

    async def fire(self, count: int) -> float:
        """Let `count` jobs be due now; returns the seconds until the last of them has begun."""
        self.put(count, datetime.now(UTC).replace(microsecond=0))
        began = time.perf_counter()
        self._scheduler.resume()
        await self.until(count)
        taken = time.perf_counter() - began
        self._scheduler.pause()
        return taken

    def put(self, count: int, due: datetime, grace_s: int | None = None) -> None:
        """Store `count` jobs for the moment `due`, in place of those of the last time."""
        _BEGAN.clear()
        self._missed = 0
        with self._store.engine.begin() as connection:
            connection.execute(delete(self._store.jobs_t).where(self._store.jobs_t.c.id.like("due%")))
        self._write([self._job(f"due{number}", number, due, grace_s) for number in range(count)])

    def resume(self) -> None:
        self._scheduler.resume()

    async def until(self, count: int) -> list[float]:
        """Return when each began, once `count` have, or were dropped for being late."""
        async with asyncio.timeout(_AT_MOST_S):
            while len(_BEGAN) + self._missed < count:  # noqa: ASYNC110 - it has no event to wait for
                await asyncio.sleep(0.002)
        return list(_BEGAN)

    @property
    def missed(self) -> int:
        return self._missed

    def close(self) -> None:
        self._scheduler.shutdown(wait=False)
        self._store.engine.dispose()

    def _miss(self, _: object) -> None:
        self._missed += 1

    def _job(self, name: str, number: int, due: datetime, grace_s: int | None) -> Job:
        trigger = CronTrigger(hour=due.hour, minute=due.minute, second=due.second, timezone=UTC)
        how = {"misfire_grace_time": grace_s, "coalesce": True, "max_instances": 1, "executor": "default"}
        job = Job(
            self._scheduler,
            id=name,
            func=note,
            args=(number,),
            kwargs={},
            name="note",
            trigger=trigger,
            **how,
        )
        job._modify(next_run_time=due)
        return job

    def _write(self, jobs: list[Job]) -> None:
        rows = [
            {
                "id": job.id,
                "next_run_time": datetime_to_utc_timestamp(job.next_run_time),
                "job_state": pickle.dumps(job.__getstate__(), pickle.HIGHEST_PROTOCOL),
            }
            for job in jobs
        ]
        with self._store.engine.begin() as connection:
            connection.execute(self._store.jobs_t.insert(), rows)


def in_memory(count: int) -> Callable[[], None]:
    """Put `count` jobs into its memory store; returns what ends it."""
    scheduler = BackgroundScheduler(timezone=UTC)  # the other one wants a loop; the store is the same
    scheduler.start(paused=True)
    far = datetime.now(UTC) + timedelta(hours=12)
    for number in range(count):
        trigger = CronTrigger(hour=far.hour, minute=number % 60, timezone=UTC)
        scheduler.add_job(note, trigger, args=(number,), id=f"later{number}")
    return lambda: scheduler.shutdown(wait=False)
