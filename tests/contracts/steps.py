"""What contract tests do again and again, in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from scheduler.decided import Closing, DueTask, Plan
from scheduler.drafts import Draft, DraftState
from scheduler.model import Run, Task
from scheduler.posts import Delivery
from storage.drafts import SqlDrafts
from storage.outbox import Outbox
from storage.runs import SqlRuns
from tests.builders import CHAT, NOW, a_draft, a_post, a_run, a_run_card, an_audit, moved

LEASE = timedelta(minutes=1)


async def store(drafts: SqlDrafts, *tasks: Task) -> None:
    """Bring tasks in the only way there is: as saved drafts."""
    for task in tasks:
        draft = a_draft(id=f"draft_of_{task.id}", spec=task.spec)
        await drafts.open(draft, a_post(f"{draft.id}:card"))
        saved: Draft = replace(draft, state=DraftState.SAVED, task_id=task.id)
        assert await drafts.save(saved, task, an_audit(task.id))


def hourly(due: Sequence[DueTask]) -> Sequence[Plan]:
    """Decide as the planner does for an hourly task: one run now, the next in an hour."""
    return [_plan(item.task) for item in due]


def _plan(task: Task) -> Plan:
    assert task.next_fire_time is not None
    run = a_run(id=f"run_of_{task.id}_{task.fired}", task_id=task.id, fire_time=task.next_fire_time)
    on = moved(task, next_fire_time=task.next_fire_time + timedelta(hours=1), fired=task.fired + 1)
    return Plan(task, on, (run,), (a_run_card(run),))


async def queue(runs: SqlRuns, run: Run) -> None:
    """Queue `run` with its card."""
    _, is_new = await runs.request(run, a_run_card(run), an_audit(run.id))
    assert is_new


async def claim_one(runs: SqlRuns, now: datetime = NOW) -> Run:
    [claimed] = await runs.claim("worker", now, now + LEASE, 1)
    return claimed.run


async def close(runs: SqlRuns, run: Run, closing: Closing, now: datetime = NOW) -> bool:
    assert run.lease is not None
    return await runs.close(run, run.lease.token, closing, now)


async def send(outbox: Outbox, delivery: Delivery, message_id: str, now: datetime = NOW) -> None:
    """Send what is due as the delivering side does."""
    assert await outbox.begin(delivery, now)
    await outbox.sent(delivery, delivery.wanted, message_id, CHAT, None, now)


async def send_all(outbox: Outbox, now: datetime = NOW) -> Sequence[Delivery]:
    """Send everything that is due; message ids are `om_` and the delivery's id."""
    due = await outbox.due(now, 100)
    for delivery in due:
        await send(outbox, delivery, f"om_{delivery.id}", now)
    return due
