"""What is written is counted, once it is written."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.metrics.instruments import Metrics
from bot.metrics.stores import counted_stores
from scheduler.allowance import Allowance
from scheduler.attempt import Ending
from scheduler.closing import closing_of, interrupted
from scheduler.decided import Claimed, Plan
from scheduler.model import Cause, DeliveryState, RunState
from tests.builders import NOW, a_post, a_run, a_task, an_audit, moved
from tests.contracts.steps import LEASE, queue, send_all, store
from tests.metrics.pages import page_of

LATER = timedelta(minutes=10)
SUCCEEDED = 'aime_runs_total{kind="scheduled",result="succeeded"}'
MISSED = 'aime_runs_total{kind="scheduled",result="missed"}'
CANCELLED = 'aime_runs_total{kind="scheduled",result="cancelled"}'
RECOVERED = "aime_lease_recoveries_total"


@pytest.fixture
def metrics():
    return Metrics()


@pytest.fixture
def stores(database, metrics, ids):
    return counted_stores(database, lambda: ids("token_"), Allowance(), metrics)


@pytest.fixture
async def claimed(stores):
    """A run of a task that is not due again, begun three seconds late."""
    await store(stores.drafts, a_task(next_fire_time=None))
    await queue(stores.runs, a_run())
    begun = NOW + timedelta(seconds=3)
    [item] = await stores.runs.claim("worker", begun, begun + LEASE, 1)
    return item


def ended(claimed: Claimed, state: RunState, **fields):
    return closing_of(claimed, Ending(state, **fields), NOW, 0.0, lambda _: 1)


async def close(stores, claimed, closing, now=NOW):
    return await stores.runs.close(claimed.run, claimed.run.lease.token, closing, now)


async def test_a_run_counts_when_it_ends_and_not_before(stores, metrics, claimed):
    before = page_of(metrics)[SUCCEEDED]
    await close(stores, claimed, ended(claimed, RunState.SUCCEEDED, text="42"))

    assert (before, page_of(metrics)[SUCCEEDED]) == (0, 1)


async def test_whoever_lost_the_run_counts_nothing(stores, metrics, claimed):
    former = replace(claimed, run=replace(claimed.run, lease=replace(claimed.run.lease, token="former")))

    assert not await close(stores, former, ended(former, RunState.SUCCEEDED, text="42"))
    assert page_of(metrics)[SUCCEEDED] == 0


async def test_the_first_attempt_shows_how_late_a_run_began(stores, metrics, claimed):
    retried = ended(claimed, RunState.FAILED, cause=Cause.NETWORK, passing=True)
    await close(stores, claimed, retried)
    await stores.runs.claim("worker", NOW + LATER, NOW + LATER + LEASE, 1)

    page = page_of(metrics)

    assert page['aime_run_lag_seconds_sum{kind="scheduled"}'] == 3
    assert page['aime_run_lag_seconds_count{kind="scheduled"}'] == 1


async def test_a_run_that_goes_back_to_the_queue_has_not_ended(stores, metrics, claimed):
    await close(stores, claimed, ended(claimed, RunState.FAILED, cause=Cause.NETWORK, passing=True))

    assert page_of(metrics)['aime_runs_total{kind="scheduled",result="failed"}'] == 0


async def test_a_lease_that_ran_out_is_a_recovery(stores, metrics, claimed):
    await close(stores, claimed, interrupted(claimed, True, NOW + LATER), NOW + LATER)

    assert page_of(metrics)[RECOVERED] == 1


async def test_a_run_handed_back_at_shutdown_is_no_recovery(stores, metrics, claimed):
    await close(stores, claimed, interrupted(claimed, True, NOW))

    assert page_of(metrics)[RECOVERED] == 0


async def test_a_run_called_off_before_it_would_be_tried_again_counts_as_it_ended(stores, metrics, claimed):
    await stores.runs.cancel(claimed.run.id, an_audit(claimed.run.id))
    await close(stores, claimed, ended(claimed, RunState.FAILED, cause=Cause.NETWORK, passing=True))

    assert page_of(metrics)[CANCELLED] == 1


async def test_a_run_cancelled_in_the_queue_counts_once(stores, metrics):
    await store(stores.drafts, a_task(next_fire_time=None))
    await queue(stores.runs, a_run())

    await stores.runs.cancel("run_1", an_audit("run_1"))
    await stores.runs.cancel("run_1", an_audit("run_1", at=NOW + LATER))

    assert page_of(metrics)[CANCELLED] == 1


async def test_what_was_missed_counts_when_it_is_planned(stores, metrics):
    await store(stores.drafts, a_task())
    missed = a_run(state=RunState.MISSED, finished_at=NOW)

    def own_up(due):
        return [Plan(due[0].task, moved(due[0].task, next_fire_time=NOW + LATER), (missed,), ())]

    await stores.tasks.plan_due(NOW, 10, own_up)

    assert page_of(metrics)[MISSED] == 1


async def test_each_try_of_a_message_counts_by_what_became_of_it(stores, metrics):
    outbox = stores.outbox
    await outbox.add([a_post("one"), a_post("two"), a_post("three")], NOW)
    first, second, third = await outbox.due(NOW, 10)
    await outbox.put_off(first, NOW, "busy", uncertain=False)
    await outbox.give_up(second, DeliveryState.FAILED, "gone", NOW)
    await outbox.give_up(third, DeliveryState.NONE, "nothing to show", NOW)
    await send_all(outbox)

    page = page_of(metrics)

    tried = {
        name: page[f'aime_deliveries_total{{result="{name}"}}'] for name in ("sent", "put_off", "failed")
    }
    assert tried == {"sent": 1, "put_off": 1, "failed": 1}
