"""`aime serve` on a machine whose clock is wrong: `python -m tests.faults.skewed SECONDS`."""

import asyncio
import os
import sys
from datetime import timedelta

from bot.commands.serve import stop_on_signals
from bot.logs import set_up_logs
from bot.main import built, utc_now
from bot.settings import Settings


async def serve(ahead: timedelta) -> None:
    settings = Settings.read(os.environ)
    set_up_logs(settings.log_format, settings.log_level, settings.secrets())
    stop = stop_on_signals()
    async with built(settings, lambda: utc_now() + ahead) as bot:
        print(f"port={bot.port}", flush=True)
        await bot.run(stop)


if __name__ == "__main__":
    asyncio.run(serve(timedelta(seconds=float(sys.argv[1]))))
