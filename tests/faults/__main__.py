"""Lets every fault strike hard and prints one JSON line for each: `python -m tests.faults`.

`--only NAME` chooses, `--short` strikes as little as `make test` does. The exit code is 1 when a promise
was broken or a figure exceeded its limit.
"""

import argparse
import asyncio
import json
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from bot.logs import set_up_logs
from bot.settings import LogFormat
from tests.faults.form import LONG, SHORT, Form, Json

NAMES = (
    "kills",
    "repeats",
    "acknowledged",
    "full",
    "stopped",
    "clock",
    "sending",
    "writers",
    "restored",
    "soak",
    "processes",
)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    print(json.dumps(_machine()))
    form = SHORT if asked.short else LONG
    lines = []
    for name in asked.only or NAMES:
        lines.append(_struck(name, form))
        print(json.dumps(lines[-1]), flush=True)
    return 0 if all(line["held"] for line in lines) else 1


def _struck(name: str, form: Form) -> Json:
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="aime-faults-") as folder:
        found = _measured(name, form, Path(folder))
    return {"fault": name, **found, "took_s": round(time.perf_counter() - began, 1)}


def _measured(name: str, form: Form, folder: Path) -> Json:
    # By name, so that nobody pays for what another fault imports.
    fault = import_module(f"tests.faults.{name}")
    try:
        told = asyncio.run(fault.measure(form, folder))
    except Exception as broken:  # noqa: BLE001 - the boundary: one broken promise must not hide the others
        traceback.print_exception(broken)
        return {"held": False, "broken": str(broken) or type(broken).__name__}
    exceeded = told.exceeded()
    return {"held": not exceeded, "figures": told.figures, "at_most": dict(told.at_most)}


def _machine() -> Json:
    """Say what matters to a reader of the figures, and nothing that names the machine."""
    return {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, help="may be given several times")
    parser.add_argument("--short", action="store_true", help="as little as `make test` does")
    return parser


if __name__ == "__main__":
    set_up_logs(LogFormat.CONSOLE, "warning", [])
    sys.exit(main())
