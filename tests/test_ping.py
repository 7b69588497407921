"""The sign of life to an outside monitor."""

import io
import socket

import pytest
import structlog
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.health import TICK_WITHIN, Health
from bot.logs import set_up_logs
from bot.ping import Ping, address_for
from bot.settings import LogFormat, Settings, SettingsError
from tests.doubles import ManualClock

SECRET = "0f6c2b1e-90b1-4f3a-a4f6-1d2c3b4a5968"


class Monitor:
    """Notes what it is told, and answers with `status`."""

    def __init__(self):
        self.told: list[str] = []
        self.status = 200

    async def answer(self, request):
        self.told.append(request.path_qs.removeprefix(f"/{SECRET}"))
        return web.Response(status=self.status)


@pytest.fixture
async def monitor():
    return Monitor()


@pytest.fixture
async def address(monitor):
    app = web.Application()
    app.router.add_get("/{rest:.*}", monitor.answer)
    async with TestServer(app) as server:
        yield f"{server.make_url('/')}{SECRET}"


@pytest.fixture
async def session():
    async with ClientSession() as session:
        yield session


@pytest.fixture
def stream():
    out = io.StringIO()
    set_up_logs(LogFormat.JSON, "info", [], out)
    yield out
    structlog.reset_defaults()


async def ping_database():
    """Nothing is wrong with it."""


async def test_the_monitor_hears_of_the_start_then_of_life_and_of_a_scheduler_that_stands_still(
    monitor, address, session
):
    clock = ManualClock()
    ticked = clock()
    health = Health(ping_database, lambda: ticked, lambda: "", clock)
    ping = Ping(session, address, health.is_ticking)

    for _ in range(3):
        await ping.tick()
        clock.advance(TICK_WITHIN / 2)
    clock.advance(TICK_WITHIN)
    await ping.tick()
    ticked = clock()
    await ping.tick()

    assert monitor.told == ["/start", "", "", "/fail", ""]


async def test_a_scheduler_that_has_not_looked_once_is_not_alive():
    assert not Health(ping_database, lambda: None, lambda: "", ManualClock()).is_ticking()


async def test_a_monitor_that_refuses_or_is_not_there_is_a_line_in_the_log_without_its_address(
    monitor, address, session, stream
):
    with socket.create_server(("127.0.0.1", 0)) as free:
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/{SECRET}"
    monitor.status = 503

    await Ping(session, address, lambda: True).tick()
    await Ping(session, nobody, lambda: True).tick()

    lines = stream.getvalue().splitlines()
    assert ["ping.refused" in lines[0], "ping.unreachable" in lines[1], len(lines)] == [True, True, 2]
    assert SECRET not in stream.getvalue()


@pytest.mark.parametrize(
    ("address", "word", "called"),
    [
        ("https://hc.example/ping/1", "", "https://hc.example/ping/1"),
        ("https://hc.example/ping/1", "fail", "https://hc.example/ping/1/fail"),
        ("https://hc.example/1?create=1", "start", "https://hc.example/1/start?create=1"),
    ],
)
def test_the_word_is_one_more_part_of_the_path(address, word, called):
    assert address_for(address, word) == called


def test_the_monitor_s_address_is_a_secret_and_has_to_be_one():
    settings = Settings.read({"AIME_PING_URL": f"https://hc.example/{SECRET}"})

    assert settings.secrets() == [f"https://hc.example/{SECRET}"]
    assert SECRET not in repr(settings)
    with pytest.raises(SettingsError, match="S003 AIME_PING_URL: must be an address"):
        Settings.read({"AIME_PING_URL": "hc.example"})
