"""Every metric: one registry, owned by the one `Metrics` that `bot.main` builds.

Its methods are told what happened and only count. What waits is not counted here but read from the
database when somebody asks, so that it is true of all processes and after a restart.
"""

from datetime import timedelta
from itertools import product

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.exposition import choose_encoder

from bot.executors.tokens import Use
from bot.lark.pacing import Api
from bot.metrics.present import Present
from scheduler.model import OPEN_STATES, RunKind, RunState
from scheduler.watching import Installation

_ENDS = [state for state in RunState if state not in OPEN_STATES]
_LAGS_S = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200)


class Metrics:
    def __init__(self) -> None:
        # When each counter was made would be a second series for each that nobody asks for.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        registry = CollectorRegistry()
        self._registry = registry
        self._present = Present(registry)
        ProcessCollector(registry=registry)
        self._lag = Histogram(
            "aime_run_lag_seconds",
            "From the time a run was planned for to the begin of its first attempt.",
            ["kind"],
            buckets=_LAGS_S,
            registry=registry,
        )
        self._runs = _counter(registry, "aime_runs", "Runs that ended.", "kind", "result")
        self._recoveries = _counter(
            registry, "aime_lease_recoveries", "Attempts given up because their worker went away."
        )
        self._deliveries = _counter(
            registry, "aime_deliveries", "Tries to send or update a message.", "result"
        )
        self._requests = _counter(
            registry, "aime_lark_requests", "Calls to Lark; code 0 is success.", "method", "code"
        )
        self._tokens = _counter(
            registry, "aime_model_tokens", "Tokens that the language model counted.", "use", "direction"
        )
        self._begin_at_zero()

    def begun(self, kind: RunKind, lag: timedelta) -> None:
        self._lag.labels(kind).observe(lag.total_seconds())

    def ended(self, kind: RunKind, state: RunState) -> None:
        self._runs.labels(kind, state).inc()

    def recovered(self) -> None:
        self._recoveries.inc()

    def delivered(self, result: str) -> None:
        self._deliveries.labels(result).inc()

    def called_lark(self, method: Api, code: int | None) -> None:
        self._requests.labels(method, "none" if code is None else str(code)).inc()

    def spent(self, use: Use, tokens_in: int, tokens_out: int) -> None:
        self._tokens.labels(use, "input").inc(tokens_in)
        self._tokens.labels(use, "output").inc(tokens_out)

    def page(self, installation: Installation, accept: str) -> tuple[bytes, str]:
        """Return everything in the format that `accept` asks for, and that format's content type."""
        self._present.installation = installation  # nothing is awaited between this and the reading of it
        encode, content_type = choose_encoder(accept)
        return encode(self._registry), content_type

    def _begin_at_zero(self) -> None:
        """Show what did not happen yet as 0: a rate over a series that appears with its first 1 is 0."""
        for kind, end in product(RunKind, _ENDS):
            self._runs.labels(kind, end)
        for result in ("sent", "updated", "put_off", "failed", "unknown"):
            self._deliveries.labels(result)


def _counter(registry: CollectorRegistry, name: str, says: str, *labels: str) -> Counter:
    return Counter(f"{name}_total", says, labels, registry=registry)
