"""Settings: read once, from a mapping; wrong ones are all named at once."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, variable

ROOT = Path(__file__).parent.parent


def test_nothing_set_gives_the_documented_defaults():
    settings = Settings.read({"PATH": "/bin"})

    assert settings.lark_domain == "feishu"
    assert settings.run_time_limit == timedelta(minutes=30)
    assert not settings.has_agent


def test_an_empty_variable_counts_as_not_set():
    assert Settings.read({"AIME_HTTP_PORT": ""}).http_port == Settings.read({}).http_port


def test_a_misspelt_variable_is_an_error_that_names_the_right_one():
    with pytest.raises(SettingsError, match=r"S002 AIME_LARK_APPID: .*AIME_LARK_APP_ID"):
        Settings.read({"AIME_LARK_APPID": "cli_1"})


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("AIME_TIMEZONE", "Mars/Olympus", "IANA"),
        ("AIME_HTTP_PORT", "seventy", "integer"),
        ("AIME_DRAIN", "soon", "number of seconds"),
        ("AIME_LARK_MODE", "carrier pigeon", "socket"),
        ("AIME_ADMINS", "ou_1,somebody", "open_ids"),
    ],
)
def test_a_wrong_value_is_refused_with_what_would_be_right(name, value, says):
    with pytest.raises(SettingsError, match=rf"S003 {name}: .*{says}"):
        Settings.read({name: value})


def test_a_worker_may_lose_a_heartbeat_before_it_is_given_up():
    with pytest.raises(SettingsError, match=r"S003 AIME_STALL: .*twice AIME_HEARTBEAT"):
        Settings.read({"AIME_HEARTBEAT": "3"})
    assert Settings.read({"AIME_HEARTBEAT": "3", "AIME_STALL": "10"}).leases.stall == timedelta(seconds=10)


def test_admins_are_told_apart_by_commas():
    assert Settings.read({"AIME_ADMINS": " ou_1, ou_2,,ou_1 "}).admins == ("ou_1", "ou_2")
    assert Settings.read({}).admins == ()


def test_every_problem_is_told_at_once():
    with pytest.raises(SettingsError) as caught:
        Settings.read({"AIME_TIMEZONE": "x", "AIME_DRAIN": "x"})

    assert {problem.setting for problem in caught.value.problems} == {"AIME_TIMEZONE", "AIME_DRAIN"}


def test_a_wrong_secret_is_not_repeated_in_the_error():
    with pytest.raises(SettingsError) as caught:
        Settings.read({"AIME_LARK_APP_SECRET_": "hunter2hunter2"})

    assert "hunter2" not in str(caught.value)


def test_half_a_model_is_no_model():
    with pytest.raises(SettingsError, match="S001 AIME_MODEL: is not set, though AIME_MODEL_BASE_URL is"):
        Settings.read({"AIME_MODEL_BASE_URL": "https://model.example/v1"})


def test_secrets_do_not_print():
    settings = Settings.read({"AIME_LARK_APP_SECRET": "hunter2hunter2"})

    assert "hunter2" not in f"{settings!r} {settings}"
    assert settings.secrets() == ["hunter2hunter2"]


def test_talking_to_lark_needs_its_credentials_and_callbacks_need_their_keys():
    with pytest.raises(SettingsError) as caught:
        Settings.read({"AIME_LARK_MODE": "callback", "AIME_LARK_APP_ID": "cli_1"}).require_lark()

    assert [problem.setting for problem in caught.value.problems] == [
        "AIME_LARK_APP_SECRET",
        "AIME_LARK_ENCRYPT_KEY",
        "AIME_LARK_VERIFICATION_TOKEN",
    ]
    assert {problem.code for problem in caught.value.problems} == {"S001"}


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_documented(name):
    page = (ROOT / "docs" / "settings.md").read_text()

    assert f"`{variable(name)}`" in page
    assert Settings.model_fields[name].description in page
