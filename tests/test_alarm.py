"""The administrators' webhook: what it gets, and what happens when it does not take it."""

import io
import json
from datetime import timedelta

import pytest
import structlog
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.alarm import Alarm, Outlook, Webhook, document
from bot.logs import set_up_logs
from bot.settings import LogFormat, Settings
from cards.texts import is_known
from scheduler.alerts import Alert, AlertEvent
from scheduler.model import Locale
from scheduler.watching import Backlog, Installation
from storage.alerts import Alerts, add_alerts
from tests.builders import NOW
from tests.doubles import ManualClock

SECRET = "0f6c2b1e-90b1-4f3a-a4f6-1d2c3b4a5968"
OPENED = Alert("incident.opened:run_1", AlertEvent.INCIDENT_OPENED, NOW, {"task_id": "t", "cause": "network"})


class Administrators:
    """Note what they are told, and answer with `status`."""

    def __init__(self):
        self.told = []
        self.status = 204

    async def answer(self, request):
        self.told.append(await request.json())
        return web.Response(status=self.status, headers={"Location": "/elsewhere"})

    @property
    def events(self):
        return [one["event"] for one in self.told]


@pytest.fixture
async def administrators():
    return Administrators()


@pytest.fixture
async def webhook(administrators):
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", administrators.answer)
    async with TestServer(app) as server, ClientSession() as session:
        yield Webhook(session, f"{server.make_url('/')}{SECRET}", Locale.EN)


class Bot:
    def __init__(self, clock):
        self.clock = clock
        self.backlog = Backlog()

    async def outlook(self):
        now = self.clock()
        return Outlook(Installation(at=now, last_tick=now, connection="", backlog=self.backlog))


@pytest.fixture
def looked_at():
    return Bot(ManualClock(NOW))


@pytest.fixture
def alarm(webhook, looked_at, sqlite_database):
    return Alarm(webhook, Alerts(sqlite_database), looked_at.outlook, looked_at.clock, process="here:1")


@pytest.fixture
def stream():
    out = io.StringIO()
    set_up_logs(LogFormat.JSON, "info", [], out)
    yield out
    structlog.reset_defaults()


async def looks(alarm, looked_at, seconds):
    for _ in range(seconds // 10):
        looked_at.clock.advance(timedelta(seconds=10))
        await alarm.tick()


async def test_what_waits_is_told_once(alarm, administrators, looked_at, sqlite_database):
    async with sqlite_database.write() as session:
        await add_alerts(session, [OPENED], NOW)

    await looks(alarm, looked_at, 60)

    [told] = administrators.told
    assert told == {
        "id": "incident.opened:run_1",
        "event": "incident.opened",
        "at": NOW.isoformat(),
        "text": "Task t fails: network",
        "facts": {"task_id": "t", "cause": "network"},
    }


@pytest.mark.parametrize("status", [500, 404, 302])
async def test_what_is_not_taken_comes_again_and_the_address_stays_out_of_the_log(
    alarm, administrators, looked_at, sqlite_database, stream, status
):
    administrators.status = status
    async with sqlite_database.write() as session:
        await add_alerts(session, [OPENED], NOW)
    await looks(alarm, looked_at, 20)
    assert len(administrators.told) == 1

    administrators.status = 200
    await looks(alarm, looked_at, 60)

    assert len(administrators.told) == 2
    assert "alert.refused" in stream.getvalue()
    assert SECRET not in stream.getvalue()


async def test_a_database_that_does_not_answer_is_told_from_memory(alarm, administrators, looked_at):
    looked_at.backlog = None
    administrators.status = 503
    await looks(alarm, looked_at, 80)
    administrators.status = 200
    await looks(alarm, looked_at, 10)
    looked_at.backlog = Backlog()
    await looks(alarm, looked_at, 20)

    taken = administrators.events[-2:]
    assert taken == ["trouble.began", "trouble.over"]
    assert administrators.told[-1]["text"] == "here:1 is fine again: database"


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("event", AlertEvent)
def test_every_event_has_words(event, locale):
    facts = dict.fromkeys(("task_id", "cause", "count", "message", "error", "process", "trouble"), "x")

    assert is_known(f"alert.{event}")
    assert "x" in json.dumps(document(Alert("k", event, NOW, facts), locale))


def test_its_address_is_a_secret():
    settings = Settings.read({"AIME_ALERT_URL": f"https://hooks.example/{SECRET}"})

    assert settings.secrets() == [f"https://hooks.example/{SECRET}"]
    assert SECRET not in repr(settings)
