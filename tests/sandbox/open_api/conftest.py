"""A running sandbox whose clock stands still, and a caller who holds a token."""

import aiohttp
import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import running_sandbox
from tests.sandbox.open_api.caller import START, Caller


@pytest.fixture
async def lark():
    clock = SandboxClock(lambda: START, speed=0)
    async with running_sandbox(clock=clock) as running, aiohttp.ClientSession(running.url) as session:
        caller = Caller(running, session)
        await caller.log_in()
        yield caller
