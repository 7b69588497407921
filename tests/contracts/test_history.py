"""What ran between two instants, and where its messages stand."""

from datetime import timedelta

from scheduler.decided import Closing
from scheduler.model import RunState
from tests.builders import NOW, a_run, a_run_card, a_task
from tests.contracts.steps import claim_one, close, queue, send_all, store

HOUR = timedelta(hours=1)


async def ran(runs, number, state=RunState.SUCCEEDED, task="task_1"):
    at = NOW + number * HOUR
    await queue(runs, a_run(number, task=task, fire_time=at, due_at=at))
    await close(runs, await claim_one(runs, at), Closing(state=state), at)


async def test_runs_between_two_instants_come_newest_first(drafts, runs):
    await store(drafts, a_task(1), a_task(2), a_task(3))
    for number, task in enumerate(["task_1", "task_2", "task_3", "task_1"]):
        await ran(runs, number, task=task)

    found = await runs.between(["task_1", "task_2"], NOW, NOW + 3 * HOUR, 10, failed_only=False)

    assert [run.id for run in found] == ["run_1", "run_0"]


async def test_runs_that_failed_can_be_asked_for_alone(drafts, runs):
    await store(drafts, a_task(1))
    for number, state in enumerate([RunState.FAILED, RunState.SUCCEEDED, RunState.UNKNOWN]):
        await ran(runs, number, state)

    found = await runs.between(["task_1"], NOW, NOW + 9 * HOUR, 10, failed_only=True)

    assert [run.id for run in found] == ["run_2", "run_0"]


async def test_a_run_is_found_where_its_card_arrived(drafts, runs, outbox):
    await store(drafts, a_task(1))
    await queue(runs, a_run(1))
    assert await outbox.standing(["run_1"]) == {}

    await send_all(outbox)

    assert await outbox.standing(["run_1", "run_2"]) == {"run_1": (a_run_card(a_run(1)).target.chat_id, None)}
