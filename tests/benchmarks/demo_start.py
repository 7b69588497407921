"""From `aime demo` to a page that works: its address is printed, it answers, the bot is connected."""

from collections.abc import Sequence

import aiohttp

from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.programs import python, ready


async def measure(*, quick: bool) -> Sequence[Figure]:
    await _demo_s()  # the first one reads everything from the disk
    rounds = 1 if quick else 5
    taken = [(await _demo_s(), await _sandbox_s()) for _ in range(rounds)]
    demo, sandbox = zip(*taken, strict=True)
    return [
        Figure("demo_to_page", "s", demo, Baseline("`aime sandbox` alone, to its start-up line", sandbox))
    ]


async def _demo_s() -> float:
    async with python("-m", "bot", "demo") as program, aiohttp.ClientSession() as http:
        # The address is printed after the bot's connection is up.
        line = await program.line_with("http://")
        await ready(http, line[line.index("http://") :])
        return program.age_s()


async def _sandbox_s() -> float:
    async with python("-m", "bot", "sandbox") as program:
        await program.line_with("app_secret")
        return program.age_s()
