"""The whole bot against a local Lark in a process of its own: event in, card out."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.commands.local_lark import LocalLark
from bot.main import Bot
from tests.journeys.cast import Cast
from tests.journeys.stage import MovedClock, a_bot, forked_lark


@pytest.fixture
async def lark() -> AsyncIterator[LocalLark]:
    """A fresh local Lark."""
    async with forked_lark() as started:
        yield started


@pytest.fixture
async def cast(lark: LocalLark) -> AsyncIterator[Cast]:
    """The people and chats of the local Lark, and what they can do."""
    async with aiohttp.ClientSession(lark.url) as http:
        yield await Cast.of(http)


@pytest.fixture
def moved() -> MovedClock:
    """The clock of `bot`: the real one, and what it was moved by."""
    return MovedClock()


@pytest.fixture
async def bot(lark: LocalLark, fresh_sqlite_folder: Path, moved: MovedClock) -> AsyncIterator[Bot]:
    """A bot that is connected to `lark`, with its database in `tmp_path`."""
    async with a_bot(lark, fresh_sqlite_folder, clock=moved) as bot:
        yield bot
