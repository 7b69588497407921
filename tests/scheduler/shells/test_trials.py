"""A trial does what is drafted once, leaves the draft open, and is on no list afterwards."""

from datetime import timedelta

import pytest

from scheduler.commands import DeleteTask, PauseTask, RestoreTask, ResumeTask, RunTask, SaveDraft, TryDraft
from scheduler.drafts import DraftState
from scheduler.errors import Reason, Refused
from scheduler.model import UNDO_FOR, AgentPrompt, RunState, StaticText, TaskId, TaskStatus
from scheduler.posts import ToChat
from tests.builders import CHAT, NOW, OWNER, TENANT, a_draft, a_post, a_spec
from tests.scheduler.shells.room import failing

TRIAL = TaskId("trial_1_1")


async def drafted(room, **spec):
    draft = a_draft(spec=a_spec(**spec))
    await room.service.open_draft(draft, a_post("draft_1:card"))
    return draft


async def tried(room, draft, at=None):
    command = TryDraft(draft.id, OWNER, at or room.clock(), draft.spec.destination)
    return await room.service.try_draft(command)


async def test_a_trial_runs_what_is_drafted_and_posts_where_the_card_stands(room):
    draft = await drafted(room, action=StaticText("Time to stand up"))

    change = await tried(room, draft)
    await room.work()

    run = await room.runs.get(change.run.id)
    assert run.state is RunState.SUCCEEDED
    assert room.executor.seen[0].task.spec.action == StaticText("Time to stand up")
    card = next(one for one in await room.posts() if one.post.run_id == run.id)
    assert card.post.target == ToChat(CHAT)


async def test_the_draft_stays_open_and_can_be_saved(room):
    draft = await drafted(room)
    await tried(room, draft)

    assert (await room.drafts.get(draft.id)).state is DraftState.OPEN
    saved = await room.service.save_draft(SaveDraft(draft.id, OWNER, room.clock()))
    assert saved.task.status is TaskStatus.ACTIVE


async def test_nothing_of_a_trial_is_on_a_list_counts_as_a_task_or_fires(room):
    await tried(room, await drafted(room))
    await room.work()
    room.clock.advance(timedelta(days=1))

    assert await room.planner.tick() == 0
    assert list(await room.tasks.of_owner(TENANT, OWNER, 10)) == []
    assert list(await room.tasks.in_chat(TENANT, CHAT, 10)) == []
    assert await room.tasks.count_open(TENANT, OWNER) == 0


async def test_the_same_press_twice_is_one_trial(room):
    draft = await drafted(room)

    first, again = await tried(room, draft, NOW), await tried(room, draft, NOW)

    assert first.run == again.run
    assert await room.work() == 1


async def test_a_second_trial_waits_for_the_first_and_is_another(room):
    draft = await drafted(room)
    first = await tried(room, draft)
    room.clock.advance(timedelta(seconds=1))

    with pytest.raises(Refused) as caught:
        await tried(room, draft)
    await room.work()
    second = await tried(room, draft)

    assert caught.value.reason is Reason.ALREADY_RUNNING
    assert second.task.id != first.task.id


@pytest.mark.parametrize(
    ("action", "reason"), [(StaticText(" "), Reason.EMPTY_PROMPT), (AgentPrompt("Sum up"), Reason.NO_MODEL)]
)
async def test_what_could_not_be_saved_is_not_tried(room, action, reason):
    draft = a_draft(spec=a_spec(action=action))
    await room.drafts.open(draft, a_post())

    with pytest.raises(Refused) as caught:
        await tried(room, draft)

    assert caught.value.reason is reason


async def test_an_expired_draft_is_not_tried(room):
    draft = await drafted(room)
    room.clock.advance(timedelta(hours=1))

    with pytest.raises(Refused) as caught:
        await tried(room, draft)

    assert caught.value.reason is Reason.DRAFT_EXPIRED


@pytest.mark.parametrize("command", [PauseTask, ResumeTask, DeleteTask, RestoreTask, RunTask])
async def test_no_command_makes_a_trial_a_task(room, command):
    change = await tried(room, await drafted(room))

    with pytest.raises(Refused):
        await room.service.execute(command(change.task.id, OWNER, room.clock()))

    assert (await room.tasks.get(change.task.id)).status is TaskStatus.TRIAL


async def test_a_trial_is_dropped_when_tombstones_are(room):
    change = await tried(room, await drafted(room))
    await room.work()
    room.clock.advance(UNDO_FOR + timedelta(seconds=1))

    await room.reaper.sweep()

    assert await room.tasks.get(change.task.id) is None


async def test_trials_that_fail_pause_nothing(room):
    room.executor.script = failing()
    draft = await drafted(room)
    for _ in range(11):
        room.clock.advance(timedelta(seconds=1))
        await tried(room, draft)
        await room.work()

    assert (await room.tasks.get(TRIAL)).status is TaskStatus.TRIAL
