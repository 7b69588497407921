"""compose.yaml: what the specification says of it, and what we want of every service."""

import importlib.resources
import json
from datetime import timedelta

import jsonschema
import pytest
import yaml

from bot.__main__ import _parser
from bot.settings import Settings
from tests.deploy.tools import DEPLOY, SETTINGS, settings_in, steps_of

TEXT = (DEPLOY / "compose.yaml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if "build" in service]


def test_it_is_what_the_specification_describes():
    schemas = importlib.resources.files("check_jsonschema.builtin_schemas")
    schema = json.loads((schemas / "vendor" / "compose-spec.json").read_text())

    assert list(jsonschema.validators.validator_for(schema)(schema).iter_errors(COMPOSE)) == []


def test_a_misspelt_word_would_be_noticed():
    schemas = importlib.resources.files("check_jsonschema.builtin_schemas")
    schema = json.loads((schemas / "vendor" / "compose-spec.json").read_text())
    wrong = {**COMPOSE, "services": {"bot": {**SERVICES["bot"], "readonly": True}}}

    assert list(jsonschema.validators.validator_for(schema)(schema).iter_errors(wrong))


@pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))
def test_every_service_may_as_little_as_it_needs(service):
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")


def test_without_a_profile_there_is_one_bot_on_a_file():
    assert [name for name, service in SERVICES.items() if "profiles" not in service] == ["bot"]


def test_with_it_there_are_postgresql_15_and_two_workers():
    assert SERVICES["postgres"]["image"] == "postgres:15"
    assert SERVICES["worker"]["deploy"]["replicas"] == 2
    assert {tuple(SERVICES[name]["profiles"]) for name in ("worker", "postgres")} == {("postgres",)}
    assert all(SERVICES[name]["depends_on"]["postgres"]["condition"] == "service_healthy" for name in OURS)


@pytest.mark.parametrize("name", OURS)
def test_a_command_is_one_of_ours(name):
    assert _parser().parse_args(SERVICES[name]["command"])


def test_stopping_takes_no_longer_than_it_may():
    drain = Settings.read({}).drain
    for name in OURS:
        grace = timedelta(seconds=int(SERVICES[name]["stop_grace_period"].removesuffix("s")))
        assert grace > 2 * drain


def test_ports_and_folders_are_those_of_the_image():
    image = {step.word: step.rest for step in steps_of((DEPLOY / "Dockerfile").read_text())}

    assert SERVICES["bot"]["ports"] == [f"127.0.0.1:{image['EXPOSE']}:{image['EXPOSE']}"]
    assert [volume.split(":")[1] for volume in SERVICES["bot"]["volumes"]] == json.loads(image["VOLUME"])
    assert {volume.split(":")[0] for one in SERVICES.values() for volume in one.get("volumes", [])} == set(
        COMPOSE["volumes"]
    )


@pytest.mark.parametrize("name", ["compose.yaml", "aime.env.example", "Dockerfile"])
def test_every_setting_that_is_named_exists(name):
    assert settings_in((DEPLOY / name).read_text()) <= SETTINGS


def test_no_secret_stands_in_it():
    assert "PASSWORD" not in TEXT
    assert all("environment" not in SERVICES[name] for name in OURS)


def test_the_example_of_the_settings_is_read_as_it_is():
    """Once what is to be filled in is filled in; what is commented out is read as well."""
    lines = (DEPLOY / "aime.env.example").read_text().splitlines()
    pairs = [line.lstrip("#").split("=", 1) for line in lines if line.lstrip("#").startswith("AIME_")]
    given = {name: "https://example.com" if value == "https://..." else value for name, value in pairs}

    Settings.read(given).require_lark()
