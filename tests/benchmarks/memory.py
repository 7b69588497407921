"""Resident memory of an idle `aime serve`, and what each stored task adds to it."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.first_run import stored_in
from tests.benchmarks.lark import Lark, a_bot, a_lark
from tests.benchmarks.programs import python

FEW, MANY, ROUNDS = 1_000, 100_000, 5
SETTLED_S = 3
"""After it is ready: by then every loop has looked at the database."""

_WAITS = "print('imported', flush=True); sys.stdin.read()"
_LIBRARIES = f"import sys, lark_oapi, aiohttp, sqlalchemy; {_WAITS}"
_PEER = (
    f"import sys; from tests.benchmarks.peer import in_memory; end = in_memory(int(sys.argv[1])); {_WAITS}"
)
_PEERS_JOBS = 10_000  # a hundred thousand take it 13 s to read


async def measure(*, quick: bool) -> Sequence[Figure]:
    few, many, rounds = (100, 300, 1) if quick else (FEW, MANY, ROUNDS)
    async with a_lark() as lark:
        with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
            await stored_in(Path(small), few, due=0)
            await stored_in(Path(large), many, due=0)
            taken = [await _round(lark, Path(small), Path(large)) for _ in range(rounds)]
    with_few, with_many, with_model, libraries, peer_none, peer_some = zip(*taken, strict=True)
    ours = _a_task(with_few, with_many, many - few)
    theirs = Baseline("APScheduler's memory store, 10,000 jobs", _a_task(peer_none, peer_some, _PEERS_JOBS))
    imported = Baseline("a process that imports lark_oapi, aiohttp and SQLAlchemy", libraries)
    return [
        Figure("resident_a_task", "bytes", ours, theirs, {"from": few, "to": many}, wanted="at most 170"),
        Figure("resident_idle", "MiB", with_many, imported, {"stored": many}, wanted="at most 0.6 of it"),
        Figure("resident_idle_with_model", "MiB", with_model, imported, {"stored": many}),
    ]


async def _round(lark: Lark, small: Path, large: Path) -> tuple[float, ...]:
    return (
        await bot_mib(lark, small),
        await bot_mib(lark, large),
        await bot_mib(lark, large, model=True),
        await _said_mib(_LIBRARIES),
        await _said_mib(_PEER, "0"),
        await _said_mib(_PEER, str(_PEERS_JOBS)),
    )


async def bot_mib(lark: Lark, folder: Path, *, model: bool = False) -> float:
    async with a_bot(lark, lark.settings(folder, model=model)) as bot:
        await asyncio.sleep(SETTLED_S)
        return bot.resident_mib()


async def _said_mib(code: str, *arguments: str) -> float:
    async with python("-c", code, *arguments) as program:
        await program.line_with("imported")
        return program.resident_mib()


def _a_task(before: Sequence[float], after: Sequence[float], more: int) -> list[float]:
    return [(large - small) * 2**20 / more for small, large in zip(before, after, strict=True)]
