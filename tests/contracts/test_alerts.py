"""Alerts wait until they are told, over both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.alerts import KEEP_TRYING, Alert, AlertEvent
from scheduler.decided import Closing
from scheduler.model import Cause, RunState
from storage.alerts import add_alerts
from tests.builders import NOW, a_post, a_run, a_task, an_audit
from tests.contracts.steps import close, store

SECOND = timedelta(seconds=1)
UNDELIVERED = Alert("delivery.failed:x", AlertEvent.DELIVERY_FAILED, NOW, {"message": "x", "error": "Gone"})
NO_NET = Closing(state=RunState.FAILED, cause=Cause.NETWORK)
DONE = Closing(state=RunState.SUCCEEDED, result="fine")


@pytest.fixture
async def ends(drafts, runs):
    await store(drafts, a_task())

    async def end(number, closing):
        at = NOW + number * SECOND
        run = a_run(number, fire_time=at, due_at=at)
        await runs.request(run, a_post(f"note_{number}"), an_audit(run.id), behind=True)
        [claimed] = await runs.claim("worker", at, at + SECOND, 1)
        assert await close(runs, claimed.run, closing, at)

    return end


@pytest.fixture
def added(database):
    async def add(*alerts):
        async with database.write() as session:
            await add_alerts(session, alerts, NOW)

    return add


async def test_an_alert_comes_back_as_it_went_in_until_it_is_told(alerts, added):
    for _ in range(2):
        await added(UNDELIVERED)

    assert await alerts.take(NOW, 9) == [UNDELIVERED]
    assert await alerts.take(NOW + 29 * SECOND, 9) == []
    assert await alerts.take(NOW + 30 * SECOND, 9) == [UNDELIVERED]
    await alerts.told(UNDELIVERED.key, NOW)
    assert await alerts.take(NOW + timedelta(hours=2), 9) == []


async def test_what_could_not_be_told_for_a_day_is_dropped(alerts, added):
    await added(UNDELIVERED)

    assert await alerts.take(NOW + KEEP_TRYING, 9) == []
    await alerts.drop(NOW + 3 * KEEP_TRYING)
    await added(replace(UNDELIVERED, at=NOW + 3 * KEEP_TRYING))
    assert len(await alerts.take(NOW + 3 * KEEP_TRYING, 9)) == 1


async def test_each_incident_is_told_of_once_when_it_opens_and_once_when_it_is_over(ends, alerts):
    for number, closing in enumerate((NO_NET, NO_NET, DONE, DONE), start=1):
        await ends(number, closing)

    for _ in range(2):
        await alerts.collect(NOW + 9 * SECOND)

    opened, over = await alerts.take(NOW + 9 * SECOND, 9)
    assert (opened.event, opened.at) == (AlertEvent.INCIDENT_OPENED, NOW + SECOND)
    assert opened.facts == {"task_id": "task_1", "run_id": "run_1", "cause": "network"}
    assert (over.event, over.facts["count"]) == (AlertEvent.INCIDENT_RECOVERED, 2)


async def test_of_what_was_long_ago_nobody_is_told(ends, alerts):
    await ends(1, NO_NET)

    await alerts.collect(NOW + 2 * KEEP_TRYING)

    assert await alerts.take(NOW + 2 * KEEP_TRYING, 9) == []
