"""Several real processes of the bot on one PostgreSQL, each on a machine with a clock of its own."""

import asyncio
import json
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.journeys.stage import environment_of

LOOK_EVERY_S = 0.2


@dataclass
class Machine:
    """One process, its log in a file, so that it never waits for a reader."""

    ahead: timedelta
    log: Path
    environment: Mapping[str, str]
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.faults.skewed",
                str(self.ahead.total_seconds()),
                env=environment_of(self.environment),
                stdout=log,
                stderr=log,
            )

    async def kill(self) -> None:
        with suppress(ProcessLookupError):
            self._running.kill()
        await self._running.wait()

    def freeze(self) -> None:
        self._running.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._running.send_signal(signal.SIGCONT)

    @property
    def has_ended(self) -> bool:
        return self._running.returncode is not None

    def said(self, event: str) -> int:
        """Return how often it has logged this."""
        return self.log.read_text(encoding="utf-8").count(event)

    def last_said(self, event: str) -> str:
        """Return when it logged this last, as text that sorts; "" for never."""
        lines = [line for line in self.log.read_text(encoding="utf-8").splitlines() if event in line]
        return str(json.loads(lines[-1])["timestamp"]) if lines else ""

    async def ready(self) -> None:
        """Wait until it says itself that it is ready: database, planner, long connection."""
        async with aiohttp.ClientSession() as http:
            while not await self._is_ready(http):
                assert not self.has_ended, f"it ended: {self.log.read_text(encoding='utf-8')[-4000:]}"
                await asyncio.sleep(LOOK_EVERY_S)

    async def _is_ready(self, http: aiohttp.ClientSession) -> bool:
        ports = re.findall(r"^port=(\d+)$", self.log.read_text(encoding="utf-8"), re.MULTILINE)
        if not ports:
            return False
        try:
            async with http.get(f"http://127.0.0.1:{ports[-1]}/readyz") as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False

    @property
    def _running(self) -> asyncio.subprocess.Process:
        assert self.process is not None, "started before"
        return self.process


@asynccontextmanager
async def machines(
    folder: Path, environment: Mapping[str, str], clocks: Sequence[timedelta]
) -> AsyncIterator[list[Machine]]:
    """Start a process for each clock, and end with all of them gone."""
    started = [Machine(ahead, folder / f"{n}.log", environment) for n, ahead in enumerate(clocks)]
    try:
        for machine in started:
            await machine.start()
        await asyncio.gather(*(machine.ready() for machine in started))
        yield started
    finally:
        await asyncio.gather(*(machine.kill() for machine in started if machine.process))


class Records:
    """What the database says, from outside; waits while it is away."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def rows(self, query: str, **values: Any) -> Sequence[Any]:
        while True:
            try:
                async with self._engine.connect() as connection:
                    return (await connection.execute(text(query), values)).all()
            except DBAPIError:
                await asyncio.sleep(LOOK_EVERY_S)

    async def one(self, query: str, **values: Any) -> Any:
        [(value,)] = await self.rows(query, **values)
        return value

    async def until(self, holds: Callable[[Any], bool], query: str, within_s: float) -> None:
        """Wait until the query's only figure is as `holds` says."""
        async with asyncio.timeout(within_s):
            async for value in self._looks(query):
                if holds(value):
                    return

    async def _looks(self, query: str) -> AsyncIterator[Any]:
        while True:
            yield await self.one(query)
            await asyncio.sleep(LOOK_EVERY_S)
