"""`aime sandbox`: the local Lark as a process of its own."""

import asyncio
import json
import sys
from typing import TextIO

from bot.sandbox.server import RunningSandbox, running_sandbox


class PortInUseError(Exception):
    """The port is not to be had; the text says so for a person."""


async def serve(port: int, out: TextIO = sys.stdout) -> None:
    """Run until cancelled. Once ready, write one line of JSON that says where and with which keys."""
    try:
        async with running_sandbox(port) as running:
            out.write(start_line(running) + "\n")
            out.flush()
            await asyncio.Event().wait()
    except OSError as error:
        raise PortInUseError(
            f"cannot listen on port {port}: {error.strerror}. Choose another one, or 0 for any."
        ) from error


def start_line(running: RunningSandbox) -> str:
    app = running.app
    return json.dumps(
        {
            "url": running.url,
            "app_id": app.app_id,
            "app_secret": app.app_secret,
            "encrypt_key": app.encrypt_key,
            "verification_token": app.verification_token,
            "model_base_url": running.model_base_url,
        }
    )
