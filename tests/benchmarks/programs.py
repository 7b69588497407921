"""Programs in processes of their own: started, waited for, measured, and always ended."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp

WITHIN_S = 120.0
"""How long anything may take to start."""

_POLL_S = 0.005
_MIB = 1024


@dataclass(frozen=True, slots=True)
class Program:
    process: asyncio.subprocess.Process
    started: float  # perf_counter when it was asked for

    async def line_with(self, word: str, within_s: float = WITHIN_S) -> str:
        """Return the first line it prints that has `word` in it."""
        assert self.process.stdout is not None, "it was started with a pipe"
        async with asyncio.timeout(within_s):
            async for line in self.process.stdout:
                if word in (text := line.decode()):
                    return text.strip()
        raise RuntimeError(f"a program ended without saying {word!r}")

    def age_s(self) -> float:
        return time.perf_counter() - self.started

    def resident_mib(self) -> float:
        """Return the memory it holds now; Linux only, as the whole project's tests are."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / _MIB

    def cpu_s(self) -> float:
        """Return what its threads have used of the processor, which a busy machine distorts little."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


@asynccontextmanager
async def python(*arguments: str, settings: Mapping[str, str] | None = None) -> AsyncIterator[Program]:
    """Run this interpreter with `arguments` while entered, with `settings` and no other AIME_ variable."""
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=asyncio.subprocess.PIPE, env=_environment(settings or {})
    )
    try:
        yield Program(process, started)
    finally:
        await _end(process)


async def ready(http: aiohttp.ClientSession, url: str) -> None:
    """Return when `url` answers 200."""
    async with asyncio.timeout(WITHIN_S):
        while not await _answers(http, url):  # noqa: ASYNC110 - it is in another process
            await asyncio.sleep(_POLL_S)


async def _answers(http: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with http.get(url) as response:
            return response.status == 200
    except aiohttp.ClientConnectionError:
        return False  # it does not listen yet


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("AIME_")}
    others.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation has it
    return {**others, "PYTHONUNBUFFERED": "1", **settings}


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(5):
            await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
