"""Reading what a process says while something else is looked at."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.journeys.stage import Serving


@asynccontextmanager
async def reading(process: Serving) -> AsyncIterator[None]:
    """Keep its log from filling the pipe, which would stop it."""
    async with asyncio.TaskGroup() as group:
        job = group.create_task(_read(process))
        yield
        job.cancel()


async def _read(process: Serving) -> None:
    while True:
        await process.lives(60)
