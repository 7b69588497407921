"""Resident memory of an idle `aime serve`, after it has connected."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.lark import Lark, a_bot, a_lark
from tests.benchmarks.programs import python

_SDK = "import lark_oapi, sys; print('imported', flush=True); sys.stdin.read()"


async def measure(*, quick: bool) -> Sequence[Figure]:
    rounds = 1 if quick else 3
    async with a_lark() as lark:
        taken = [await _round(lark) for _ in range(rounds)]
    plain, with_model, sdk = zip(*taken, strict=True)
    baseline = Baseline("python -c 'import lark_oapi'", sdk)
    return [
        Figure("resident_idle", "MiB", plain, baseline),
        Figure("resident_idle_with_model", "MiB", with_model, baseline),
    ]


async def _round(lark: Lark) -> tuple[float, float, float]:
    return await _bot_mib(lark, model=False), await _bot_mib(lark, model=True), await _sdk_mib()


async def _bot_mib(lark: Lark, *, model: bool) -> float:
    with tempfile.TemporaryDirectory() as folder:
        async with a_bot(lark, lark.settings(Path(folder), model=model)) as bot:
            return bot.resident_mib()


async def _sdk_mib() -> float:
    async with python("-c", _SDK) as program:
        await program.line_with("imported")
        return program.resident_mib()
