"""1,000 due of 100,000 stored: how long until each has its run and its next fire time, beside APScheduler.

On PostgreSQL each run is on the queue as well, by the same transaction: whoever works on it is elsewhere.
"""

import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from bot.commands.garbage import settle
from bot.ids import new_id
from scheduler.dispatch import QueueName
from scheduler.leases import Leases
from scheduler.planner import Planner
from storage.database import Database
from storage.queue import ProcrastinateQueue
from storage.tasks import SqlTasks
from tests import postgres
from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.peer import Peer
from tests.benchmarks.stored import fill
from tests.doubles import ManualClock

STORED, DUE, ROUNDS = 100_000, 1000, 7


async def measure(*, quick: bool) -> Sequence[Figure]:
    stored, due, rounds = (500, 100, 1) if quick else (STORED, DUE, ROUNDS)
    figures = [await on_sqlite(stored, due, rounds)]
    if not quick and not postgres.missing():
        figures.append(await on_postgres(stored, due, rounds))
    return figures


async def on_sqlite(stored: int, due: int, rounds: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        peer = f"sqlite:///{folder}/peer.db"
        return await _beside("sqlite", None, peer, Path(folder), stored, due, rounds)


async def on_postgres(stored: int, due: int, rounds: int) -> Figure:
    """Neither waits for the disk: the cluster has `fsync` off."""
    with postgres.cluster() as url, tempfile.TemporaryDirectory() as folder:
        return await _beside("postgres", url, url, Path(folder), stored, due, rounds)


async def _beside(
    name: str, url: str | None, peer_url: str, folder: Path, stored: int, due: int, rounds: int
) -> Figure:
    ours, theirs = list[float](), list[float]()
    peer = Peer(peer_url, stored - due)
    try:
        async with a_planner(url, folder, stored, due) as firing:
            await firing.fire()  # compiles the statements
            settle()  # as `aime serve` does; it spares both
            for _ in range(rounds):  # in turns, so that a noisy moment hits both alike
                ours.append(1000 * await firing.fire())
                theirs.append(1000 * await peer.fire(due))
    finally:
        peer.close()
    baseline = Baseline("APScheduler's SQLAlchemyJobStore there, jobs that do nothing", theirs)
    return Figure(
        f"firing_{name}", "ms", ours, baseline, {"stored": stored, "due": due}, wanted=_WANTED[name]
    )


_WANTED = {"sqlite": "at most 1/20 of it", "postgres": "at most 1/6 of it"}


class Firing:
    def __init__(self, database: Database, due: int) -> None:
        self._database = database
        self._due = due
        self._clock = ManualClock()
        queue = ProcrastinateQueue(database, tuple(QueueName), Leases().stall) if database.is_shared else None
        self._planner = Planner(SqlTasks(database, queue=queue), self._clock, new_id)

    async def fire(self) -> float:
        """Plan what is due now; returns the seconds. Then the runs end and a day passes."""
        began = time.perf_counter()
        planned = 0
        while (batch := await self._planner.tick()) > 0:
            planned += batch
        taken = time.perf_counter() - began
        assert planned == self._due, f"{planned} of {self._due} were planned"
        assert await self._queued() == (self._due if self._database.is_shared else 0)
        await self._tidy_up()
        self._clock.advance(timedelta(days=1))
        return taken

    async def _queued(self) -> int:
        async with self._database.read() as session:
            return await session.scalar(text("SELECT count(*) FROM run WHERE job_id IS NOT NULL")) or 0

    async def _tidy_up(self) -> None:
        async with self._database.write() as session:
            if self._database.is_shared:
                await session.execute(text("DELETE FROM procrastinate_jobs"))
            is_over = "state = 'succeeded', finished_at = due_at, handed_at = NULL, job_id = NULL"
            await session.execute(text(f"UPDATE run SET {is_over} WHERE finished_at IS NULL"))
            await session.execute(text("UPDATE delivery SET posted = wanted WHERE posted < wanted"))


@asynccontextmanager
async def a_planner(url: str | None, folder: Path, stored: int, due: int) -> AsyncIterator[Firing]:
    """Yield what plans the `due` tasks of a new database that holds `stored`."""
    database = await Database.open(url, folder)
    try:
        await database.upgrade()
        await fill(database, stored, due)
        yield Firing(database, due)
    finally:
        await database.close()
