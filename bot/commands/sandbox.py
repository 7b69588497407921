"""`aime sandbox`: the local Lark in a process of its own."""

import argparse
import asyncio
import signal

from bot.sandbox.serve import serve


async def run(arguments: argparse.Namespace) -> int:
    async with asyncio.TaskGroup() as group:
        server = group.create_task(serve(arguments.port), name="sandbox")
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, server.cancel)
    return 0
