"""How the faults wait: for what nobody announces they look again and again; what is to last, lasts."""

import asyncio
from collections.abc import AsyncIterator

LOOK_EVERY_S = 0.1


async def lasting(seconds: float) -> None:
    """Let whatever is wrong stay so for a while."""
    await asyncio.sleep(max(0, seconds))


async def looks() -> AsyncIterator[None]:
    """Tick for each look at what comes without a word."""
    while True:
        yield
        await lasting(LOOK_EVERY_S)
