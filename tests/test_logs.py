"""Logs: one line each, and never a secret."""

import io
import json
import logging

import pytest
import structlog

from bot.logs import BLOT, Mishaps, Redactor, set_up_logs
from bot.settings import LogFormat


@pytest.fixture
def mishaps():
    return Mishaps()


@pytest.fixture
def stream(mishaps):
    out = io.StringIO()
    set_up_logs(LogFormat.JSON, "info", ["hunter2hunter2"], out, mishaps)
    yield out
    structlog.reset_defaults()
    logging.getLogger().handlers.clear()


def test_a_known_secret_never_reaches_the_log(stream):
    structlog.get_logger().info(
        "call.made", url="https://x.example/?s=hunter2hunter2", nested={"a": ["hunter2hunter2"]}
    )

    assert "hunter2" not in stream.getvalue()


def test_a_secret_in_an_exception_is_blotted_out(stream):
    try:
        int("hunter2hunter2")
    except ValueError:
        structlog.get_logger().exception("call.failed")

    assert "hunter2" not in stream.getvalue()
    assert "ValueError" in stream.getvalue()


def test_what_libraries_log_passes_the_same_filter(stream):
    logging.getLogger("library").warning("with %s", "hunter2hunter2")

    line = json.loads(stream.getvalue())
    assert line["event"] == f"with {BLOT}"


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer abcdef.123",
        "t-g1044ghJRUIJJ5ELPDUASVOBVN7HTV7KVF6QCB",
        "postgresql://aime:s3cret@db/aime",
        "wss://host/ws?ticket=abc123&x=1",
        "sk-abcdefghijklmnop",
    ],
)
def test_what_looks_like_a_secret_is_blotted_out(text):
    assert BLOT in Redactor([]).clean(text)


def test_fields_named_like_secrets_are_blotted_out_and_counts_are_kept():
    line = Redactor([])(None, "info", {"app_secret": "x", "tokens": 12, "event": "a.b"})

    assert line == {"app_secret": BLOT, "tokens": 12, "event": "a.b"}


def told(mishaps):
    return [(one.event, one.why, one.times) for one in mishaps.last()]


def test_what_went_wrong_is_remembered_the_last_first_and_repetitions_fold(stream, mishaps):
    log = structlog.get_logger()
    log.warning("socket.lost", reason="no answer")
    log.error("event.buried", error="ValueError")
    log.warning("socket.lost", reason="refused")
    log.info("run.ended")

    assert told(mishaps) == [("socket.lost", "refused", 2), ("event.buried", "ValueError", 1)]


def test_of_an_exception_only_its_kind_is_remembered(stream, mishaps):
    try:
        int("what somebody wrote")
    except ValueError:
        structlog.get_logger().exception("run.crashed")

    assert told(mishaps) == [("run.crashed", "ValueError", 1)]


def test_secrets_are_blotted_out_before_anything_is_remembered(stream, mishaps):
    structlog.get_logger().warning("call.failed", error="with hunter2hunter2")

    assert told(mishaps) == [("call.failed", f"with {BLOT}", 1)]


def test_of_many_mishaps_the_oldest_give_way(stream, mishaps):
    for number in range(25):
        structlog.get_logger().warning(f"mishap.{number}")

    remembered = mishaps.last()

    assert len(remembered) == 20
    assert remembered[0].event == "mishap.24"
