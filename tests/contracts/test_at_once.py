"""How many runs of one person are at work at once, and whose turn it is."""

import asyncio
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from scheduler.allowance import Allowance
from scheduler.decided import Closing
from scheduler.model import PersonId, RunState
from storage.rows import run_values, task_values
from storage.runs import SqlRuns
from storage.statements import insert_all
from storage.tables import RunRow, TaskRow
from tests.builders import NOW, a_run, a_run_card, a_task, an_audit
from tests.contracts.steps import LEASE, close, store
from tests.doubles import Ids

CAP = 3


@pytest.fixture
def capped(database):
    ids = Ids()
    return SqlRuns(database, lambda: ids("token_"), Allowance(at_once=CAP))


async def due_of(drafts, runs, *owners):
    """Queue a run for each of these, one second after the other, each of a task of its own."""
    for number, owner in enumerate(owners):
        await store(drafts, a_task(number, owner=PersonId(f"ou_{owner}")))
        at = NOW - timedelta(hours=1) + timedelta(seconds=number)
        run = a_run(number, task=f"task_{number}", due_at=at)
        await runs.request(run, a_run_card(run), an_audit(run.id))


async def claim(runs, limit):
    return await runs.claim("worker", NOW, NOW + LEASE, limit)


def owners_of(claimed):
    return [item.task.owner.removeprefix("ou_") for item in claimed]


async def test_one_person_s_hundred_runs_keep_nobody_waiting(drafts, capped):
    await due_of(drafts, capped, *("a" * 20), "b", "c")

    assert owners_of(await claim(capped, 3)) == ["a", "b", "c"]
    assert owners_of(await claim(capped, 8)) == ["a", "a"]
    assert await claim(capped, 8) == []


async def test_what_ends_makes_room_for_the_oldest_that_waits(drafts, capped):
    await due_of(drafts, capped, *("a" * 5))
    first, *_ = await claim(capped, 8)

    await close(capped, first.run, Closing(state=RunState.SUCCEEDED))

    assert [item.run.id for item in await claim(capped, 8)] == ["run_3"]


async def test_a_run_that_waits_for_another_of_its_task_takes_nobody_s_turn(drafts, capped):
    await due_of(drafts, capped, *("a" * 4))
    at = NOW - timedelta(minutes=90)  # it is due before all others, and behind what is at work
    [first] = await claim(capped, 1)
    behind = a_run(9, task="task_0", due_at=at, fire_time=NOW + timedelta(minutes=1))
    assert (await capped.request(behind, a_run_card(behind), an_audit(), behind=True))[1]

    assert first.run.id == "run_0"
    assert [item.run.id for item in await claim(capped, 8)] == ["run_1", "run_2"]


@pytest.mark.parametrize(("tasks", "found"), [(1, "ab"), (210, "abaa")])
async def test_somebody_s_run_is_found_behind_hundreds_of_others(database, drafts, capped, tasks, found):
    await store(drafts, a_task(999, owner=PersonId("ou_b")))
    others = [a_task(number, owner=PersonId("ou_a")) for number in range(tasks)]
    before = [
        a_run(n, task=f"task_{n % tasks}", fire_time=NOW - timedelta(seconds=999 - n)) for n in range(210)
    ]
    async with database.write() as session:
        await insert_all(session, TaskRow, [task_values(task) for task in others])
        rows = [{**run_values(replace(run, due_at=run.fire_time)), "owner": "ou_a"} for run in before]
        await insert_all(session, RunRow, rows)
        await insert_all(session, RunRow, [{**run_values(a_run(999, task="task_999")), "owner": "ou_b"}])

    assert "".join(owners_of(await claim(capped, 8))) == found


async def test_without_a_number_the_oldest_go_first_whosever_they_are(drafts, runs):
    await due_of(drafts, runs, *"aaaab")

    assert owners_of(await claim(runs, 8)) == list("aaaab")


async def test_workers_that_claim_at_once_keep_to_the_number_together(drafts, capped):
    await due_of(drafts, capped, *("ab" * 6))

    taken = await asyncio.gather(*(claim(capped, 2) for _ in range(8)))
    rest = [await claim(capped, 8) for _ in range(2)]

    counts = Counter(owner for batch in (*taken, *rest) for owner in owners_of(batch))
    assert counts == {"a": CAP, "b": CAP}


@pytest.mark.parametrize("seed", range(6))
async def test_no_slot_goes_to_who_has_more_at_work_while_somebody_waits_with_less(drafts, capped, seed):
    chance = Random(seed)
    owners = chance.choices("abcde", weights=(16, 4, 2, 1, 1), k=24)
    await due_of(drafts, capped, *owners)
    waiting, at_work = Counter(owners), defaultdict(list)
    while sum(waiting.values()):
        limit = chance.randint(1, 6)
        taken = await claim(capped, limit)
        for owner, item in zip(owners_of(taken), taken, strict=True):
            at_work[owner].append(item.run)
            waiting[owner] -= 1
            behind = [len(at_work[other]) for other in waiting if waiting[other] and other != owner]
            # Whoever was given this one had no more at work before it than anybody who still waits.
            assert all(len(at_work[owner]) - 1 <= count for count in behind)
        assert all(len(at_work[owner]) <= CAP for owner in at_work)
        assert len(taken) == limit or all(len(at_work[owner]) == CAP for owner in +waiting)
        for owner in list(at_work):
            while at_work[owner] and chance.random() < 0.4:
                await close(capped, at_work[owner].pop(0), Closing(state=RunState.SUCCEEDED))
