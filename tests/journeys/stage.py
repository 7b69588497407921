"""Starting the bot: in this process with a clock of ours, or as `aime serve` in one of its own."""

import asyncio
import json
import os
import signal
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from bot.commands.local_lark import LocalLark
from bot.main import Bot, built
from bot.settings import Settings
from bot.work import Workshop, utc_now, workshop
from scheduler.ports import Clock
from storage.database import FILE_NAME
from tests.journeys.forks import Forked, Wanted


class MovedClock:
    """Goes on as the real clock does, and can be ahead of it."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.ahead

    def advance(self, by: timedelta) -> None:
        self.ahead += by


@asynccontextmanager
async def a_bot(
    lark: LocalLark, folder: Path, environment: Mapping[str, str] = {}, clock: Clock = utc_now
) -> AsyncIterator[Bot]:
    """Run a bot on `folder` while entered; leaving it stops it as SIGTERM would."""
    stop = asyncio.Event()
    settings = settings_of(lark, folder, environment)
    try:
        async with built(settings, clock) as bot, asyncio.TaskGroup() as group:
            group.create_task(bot.run(stop))
            await bot.connected()
            try:
                yield bot
            finally:
                stop.set()
    except BaseExceptionGroup as several:
        if len(several.exceptions) == 1:
            raise several.exceptions[0] from None  # what a test found is clearer by itself
        raise


@asynccontextmanager
async def a_worker(lark: LocalLark, folder: Path, environment: Mapping[str, str]) -> AsyncIterator[Workshop]:
    """Work on runs while entered, as `aime worker` does."""
    stop = asyncio.Event()
    async with workshop(settings_of(lark, folder, environment)) as working, asyncio.TaskGroup() as group:
        group.create_task(working.run(stop))
        try:
            yield working
        finally:
            stop.set()


def settings_of(lark: LocalLark, folder: Path, environment: Mapping[str, str]) -> Settings:
    database_url = environment.get("AIME_DATABASE_URL", "")
    return lark.settings(folder, {"AIME_DRAIN": "0", **environment}, database_url=database_url)


class Serving(Forked):
    """`aime …` as a process."""

    async def says(self, word: str, within_s: float = 60) -> str:
        """Wait for a line of its log that has `word` in it."""
        lines = []
        async with asyncio.timeout(within_s):
            async for line in self:
                lines.append(line)
                if word in line:
                    return line
        raise AssertionError(f"it ended without saying {word}: {lines}")

    async def lives(self, for_s: float) -> None:
        """Let it work for a while, reading what it says, since a full pipe would stop it."""
        with suppress(TimeoutError):
            await self.says("\0", for_s)  # which no line holds

    async def killed(self) -> None:
        """Let it end as a power cut would."""
        self.send(signal.SIGKILL)
        await self.ended()

    async def stopped(self) -> int:
        """Ask it to end; returns its exit code."""
        self.send(signal.SIGTERM)
        code, _ = await self.ended()
        return code


@asynccontextmanager
async def aime(
    *arguments: str, environment: Mapping[str, str], is_fresh: bool = False
) -> AsyncIterator[Serving]:
    """Run the command line with nothing of `AIME_…` but what is given."""
    process = await Serving.start(
        Wanted("bot.__main__", arguments, environment_of(environment), is_fresh=is_fresh)
    )
    try:
        yield process
    finally:
        await process.end()


@asynccontextmanager
async def forked_lark() -> AsyncIterator[LocalLark]:
    """Have a fresh local Lark while entered."""
    arguments = ("sandbox", "--port", "0")
    process = await Forked.start(Wanted("bot.__main__", arguments, dict(os.environ), complains_apart=True))
    try:
        yield LocalLark(**json.loads(await process.line()))
    finally:
        await process.end()


def environment_of(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a process: nothing of `AIME_…` but what is given."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AIME_")}
    return inherited | dict(given)


def serve_environment(lark: LocalLark, folder: Path, **more: str) -> dict[str, str]:
    return {
        "AIME_LARK_APP_ID": lark.app_id,
        "AIME_LARK_APP_SECRET": lark.app_secret,
        "AIME_LARK_DOMAIN": lark.url,
        "AIME_DATA_DIR": str(folder),
        "AIME_HTTP_PORT": "0",
        "AIME_MODEL_BASE_URL": lark.model_base_url,
        "AIME_MODEL_API_KEY": "stand-in",
        "AIME_MODEL": "stand-in",
        "AIME_DRAIN": "0",
        **more,
    }


@asynccontextmanager
async def serving(
    lark: LocalLark, folder: Path, *, is_fresh: bool = False, **more: str
) -> AsyncIterator[Serving]:
    """Run `aime serve` on `folder`, connected to `lark`."""
    environment = serve_environment(lark, folder, **more)
    async with aime("serve", environment=environment, is_fresh=is_fresh) as process:
        await process.says("lark.socket_connected")
        yield process


def rows(folder: Path, table: str, columns: str = "*") -> list[tuple]:
    """Read a table of the bot's SQLite file from outside."""
    with closing(sqlite3.connect(f"file:{folder / FILE_NAME}?mode=ro", uri=True)) as connection:
        return connection.execute(f"SELECT {columns} FROM {table}").fetchall()
