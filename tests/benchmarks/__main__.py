"""`python -m tests.benchmarks [--only NAME]… [--quick]`: measure; one JSON document on standard output.

Measurements run one after the other, none beside another. Notes on the way go to standard error.
"""

import argparse
import asyncio
import json
import os
import platform
import sys
import time
from collections.abc import Sequence
from importlib import import_module

from bot.logs import set_up_logs
from bot.settings import LogFormat
from tests.benchmarks.figures import Json

NAMES = (
    "triggers",
    "language",
    "firing",
    "lateness",
    "first_run",
    "acknowledging",
    "command_line",
    "memory",
    "serve_start",
    "demo_start",
    "confirm_card",
    "running_cards",
    "delivery",
)
"""Each is a file here with `async def measure(*, quick) -> Sequence[Figure]`."""


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    measurements: list[Json] = []
    took: dict[str, float] = {}
    for name in asked.only or NAMES:
        began = time.perf_counter()
        measurements += _measured(name, quick=asked.quick)
        took[name] = round(time.perf_counter() - began, 1)
        print(f"{name}: {took[name]} s", file=sys.stderr)
    document = {"machine": _machine(), "quick": asked.quick, "took_s": took, "measurements": measurements}
    print(json.dumps(document, indent=2, ensure_ascii=False))
    return 0


def _measured(name: str, *, quick: bool) -> list[Json]:
    # By name, so that nobody pays for what another measurement imports.
    measurement = import_module(f"tests.benchmarks.{name}")
    return [figure.to_json() for figure in asyncio.run(measurement.measure(quick=quick))]


def _machine() -> Json:
    """Say what matters to a reader of the numbers, and nothing that names the machine."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "load_1min": round(os.getloadavg()[0], 2),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, help="may be given several times")
    parser.add_argument("--quick", action="store_true", help="one round each, to see that it works")
    return parser


if __name__ == "__main__":
    set_up_logs(LogFormat.CONSOLE, "error", [])
    sys.exit(main())
