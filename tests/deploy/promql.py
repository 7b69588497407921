"""What a PromQL expression asks for, and what the bot has to answer it with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import promql_parser
from prometheus_client.parser import text_string_to_metric_families

from bot.executors.tokens import Use
from bot.lark.pacing import Api
from bot.metrics.instruments import Metrics
from scheduler.model import RunKind
from tests.metrics.pages import AT_REST

NOT_OURS = {"up"}  # Prometheus' own
OF_THE_TARGET = {"job", "instance"}  # labels that Prometheus adds


@dataclass(frozen=True)
class Asked:
    """One series that an expression names, and the labels that it goes by."""

    name: str
    labels: frozenset[str]
    equal: Mapping[str, str]


def asked_in(expression: str) -> list[Asked]:
    """Return what is asked for; raises ValueError where the expression is none."""
    found = []

    def note(node) -> None:
        if isinstance(node, promql_parser.VectorSelector):
            matchers = node.matchers.matchers
            equal = {one.name: one.value for one in matchers if one.op == promql_parser.MatchOp.Equal}
            found.append(Asked(node.name, frozenset(one.name for one in matchers), equal))

    promql_parser.walk(promql_parser.parse(expression), note, lambda node: None)
    return found


def grouped_by(expression: str) -> set[str]:
    """Return the labels that any part of it is summed by."""
    labels: set[str] = set()

    def note(node) -> None:
        if isinstance(node, promql_parser.AggregateExpr) and node.modifier is not None:
            labels.update(node.modifier.labels)

    promql_parser.walk(promql_parser.parse(expression), note, lambda node: None)
    return labels


def exposed() -> dict[str, list[dict[str, str]]]:
    """Return the labels of every series on a page, by its name, once everything has happened."""
    metrics = Metrics()
    metrics.begun(RunKind.SCHEDULED, timedelta(seconds=1))
    metrics.called_lark(Api.CREATE, 0)
    metrics.spent(Use.RUN, 1, 1)
    body, _ = metrics.page(AT_REST, "")
    series: dict[str, list[dict[str, str]]] = {}
    for family in text_string_to_metric_families(body.decode()):
        for one in family.samples:
            series.setdefault(one.name, []).append(one.labels)
    return series


def unanswered(expression: str) -> list[str]:
    """Return what an expression names and no page has."""
    series = exposed()
    return [problem for one in asked_in(expression) if (problem := _problem(one, series))]


def _problem(asked: Asked, series: Mapping[str, list[dict[str, str]]]) -> str | None:
    if asked.name in NOT_OURS:
        return None
    if asked.name not in series:
        return f"there is no {asked.name}"
    if unknown := asked.labels - set(series[asked.name][0]) - OF_THE_TARGET:
        return f"{asked.name} has no {', '.join(sorted(unknown))}"
    ours = {name: value for name, value in asked.equal.items() if name not in OF_THE_TARGET}
    if not any(ours.items() <= labels.items() for labels in series[asked.name]):
        return f"no {asked.name} has {ours}"
    return None
