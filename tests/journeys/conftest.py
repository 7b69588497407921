"""The whole bot against a local Lark in a process of its own: event in, card out."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.commands.local_lark import LocalLark, local_lark
from bot.main import built, utc_now
from tests.journeys.cast import Cast


@pytest.fixture
async def lark() -> AsyncIterator[LocalLark]:
    """A fresh local Lark."""
    async with local_lark() as started:
        yield started


@pytest.fixture
async def cast(lark: LocalLark) -> AsyncIterator[Cast]:
    """The people and chats of the local Lark, and what they can do."""
    async with aiohttp.ClientSession(lark.url) as http:
        yield await Cast.of(http)


@asynccontextmanager
async def a_bot(lark: LocalLark, folder: Path, environment: Mapping[str, str] = {}) -> AsyncIterator[None]:
    """Run a bot on `folder` while entered; leaving it stops it as SIGTERM would."""
    stop = asyncio.Event()
    settings = lark.settings(folder, {"AIME_DRAIN": "0", **environment})
    async with built(settings, utc_now) as bot, asyncio.TaskGroup() as group:
        group.create_task(bot.run(stop))
        await bot.connected()
        try:
            yield
        finally:
            stop.set()


@pytest.fixture
async def bot(lark: LocalLark, tmp_path: Path) -> AsyncIterator[None]:
    """A bot that is connected to `lark`."""
    async with a_bot(lark, tmp_path):
        yield
