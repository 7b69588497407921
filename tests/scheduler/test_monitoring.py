"""Which addresses of monitors may be called, and what is shown of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.model import FAILURE_STATES, RunState
from scheduler.monitoring import Signal, is_allowed, masked, signal_of

HOSTS = {"hc.example", "monitor.example:8443", "127.0.0.1:9"}


@pytest.mark.parametrize(
    "address",
    [
        "https://hc.example/ping/1",
        "https://HC.example/ping/1?create=1",
        "https://hc.example:443/1",
        "https://monitor.example:8443/1",
        "http://127.0.0.1:9/1",
    ],
)
def test_an_address_of_a_named_host_is_allowed(address):
    assert is_allowed(address, HOSTS)
    assert not is_allowed(address, ())


@pytest.mark.parametrize(
    "address",
    [
        "http://hc.example/1",
        "ftp://hc.example/1",
        "https://other.example/1",
        "https://hc.example.evil.example/1",
        "https://monitor.example/1",
        "https://hc.example:8443/1",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/1",
        "http://127.0.0.1/1",
        "https://evil.example@hc.example/1",
        "https://hc.example@evil.example/1",
        "https://evil.example\\@hc.example/1",
        "https://hc.example/1#@evil.example",
        "https://hc.example/ 1",
        "https://hc.example/\n1",
        "https://ｈｃ.example/1",
        "https://hc.example:port/1",
        "https://[::1]/1",
        "https://[/1",
        "https://hc.example/" + "x" * 500,
        "hc.example/1",
        "",
    ],
)
def test_everything_else_is_not(address):
    assert not is_allowed(address, HOSTS)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_refused_and_never_breaks(text):
    assert not is_allowed(text, HOSTS)
    assert is_allowed("https://hc.example/x", HOSTS)


def test_of_an_address_the_host_is_shown_and_its_end():
    assert masked("https://hc.example/0f6c2b1e-90b1-4f3a-a4f6-1d2c3b4a5968") == "hc.example/…5968"


@pytest.mark.parametrize("state", RunState)
def test_what_a_monitor_hears_of_a_run(state):
    expected = {RunState.RUNNING: Signal.START, RunState.SUCCEEDED: Signal.SUCCESS}
    expected |= dict.fromkeys(FAILURE_STATES, Signal.FAIL)

    assert signal_of(state) is expected.get(state)
