"""A local Lark in a process of its own, a bot beside it, and people who write to it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

from tests.benchmarks.programs import Program, free_port, python, ready

Json = dict[str, Any]
FoundT = TypeVar("FoundT")
Fits = Callable[[Json], bool]


@dataclass(frozen=True, slots=True)
class Lark:
    """What the sandbox said of itself, and a session to it."""

    said: Json
    http: aiohttp.ClientSession

    def settings(self, data_dir: Path, *, model: bool, **others: str) -> dict[str, str]:
        """Return the environment of a bot that talks to this Lark."""
        needed = {
            "AIME_LARK_DOMAIN": self.said["url"],
            "AIME_LARK_APP_ID": self.said["app_id"],
            "AIME_LARK_APP_SECRET": self.said["app_secret"],
            "AIME_DATA_DIR": str(data_dir),
            "AIME_HTTP_PORT": str(free_port()),
            "AIME_LOG_LEVEL": "error",
            "AIME_DRAIN": "0",
        }
        asked = {"AIME_MODEL_BASE_URL": self.said["model_base_url"], "AIME_MODEL": "stand-in"}
        return needed | (asked if model else {}) | others

    async def post(self, path: str, body: Json, **headers: str) -> Json:
        async with self.http.post(path, json=body, headers=headers) as response:
            if response.status >= 400:
                raise RuntimeError(f"{path} answered {response.status}: {await response.text()}")
            return await response.json()

    async def state(self) -> Json:
        async with self.http.get("/_sandbox/state") as response:
            return await response.json()

    async def authorised(self) -> dict[str, str]:
        """Return the header with which the app itself may call the Open API."""
        body = {"app_id": self.said["app_id"], "app_secret": self.said["app_secret"]}
        answer = await self.post("/open-apis/auth/v3/tenant_access_token/internal", body)
        return {"Authorization": f"Bearer {answer['tenant_access_token']}"}


@asynccontextmanager
async def a_lark() -> AsyncIterator[Lark]:
    """Run a sandbox while entered."""
    async with python("-m", "bot", "sandbox") as program:
        said = json.loads(await program.line_with("app_secret"))
        async with aiohttp.ClientSession(said["url"]) as http:
            yield Lark(said, http)


@asynccontextmanager
async def a_bot(lark: Lark, settings: dict[str, str]) -> AsyncIterator[Program]:
    """Run `aime serve` while entered; it is connected and ready."""
    async with python("-m", "bot", "serve", settings=settings) as program:
        await ready(lark.http, f"http://127.0.0.1:{settings['AIME_HTTP_PORT']}/readyz")
        yield program


class Watcher:
    """Sees messages as the chat page does, and when."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, Json]] = []
        self._changed = asyncio.Event()

    @asynccontextmanager
    async def watching(self, lark: Lark) -> AsyncIterator["Watcher"]:
        limits = aiohttp.ClientTimeout(total=None)
        async with (
            lark.http.get("/_sandbox/events", timeout=limits, read_bufsize=2**22) as stream,
            asyncio.TaskGroup() as group,
        ):
            reading = group.create_task(self._read(stream))
            yield self
            reading.cancel()

    def forget(self) -> None:
        """Look only at what comes from now on."""
        self._seen.clear()

    async def first(self, fits: Fits, within_s: float = 10) -> float:
        """Return the moment (perf_counter) at which the first message that fits was seen."""
        return await self._until(
            lambda: next((moment for moment, message in self._seen if fits(message)), None), within_s
        )

    async def until(self, found: Callable[[Sequence[Json]], FoundT | None], within_s: float) -> FoundT:
        """Return what `found` makes of all states of messages seen, once it is not None."""
        return await self._until(lambda: found([message for _, message in self._seen]), within_s)

    async def _until(self, look: Callable[[], FoundT | None], within_s: float) -> FoundT:
        async with asyncio.timeout(within_s):
            while (found := look()) is None:
                self._changed.clear()
                await self._changed.wait()
        return found

    async def _read(self, stream: aiohttp.ClientResponse) -> None:
        kind = b""
        async for line in stream.content:
            if line.startswith(b"event: "):
                kind = line.strip()
            elif line.startswith(b"data: ") and kind == b"event: message":
                self._seen.append((time.perf_counter(), json.loads(line[6:])))
                self._changed.set()
