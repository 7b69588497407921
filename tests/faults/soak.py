"""A day and a night by the clock of the bot: what it holds on to must not grow."""

import asyncio
import gc
import os
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

from yarl import URL

from bot.commands.local_lark import LocalLark
from bot.main import Bot
from scheduler.model import ChatId, Task
from scheduler.triggers import Every
from tests.faults.form import Form, Told
from tests.faults.ground import ZONE, a_lark, a_reminder, groups, planted
from tests.journeys.cast import Cast
from tests.journeys.stage import MovedClock, a_bot, rows

STEP = timedelta(minutes=10)
HOUR = timedelta(hours=1)
PERIODS = (STEP, *[HOUR] * 15, *[timedelta(hours=24)] * 4)  # in turn, over the tasks
MANY = {"AIME_RUNS_AT_ONCE_PER_OWNER": "0", "AIME_RUNS_PER_DAY": "0", "AIME_CONCURRENCY": "32"}


CONNECTIONS = 64 + 6
"""To Lark: what the bot's pool may hold, its long connection, and those of this test."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds after an hour of the bot's time."""

    memory_mib: float
    files: int  # and other connections
    connections: int  # to Lark: they are taken in turn, so as many stay as were ever needed at once
    jobs: int

    @classmethod
    def now(cls, lark: LocalLark) -> "Held":
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        memory = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        held = Counter(_is_connected(file, _sockets_to(lark)) for file in Path("/proc/self/fd").iterdir())
        return cls(memory, held[False], held[True], len(asyncio.all_tasks()))


def _sockets_to(lark: LocalLark) -> frozenset[str]:
    """Return what the kernel calls this process' connections to `lark`."""
    port = f":{URL(lark.url).port:04X}"
    lines = Path("/proc/self/net/tcp").read_text().splitlines()[1:]
    fields = [line.split() for line in lines]
    return frozenset(f"socket:[{field[9]}]" for field in fields if field[2].endswith(port))


def _is_connected(file: Path, sockets: frozenset[str]) -> bool:
    try:
        return str(file.readlink()) in sockets
    except FileNotFoundError:  # with which the folder was read
        return False


async def measure(form: Form, folder: Path) -> Told:
    async with a_lark() as (lark, cast):
        return await soaked(lark, cast, form, folder)


async def soaked(lark: LocalLark, cast: Cast, form: Form, folder: Path) -> Told:
    """Move the clock on by ten minutes again and again, each time when all is done that was due."""
    clock = MovedClock()
    chats = await groups(cast, -(-form.soak_tasks // 5))
    began, before = clock(), perf_counter()
    tasks = [_every(cast, n, chats[n % len(chats)], began) for n in range(form.soak_tasks)]
    await planted(folder, tasks)
    hours: list[Held] = []
    async with a_bot(lark, folder, MANY, clock) as bot:
        await _done(cast, folder, clock)  # what is due at the very beginning
        for hour in range(form.soak_hours):
            for step in range(HOUR // STEP):
                await _until(began + hour * HOUR + (step + 1) * STEP, bot, cast, folder, clock)
            hours.append(Held.now(lark))

    expected = sum(1 + form.soak_hours * HOUR // task.spec.trigger.period for task in tasks)
    found = rows(folder, "run GROUP BY state, delivery", "state, delivery, count(*)")
    assert found == [("succeeded", "delivered", expected)], f"of {expected} runs: {found}"
    warm = hours[len(hours) // 6 :]  # the last hour of a day has the daily tasks, and no like before it
    return Told(
        {
            "tasks": len(tasks),
            "simulated_hours": form.soak_hours,
            "runs": expected,
            "memory_mib": [round(held.memory_mib, 1) for held in (warm[0], warm[-1])],
            "memory_slope_mib_per_h": round(_slope([held.memory_mib for held in warm]), 3),
            "connections_to_lark": max(held.connections for held in hours),
            "files": [held.files for held in warm],
            "files_slope_per_h": round(_slope([held.files for held in warm[:-1]]), 3),
            "jobs": [held.jobs for held in warm],
            "jobs_slope_per_h": round(_slope([held.jobs for held in warm[:-1]]), 3),
            "seconds": round(perf_counter() - before, 1),
        },
        at_most={
            "memory_slope_mib_per_h": 1,
            "connections_to_lark": CONNECTIONS,
            "files_slope_per_h": 0.2,
            "jobs_slope_per_h": 0.2,
        },
    )


async def _until(moment: datetime, bot: Bot, cast: Cast, folder: Path, clock: MovedClock) -> None:
    """Move the clock to that moment exactly: what took its time before must make nothing late."""
    clock.advance(moment - clock())
    bot.engine.nudge()
    await _done(cast, folder, clock)


async def _done(cast: Cast, folder: Path, clock: MovedClock) -> None:
    await cast.when(lambda: _is_done(folder, clock()), within_s=600)


def _every(cast: Cast, number: int, chat: ChatId, began: datetime) -> Task:
    return a_reminder(cast, number, chat, Every(PERIODS[number % len(PERIODS)], began, ZONE))


def _is_done(folder: Path, now: datetime) -> bool:
    """Say whether everything that was due is over and shown."""
    due = f"task WHERE status = 'active' AND next_fire_time <= '{now.isoformat(' ')}'"
    left = (due, "run WHERE finished_at IS NULL", "delivery WHERE live AND posted < wanted")
    return not any(rows(folder, each, "1") for each in left)


def _slope(values: Sequence[float]) -> float:
    """Return by how much they grow from one to the next, by the straight line that fits best."""
    return statistics.linear_regression(range(len(values)), values).slope if len(values) > 1 else 0.0
