"""`python -m tests.benchmarks.growth`: how firing and starting grow with what is stored.

Writes the table into docs/performance.md, between its two marks, and docs/images/growth.svg. Takes some
minutes and about 3 GB of the disk for the largest; `--up-to` leaves that out.
"""

import argparse
import asyncio
import re
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.logs import set_up_logs
from bot.settings import LogFormat
from tests import postgres
from tests.benchmarks.figures import Figure
from tests.benchmarks.firing import on_postgres, on_sqlite
from tests.benchmarks.first_run import engine_s, stored_in
from tests.benchmarks.plot import Line, log_log

SIZES = (1_000, 10_000, 100_000, 1_000_000)
DUE = 1_000
DOCS = Path(__file__).parents[2] / "docs"
BEGIN, END = "<!-- growth: made by python -m tests.benchmarks.growth -->", "<!-- growth: end -->"


@dataclass(frozen=True, slots=True)
class Grown:
    """Medians in milliseconds with so many tasks `stored`."""

    stored: int
    sqlite: float
    sqlite_peer: float
    postgres: float
    postgres_peer: float
    start: float


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__)
    parser.add_argument("--up-to", type=int, default=SIZES[-1], help="the most tasks; %(default)s")
    asked = parser.parse_args(arguments)
    if postgres.missing():
        print(postgres.missing(), file=sys.stderr)
        return 1
    grown = [asyncio.run(_measured(stored)) for stored in SIZES if stored <= asked.up_to]
    page = DOCS / "performance.md"
    page.write_text(with_table(page.read_text(encoding="utf-8"), table(grown)), encoding="utf-8")
    (DOCS / "images" / "growth.svg").write_text(picture(grown), encoding="utf-8")
    return 0


async def _measured(stored: int) -> Grown:
    rounds = 5 if stored < SIZES[-1] else 3  # most of the time goes into storing a million three times
    sqlite = await on_sqlite(stored, DUE, rounds)
    other = await on_postgres(stored, DUE, rounds)
    with tempfile.TemporaryDirectory() as folder:
        await stored_in(Path(folder), stored)
        start = statistics.median([1000 * await engine_s(Path(folder)) for _ in range(rounds)])
    grown = Grown(stored, *_medians(sqlite), *_medians(other), start)
    print(grown, file=sys.stderr)
    return grown


def _medians(figure: Figure) -> tuple[float, float]:
    assert figure.baseline is not None, "firing has a peer"
    return statistics.median(figure.values), statistics.median(figure.baseline.values)


def table(grown: Sequence[Grown]) -> str:
    """Return the table in Markdown."""
    peer = "APScheduler there | times"
    head = f"| tasks stored | SQLite | {peer} | PostgreSQL | {peer} | start |"
    rows = [
        f"| {each.stored:,} | {each.sqlite:,.0f} ms | {each.sqlite_peer:,.0f} ms "
        f"| {each.sqlite_peer / each.sqlite:.1f} | {each.postgres:,.0f} ms | {each.postgres_peer:,.0f} ms "
        f"| {each.postgres_peer / each.postgres:.1f} | {each.start:,.0f} ms |"
        for each in grown
    ]
    return "\n".join([head, "|" + " --- |" * 8, *rows])


def with_table(page: str, made: str) -> str:
    """Return the page with `made` between its marks."""
    between = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    assert between.search(page), "the page has no marks for the table"
    return between.sub(lambda _: f"{BEGIN}\n{made}\n{END}", page)


def picture(grown: Sequence[Grown]) -> str:
    sizes = [each.stored for each in grown]
    lines = [
        Line("APScheduler, SQLite", "#d9822b", [each.sqlite_peer for each in grown]),
        Line("APScheduler, PostgreSQL", "#e8b27d", [each.postgres_peer for each in grown]),
        Line("Aime, PostgreSQL", "#7aa5d8", [each.postgres for each in grown]),
        Line("Aime, SQLite", "#2f6fb7", [each.sqlite for each in grown]),
        Line("Aime, start to first run", "#4a9d5b", [each.start for each in grown]),
    ]
    return log_log("1,000 due at once: milliseconds until all have their runs", "tasks stored", sizes, lines)


if __name__ == "__main__":
    set_up_logs(LogFormat.CONSOLE, "error", [])
    sys.exit(main())
