"""`aime sandbox`: the local Lark as a process of its own."""

import asyncio
import errno
import json
import sys
from typing import TextIO

from bot.sandbox.server import RunningSandbox, running_sandbox

MAX_PORT = 65535
NOT_TO_BE_HAD = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL, errno.EPERM})


class PortUnavailableError(Exception):
    """The port is not to be had; the text says so for a person."""


async def serve(port: int, out: TextIO | None = None) -> None:
    """Run until cancelled. Once ready, write one line of JSON (to standard output) that says where."""
    if not 0 <= port <= MAX_PORT:
        raise PortUnavailableError(f"{port} is no port. Choose one up to {MAX_PORT}, or 0 for any.")
    try:
        async with running_sandbox(port) as running:
            announce(running, out or sys.stdout)
            await asyncio.Event().wait()
    except OSError as error:
        if error.errno not in NOT_TO_BE_HAD:
            raise
        raise PortUnavailableError(
            f"cannot listen on port {port}: {error.strerror}. Choose another one, or 0 for any."
        ) from error


def announce(running: RunningSandbox, out: TextIO) -> None:
    out.write(start_line(running) + "\n")
    out.flush()


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
            "admins": [user.open_id for user in running.sandbox.tenant.users() if user.is_admin],
        }
    )
