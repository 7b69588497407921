"""Reading a page of metrics as Prometheus does."""

from prometheus_client.parser import text_string_to_metric_families

from bot.metrics.instruments import Metrics
from scheduler.watching import Backlog, Installation
from tests.builders import NOW

AT_REST = Installation(at=NOW, last_tick=NOW, connection="", backlog=Backlog())


def samples(page: str) -> dict[str, float]:
    """Return every sample by its name and labels, as `name{label="value"}`."""
    return {
        _written(one.name, one.labels): one.value
        for family in text_string_to_metric_families(page)
        for one in family.samples
    }


def page_of(metrics: Metrics, installation: Installation = AT_REST) -> dict[str, float]:
    body, _ = metrics.page(installation, "")
    return samples(body.decode())


def _written(name: str, labels: dict[str, str]) -> str:
    inside = ",".join(f'{key}="{value}"' for key, value in sorted(labels.items()))
    return f"{name}{{{inside}}}" if inside else name
