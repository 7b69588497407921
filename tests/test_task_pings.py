"""The sign of life of a task: from the chat to the monitor, and nowhere else."""

import asyncio
import io

import pytest
import structlog
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.logs import set_up_logs
from bot.settings import LogFormat, Settings, SettingsError
from bot.task_pings import TaskPings
from scheduler.model import TaskId
from scheduler.monitoring import Sign, Signal
from tests.builders import NOW
from tests.doubles import ManualClock

SECRET = "0f6c2b1e-90b1-4f3a-a4f6-1d2c3b4a5968"


class Owed:
    """Monitors with what is owed to them; what was told is owed no more."""

    def __init__(self):
        self.signs = []

    async def owed(self, now, each):
        return list(self.signs)

    async def told(self, sign):
        self.signs.remove(sign)


class Monitor:
    def __init__(self):
        self.told = []
        self.status = 200
        self.heard, self.go_on = asyncio.Event(), asyncio.Event()

    async def answer(self, request):
        if request.path.startswith("/hangs"):
            await self.go_on.wait()
        self.told.append(request.path)
        self.heard.set()
        return web.Response(status=self.status, headers={"Location": "/elsewhere"})


@pytest.fixture
async def monitor():
    return Monitor()


@pytest.fixture
async def server(monitor):
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", monitor.answer)
    async with TestServer(app) as server:
        yield server


@pytest.fixture
def owed():
    return Owed()


@pytest.fixture
async def pings(owed, server):
    async with ClientSession() as session:
        yield TaskPings(session, owed, {f"127.0.0.1:{server.port}"}, ManualClock())


@pytest.fixture
def stream():
    out = io.StringIO()
    set_up_logs(LogFormat.JSON, "info", [], out)
    yield out
    structlog.reset_defaults()


def signs(server, *signals):
    address = f"http://127.0.0.1:{server.port}/{SECRET}"
    return [Sign(TaskId("task_1"), address, signal, NOW) for signal in signals]


async def test_the_monitor_hears_of_begin_success_and_failure_once(pings, owed, monitor, server):
    owed.signs = signs(server, Signal.START, Signal.SUCCESS, Signal.FAIL)

    for _ in range(2):
        await pings.tick()

    assert monitor.told == [f"/{SECRET}/start", f"/{SECRET}", f"/{SECRET}/fail"]


@pytest.mark.parametrize("status", [302, 404, 503])
async def test_one_that_does_not_take_it_is_told_again_in_order_and_not_followed(
    pings, owed, monitor, server, stream, status
):
    owed.signs = signs(server, Signal.START, Signal.SUCCESS)
    monitor.status = status
    await pings.tick()
    assert monitor.told == [f"/{SECRET}/start"]

    monitor.status = 200
    await pings.tick()

    assert monitor.told[1:] == [f"/{SECRET}/start", f"/{SECRET}"]
    assert "task.ping_refused" in stream.getvalue()
    assert SECRET not in stream.getvalue()


async def test_one_that_does_not_answer_keeps_no_other_waiting(pings, owed, monitor, server):
    base = f"http://127.0.0.1:{server.port}"
    hanging = Sign(TaskId("task_1"), f"{base}/hangs", Signal.START, NOW)
    owed.signs = [hanging, Sign(TaskId("task_2"), f"{base}/2", Signal.SUCCESS, NOW)]

    async with asyncio.TaskGroup() as group:
        group.create_task(pings.tick())
        await monitor.heard.wait()
        assert monitor.told == ["/2"]
        monitor.go_on.set()

    assert owed.signs == []


async def test_a_host_that_is_named_no_more_is_not_called(pings, owed, monitor, server):
    owed.signs = [Sign(TaskId("task_1"), f"http://localhost:{server.port}/{SECRET}", Signal.START, NOW)]

    await pings.tick()

    assert monitor.told == []


def test_hosts_are_named_without_a_scheme():
    assert Settings.read({"AIME_PING_HOSTS": "HC.example, a.example:8443,"}).ping_hosts == (
        "hc.example",
        "a.example:8443",
    )
    with pytest.raises(SettingsError, match="AIME_PING_HOSTS"):
        Settings.read({"AIME_PING_HOSTS": "https://hc.example"})
