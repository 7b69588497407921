"""What is so now, read when it is asked for: nothing here is older than the page that it stands on."""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from scheduler.watching import Backlog, Installation, age


class Present(Collector):
    """`installation` is set for each page. Without an answer of the database its figures are left out:
    a gap can be told from a zero.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self.installation: Installation | None = None
        registry.register(self)

    def collect(self) -> Iterator[Metric]:
        now = self.installation
        if now is None:
            return
        backlog = now.backlog
        yield _gauge("aime_lark_connected", "Whether events can come in from Lark.", not now.connection)
        yield _gauge("aime_database_up", "Whether the database answers.", backlog is not None)
        if now.last_tick:
            says = "When this process last looked for due tasks, in seconds since 1970."
            yield _gauge("aime_scheduler_last_tick_timestamp_seconds", says, now.last_tick.timestamp())
        if backlog:
            yield from _waiting(backlog, now)


def _waiting(backlog: Backlog, now: Installation) -> Iterator[Metric]:
    def seconds(since: datetime | None) -> float:
        return age(since, now.at).total_seconds()

    yield _gauge("aime_due_backlog", "Runs and tasks that are due and not begun.", backlog.due)
    yield _gauge(
        "aime_oldest_due_age_seconds", "For how long the oldest of them is due.", seconds(backlog.oldest_due)
    )
    yield _gauge("aime_running_runs", "Runs that a worker has, in all processes.", backlog.running)
    yield _gauge("aime_expired_leases", "Running runs whose worker went away.", backlog.lost)
    yield _gauge("aime_inbox_depth", "Messages and presses accepted and not handled.", backlog.inbox)
    yield _gauge(
        "aime_inbox_oldest_age_seconds", "For how long the oldest waits.", seconds(backlog.oldest_inbox)
    )
    yield _gauge("aime_outbox_depth", "Messages to be sent or updated.", backlog.outbox)
    yield _gauge(
        "aime_outbox_oldest_due_age_seconds",
        "For how long the oldest that may go out now is due.",
        seconds(backlog.oldest_outbox),
    )


def _gauge(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, says, value)
