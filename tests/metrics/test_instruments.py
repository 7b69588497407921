"""What the page of metrics says."""

import re
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.executors.tokens import Use
from bot.lark.pacing import Api
from bot.metrics.instruments import Metrics
from scheduler.model import RunKind, RunState
from scheduler.watching import Backlog, Installation
from tests.builders import NOW
from tests.metrics.pages import AT_REST, page_of

UNITS = ("_total", "_seconds", "_bytes", "_depth", "_backlog", "_runs", "_leases", "_up", "_connected")


@pytest.fixture
def metrics():
    return Metrics()


def families(metrics):
    body, _ = metrics.page(AT_REST, "")
    return [one for one in text_string_to_metric_families(body.decode()) if one.name.startswith("aime_")]


def test_what_waits_is_what_the_database_said_a_moment_ago(metrics):
    backlog = Backlog(due=7, oldest_due=NOW - timedelta(seconds=90), inbox=2, outbox=3, running=4, lost=1)

    page = page_of(metrics, Installation(at=NOW, last_tick=NOW, connection="", backlog=backlog))

    assert page["aime_due_backlog"] == 7
    assert page["aime_oldest_due_age_seconds"] == 90
    assert (page["aime_inbox_depth"], page["aime_outbox_depth"]) == (2, 3)
    assert (page["aime_running_runs"], page["aime_expired_leases"]) == (4, 1)
    assert page["aime_scheduler_last_tick_timestamp_seconds"] == NOW.timestamp()


def test_a_database_that_does_not_answer_leaves_a_gap_and_no_zero(metrics):
    page = page_of(metrics, Installation(at=NOW, last_tick=None, connection="", backlog=None))

    assert page["aime_database_up"] == 0
    assert "aime_due_backlog" not in page
    assert "aime_scheduler_last_tick_timestamp_seconds" not in page


def test_a_lost_connection_shows(metrics):
    lost = Installation(at=NOW, last_tick=NOW, connection="waiting", backlog=Backlog())

    assert page_of(metrics, lost)["aime_lark_connected"] == 0
    assert page_of(metrics)["aime_lark_connected"] == 1


def test_runs_are_told_by_kind_and_result(metrics):
    metrics.ended(RunKind.SCHEDULED, RunState.FAILED)
    metrics.ended(RunKind.SCHEDULED, RunState.FAILED)

    page = page_of(metrics)

    assert page['aime_runs_total{kind="scheduled",result="failed"}'] == 2
    assert page['aime_runs_total{kind="manual",result="failed"}'] == 0


def test_the_lag_of_a_run_falls_into_its_bucket(metrics):
    metrics.begun(RunKind.SCHEDULED, timedelta(seconds=3))

    page = page_of(metrics)

    assert page['aime_run_lag_seconds_bucket{kind="scheduled",le="2.5"}'] == 0
    assert page['aime_run_lag_seconds_bucket{kind="scheduled",le="5.0"}'] == 1


def test_calls_to_lark_are_told_by_method_and_code(metrics):
    metrics.called_lark(Api.CREATE, 0)
    metrics.called_lark(Api.CREATE, None)

    page = page_of(metrics)

    assert page['aime_lark_requests_total{code="0",method="im.message.create"}'] == 1
    assert page['aime_lark_requests_total{code="none",method="im.message.create"}'] == 1


def test_tokens_are_told_by_use_and_direction(metrics):
    metrics.spent(Use.RUN, 12, 30)

    page = page_of(metrics)

    assert page['aime_model_tokens_total{direction="input",use="run"}'] == 12
    assert page['aime_model_tokens_total{direction="output",use="run"}'] == 30


def test_two_bots_in_one_process_count_for_themselves():
    one, other = Metrics(), Metrics()

    one.recovered()

    assert page_of(one)["aime_lease_recoveries_total"] == 1
    assert page_of(other)["aime_lease_recoveries_total"] == 0


def test_every_name_follows_the_conventions(metrics):
    for family in families(metrics):
        name = f"{family.name}_total" if family.type == "counter" else family.name
        assert re.fullmatch(r"aime_[a-z_]+", name)
        assert name.endswith(UNITS), name
        assert family.documentation.endswith(".")


def test_whoever_asks_for_openmetrics_gets_it(metrics):
    body, content_type = metrics.page(AT_REST, "application/openmetrics-text; version=1.0.0")

    assert content_type.startswith("application/openmetrics-text")
    assert body.endswith(b"# EOF\n")
