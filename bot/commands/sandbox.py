"""`aime sandbox`: the local Lark in a process of its own."""

import argparse
import asyncio
import signal
from contextlib import suppress

from bot.logs import set_up_logs
from bot.sandbox.serve import PortUnavailableError, serve
from bot.settings import LogFormat
from scheduler.errors import PermanentError


async def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop. Standard output has the start-up line and nothing else."""
    set_up_logs(LogFormat.CONSOLE, "warning", [])
    this = asyncio.current_task()
    assert this is not None, "a command runs in a job of its own"
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, this.cancel)
    try:
        with suppress(asyncio.CancelledError):
            await serve(arguments.port)
    except PortUnavailableError as error:
        raise PermanentError(str(error)) from error
    return 0
