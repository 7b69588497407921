"""Several real processes of the bot on one PostgreSQL, each on a machine with a clock of its own."""

import asyncio
import json
import re
import signal
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

from tests.faults.pace import looks
from tests.journeys.forks import Forked, Wanted
from tests.journeys.stage import environment_of


@dataclass
class Machine:
    """One process, its log in a file, so that it never waits for a reader."""

    command: str  # serve or worker
    ahead: timedelta
    log: Path
    environment: Mapping[str, str]
    is_fresh: bool
    process: Forked | None = None

    async def start(self) -> None:
        arguments = (self.command, str(self.ahead.total_seconds()))
        wanted = Wanted(
            "tests.faults.skewed",
            arguments,
            environment_of(self.environment),
            log=str(self.log),
            is_fresh=self.is_fresh,
        )
        self.process = await Forked.start(wanted)

    async def kill(self) -> None:
        await self._running.end()

    def freeze(self) -> None:
        self._running.send(signal.SIGSTOP)

    def thaw(self) -> None:
        self._running.send(signal.SIGCONT)

    def said(self, event: str) -> int:
        """Return how often it has logged this."""
        return self.log.read_text(encoding="utf-8").count(event)

    def last_said(self, event: str) -> str:
        """Return when it logged this last, as text that sorts; "" for never."""
        lines = [line for line in self.log.read_text(encoding="utf-8").splitlines() if event in line]
        return str(json.loads(lines[-1])["timestamp"]) if lines else ""

    async def ready(self) -> None:
        """Wait until it says itself that it is ready: database, engine, and a bot's long connection."""
        async with aiohttp.ClientSession() as http:
            async for _ in looks():
                if await self._is_ready(http):
                    return
                assert self._running.is_there(), f"it ended: {self.log.read_text(encoding='utf-8')[-4000:]}"

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
    def _running(self) -> Forked:
        assert self.process is not None, "started before"
        return self.process


@asynccontextmanager
async def machines(started: Sequence[Machine]) -> AsyncIterator[None]:
    """Let all of them be ready while entered, and end with all of them gone."""
    try:
        for machine in started:
            await machine.start()
        await asyncio.gather(*(machine.ready() for machine in started))
        yield
    finally:
        await asyncio.gather(*(machine.kill() for machine in started if machine.process))


class Records:
    """What the database says, from outside; waits while it is away."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def rows(self, query: str, **values: Any) -> Sequence[Any]:
        async for _ in looks():
            with suppress(DBAPIError):
                async with self._engine.connect() as connection:
                    return (await connection.execute(text(query), values)).all()
        raise AssertionError("looks never end")

    async def one(self, query: str, **values: Any) -> Any:
        [(value,)] = await self.rows(query, **values)
        return value

    async def until(self, holds: Callable[[Any], bool], query: str, within_s: float) -> None:
        """Wait until the query's only figure is as `holds` says."""
        async with asyncio.timeout(within_s):
            async for _ in looks():
                if holds(await self.one(query)):
                    return
