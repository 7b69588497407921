"""Events acknowledged a second through the HTTP callback: signed, encrypted, committed, then answered."""

import asyncio
import json
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.lark.callback import CALLBACK_PATH
from bot.sandbox.delivery.signing import encrypt, signature_headers
from storage.database import FILE_NAME
from tests.benchmarks.ack_server import KEY, TOKEN
from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.programs import Program, python

CONNECTIONS = 32
ROUNDS = 7


async def measure(*, quick: bool) -> Sequence[Figure]:
    events, rounds = (50, 1) if quick else (1000, ROUNDS)
    bot, bare, sdk = _Server(), _Server(), _Server()
    async with _serving("bot", bot), _serving("bare", bare), _serving("sdk", sdk):
        for _ in range(rounds):  # in turns, so that a noisy moment hits all of them alike
            for server in (bot, bare, sdk):
                await server.measure(events)
    plain = "a bare aiohttp handler that reads the JSON"
    theirs = "the SDK's dispatcher, which remembers nothing"
    facts = {"connections": CONNECTIONS, "events_a_round": events}
    rate, core = "events/s", "events/s of one core"
    return [
        _figure("events_acknowledged", core, bot.on_a_core, plain, bare.on_a_core, facts, "0.42 of it"),
        _figure("events_acknowledged_sdk", core, bot.on_a_core, theirs, sdk.on_a_core, facts, "1.35 of it"),
        _figure("events_acknowledged_wall", rate, bot.rates, plain, bare.rates, facts),
        _figure("acknowledgement", "ms", bot.waits, plain, bare.waits, facts),
    ]


def _figure(
    name: str,
    unit: str,
    ours: Sequence[float],
    beside: str,
    theirs: Sequence[float],
    facts: dict[str, int],
    wanted: str = "",
) -> Figure:
    return Figure(name, unit, ours, Baseline(beside, theirs), facts, wanted=wanted)


@dataclass
class _Server:
    program: Program | None = None
    port: int = 0
    on_a_core: list[float] = field(default_factory=list)  # events by second of its processor time, by round
    rates: list[float] = field(default_factory=list)  # events a second, by round; the client takes its part
    waits: list[float] = field(default_factory=list)  # milliseconds, by event

    async def measure(self, events: int) -> None:
        assert self.program is not None, "it is being served"
        requests = _requests(events)
        began, used = time.perf_counter(), self.program.cpu_s()
        self.waits += await _post_all(self.port, requests)
        self.rates.append(events / (time.perf_counter() - began))
        self.on_a_core.append(events / (self.program.cpu_s() - used))


@asynccontextmanager
async def _serving(kind: str, server: _Server) -> AsyncIterator[None]:
    """Run a server of a process of its own; at the end everything is in the bot's inbox, once."""
    with tempfile.TemporaryDirectory() as folder:
        module = "tests.benchmarks.sdk_server" if kind == "sdk" else "tests.benchmarks.ack_server"
        async with python("-m", module, kind, folder) as program:
            server.program = program
            server.port = int((await program.line_with("port ")).split()[1])
            await _post_all(server.port, _requests(CONNECTIONS))  # opens every way once
            yield
        if kind == "bot":
            _check_stored(Path(folder), len(server.waits) + CONNECTIONS)


def _check_stored(folder: Path, events: int) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        (stored,) = connection.execute("SELECT count(*) FROM inbox").fetchone()
    assert stored == events, f"{stored} of {events} are in the inbox"


async def _post_all(port: int, requests: Sequence[bytes]) -> list[float]:
    """Send what was made before, each connection one after the other: the client shall cost little."""
    left, waits = iter(requests), list[float]()
    async with asyncio.TaskGroup() as group:
        for _ in range(CONNECTIONS):
            group.create_task(_post(port, left, waits))
    return waits


async def _post(port: int, left: Iterator[bytes], waits: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in left:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.split(b":")[1]))
        waits.append(1000 * (time.perf_counter() - began))
    writer.close()
    await writer.wait_closed()


_made = iter(range(10**9))


def _requests(count: int) -> list[bytes]:
    return [_request(f"om_{next(_made)}") for _ in range(count)]


def _request(message_id: str) -> bytes:
    """Return an HTTP request as Lark sends it, for a message of its own."""
    body = json.dumps({"encrypt": encrypt(json.dumps(_event(message_id)).encode(), KEY)}).encode()
    headers = {
        "Host": "127.0.0.1",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        **signature_headers(body, KEY, datetime.now(UTC)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {CALLBACK_PATH} HTTP/1.1\r\n{head}\r\n".encode() + body


def _event(message_id: str) -> dict[str, object]:
    """Return what Lark sends when somebody mentions the bot in a group."""
    person = {
        "open_id": "ou_84aad35d084aa403a838cf73ee18467",
        "union_id": "on_8ed6aa67826108097d",
        "user_id": "",
    }
    bot = {"open_id": "ou_bot", "union_id": "on_bot", "user_id": None}
    message = {
        "message_id": message_id,
        "create_time": "1767603600000",
        "update_time": "1767603600000",
        "chat_id": f"oc_{message_id}",
        "chat_type": "group",
        "message_type": "text",
        "content": json.dumps({"text": "@_user_1 every weekday at 9 summarise the news"}),
        "mentions": [{"key": "@_user_1", "id": bot, "name": "Aime", "tenant_key": "tenant_1"}],
    }
    header = {
        "event_id": f"event_{message_id}",
        "event_type": "im.message.receive_v1",
        "create_time": "1767603600000",
        "token": TOKEN,
        "app_id": "cli_0000000000000000",
        "tenant_key": "tenant_1",
    }
    sender = {"sender_id": person, "sender_type": "user", "tenant_key": "tenant_1"}
    return {"schema": "2.0", "header": header, "event": {"sender": sender, "message": message}}
