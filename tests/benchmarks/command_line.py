"""How long `aime --version` takes: what every command costs before it does anything."""

import time
from collections.abc import Sequence

from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.programs import python

ROUNDS = 11


async def measure(*, quick: bool) -> Sequence[Figure]:
    rounds = 1 if quick else ROUNDS
    taken = [(await _ran_s("-m", "bot", "--version"), await _ran_s("-c", "pass")) for _ in range(rounds)]
    ours, bare = zip(*taken, strict=True)
    baseline = Baseline("python -c pass", bare)
    return [Figure("aime_version", "s", ours, baseline, wanted="at most 0.3 s")]


async def _ran_s(*arguments: str) -> float:
    async with python(*arguments) as program:
        await program.process.wait()
        assert program.process.returncode == 0
        return time.perf_counter() - program.started
