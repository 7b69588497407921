"""Runs handed over the queue: with their rows or not at all, worked on once, and never lost on the way."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from scheduler.allowance import Allowance
from scheduler.decided import Closing
from scheduler.dispatch import QueueName
from scheduler.errors import Reason, Refused
from scheduler.leases import Leases
from scheduler.model import AgentPrompt, PersonId, Policies, RunId, RunKind, RunState
from scheduler.overlap import OverlapPolicy
from storage.database import Database
from storage.dispatch import OverQueue
from storage.drafts import SqlDrafts
from storage.queue import ProcrastinateQueue
from storage.runs import SqlRuns
from storage.tasks import SqlTasks
from tests.builders import NOW, a_post, a_run, a_run_card, a_spec, a_task, an_audit
from tests.contracts.steps import LEASE, close, hourly, store
from tests.doubles import Ids

pytestmark = pytest.mark.postgres

CAP = 2
DONE = Closing(state=RunState.SUCCEEDED)
CAPPED = Allowance(at_once=CAP)
AGENT = AgentPrompt("What is new?")


class Machine:
    """What a process has of it: an engine of its own, stores, and its end of the queue."""

    def __init__(self, database, ids, queues=tuple(QueueName), allowance=CAPPED):
        self.database = database
        self.queue = ProcrastinateQueue(database, queues, Leases().stall)
        self.tasks = SqlTasks(database, allowance, self.queue)
        self.runs = SqlRuns(database, lambda: ids("token_"), allowance, self.queue)
        self.dispatcher = OverQueue(self.runs, self.queue)

    async def take(self, limit=10, now=NOW):
        return await self.dispatcher.take("worker", now, now + LEASE, limit)

    async def jobs(self, columns="args->>'run_id'"):
        async with self.database.read() as session:
            query = text(f"SELECT {columns} FROM procrastinate_jobs ORDER BY priority DESC, id")
            return [row[0] if len(row) == 1 else tuple(row) for row in await session.execute(query)]


@pytest.fixture
async def machines(fresh_postgres_url):
    """Start machines on one database, each with connections of its own."""
    ids, databases = Ids(), []

    async def start(**more):
        databases.append(await Database.open(fresh_postgres_url, Path()))
        return Machine(databases[-1], ids, **more)

    yield start
    for database in databases:
        await database.close()


@pytest.fixture
async def machine(machines):
    return await machines()


@pytest.fixture
async def drafts(machine):
    return SqlDrafts(machine.database)


def of(owner, number, **fields):
    return a_task(number, owner=PersonId(f"ou_{owner}"), **fields)


def ids_of(claimed):
    return [item.run.id for item in claimed]


async def test_what_is_planned_is_on_the_queue_with_its_row(machine, drafts):
    await store(drafts, of("a", 1), of("b", 2, spec=a_spec(action=AGENT)))

    planned = await machine.tasks.plan_due(NOW, 10, hourly)

    kinds = dict(await machine.jobs("args->>'run_id', queue_name"))
    assert kinds == {"run_of_task_1_0": "static", "run_of_task_2_0": "agent"}
    assert sorted(ids_of(await machine.take())) == sorted(run.id for run in planned)
    assert await machine.jobs() == []


async def test_a_plan_that_fails_leaves_neither_run_nor_job(machine, drafts):
    await store(drafts, of("a", 1))

    def broken(due):
        return [replace(plan, posts=(*plan.posts, None)) for plan in hourly(due)]

    with pytest.raises(AttributeError):
        await machine.tasks.plan_due(NOW, 10, broken)

    assert await machine.jobs() == []
    assert await machine.runs.get(RunId("run_of_task_1_0")) is None


async def test_a_request_beyond_the_day_s_number_leaves_neither_run_nor_job(machines, drafts):
    machine = await machines(allowance=Allowance(runs_a_day=1))
    await store(drafts, of("a", 1), of("a", 2))
    first, second = (a_run(n, task=f"task_{n}", kind=RunKind.MANUAL) for n in (1, 2))
    await machine.runs.request(first, a_run_card(first), an_audit())

    with pytest.raises(Refused, match=Reason.DAILY_LIMIT):
        await machine.runs.request(second, a_run_card(second), an_audit())

    assert await machine.jobs() == ["run_1"]


async def test_a_run_whose_row_somebody_is_writing_is_waited_for(machine, drafts):
    """That its card was posted is noted on it at any moment; a run left alone then would wait for a beat."""
    await store(drafts, of("a", 1))
    [planned] = await machine.tasks.plan_due(NOW, 10, hourly)

    async with machine.database.write() as session:
        await session.execute(text("UPDATE run SET delivery = 'delivered'"))
        taking = asyncio.ensure_future(machine.take())
        while not await is_waited_for(machine):
            assert not taking.done()

    assert ids_of(await taking) == [planned.id]


async def is_waited_for(machine):
    async with machine.database.read() as session:
        return await session.scalar(text("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted"))


async def test_what_somebody_asks_for_is_on_the_queue_at_once(machine, drafts):
    await store(drafts, of("a", 1))
    by_hand = a_run(1, kind=RunKind.MANUAL)
    await machine.runs.request(by_hand, a_run_card(by_hand), an_audit())
    answer = a_run(2, kind=RunKind.REPLY, parent="run_1", fire_time=NOW + timedelta(seconds=1))
    await machine.runs.reply(answer, a_post("reply_1", run_id=answer.id), an_audit())

    assert await machine.jobs("args->>'run_id', lock") == [("run_1", "task_1"), ("run_2", None)]
    assert ids_of(await machine.take()) == ["run_1", "run_2"]


async def test_what_is_not_due_or_waits_for_another_is_not_on_the_queue(machine, drafts):
    await store(drafts, of("a", 1))
    for number, due in enumerate((NOW, NOW, NOW + LEASE)):
        run = a_run(number, kind=RunKind.MANUAL, due_at=due, fire_time=NOW + timedelta(seconds=number))
        await machine.runs.request(run, a_run_card(run), an_audit(), behind=number > 0)

    assert await machine.dispatcher.hand_over(NOW) == 0
    assert await machine.jobs() == ["run_0"]


async def test_what_an_ended_run_lets_begin_and_a_retry_at_its_time_are_handed_over(machine, drafts):
    await store(drafts, of("a", 1))
    await machine.tasks.plan_due(NOW, 10, hourly)
    await machine.tasks.plan_due(NOW + timedelta(hours=1), 10, hourly)
    [first] = await machine.take()
    retry = Closing(state=RunState.QUEUED, retry_at=NOW + LEASE)
    await close(machine.runs, first.run, retry)
    assert await machine.dispatcher.hand_over(NOW) == 0

    assert await machine.dispatcher.hand_over(NOW + LEASE) == 1
    [again] = await machine.take(now=NOW + LEASE)
    await close(machine.runs, again.run, DONE)
    assert await machine.dispatcher.hand_over(NOW + timedelta(hours=1)) == 1

    assert again.run.id == first.run.id
    assert ids_of(await machine.take(now=NOW + timedelta(hours=1))) == ["run_of_task_1_1"]


async def test_a_run_that_is_on_the_queue_twice_is_worked_on_once(machine, drafts):
    await store(drafts, of("a", 1, spec=a_spec(policies=Policies(overlap=OverlapPolicy.ALLOW))))
    await machine.tasks.plan_due(NOW, 10, hourly)
    async with machine.database.write() as session:
        await session.execute(text(_COPY))
    assert len(await machine.jobs()) == 2

    assert len(await machine.take()) == 1
    assert await machine.jobs() == []


_COPY = """
    INSERT INTO procrastinate_jobs (queue_name, task_name, args)
    SELECT queue_name, task_name, args FROM procrastinate_jobs
"""


async def test_the_job_of_a_run_that_is_over_ends_quietly(machine, drafts):
    await store(drafts, of("a", 1))
    [run] = await machine.tasks.plan_due(NOW, 10, hourly)
    await machine.runs.cancel(run.id, an_audit(run.id))

    assert await machine.take() == []
    assert await machine.jobs() == []
    assert (await machine.runs.get(run.id)).state is RunState.CANCELLED


async def test_a_worker_takes_only_the_kinds_it_is_for(machines, machine, drafts):
    for_agents = await machines(queues=(QueueName.AGENT, QueueName.WEBHOOK))
    await store(drafts, of("a", 1), of("b", 2, spec=a_spec(action=AGENT)))
    await machine.tasks.plan_due(NOW, 10, hourly)

    assert ids_of(await for_agents.take()) == ["run_of_task_2_0"]
    assert ids_of(await machine.take()) == ["run_of_task_1_0"]


async def test_machines_at_once_plan_and_take_every_run_once_and_keep_to_the_number(machines, drafts):
    workers = [await machines() for _ in range(4)]
    await store(drafts, *(of("abc"[n % 3], n) for n in range(15)))

    await asyncio.gather(*(worker.tasks.plan_due(NOW, 4, hourly) for worker in workers))
    handed = await asyncio.gather(*(worker.dispatcher.hand_over(NOW) for worker in workers))
    taken = await asyncio.gather(*(worker.take(3) for worker in workers))

    claimed = [item for batch in taken for item in batch]
    assert sum(handed) == 0  # planning has handed over what there was a place for
    assert Counter(item.task.owner for item in claimed) == {"ou_a": CAP, "ou_b": CAP, "ou_c": CAP}
    assert len({item.run.id for item in claimed}) == 3 * CAP


async def test_a_place_that_is_free_goes_to_the_next_of_its_owner(machines, machine, drafts):
    other = await machines()
    await store(drafts, *(of("a", n) for n in range(4)))
    await machine.tasks.plan_due(NOW, 10, hourly)
    first, _ = await machine.take()

    await close(machine.runs, first.run, DONE)

    assert await other.dispatcher.hand_over(NOW) == 1
    assert ids_of(await other.take()) == ["run_of_task_2_0"]


async def test_whoever_has_fewer_at_work_comes_first(machine, drafts):
    await store(drafts, of("a", 1), of("a", 2), of("b", 3))
    await machine.tasks.plan_due(NOW, 10, hourly)

    assert await machine.jobs() == ["run_of_task_1_0", "run_of_task_3_0", "run_of_task_2_0"]


async def test_what_was_with_a_worker_that_is_gone_is_brought_to_another(machines, machine, drafts):
    gone = await machines()
    await store(drafts, of("a", 1))
    await machine.tasks.plan_due(NOW, 10, hourly)
    assert len(await gone.queue.bring(5)) == 1  # and there it stops
    assert await machine.dispatcher.recover(NOW) == 0
    await age_workers(gone.database)

    assert await machine.dispatcher.recover(NOW) == 1
    assert await machine.dispatcher.hand_over(NOW) == 1
    assert ids_of(await machine.take()) == ["run_of_task_1_0"]


_AN_HOUR_AGO = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"


async def age_workers(database):
    async with database.write() as session:
        await session.execute(
            text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 h'")
        )


async def test_a_worker_that_was_taken_for_gone_is_another_one_when_it_wakes(machines, machine, drafts):
    sleeper = await machines()
    await store(drafts, of("a", 1), of("a", 2))
    await machine.tasks.plan_due(NOW, 1, hourly)
    stale = await sleeper.queue.bring(5)
    await age_workers(sleeper.database)
    await machine.dispatcher.recover(NOW)
    await machine.dispatcher.hand_over(NOW)
    [again] = await machine.take()

    assert await sleeper.runs.claim_brought("sleeper", NOW, NOW + LEASE, stale) == []
    assert (await machine.runs.get(again.run.id)).lease == again.run.lease
    await machine.tasks.plan_due(NOW, 1, hourly)
    with pytest.raises(Exception, match="queue"):  # Procrastinate has forgotten it
        await sleeper.take()
    assert ids_of(await sleeper.take()) == ["run_of_task_2_0"]


async def test_what_fails_between_queue_and_lease_is_brought_again(machine, drafts):
    await store(drafts, of("a", 1))
    await machine.tasks.plan_due(NOW, 10, hourly)

    class Broken(SqlRuns):
        async def claim_brought(self, *_):
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await OverQueue(Broken(machine.database, str), machine.queue).take("worker", NOW, NOW + LEASE, 5)
    await machine.dispatcher.live()
    await age_workers(machine.database)

    assert await machine.dispatcher.recover(NOW) == 1
    assert await machine.dispatcher.hand_over(NOW) == 1
    assert len(await machine.take()) == 1


async def test_a_run_whose_job_is_gone_is_handed_over_anew(machine, drafts):
    await store(drafts, of("a", 1))
    await machine.tasks.plan_due(NOW, 10, hourly)
    async with machine.database.write() as session:
        await session.execute(text("DELETE FROM procrastinate_jobs"))

    await machine.dispatcher.recover(NOW)

    assert await machine.dispatcher.hand_over(NOW) == 1
    assert len(await machine.take()) == 1


async def test_a_worker_that_leaves_is_forgotten(machine, drafts):
    await store(drafts, of("a", 1))
    await machine.tasks.plan_due(NOW, 10, hourly)
    await machine.queue.bring(5)
    await machine.dispatcher.leave()

    assert await machine.dispatcher.recover(NOW) == 1  # at once: nothing has to grow old
    async with machine.database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM procrastinate_workers")) == 0


async def test_a_frozen_worker_cannot_close_a_run_that_another_has(machines, machine, drafts):
    frozen = await machines()
    await store(drafts, of("a", 1))
    await machine.tasks.plan_due(NOW, 10, hourly)
    [before] = await frozen.take()
    later = NOW + 2 * LEASE
    [lost] = await machine.runs.expired(later, 10)
    await close(machine.runs, lost.run, Closing(state=RunState.QUEUED, retry_at=later), later)
    await machine.dispatcher.hand_over(later)
    [after] = await machine.take(now=later)

    assert not await close(frozen.runs, before.run, DONE, later)
    assert await frozen.runs.renew([before.run.lease.token], later + LEASE) == []
    assert await close(machine.runs, after.run, DONE, later)
