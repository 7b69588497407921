"""The Helm chart, rendered by Helm's own code: its objects are Kubernetes', and what we want of them."""

import json
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import kubernetes_validate
import pytest
import yaml

from bot.__main__ import _parser
from bot.settings import Settings, variable
from tests.deploy.promql import unanswered
from tests.deploy.tools import DEPLOY, steps_of

if os.environ.get("REQUIRE_ALL") == "1":
    import helm_python as helm
else:
    helm = pytest.importorskip("helm_python", reason="Helm's code comes for Linux on x86_64 only")

CHART = str(DEPLOY / "helm" / "aime")
SCHEMA = DEPLOY / "helm" / "aime" / "values.schema.json"
SCALAR = {"type": ["string", "integer", "number"]}
BY_THE_CHART = {"AIME_DATA_DIR", "AIME_HTTP_HOST", "AIME_HTTP_PORT"}  # they go with its ports and volumes
VERSION = "1.34"
Object = dict[str, Any]

SQLITE: Object = {}
POSTGRES: Object = {"database": "postgres", "bot": {"replicas": 2}}
WAYS = {
    "sqlite": SQLITE,
    "postgres": POSTGRES,
    "hpa": {**POSTGRES, "autoscaling": {"kind": "hpa"}},
    "keda": {**POSTGRES, "autoscaling": {"kind": "keda"}},
    "monitored": {**POSTGRES, "monitoring": {"serviceMonitor": True, "prometheusRule": True}},
    "own claim": {"persistence": {"existingClaim": "mine"}, "image": {"tag": "2"}},
}
OF_OPERATORS = {"ScaledObject", "ServiceMonitor", "PrometheusRule"}


def rendered(values: Object) -> dict[tuple[str, str], Object]:
    """Return the objects by kind and name, for a release called `try` in `prod`."""
    with helm.Chart.load(CHART) as chart:
        pages = chart.render(values, name="try", namespace="prod")
    texts = [text for name, text in pages.items() if name.endswith(".yaml")]
    objects = [each for text in texts for each in yaml.safe_load_all(text) if each]
    return {(each["kind"], each["metadata"]["name"]): each for each in objects}


@cache
def of(way: str) -> dict[tuple[str, str], Object]:
    return rendered(WAYS[way])


def pods(way: str) -> Iterator[tuple[str, Object]]:
    for (kind, name), each in of(way).items():
        if kind == "Deployment":
            yield name, each["spec"]["template"]["spec"]


every_way = pytest.mark.parametrize("way", WAYS)


def test_helm_finds_nothing_wrong():
    report = helm.lint(CHART)

    assert report["errors"] == []
    assert [one["error"] for one in report["messages"]] == ["icon is recommended"]


@every_way
def test_what_comes_out_is_what_kubernetes_takes(way: str):
    for (kind, _), each in of(way).items():
        if kind not in OF_OPERATORS:  # their schemas are not Kubernetes' own
            kubernetes_validate.validate(each, VERSION, strict=True)


def test_a_misspelt_field_would_be_noticed():
    [bot] = [each for (kind, _), each in of("sqlite").items() if kind == "Deployment"]
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate({**bot, "spec": {**bot["spec"], "replica": 1}}, VERSION, strict=True)


def test_on_a_file_there_is_one_bot_and_the_old_one_goes_first():
    objects = of("sqlite")

    bot = objects["Deployment", "try-bot"]["spec"]
    assert (bot["replicas"], bot["strategy"]) == (1, {"type": "Recreate"})
    assert ("Deployment", "try-worker") not in objects
    assert objects["PersistentVolumeClaim", "try-data"]["metadata"]["annotations"] == {
        "helm.sh/resource-policy": "keep"
    }


@pytest.mark.parametrize("wrong", [{"bot": {"replicas": 2}}, {"autoscaling": {"kind": "hpa"}}])
def test_a_file_for_several_is_refused(wrong: Object):
    with pytest.raises(helm.HelmError, match="a SQLite file serves one bot"):
        rendered(wrong)


def test_with_postgresql_there_are_bots_and_workers_and_no_file():
    objects = of("postgres")

    assert objects["Deployment", "try-bot"]["spec"]["replicas"] == 2
    assert objects["Deployment", "try-worker"]["spec"]["replicas"] == 2
    assert not any(kind == "PersistentVolumeClaim" for kind, _ in objects)


@pytest.mark.parametrize("way", ["postgres", "keda"])
def test_no_process_starts_without_the_database_that_all_share(way: str):
    for _, pod in pods(way):
        given = pod["containers"][0]["env"][0]
        assert given["valueFrom"]["secretKeyRef"] == {"name": "aime", "key": "AIME_DATABASE_URL"}


@every_way
def test_every_pod_may_as_little_as_it_needs(way: str):
    user = next(step.rest for step in steps_of((DEPLOY / "Dockerfile").read_text()) if step.word == "USER")
    for _, pod in pods(way):
        [container] = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"]
        assert f"{pod['securityContext']['runAsUser']}:{pod['securityContext']['runAsGroup']}" == user
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }


@every_way
def test_every_pod_runs_a_command_of_ours_and_may_take_its_time_to_stop(way: str):
    for _, pod in pods(way):
        assert _parser().parse_args(pod["containers"][0]["args"])
        assert pod["terminationGracePeriodSeconds"] > 2 * Settings.read({}).drain.total_seconds()


def test_it_is_asked_where_it_answers():
    image = {step.word: step.rest for step in steps_of((DEPLOY / "Dockerfile").read_text())}
    bot = dict(pods("sqlite"))["try-bot"]["containers"][0]

    assert [str(port["containerPort"]) for port in bot["ports"]] == [image["EXPOSE"]]
    assert bot["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert bot["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert json.loads(image["VOLUME"]) == [
        mount["mountPath"] for mount in bot["volumeMounts"] if mount["name"] == "data"
    ]


def test_agents_may_live_on_workers_of_their_own():
    apart = {**POSTGRES, "bot": {"queues": "static,webhook"}, "worker": {"queues": "agent"}}
    objects = rendered(apart)

    for name, queues in (("try-bot", "static,webhook"), ("try-worker", "agent")):
        container = objects["Deployment", name]["spec"]["template"]["spec"]["containers"][0]
        assert container["env"][1] == {"name": "AIME_QUEUES", "value": queues}
        assert Settings.read({"AIME_DATABASE_URL": "postgresql://db/aime", "AIME_QUEUES": queues})


@pytest.mark.parametrize("way", ["hpa", "keda"])
def test_workers_grow_with_what_is_due(way: str):
    scalers = [each["spec"] for (kind, _), each in of(way).items() if kind.startswith(("Horiz", "Scaled"))]
    [scaler] = scalers

    assert scaler["scaleTargetRef"]["name"] == "try-worker"
    assert "replicas" not in of(way)["Deployment", "try-worker"]["spec"]
    if way == "hpa":
        asked = scaler["metrics"][0]["external"]["metric"]["name"]
    else:
        asked = scaler["triggers"][0]["metadata"]["query"].replace('{namespace="prod"}', "")
    assert unanswered(asked) == []


def test_prometheus_gets_the_rules_that_are_shipped_and_the_job_they_ask_for():
    objects = of("monitored")

    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text())
    assert objects["PrometheusRule", "try"]["spec"] == rules
    monitor, service = objects["ServiceMonitor", "try"]["spec"], objects["Service", "try"]
    assert service["metadata"]["labels"][monitor["jobLabel"]] == "aime"
    assert monitor["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    assert monitor["endpoints"][0]["port"] == service["spec"]["ports"][0]["name"]


def test_its_schema_knows_every_setting_that_is_no_secret():
    """UPDATE_GOLDEN=1 writes them anew, as it does for cards."""
    schema = json.loads(SCHEMA.read_text())
    fields = Settings.model_fields.items()
    open_to_all = [variable(name) for name, field in fields if "SecretStr" not in str(field.annotation)]
    expected = {name: SCALAR for name in open_to_all if name not in BY_THE_CHART}
    if os.environ.get("UPDATE_GOLDEN") == "1":
        schema["properties"]["settings"]["properties"] = expected
        SCHEMA.write_text(json.dumps(schema, indent=2) + "\n")

    assert schema["properties"]["settings"]["properties"] == expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"settings": {"AIME_TIMEZON": "UTC"}},
        {"settings": {"AIME_LARK_APP_SECRET": "in the clear"}},
        {"database": "mysql"},
        {"replicas": 2},
    ],
)
def test_values_that_are_misspelt_or_in_the_wrong_place_are_refused(wrong: Object):
    with helm.Chart.load(CHART) as chart, pytest.raises(helm.HelmError):
        chart.validate_schema(wrong)


@pytest.mark.parametrize(
    ("way", "tag", "claim"), [("sqlite", "0.1.0", "try-data"), ("own claim", "2", "mine")]
)
def test_what_is_said_is_used(way: str, tag: str, claim: str):
    [(_, pod)] = pods(way)

    assert pod["containers"][0]["image"] == f"aime-bot:{tag}"
    assert pod["volumes"][0]["persistentVolumeClaim"]["claimName"] == claim
