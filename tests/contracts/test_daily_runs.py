"""How many runs a person's tasks have had today, and what happens when there are none left."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.allowance import Allowance
from scheduler.errors import Reason, Refused
from scheduler.model import Cause, PersonId, RunId, RunKind, RunState, StaticText
from scheduler.planner import Planner
from scheduler.posts import ToPerson
from scheduler.views import Sentence
from storage.runs import SqlRuns
from storage.tasks import SqlTasks
from tests.builders import NOW, OWNER, TENANT, a_run, a_run_card, a_spec, a_task, an_audit
from tests.contracts.steps import store
from tests.doubles import Ids, ManualClock

TWO_A_DAY = Allowance(2, "Asia/Shanghai")  # where it is nine o'clock
HOUR = timedelta(hours=1)
OTHER = PersonId("ou_other")


@pytest.fixture
def limited(database):
    ids = Ids()
    return SqlRuns(database, lambda: ids("token_"), TWO_A_DAY)


def a_planner(database, clock=None):
    return Planner(SqlTasks(database, TWO_A_DAY), clock or ManualClock(), Ids(), allowance=TWO_A_DAY)


async def states(runs, *numbers):
    found = [await runs.of_task(f"task_{number}", 5) for number in numbers]
    return [run.state for of_task in found for run in of_task]


def by_hand(number, task="task_1", **fields):
    at = NOW + timedelta(minutes=number)
    return a_run(number, task=task, kind=RunKind.MANUAL, fire_time=at, created_at=at, **fields)


async def ask(runs, run):
    return await runs.request(run, a_run_card(run), an_audit(run.id))


async def test_what_is_due_at_once_beyond_the_number_is_skipped_visibly(database, drafts, limited):
    await store(drafts, *(a_task(n) for n in range(3)), a_task(9, owner=OTHER))

    await a_planner(database).tick()

    assert await states(limited, 0, 1, 2) == [RunState.QUEUED, RunState.QUEUED, RunState.SKIPPED]
    [skipped] = await limited.of_task("task_2", 5)
    assert (skipped.cause, skipped.finished_at) == (Cause.DAILY_LIMIT, NOW)
    assert await states(limited, 9) == [RunState.QUEUED]


async def test_planners_at_once_keep_to_the_number_together(database, drafts, limited):
    await store(drafts, *(a_task(n) for n in range(6)))
    ids, clock = Ids(), ManualClock()
    stores = [SqlTasks(database, TWO_A_DAY) for _ in range(3)]
    planners = [Planner(each, clock, ids, allowance=TWO_A_DAY, batch=2) for each in stores]

    await asyncio.gather(*(planner.tick() for planner in planners), return_exceptions=True)
    while await planners[0].tick():
        pass

    found = Counter(await states(limited, *range(6)))
    assert found == {RunState.QUEUED: 2, RunState.SKIPPED: 4}


async def test_the_owner_is_told_once_a_day(database, drafts, limited, outbox):
    clock = ManualClock()
    planner = a_planner(database, clock)
    await store(drafts, *(a_task(n) for n in range(4)))
    for _ in range(3):
        await planner.tick()
        clock.advance(HOUR)

    told = [item.post for item in await outbox.due(clock(), 99) if isinstance(item.post.view, Sentence)]

    assert [(post.view.code, post.target) for post in told if post.view.code == "runs.used_up"] == [
        ("runs.used_up", ToPerson(OWNER))
    ]
    assert [post.view.facts["limit"] for post in told if post.view.facts] == [2]


async def test_a_new_day_begins_at_nothing_by_the_deployments_clock(database, drafts, limited):
    clock = ManualClock()
    await store(drafts, *(a_task(n, spec=a_spec(action=StaticText("x"))) for n in range(2)))
    await a_planner(database, clock).tick()
    assert await limited.used(TENANT, OWNER, NOW) == 2

    midnight = NOW + timedelta(hours=15)  # in Shanghai

    assert await limited.used(TENANT, OWNER, midnight - timedelta(seconds=1)) == 2
    assert await limited.used(TENANT, OWNER, midnight) == 0
    run = by_hand(5, state=RunState.QUEUED)
    later = replace(run, created_at=midnight, fire_time=midnight, task_id="task_7")
    await store(drafts, a_task(7))
    assert (await ask(limited, later))[1]
    assert await limited.used(TENANT, OWNER, midnight) == 1


async def test_a_run_asked_for_beyond_the_number_is_refused_and_leaves_nothing(drafts, limited, outbox):
    await store(drafts, *(a_task(n) for n in range(3)))
    for number in range(2):
        await ask(limited, by_hand(number, f"task_{number}"))

    with pytest.raises(Refused) as refused:
        await ask(limited, by_hand(2, "task_2"))

    assert (refused.value.reason, refused.value.facts) == (Reason.DAILY_LIMIT, {"limit": 2})
    assert await limited.get(RunId("run_2")) is None
    assert await limited.used(TENANT, OWNER, NOW) == 2


async def test_answers_in_a_thread_count(drafts, limited):
    await store(drafts, a_task())
    for number in range(2):
        reply = a_run(number, kind=RunKind.REPLY, fire_time=NOW + timedelta(seconds=number))
        assert await limited.reply(reply, a_run_card(reply), an_audit())

    third = a_run(3, kind=RunKind.REPLY, fire_time=NOW + HOUR)
    with pytest.raises(Refused):
        await limited.reply(third, a_run_card(third), an_audit())


async def test_the_same_request_again_counts_once(drafts, limited):
    await store(drafts, a_task())
    await ask(limited, by_hand(1))
    await ask(limited, by_hand(1))

    assert await limited.used(TENANT, OWNER, NOW) == 1


async def test_without_a_number_runs_are_counted_and_none_is_refused(database, drafts, runs):
    await store(drafts, *(a_task(n) for n in range(4)))
    await Planner(SqlTasks(database), ManualClock(), Ids()).tick()

    assert await runs.used(TENANT, OWNER, NOW) == 4
    assert await runs.used(TENANT, OTHER, NOW) == 0
