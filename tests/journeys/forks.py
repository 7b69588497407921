"""Processes at the price of a fork instead of a start: local Larks, bots, workers, commands.

`python -m tests.journeys.forks` imports everything once. Whoever connects says in a line of JSON what is to
run, and reads what that prints; the last of it is the exit code. It is killed when the connection ends, so
nothing outlives whoever asked. What forks ends with its standard input.
"""

import asyncio
import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn, Self

END = "\x04"
"""Before the exit code, in what a process said."""

PROGRAMS = (
    "bot.__main__",
    "bot.commands.db",
    "bot.commands.running",
    "bot.commands.sandbox",
    "bot.commands.serve",
    "bot.commands.worker",
    "bot.executors.agent",
    "storage.dispatch",
    "storage.queue",
    "tests.faults.skewed",
)
"""What is imported beforehand."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`python -m module arguments…`, with this environment and no other."""

    module: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    log: str = ""  # a file for what it says; otherwise that is read here
    complains_apart: bool = False  # its standard error stays that of the tests
    is_fresh: bool = False  # an interpreter of its own, for what is about starting one


class Forked:
    """A process of ours, and what it says."""

    def __init__(self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.pid = pid
        self.code: int | None = None  # known when all that it said has been read
        self._reader = reader
        self._writer = writer

    @classmethod
    async def start(cls, wanted: Wanted) -> Self:
        reader, writer = await asyncio.open_unix_connection(_address())
        writer.write(json.dumps(asdict(wanted)).encode() + b"\n")
        return cls(int(await reader.readline()), reader, writer)

    async def line(self) -> str:
        """Return what it says next, "" when it has ended."""
        if self.code is not None:
            return ""
        line, end, code = (await self._reader.readline()).decode().partition(END)
        if end:
            self.code = int(code)
        return line

    async def ended(self) -> tuple[int, str]:
        """Wait until it ends by itself; returns its exit code and what it said."""
        said = [line async for line in self]
        assert self.code is not None, "what forks is gone"
        return self.code, "".join(said)

    def send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def is_there(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    async def end(self) -> None:
        """Kill it, if it is there, and wait until it is gone."""
        self._writer.write_eof()
        await self.ended()
        self._writer.close()
        await self._writer.wait_closed()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> str:
        if line := await self.line():
            return line
        raise StopAsyncIteration


@cache
def _address() -> str:
    """Start what forks, one a test process."""
    command = [sys.executable, "-m", "tests.journeys.forks"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert address, "it did not start; what it said is above"
    atexit.register(process.communicate)
    return f"\0{address}"


def main() -> None:
    for program in PROGRAMS:
        import_module(program)
    gc.freeze()  # what is there stays shared
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how those ended who watch
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("")  # Linux finds a name that needs no file
        listening.listen()
        print(listening.getsockname()[1:].decode(), flush=True)
        while _is_called(listening):
            connection, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _leave_after(_watch, connection)
            connection.close()


def _is_called(listening: socket.socket) -> bool:
    """Wait for somebody to connect; False when the tests are over."""
    ready, _, _ = select.select([listening, sys.stdin], [], [])
    return sys.stdin not in ready


def _watch(connection: socket.socket) -> int:
    """Have run what is asked for, for as long as whoever asked is there; then tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with connection.makefile() as asked:
        wanted = Wanted(**json.loads(asked.readline()))
    child = os.fork()
    if child == 0:
        _leave_after(_become, wanted, connection)
    ending = os.pidfd_open(child)
    ready, _, _ = select.select([ending, connection], [], [])
    if ending not in ready:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with suppress(OSError):
        connection.sendall(f"{END}{os.waitstatus_to_exitcode(status)}\n".encode())
    return 0


def _become(wanted: Wanted, connection: socket.socket) -> int:
    _speak(wanted, connection)
    connection.sendall(f"{os.getpid()}\n".encode())  # it is there, and so is its log
    if wanted.is_fresh:
        os.execve(
            sys.executable, [sys.executable, "-m", wanted.module, *wanted.arguments], dict(wanted.environment)
        )
    os.environ.clear()
    os.environ.update(wanted.environment)
    return int(import_module(wanted.module).main(wanted.arguments))


def _speak(wanted: Wanted, connection: socket.socket) -> None:
    """Let its standard output and its standard error go where they are wanted."""
    with Path(wanted.log or os.devnull).open("ab") as file:
        for stream in (1,) if wanted.complains_apart else (1, 2):
            os.dup2(file.fileno() if wanted.log else connection.fileno(), stream)
    sys.stdout.reconfigure(line_buffering=True)


def _leave_after(work: Any, *given: Any) -> NoReturn:
    """Do that and be gone: whatever happens, the one that forked must not go on twice."""
    code: Any = 1
    try:
        code = work(*given)
    except SystemExit as asked:
        code = asked.code or 0
    except BaseException:  # noqa: BLE001 - as an interpreter does at its end
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    main()
