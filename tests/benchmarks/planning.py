"""Runs planned a second when 1,000 tasks are due at once, on SQLite and on PostgreSQL."""

import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from scheduler.planner import Planner
from storage.database import FILE_NAME, Database
from storage.tasks import SqlTasks
from tests import postgres
from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.stored import store
from tests.builders import a_task
from tests.doubles import Ids, ManualClock

HOUR = timedelta(hours=1)


async def measure(*, quick: bool) -> Sequence[Figure]:
    count, rounds = (100, 1) if quick else (1000, 5)
    with tempfile.TemporaryDirectory() as folder:
        sqlite, raw = await _on_sqlite(Path(folder), count, rounds)
    baseline = Baseline("sqlite3: the same rows by executemany, one transaction", raw)
    figures = [Figure("runs_planned_sqlite", "runs/s", sqlite, baseline, {"due": count})]
    if quick or postgres.missing():
        return figures
    with postgres.cluster() as url, tempfile.TemporaryDirectory() as folder:
        rates = await _on(url, Path(folder), count, rounds)
    # Its cluster does not wait for the disk, so it is not compared with SQLite in earnest.
    return [
        *figures,
        Figure("runs_planned_postgres", "runs/s", rates, baseline, {"due": count, "fsync": "off"}),
    ]


async def _on_sqlite(folder: Path, count: int, rounds: int) -> tuple[list[float], list[float]]:
    rates = await _on(None, folder, count, rounds)
    return rates, [_raw_rate(folder / FILE_NAME, count) for _ in range(rounds)]


async def _on(url: str | None, folder: Path, count: int, rounds: int) -> list[float]:
    database = await Database.open(url, folder)
    try:
        await database.upgrade()
        await store(database, [a_task(number) for number in range(count)])
        clock = ManualClock()
        planner = Planner(SqlTasks(database), clock, Ids())
        await _rate(database, planner, clock, count)  # compiles the statements
        return [await _rate(database, planner, clock, count) for _ in range(rounds)]
    finally:
        await database.close()


async def _rate(database: Database, planner: Planner, clock: ManualClock, count: int) -> float:
    """Plan the occurrence that is due now, then end its runs and let an hour pass."""
    began = time.perf_counter()
    planned = 0
    while (batch := await planner.tick()) > 0:
        planned += batch
    taken = time.perf_counter() - began
    assert planned == count, f"{planned} of {count} were planned"
    async with database.write() as session:
        await session.execute(text("UPDATE run SET state = 'succeeded', finished_at = due_at"))
    clock.advance(HOUR)
    return planned / taken


def _raw_rate(file: Path, count: int) -> float:
    """Write the last round once more with nothing but SQL: its tasks moved on, its runs, its posts."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        runs = _taken_out(connection, "run", f"id IN ({_LAST_RUNS})", count)
        posts = _taken_out(
            connection, "delivery", "run_id IS NOT NULL AND run_id NOT IN (SELECT id FROM run)"
        )
        moves = [(index, task) for index, (_, _, task, *_) in enumerate(runs)]
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("UPDATE task SET fired = ? WHERE id = ?", moves)
        connection.executemany(f"INSERT INTO run VALUES ({_marks(runs)})", runs)
        connection.executemany(f"INSERT INTO delivery VALUES ({_marks(posts)})", posts)
        connection.execute("COMMIT")
        taken = time.perf_counter() - began
    assert len(runs) == len(posts) == count, f"{len(runs)} runs, {len(posts)} posts"
    return count / taken


_LAST_RUNS = "SELECT id FROM run ORDER BY fire_time DESC LIMIT ?"


def _taken_out(connection: sqlite3.Connection, table: str, where: str, *values: int) -> list[tuple[Any, ...]]:
    rows = connection.execute(f"SELECT * FROM {table} WHERE {where}", values).fetchall()
    connection.execute(f"DELETE FROM {table} WHERE {where}", values)
    return rows


def _marks(rows: Sequence[tuple[Any, ...]]) -> str:
    return ", ".join("?" * len(rows[0]))
