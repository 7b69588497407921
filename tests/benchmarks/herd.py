"""A program to be measured: everything that is due in one second, by the bot's engine or by APScheduler.

`python -m tests.benchmarks.herd aime|peer FOLDER STORED DUE [GRACE_S]` prints one JSON line. Of the bot
the whole engine runs: planner, worker with its executors, reaper; nothing is sent, Lark's limits are
measured elsewhere.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.commands.garbage import settle
from bot.logs import set_up_logs
from bot.settings import LogFormat
from storage.database import Database
from tests.benchmarks.engines import NotingTasks, an_engine
from tests.benchmarks.figures import percentile
from tests.benchmarks.peer import Peer
from tests.benchmarks.stored import LATER, fill, let_be_due

_HEAD_START = timedelta(seconds=10)
_BEAT_S = 0.005


class Stall:
    """How long the event loop was away at most, seen by a coroutine that wants it every 5 ms.

    `busy_s` is the most of the processor that its thread used meanwhile, which a crowd distorts less.
    """

    def __init__(self) -> None:
        self.longest_s = 0.0
        self.busy_s = 0.0

    async def watch(self) -> None:
        while True:
            began, used = time.perf_counter(), time.thread_time()
            await asyncio.sleep(_BEAT_S)
            self.longest_s = max(self.longest_s, time.perf_counter() - began - _BEAT_S)
            self.busy_s = max(self.busy_s, time.thread_time() - used)


async def main(who: str, folder: str, stored: int, due: int, grace_s: int | None = None) -> None:
    said = await (_aime(Path(folder), stored, due) if who == "aime" else _peer(folder, stored, due, grace_s))
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


async def _aime(folder: Path, stored: int, due: int) -> dict[str, float]:
    database = await Database.open(None, folder)
    try:
        await database.upgrade()
        await fill(database, stored, due, LATER)
        at = _soon()
        await let_be_due(database, at)
        tasks = NotingTasks(database, due)
        settle()  # as `aime serve` does
        async with asyncio.TaskGroup() as group:
            running = group.create_task(an_engine(database, tasks).run())
            await _sleep_until(at - timedelta(seconds=0.5))
            with watched(group) as stall:
                await tasks.enough.wait()
            running.cancel()
        late = sorted(tasks.late_s)
        counts = await _states(database)
    finally:
        await database.close()
    return {**_summary(late, stall), "missed": counts.get("missed", 0) + counts.get("skipped", 0)}


async def _states(database: Database) -> dict[str, int]:
    async with database.read() as session:
        return dict((await session.execute(text("SELECT state, count(*) FROM run GROUP BY state"))).all())


async def _peer(folder: str, stored: int, due: int, grace_s: int | None) -> dict[str, float]:
    peer = Peer(f"sqlite:///{folder}/peer.db", stored - due)
    try:
        at = _soon()
        peer.put(due, at, grace_s)
        peer.resume()
        await _sleep_until(at - timedelta(seconds=0.5))
        async with asyncio.TaskGroup() as group:
            with watched(group) as stall:
                began = await peer.until(due)
                await asyncio.sleep(2 * _BEAT_S)  # let the watch see the end of it
        late = sorted(moment - at.timestamp() for moment in began)
        return {**_summary(late, stall), "missed": peer.missed}
    finally:
        peer.close()


@contextmanager
def watched(group: asyncio.TaskGroup) -> Iterator[Stall]:
    stall = Stall()
    watching = group.create_task(stall.watch())
    try:
        yield stall
    finally:
        watching.cancel()


def _summary(late: Sequence[float], stall: Stall) -> dict[str, float]:
    stalls = {"stall_s": stall.longest_s, "busy_s": stall.busy_s}
    if not late:
        return stalls
    return {
        "p50_s": percentile(late, 0.5),
        "p99_s": percentile(late, 0.99),
        "last_s": late[-1],
        **stalls,
    }


def _soon() -> datetime:
    """Return a whole second that is far enough for everything to be written before."""
    return (datetime.now(UTC) + _HEAD_START).replace(microsecond=0)


async def _sleep_until(moment: datetime) -> None:
    left = (moment - datetime.now(UTC)).total_seconds()
    assert left > 0, "writing took longer than the head start"
    await asyncio.sleep(left)


if __name__ == "__main__":
    set_up_logs(LogFormat.CONSOLE, "error", [])
    asyncio.run(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
