"""A bot or a worker whose clock is wrong: `python -m tests.faults.skewed serve|worker SECONDS`."""

import asyncio
import os
import sys
from collections.abc import Sequence
from datetime import timedelta

from bot.commands.signals import stop_on_signals
from bot.logs import set_up_logs
from bot.main import built
from bot.settings import Settings
from bot.work import utc_now, workshop

COMMANDS = {"serve": built, "worker": workshop}


async def run(command: str, ahead: timedelta) -> None:
    settings = Settings.read(os.environ)
    set_up_logs(settings.log_format, settings.log_level, settings.secrets())
    stop = stop_on_signals()
    async with COMMANDS[command](settings, lambda: utc_now() + ahead) as process:
        print(f"port={process.port}", flush=True)
        await process.run(stop)


def main(arguments: Sequence[str]) -> int:
    command, seconds = arguments
    asyncio.run(run(command, timedelta(seconds=float(seconds))))
    return 0


if __name__ == "__main__":
    main(sys.argv[1:])
