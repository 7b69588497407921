"""The shipped alert rules and the dashboard: well formed, and about metrics that exist."""

import json
import re
from itertools import combinations
from pathlib import Path

import promql_parser
import pytest
import yaml

from tests.deploy.promql import asked_in, exposed, grouped_by, unanswered

DEPLOY = Path(__file__).parents[2] / "deploy"
RULES = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text())["groups"][0]["rules"]
BOARD = json.loads((DEPLOY / "grafana" / "aime.json").read_text())
PAGE = (DEPLOY.parent / "docs" / "operations.md").read_text()
TARGETS = [(panel["title"], target) for panel in BOARD["panels"] for target in panel["targets"]]

_FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_LABEL = re.compile(r"\$labels\.(\w+)")


def plain(expression: str) -> str:
    """Fill in what Grafana fills in."""
    return expression.replace("$__rate_interval", "5m")


def test_a_misspelt_metric_or_label_would_be_noticed():
    assert unanswered("aime_run_total") == ["there is no aime_run_total"]
    assert unanswered('aime_runs_total{outcome="failed"}') == ["aime_runs_total has no outcome"]
    assert unanswered('aime_runs_total{result="fialed"}') == ["no aime_runs_total has {'result': 'fialed'}"]
    with pytest.raises(ValueError, match="parenthesis"):
        asked_in("sum(rate(aime_runs_total[5m])")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_asks_for_what_there_is(rule):
    assert asked_in(rule["expr"])
    assert unanswered(rule["expr"]) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_says_how_bad_it_is_what_it_means_and_is_explained(rule):
    assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
    assert rule["labels"]["severity"] in {"critical", "warning"}
    assert set(rule["annotations"]) == {"summary", "description"}
    assert f"`{rule['alert']}`" in PAGE
    assert rule.get("for") is None or promql_parser.parse_duration(rule["for"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_names_only_labels_that_its_result_has(rule):
    named = set(_LABEL.findall(" ".join(rule["annotations"].values())))

    assert named <= grouped_by(rule["expr"])


def test_no_two_alerts_have_one_name():
    names = [rule["alert"] for rule in RULES]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(("title", "target"), TARGETS, ids=lambda value: str(value)[:40])
def test_a_panel_asks_for_what_there_is(title, target):
    assert asked_in(plain(target["expr"]))
    assert unanswered(plain(target["expr"])) == []


@pytest.mark.parametrize(("title", "target"), TARGETS, ids=lambda value: str(value)[:40])
def test_a_legend_names_only_labels_that_the_series_has(title, target):
    named = set(_FIELD.findall(target["legendFormat"])) - {"instance"}

    assert named <= grouped_by(plain(target["expr"]))


def test_the_dashboard_is_one_that_grafana_takes():
    ids = [panel["id"] for panel in BOARD["panels"]]

    assert {"uid", "title", "schemaVersion", "time", "templating", "panels"} <= set(BOARD)
    assert len(ids) == len(set(ids))
    assert {panel["type"] for panel in BOARD["panels"]} <= {"stat", "timeseries"}
    assert {panel["datasource"]["uid"] for panel in BOARD["panels"]} == {"${source}"}
    assert [one["name"] for one in BOARD["templating"]["list"]] == ["source"]


def test_no_panel_lies_over_another_or_outside():
    places = [panel["gridPos"] for panel in BOARD["panels"]]

    assert all(place["x"] + place["w"] <= 24 for place in places)
    for one, other in combinations(places, 2):
        beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        below = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert beside or below


def test_every_metric_of_ours_is_explained():
    names = {re.sub(r"_(bucket|sum|count)$", "", name) for name in exposed() if name.startswith("aime_")}

    assert [name for name in sorted(names) if f"`{name}`" not in PAGE] == []
