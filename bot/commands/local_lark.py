"""Starts the sandbox in a process of its own, and the settings with which a bot connects to it."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.settings import Settings
from scheduler.errors import PermanentError
from scheduler.model import PersonId

START_WITHIN = timedelta(seconds=20)
STOP_WITHIN = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class LocalLark:
    """What the sandbox said of itself when it was ready."""

    url: str
    app_id: str
    app_secret: str
    encrypt_key: str
    verification_token: str
    model_base_url: str
    admins: Sequence[PersonId] = ()

    def settings(self, data_dir: Path, environment: Mapping[str, str], *, database_url: str = "") -> Settings:
        """Return the settings of a bot that talks to this Lark; other `AIME_` variables still count.

        Not so the database, which has to be named: tasks of a real bot must not be run against a Lark that
        is none.
        """
        ours = {
            "AIME_LARK_APP_ID": self.app_id,
            "AIME_LARK_APP_SECRET": self.app_secret,
            "AIME_LARK_ENCRYPT_KEY": self.encrypt_key,
            "AIME_LARK_VERIFICATION_TOKEN": self.verification_token,
            "AIME_LARK_DOMAIN": self.url,
            "AIME_DATABASE_URL": database_url,
            "AIME_DATA_DIR": str(data_dir),
            "AIME_HTTP_PORT": "0",
        }
        model = {
            "AIME_MODEL_BASE_URL": self.model_base_url,
            "AIME_MODEL_API_KEY": "stand-in",
            "AIME_MODEL": "stand-in",
            "AIME_LOG_LEVEL": "warning",
        }
        return Settings.read(model | dict(environment) | ours)


@asynccontextmanager
async def local_lark(port: int = 0) -> AsyncIterator[LocalLark]:
    """Run a sandbox while entered. Raises `PermanentError` with what it said when it does not start."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", "--port", str(port), stdout=asyncio.subprocess.PIPE
    )
    try:
        yield await _started(process)
    finally:
        await _stop(process)


async def _started(process: asyncio.subprocess.Process) -> LocalLark:
    assert process.stdout is not None, "it was started with a pipe"
    try:
        async with asyncio.timeout(START_WITHIN.total_seconds()):
            line = await process.stdout.readline()
    except TimeoutError as error:
        raise PermanentError("the local Lark did not start in time") from error
    if not line:
        raise PermanentError("the local Lark did not start; what it said is above")
    said = json.loads(line)
    return LocalLark(**said)


async def _stop(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
        try:
            async with asyncio.timeout(STOP_WITHIN.total_seconds()):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
