"""From `aime serve` to `/readyz` saying that the connection is up, with an empty and with a kept database."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.lark import Lark, a_bot, a_lark
from tests.benchmarks.programs import python

BARE = str(Path(__file__).with_name("bare_socket.py"))


async def measure(*, quick: bool) -> Sequence[Figure]:
    rounds = 1 if quick else 5
    with tempfile.TemporaryDirectory() as folder:
        async with a_lark() as lark:
            kept = Path(folder)
            await _serve_s(lark, kept)  # makes the database and reads everything from the disk
            taken = [await _round(lark, kept) for _ in range(rounds)]
    plain, with_model, fresh, bare = zip(*taken, strict=True)
    baseline = Baseline("a bare Python process with aiohttp, to an open socket", bare)
    return [
        Figure("serve_to_ready", "s", plain, baseline),
        Figure("serve_to_ready_with_model", "s", with_model, baseline),
        Figure("serve_to_ready_new_database", "s", fresh, baseline),
    ]


async def _round(lark: Lark, kept: Path) -> tuple[float, float, float, float]:
    with tempfile.TemporaryDirectory() as empty:
        return (
            await _serve_s(lark, kept),
            await _serve_s(lark, kept, model=True),
            await _serve_s(lark, Path(empty)),
            await _bare_s(lark),
        )


async def _serve_s(lark: Lark, data_dir: Path, *, model: bool = False) -> float:
    async with a_bot(lark, lark.settings(data_dir, model=model)) as bot:
        return bot.age_s()


async def _bare_s(lark: Lark) -> float:
    said = lark.said
    async with python(BARE, said["url"], said["app_id"], said["app_secret"]) as program:
        await program.line_with("connected")
        return program.age_s()
