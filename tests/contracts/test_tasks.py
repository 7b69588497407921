import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from scheduler.decided import Plan
from scheduler.model import PauseReason, PersonId, RunKind, RunState, TaskId, TaskStatus, TenantKey
from scheduler.views import TaskCard
from tests.builders import (
    CHAT,
    NOW,
    OWNER,
    TENANT,
    a_post,
    a_run,
    a_run_card,
    a_spec,
    a_task,
    an_audit,
    moved,
)
from tests.contracts.steps import claim_one, hourly, queue, send_all, store

HOUR = timedelta(hours=1)


async def test_a_task_comes_back_as_it_went_in(tasks, drafts):
    task = a_task(
        status=TaskStatus.PAUSED,
        pause_reason=PauseReason.BY_PERSON,
        paused_until=NOW + HOUR,
        failures_in_row=3,
        fired=7,
    )

    await store(drafts, task)

    assert await tasks.get(task.id) == task
    assert await tasks.get(TaskId("task_unknown")) is None


async def test_instants_come_back_in_utc_whatever_zone_they_went_in_with(tasks, drafts):
    east = datetime(2026, 7, 1, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
    await store(drafts, a_task(next_fire_time=east))

    stored = await tasks.get(TaskId("task_1"))

    assert stored.next_fire_time == east
    assert stored.next_fire_time.tzinfo is UTC


async def test_lists_show_active_then_paused_then_finished_and_nothing_else(tasks, drafts):
    words = ["deleted", "finished", "paused", "active", "active", "trial"]
    states = [TaskStatus(word) for word in words]
    stored = [
        a_task(number, status=state, created_at=NOW + timedelta(minutes=number))
        for number, state in enumerate(states)
    ]
    await store(drafts, *stored)

    listed = await tasks.of_owner(TENANT, OWNER, 10)

    assert [task.id for task in listed] == ["task_3", "task_4", "task_2", "task_1"]
    assert await tasks.of_owner(TENANT, OWNER, 2) == listed[:2]


async def test_lists_keep_to_their_owner_chat_and_tenant(tasks, drafts):
    await store(
        drafts,
        a_task(1),
        a_task(2, owner=PersonId("ou_other")),
        a_task(3, spec=a_spec(chat_id="oc_elsewhere")),
        a_task(4, tenant=TenantKey("tenant_2")),
    )

    mine = await tasks.of_owner(TENANT, OWNER, 10)
    here = await tasks.in_chat(TENANT, CHAT, 10)

    assert [task.id for task in mine] == ["task_1", "task_3"]
    assert [task.id for task in here] == ["task_1", "task_2"]


async def test_open_tasks_are_the_active_and_the_paused(tasks, drafts):
    await store(drafts, *(a_task(number, status=state) for number, state in enumerate(TaskStatus)))

    assert await tasks.count_open(TENANT, OWNER) == 2
    assert await tasks.count_open(TENANT, PersonId("ou_other")) == 0


async def test_a_change_counts_only_for_the_revision_that_was_seen(tasks, drafts, audit):
    task = a_task()
    await store(drafts, task)
    paused = replace(task, status=TaskStatus.PAUSED, revision=2)
    renamed = replace(task, spec=a_spec(title="Other"), revision=2)

    first = await tasks.change(paused, seen=1, audit=an_audit(verb="task.paused"))
    second = await tasks.change(renamed, seen=1, audit=an_audit(verb="task.edited"))

    assert (first, second) == (True, False)
    assert await tasks.get(task.id) == paused
    assert [line.verb for line in await audit.of(task.id)] == ["task.paused", "task.changed"]


async def test_of_many_editors_at_once_exactly_one_wins(tasks, drafts):
    task = a_task()
    await store(drafts, task)
    edits = [replace(task, spec=a_spec(title=f"Title {number}"), revision=2) for number in range(8)]

    won = await asyncio.gather(*(tasks.change(edit, seen=1, audit=an_audit()) for edit in edits))

    assert sum(won) == 1
    assert await tasks.get(task.id) == edits[won.index(True)]


async def test_a_change_posts_in_the_same_transaction(tasks, drafts, outbox):
    await store(drafts, a_task())
    await send_all(outbox)

    changed = replace(a_task(), revision=2)
    await tasks.change(changed, seen=1, audit=None, posts=[a_post("notice")])

    assert [delivery.post.key for delivery in await outbox.due(NOW, 10)] == ["notice"]


async def test_planning_writes_the_run_its_card_and_the_next_fire_time(tasks, drafts, runs, outbox):
    await store(drafts, a_task(), a_task(2, next_fire_time=NOW + timedelta(seconds=1)))
    await send_all(outbox)

    [planned] = await tasks.plan_due(NOW, 10, hourly)

    task = await tasks.get(TaskId("task_1"))
    assert (task.next_fire_time, task.fired, task.revision) == (NOW + HOUR, 1, 1)
    assert (await runs.get(planned.id)).task_id == "task_1"
    assert [delivery.post.run_id for delivery in await outbox.due(NOW, 10)] == [planned.id]


async def test_planners_at_once_queue_each_occurrence_once(tasks, drafts, runs):
    await store(drafts, *(a_task(number) for number in range(6)))

    planned = await asyncio.gather(*(tasks.plan_due(NOW, 2, hourly) for _ in range(8)))

    assert sorted(run.task_id for batch in planned for run in batch) == [f"task_{n}" for n in range(6)]
    assert [len(await runs.of_task(TaskId(f"task_{n}"), 10)) for n in range(6)] == [1] * 6


async def test_planning_takes_the_longest_due_first_up_to_its_limit(tasks, drafts):
    await store(drafts, *(a_task(n, next_fire_time=NOW - timedelta(minutes=n)) for n in range(4)))

    planned = await tasks.plan_due(NOW, 2, hourly)

    assert [run.task_id for run in planned] == ["task_3", "task_2"]


async def test_only_active_tasks_are_planned(tasks, drafts):
    await store(drafts, *(a_task(number, status=state) for number, state in enumerate(TaskStatus)))

    planned = await tasks.plan_due(NOW, 10, hourly)

    assert [run.task_id for run in planned] == ["task_0"]
    assert await tasks.plan_due(NOW, 10, hourly) == ()


async def test_an_occurrence_that_exists_is_left_alone_and_posts_nothing(tasks, drafts, runs, outbox):
    await store(drafts, a_task())
    await tasks.plan_due(NOW, 10, hourly)
    await send_all(outbox)
    rewound = replace(await tasks.get(TaskId("task_1")), next_fire_time=NOW, revision=2)
    await tasks.change(rewound, seen=1, audit=None)
    again = a_run(id="run_again")

    def stays(due):
        return [Plan(due[0].task, moved(due[0].task), (again,), (a_run_card(again),))]

    planned = await tasks.plan_due(NOW, 10, stays)

    assert planned == []
    assert await runs.get(again.id) is None
    assert await outbox.due(NOW, 10) == []


async def test_planning_tells_how_many_runs_are_open(tasks, drafts, runs):
    await store(drafts, a_task())
    await queue(runs, a_run(1, fire_time=NOW - HOUR))
    await claim_one(runs)
    seen = []

    await tasks.plan_due(NOW, 10, lambda due: seen.extend(due) or hourly(due))
    await tasks.plan_due(NOW + HOUR, 10, lambda due: seen.extend(due) or hourly(due))

    assert [(item.running, item.queued, item.by_hand) for item in seen] == [(1, 0, 0), (1, 1, 0)]


@pytest.mark.parametrize("is_begun", [True, False])
async def test_what_somebody_asked_for_is_counted_by_itself(tasks, drafts, runs, is_begun):
    await store(drafts, a_task())
    await queue(runs, a_run(1, kind=RunKind.MANUAL))
    if is_begun:
        await claim_one(runs)
    seen = []

    await tasks.plan_due(NOW, 10, lambda due: seen.extend(due) or hourly(due))

    assert [(item.running, item.queued, item.by_hand) for item in seen] == [(0, 0, 1)]


async def test_one_task_is_planned_by_itself_when_it_is_due(tasks, drafts):
    later = a_task(3, next_fire_time=NOW + HOUR)
    await store(drafts, a_task(1), a_task(2), later)

    planned = [await tasks.plan_due(NOW, 1, hourly, only=TaskId(f"task_{number}")) for number in (2, 3)]

    assert [[run.task_id for run in runs] for runs in planned] == [["task_2"], []]
    assert [run.task_id for run in await tasks.plan_due(NOW, 10, hourly)] == ["task_1"]


async def test_of_what_is_planned_at_once_some_end_and_others_go_on(tasks, drafts):
    def last_of_the_first(due):
        first, *others = hourly(due)
        return [
            replace(first, moved=moved(first.task, next_fire_time=None, status=TaskStatus.FINISHED)),
            *others,
        ]

    await store(drafts, a_task(1), a_task(2), a_task(3))
    await tasks.plan_due(NOW, 10, last_of_the_first)

    stored = [await tasks.get(TaskId(f"task_{number}")) for number in (1, 2, 3)]
    assert [task.status for task in stored] == [TaskStatus.FINISHED, TaskStatus.ACTIVE, TaskStatus.ACTIVE]
    assert [task.next_fire_time for task in stored] == [None, NOW + HOUR, NOW + HOUR]


async def test_what_is_put_aside_keeps_its_time_and_is_looked_at_again(tasks, drafts):
    def aside(due):
        return [Plan(item.task, moved(item.task, plan_after=NOW + HOUR), (), ()) for item in due]

    await store(drafts, a_task())
    await tasks.plan_due(NOW, 10, aside)

    assert await tasks.plan_due(NOW, 10, hourly) == ()
    assert await tasks.next_due() is None  # or the engine would wake for it all the time
    assert (await tasks.get(TaskId("task_1"))).next_fire_time == NOW
    [run] = await tasks.plan_due(NOW + HOUR, 10, hourly)
    assert run.fire_time == NOW


async def test_what_is_late_is_counted(tasks, drafts):
    times = (NOW - HOUR, NOW - timedelta(minutes=3), NOW)
    await store(drafts, *(a_task(n, next_fire_time=at) for n, at in enumerate(times)))
    await store(drafts, a_task(7, next_fire_time=NOW - HOUR, status=TaskStatus.PAUSED))

    assert await tasks.late(NOW - timedelta(minutes=2)) == 2


async def test_a_decision_that_raises_leaves_everything_as_it_was(tasks, drafts, runs):
    await store(drafts, a_task())

    def break_down(due):
        raise LookupError("a defect")

    with pytest.raises(LookupError):
        await tasks.plan_due(NOW, 10, break_down)
    assert await tasks.get(TaskId("task_1")) == a_task()
    assert len(await tasks.plan_due(NOW, 10, hourly)) == 1


async def test_a_run_that_cannot_be_stored_undoes_the_whole_batch(tasks, drafts, runs, outbox):
    await store(drafts, a_task(1), a_task(2))
    await send_all(outbox)
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - the defect that is provoked

    def half_broken(due):
        good, bad = hourly(due)
        return [good, replace(bad, runs=(replace(bad.runs[0], fire_time=naive),))]

    with pytest.raises(Exception, match="needs its zone"):
        await tasks.plan_due(NOW, 10, half_broken)
    assert await runs.of_task(TaskId("task_1"), 10) == []
    assert await outbox.due(NOW, 10) == []


async def test_the_next_due_instant_is_the_earliest_of_the_active(tasks, drafts):
    assert await tasks.next_due() is None
    await store(
        drafts,
        a_task(1, next_fire_time=NOW + 2 * HOUR),
        a_task(2, next_fire_time=NOW + HOUR),
        a_task(3, next_fire_time=NOW, status=TaskStatus.PAUSED),
    )

    assert await tasks.next_due() == NOW + HOUR


async def test_tasks_paused_for_a_time_are_found_when_it_is_over(tasks, drafts):
    await store(
        drafts,
        a_task(1, status=TaskStatus.PAUSED, paused_until=NOW),
        a_task(2, status=TaskStatus.PAUSED, paused_until=NOW + HOUR),
        a_task(3, status=TaskStatus.PAUSED),
    )

    assert [task.id for task in await tasks.resumable(NOW, 10)] == ["task_1"]


async def test_old_tombstones_go_and_finished_runs_stay(tasks, drafts, runs):
    gone = NOW - timedelta(days=31)
    await queue(runs, a_run(1, state=RunState.SUCCEEDED, finished_at=gone))
    await store(
        drafts,
        a_task(1, status=TaskStatus.DELETED, deleted_at=gone),
        a_task(2, status=TaskStatus.DELETED, deleted_at=NOW),
    )

    assert await tasks.purge(NOW - timedelta(days=30)) == 1
    assert await tasks.get(TaskId("task_1")) is None
    assert await tasks.get(TaskId("task_2")) is not None
    assert await runs.get("run_1") is not None


async def test_a_deleted_task_takes_its_queued_run_with_it_and_lets_a_begun_one_end(tasks, drafts, runs):
    await store(drafts, a_task(1), a_task(2))
    await queue(runs, a_run(1))
    await claim_one(runs)
    await queue(runs, a_run(2, task="task_2"))

    for number in (1, 2):
        deleted = a_task(number, status=TaskStatus.DELETED, deleted_at=NOW, revision=2)
        await tasks.change(deleted, seen=1, audit=None)

    states = [(await runs.get(f"run_{number}")).state for number in (1, 2)]
    assert states == [RunState.RUNNING, RunState.CANCELLED]
    assert await runs.claim("worker", NOW, NOW + HOUR, 5) == []


async def test_a_tombstone_waits_for_its_open_run(tasks, drafts, runs):
    await queue(runs, a_run())
    await store(drafts, a_task(status=TaskStatus.DELETED, deleted_at=NOW - timedelta(days=31)))

    assert await tasks.purge(NOW) == 0


async def test_the_card_of_a_task_is_due_again_after_a_change(tasks, drafts, outbox):
    await store(drafts, a_task())
    await outbox.add([a_post("card", view=TaskCard(TaskId("task_1")))], NOW)
    await send_all(outbox)

    await tasks.change(replace(a_task(), revision=2), seen=1, audit=an_audit())

    assert [delivery.post.key for delivery in await outbox.due(NOW, 10)] == ["card"]
