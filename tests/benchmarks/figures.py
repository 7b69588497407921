"""What a measurement hands over: numbers, beside those of a baseline that were taken in the same run."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The plainest thing that does the same job, or the least that it could cost."""

    name: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Figure:
    """`values` are rounds, or single samples where there are many; `facts` is what helps to read them."""

    name: str
    unit: str
    values: Sequence[float]
    baseline: Baseline | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    compared_at: float = 0.5  # the share of samples below the two values whose ratio is shown; 1: the last
    wanted: str = ""  # what the median, or the ratio, is to be

    def to_json(self) -> Json:
        shown: Json = {"name": self.name, "unit": self.unit, **summary(self.values)}
        if self.baseline:
            shown["baseline"] = {"name": self.baseline.name, **summary(self.baseline.values)}
            shown["ratio"] = self._ratio(self.baseline)
        shown |= {"wanted": self.wanted} if self.wanted else {}
        return shown | ({"facts": dict(self.facts)} if self.facts else {})

    def _ratio(self, baseline: Baseline) -> float | None:
        if self.compared_at == 0.5:
            over, below = statistics.median(self.values), statistics.median(baseline.values)
        else:
            over, below = (
                percentile(sorted(each), self.compared_at) for each in (self.values, baseline.values)
            )
        return _short(over / below) if below else None


def summary(values: Sequence[float]) -> Json:
    ordered = sorted(values)
    return {
        "samples": len(ordered),
        "min": _short(ordered[0]),
        "p50": _short(statistics.median(ordered)),
        "p99": _short(percentile(ordered, 0.99)),
        "max": _short(ordered[-1]),
    }


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the value that `share` of the samples do not exceed (nearest rank)."""
    rank = -(-len(ordered) * share // 1)
    return ordered[max(0, int(rank) - 1)]


def _short(value: float) -> float:
    """Keep four digits: the fifth is never the same twice."""
    return float(f"{value:.4g}")
