"""How hard the faults strike: a little in `make test`, for as long as it takes in `make faults`.

A fault is a file here with `async def measure(form, folder) -> Told`. It raises AssertionError where a
promise was broken; how long anything took it only tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Every number that differs between the two forms."""

    kills: int  # of a real process, each at a random instant
    killed_runs: int  # due while they happen


SHORT = Form(kills=10, killed_runs=30)
LONG = Form(kills=200, killed_runs=1000)


@dataclass(frozen=True, slots=True)
class Told:
    """What was measured, and what some of it must not exceed: the long form asks, the short one never."""

    figures: Json
    at_most: Mapping[str, float] = field(default_factory=dict)

    def exceeded(self) -> Json:
        return {name: limit for name, limit in self.at_most.items() if self.figures[name] > limit}
