"""Local Larks, each in a process of its own, at the price of a fork instead of a start.

`python -m tests.journeys.forked_lark SOCKET` imports everything once and then, for whoever connects to
the socket, becomes a local Lark by forking: it says where it is, as `aime sandbox` does, and is gone when
the connection ends. The one that forks ends with its standard input, and knows nothing of the Larks.
"""

import asyncio
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bot.commands.local_lark import LocalLark
from bot.logs import set_up_logs
from bot.sandbox.serve import serve
from bot.settings import LogFormat

READY = b"ready\n"


@contextmanager
def forking(folder: Path) -> Iterator[Path]:
    """Run what forks; yields the socket to connect to."""
    address = folder / "larks"
    command = [sys.executable, "-m", "tests.journeys.forked_lark", str(address)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == READY, "it did not start; what it said is above"
    yield address
    process.stdin.close()
    process.stdout.close()
    process.wait()


@asynccontextmanager
async def forked_lark(address: Path) -> AsyncIterator[LocalLark]:
    """Have a fresh local Lark while entered."""
    reader, writer = await asyncio.open_unix_connection(str(address))
    try:
        yield LocalLark(**json.loads(await reader.readline()))
    finally:
        writer.close()
        await writer.wait_closed()


def main(address: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a Lark ended
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        sys.stdout.buffer.write(READY)
        sys.stdout.flush()
        os.dup2(2, 1)  # nobody reads there any more
        while _is_called(listening):
            connection, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _become_a_lark(connection)
            connection.close()


def _is_called(listening: socket.socket) -> bool:
    """Wait for somebody to connect; False when the tests are over."""
    ready, _, _ = select.select([listening, sys.stdin], [], [])
    return sys.stdin not in ready


def _become_a_lark(connection: socket.socket) -> None:
    """Serve until the connection ends, and never come back."""
    set_up_logs(LogFormat.CONSOLE, "warning", [])
    try:
        asyncio.run(_serving(connection))
    except BaseException:  # noqa: BLE001 - whatever it is, the one that forked must not go on twice
        traceback.print_exc()
    finally:
        os._exit(0)


async def _serving(connection: socket.socket) -> None:
    connection.setblocking(False)
    async with asyncio.TaskGroup() as group:
        with connection.makefile("w") as out:
            group.create_task(serve(0, out))
            await asyncio.get_running_loop().sock_recv(connection, 1)  # nothing is ever sent: it ends
            os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
