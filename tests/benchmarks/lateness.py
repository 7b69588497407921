"""Everything that is due in one second: how late it is, and how long nothing else gets a turn meanwhile."""

import json
import tempfile
from collections.abc import Sequence

from tests.benchmarks.figures import Baseline, Figure
from tests.benchmarks.programs import python

STORED, DUE, MANY, ROUNDS = 100_000, 1000, 3000, 5


async def measure(*, quick: bool) -> Sequence[Figure]:
    stored, due, rounds = (300, 100, 1) if quick else (STORED, DUE, ROUNDS)
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(await _herd("aime", stored, due))
        theirs.append(await _herd("peer", stored, due))
    facts = {"stored": stored, "due": due}
    figures = [
        _figure("lateness_p99", "p99_s", ours, theirs, facts, "at most 0.08 of it"),
        _figure("longest_stall", "stall_s", ours, theirs, facts, "at most 20 ms"),
        _figure("longest_stall_by_processor_time", "busy_s", ours, theirs, facts, "at most 20 ms"),
    ]
    return figures if quick else [*figures, await _many()]


async def _many() -> Figure:
    """3,000 in one second, with its limit of one second for being late, which is what it does by default."""
    ours = await _herd("aime", MANY, MANY)
    theirs = await _herd("peer", MANY, MANY, grace_s=1)
    baseline = Baseline("APScheduler, misfire_grace_time of 1 s", [theirs["missed"]])
    return Figure("missed_of_3000", "runs", [ours["missed"]], baseline, {"due": MANY}, wanted="0")


def _figure(name: str, key: str, ours: list[dict], theirs: list[dict], facts: dict, wanted: str) -> Figure:
    baseline = Baseline("APScheduler's SQLAlchemyJobStore on SQLite", [1000 * each[key] for each in theirs])
    return Figure(
        name, "ms", [1000 * each[key] for each in ours], baseline if theirs else None, facts, wanted=wanted
    )


async def _herd(who: str, stored: int, due: int, *, grace_s: int | None = None) -> dict[str, float]:
    more = () if grace_s is None else (str(grace_s),)
    with tempfile.TemporaryDirectory() as folder:
        arguments = ("-m", "tests.benchmarks.herd", who, folder, str(stored), str(due), *more)
        async with python(*arguments) as program:
            return json.loads(await program.line_with("stall_s", within_s=300))
