"""A start with 100,000 tasks: process start, and start of the engine alone, to the first due run's row."""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.main import utc_now
from storage.database import FILE_NAME, Database
from tests.benchmarks.engines import NotingTasks, an_engine
from tests.benchmarks.figures import Figure
from tests.benchmarks.lark import Lark, a_lark
from tests.benchmarks.programs import WITHIN_S, python
from tests.benchmarks.stored import fill

STORED, ROUNDS = 100_000, 5
_POLL_S = 0.002


async def measure(*, quick: bool) -> Sequence[Figure]:
    stored, rounds = (300, 1) if quick else (STORED, ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        await stored_in(Path(folder), stored)
        async with a_lark() as lark:
            await _serve_s(lark, Path(folder))  # reads everything from the disk
            serve = [await _serve_s(lark, Path(folder)) for _ in range(rounds)]
        engine = [1000 * await engine_s(Path(folder)) for _ in range(rounds)]
    facts = {"stored": stored}
    return [
        Figure("start_to_first_run", "s", serve, None, facts, wanted="at most 1.0 s"),
        Figure("engine_start_to_first_run", "ms", engine, None, facts, wanted="at most 50 ms"),
    ]


async def stored_in(folder: Path, stored: int, due: int = 1) -> None:
    database = await Database.open(None, folder)
    await database.upgrade()
    await fill(database, stored, due)
    await database.close()


async def engine_s(folder: Path) -> float:
    """Start the engine over a database that is open already."""
    _let_one_be_due(folder)
    database = await Database.open(None, folder)
    try:
        await database.at_head()  # the bot has upgraded by then
        tasks = NotingTasks(database, 1)
        async with asyncio.TaskGroup() as group:
            began = time.perf_counter()
            running = group.create_task(an_engine(database, tasks).run())
            await tasks.enough.wait()
            taken = time.perf_counter() - began
            running.cancel()
    finally:
        await database.close()
    return taken


async def _serve_s(lark: Lark, folder: Path) -> float:
    _let_one_be_due(folder)
    settings = lark.settings(folder, model=False)
    async with python("-m", "bot", "serve", settings=settings) as program, asyncio.timeout(WITHIN_S):
        with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
            while not connection.execute("SELECT 1 FROM run").fetchone():  # noqa: ASYNC110 - another process writes
                await asyncio.sleep(_POLL_S)
            return program.age_s()


def _let_one_be_due(folder: Path) -> None:
    due = utc_now().astimezone(UTC).replace(tzinfo=None, microsecond=0)
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        connection.execute("DELETE FROM run")
        connection.execute("UPDATE task SET next_fire_time = ? WHERE id = 'task_0'", [_stored(due)])


def _stored(moment: datetime) -> str:
    return moment.isoformat(" ", "microseconds")
