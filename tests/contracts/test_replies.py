"""Answers in a run's thread stand beside the task's occurrences, not among them."""

from datetime import timedelta

from scheduler.decided import Closing
from scheduler.executor import Exchange
from scheduler.model import RunKind, RunState
from tests.builders import NOW, a_post, a_run, a_task, an_audit
from tests.contracts.steps import claim_one, close, hourly, queue, store

DONE = Closing(state=RunState.SUCCEEDED, result="because of the rain")


async def ask(runs, run, key="reply_1"):
    return await runs.reply(run, a_post(key, run_id=run.id), an_audit(run.id))


def an_answer(number=9, **fields):
    return a_run(
        number,
        kind=RunKind.REPLY,
        parent="run_1",
        note="Why?",
        fire_time=NOW + timedelta(seconds=number),
        **fields,
    )


async def test_an_answer_is_queued_once(runs, outbox):
    assert await ask(runs, an_answer())
    assert not await ask(runs, an_answer(), key="reply_2")

    assert [delivery.post.key for delivery in await outbox.due(NOW, 10)] == ["reply_1"]


async def test_an_answer_does_not_wait_for_the_run_that_is_open(drafts, runs):
    await store(drafts, a_task())
    await queue(runs, a_run())
    await claim_one(runs)
    await ask(runs, an_answer())

    assert (await claim_one(runs)).kind is RunKind.REPLY


async def test_an_open_answer_keeps_no_run_back(drafts, runs):
    await store(drafts, a_task())
    await ask(runs, an_answer())
    await claim_one(runs)
    await queue(runs, a_run(2, kind=RunKind.MANUAL))

    assert (await claim_one(runs)).kind is RunKind.MANUAL


async def test_an_open_answer_does_not_count_when_the_next_run_is_planned(tasks, drafts, runs):
    await store(drafts, a_task())
    await ask(runs, an_answer())
    seen = []

    await tasks.plan_due(NOW, 10, lambda due: [seen.extend(due), *hourly(due)][1:])

    assert [(item.running, item.queued) for item in seen] == [(0, 0)]


async def test_answers_are_on_no_list_of_runs(drafts, runs):
    await store(drafts, a_task())
    await queue(runs, a_run())
    await ask(runs, an_answer())

    assert [run.id for run in await runs.of_task("task_1", 10)] == ["run_1"]
    assert (await runs.last_of(["task_1"]))["task_1"].id == "run_1"


async def test_what_was_asked_and_answered_before_comes_oldest_first(drafts, runs):
    await store(drafts, a_task())
    for number in (8, 7, 9):
        await ask(runs, an_answer(number), key=f"reply_{number}")
    for _ in range(2):
        run = await claim_one(runs, NOW + timedelta(minutes=1))
        await close(runs, run, DONE, NOW + timedelta(minutes=1))

    told = await runs.exchanges("run_1", NOW + timedelta(seconds=9))

    assert told == [Exchange("Why?", "because of the rain")] * len(told)
    assert await runs.exchanges("run_2", NOW + timedelta(hours=1)) == []
