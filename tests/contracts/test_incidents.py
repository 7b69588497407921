"""Incidents are written along with the runs that make them, over both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.decided import Closing
from scheduler.drafts import Amendment
from scheduler.incidents import IncidentEnd
from scheduler.lifecycle import paused, resumed
from scheduler.model import Cause, DeliveryState, PauseReason, Policies, RunId, RunState, TaskId
from scheduler.overlap import OverlapPolicy
from scheduler.planner import Planner
from scheduler.posts import Priority
from scheduler.speaking import late_card
from scheduler.views import RunCard, Sentence
from storage.retention import OldRows
from tests.builders import NOW, OWNER, a_draft, a_post, a_run, a_spec, a_task, an_audit
from tests.contracts.steps import close, send_all, store
from tests.doubles import Ids, ManualClock

HOUR = timedelta(hours=1)
TASK = TaskId("task_1")
NO_NET = Closing(state=RunState.FAILED, cause=Cause.NETWORK)
REFUSED = Closing(state=RunState.FAILED, cause=Cause.REFUSED)
DONE = Closing(state=RunState.SUCCEEDED, result="All well")
FIRST, SECOND = RunId("run_1"), RunId("run_2")


@pytest.fixture
def task():
    return a_task(spec=a_spec(policies=Policies(overlap=OverlapPolicy.ALLOW)))


@pytest.fixture
async def ends(drafts, runs, task):
    """Let run `number` of the task end so, `number` hours later; its card is told late."""
    await store(drafts, task)

    async def end(number, closing, **fields):
        at = NOW + number * HOUR
        await begin(number, **fields)
        [claimed] = await runs.claim("worker", at, at + HOUR, 1)
        quiet = replace(claimed.run, delivery=DeliveryState.NONE)
        card = late_card(claimed.task, quiet, closing.state)
        assert await close(runs, claimed.run, replace(closing, posts=card), at)
        return await runs.get(claimed.run.id)

    async def begin(number, **fields):
        run = a_run(number, fire_time=NOW + number * HOUR, **fields)
        await runs.request(run, a_post(f"note_{number}"), an_audit(run.id), behind=True)

    return end


async def cards(outbox, now):
    return [each.post.view for each in await outbox.due(now, 99) if isinstance(each.post.view, RunCard)]


async def test_the_first_failure_has_its_card_and_repeats_are_counted_on_it(ends, incidents, outbox):
    first = await ends(1, NO_NET)
    await send_all(outbox, NOW + HOUR)
    second = await ends(2, NO_NET)

    incident = await incidents.get(FIRST)
    assert (first.incident, second.incident) == (FIRST, FIRST)
    assert (incident.count, incident.opened_at, incident.last_at) == (2, NOW + HOUR, NOW + 2 * HOUR)
    assert await cards(outbox, NOW + 2 * HOUR) == [RunCard(FIRST)]
    assert second.delivery is DeliveryState.NONE


async def test_another_cause_speaks_for_itself(ends, incidents, outbox):
    await ends(1, NO_NET)
    await ends(2, REFUSED)

    assert [each.run_id for each in await incidents.of_task(TASK, 9)] == [SECOND, FIRST]
    assert set(await cards(outbox, NOW + 2 * HOUR)) == {RunCard(FIRST), RunCard(SECOND)}


async def test_recovery_closes_all_of_them_and_is_one_line(ends, incidents, outbox):
    for number, closing in enumerate((NO_NET, REFUSED, NO_NET, DONE, DONE), start=1):
        await ends(number, closing)
    await send_all(outbox, NOW + 5 * HOUR)

    assert {each.end for each in await incidents.of_task(TASK, 9)} == {IncidentEnd.RECOVERED}
    due = [each.post for each in await outbox.due(NOW + 5 * HOUR, 99)]
    lines = [post for post in due if isinstance(post.view, Sentence) and "incident" in post.view.code]
    assert [(line.key, line.view.facts["count"]) for line in lines] == [(f"{SECOND}:recovered", 3)]


async def test_who_looks_after_it_is_remembered_once_and_told_on_the_card(ends, incidents, outbox, audit):
    await ends(1, NO_NET)
    await send_all(outbox, NOW + HOUR)

    said = [await incidents.acknowledge(FIRST, an_audit(FIRST, actor=who)) for who in (OWNER, "ou_other")]

    incident = await incidents.get(FIRST)
    assert said == [True, False]
    assert (incident.acknowledged_by, incident.acknowledged_at) == (OWNER, NOW)
    [due] = await outbox.due(NOW + HOUR, 9)
    assert (due.post.view, due.post.priority) == (RunCard(FIRST), Priority.ANSWER)
    assert "incident" not in str([entry.verb for entry in await audit.of(TASK)])


async def test_what_is_over_is_not_looked_after(ends, incidents):
    await ends(1, NO_NET)
    await ends(2, DONE)

    assert not await incidents.acknowledge(FIRST, an_audit(FIRST))
    assert not await incidents.acknowledge(RunId("run_9"), an_audit("run_9"))


async def test_resuming_clears_and_the_next_failure_speaks_anew(ends, incidents, outbox, tasks, task):
    await ends(1, NO_NET)
    await send_all(outbox, NOW + HOUR)
    stopped = paused(task, NOW + HOUR, PauseReason.FAILURES)
    assert await tasks.change(stopped, seen=task.revision, audit=None)
    assert await cards(outbox, NOW + HOUR) == [RunCard(FIRST)]
    assert (await incidents.get(FIRST)).is_open

    assert await tasks.change(resumed(stopped, NOW + HOUR), seen=stopped.revision, audit=None)
    await ends(2, NO_NET)

    first, second = await incidents.get(FIRST), await incidents.get(SECOND)
    assert (first.end, first.closed_at) == (IncidentEnd.CLEARED, NOW + HOUR)
    assert (second.is_open, second.count) == (True, 1)


async def test_a_change_of_the_task_clears(ends, incidents, drafts, task):
    await ends(1, NO_NET)
    change = a_draft(spec=replace(task.spec, title="Other"), id="draft_2", amends=Amendment.of(task))
    await drafts.open(change, a_post("draft_2:card"))

    await drafts.amend(change, lambda now: replace(now, spec=change.spec, revision=2), an_audit(TASK))

    assert (await incidents.get(FIRST)).end is IncidentEnd.CLEARED


async def test_a_run_that_was_called_off_says_nothing(ends, runs, incidents):
    run = a_run(1, fire_time=NOW)
    await runs.request(run, a_post("note"), an_audit(run.id))
    [claimed] = await runs.claim("worker", NOW, NOW + HOUR, 1)
    await runs.cancel(run.id, an_audit(run.id))
    await close(runs, claimed.run, Closing(state=RunState.UNKNOWN), NOW)

    assert await incidents.of_task(TASK, 9) == []
    assert (await runs.get(run.id)).incident is None


async def test_of_failures_at_once_one_opens_and_the_others_count(ends, runs, incidents):
    begun = []
    for number in range(1, 5):
        run = a_run(number, fire_time=NOW + number * timedelta(microseconds=1))
        await runs.request(run, a_post(f"note_{number}"), an_audit(run.id), behind=True)
        begun += [claimed.run for claimed in await runs.claim("worker", NOW + HOUR, NOW + 2 * HOUR, 1)]

    await asyncio.gather(*(close(runs, run, NO_NET, NOW + HOUR) for run in begun))

    [incident] = await incidents.of_task(TASK, 9)
    assert incident.count == 4
    assert {(await runs.get(run.id)).incident for run in begun} == {incident.run_id}


async def test_what_is_looked_after_begins_without_a_card_and_success_brings_it(ends, incidents, tasks, runs):
    await ends(9, NO_NET)
    clock = ManualClock(NOW - timedelta(minutes=50))
    ids = Ids()
    planner = Planner(tasks, clock, lambda _: ids("planned_"))
    assert await plans(planner, runs, clock) is DeliveryState.PENDING

    await incidents.acknowledge(RunId("run_9"), an_audit("run_9"))

    assert await plans(planner, runs, clock) is DeliveryState.NONE


async def plans(planner, runs, clock):
    """Plan the next run of the task; returns whether it has a card."""
    clock.advance(HOUR)
    await planner.tick()
    [newest, *_] = [run for run in await runs.of_task(TASK, 9) if run.state is RunState.QUEUED]
    return newest.delivery


async def test_an_incident_goes_with_the_run_that_it_is_known_by(ends, incidents, outbox, database):
    for number, closing in enumerate((NO_NET, DONE, DONE), start=1):
        await ends(number, closing)
    for _ in range(2):
        await send_all(outbox, NOW + 3 * HOUR)

    assert await OldRows(database).purge_runs(NOW + timedelta(days=99)) > 0
    assert await incidents.get(FIRST) is None
