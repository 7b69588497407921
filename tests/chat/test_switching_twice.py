"""Presses twice, by others, too late and on old cards; and messages that are handled again after a crash."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cards.actions import Press, Verb
from scheduler.model import PauseReason, RunId, RunKind, RunState, TaskId, TaskStatus
from scheduler.views import BatchCard, BusyCard, LeftOut, PickCard, RunCard, Sentence, SureCard, Switched
from tests.builders import NOW, OWNER, a_run, a_run_card, a_spec, a_task, an_audit
from tests.chat.room import OTHER

SOON = Press(Verb.RUN_SNOOZE, "run_9", args={"for": "soon"})
STOP = Press(Verb.RUN_STOP, "run_9")
UNDO = Press(Verb.BATCH_UNDO)


async def running(room):
    """A run of the owner's task that a worker has begun."""
    await room.saved(a_task())
    begun = NOW - timedelta(minutes=1)
    run = a_run(9, kind=RunKind.MANUAL, requested_by=OWNER, fire_time=begun, created_at=begun)
    await room.runs.request(run, a_run_card(run), an_audit())
    await room.runs.claim("worker", NOW, NOW + timedelta(minutes=1), 1)
    return await room.shown(RunCard(run.id))


async def reminded(room, task=None):
    """A reminder that has come."""
    await room.saved(task or a_task())
    run = a_run(9, kind=RunKind.MANUAL, state=RunState.SUCCEEDED, result="x", finished_at=NOW)
    await room.runs.request(run, a_run_card(run), an_audit())
    return await room.shown(RunCard(run.id))


async def waiting(room):
    return await room.runs.snoozed(RunId("run_9"))


async def test_stopping_is_said_once_and_again_as_what_it_is(chat_room):
    card = await running(chat_room)

    first = await chat_room.press(STOP, card)
    chat_room.clock.advance(timedelta(seconds=1))
    second = await chat_room.press(STOP, card)

    assert first.toast.text == "Stopping."
    assert second.toast.text == "It is being stopped already."
    assert "Being stopped, as Owner asked" in str(second.card)


async def test_stopping_what_has_ended_says_so(chat_room):
    card = await reminded(chat_room)

    answer = await chat_room.press(STOP, card)

    assert answer.toast.text == "This run has ended already."
    assert (await chat_room.runs.get(RunId("run_9"))).state is RunState.SUCCEEDED


async def test_a_member_may_not_stop_it(chat_room):
    card = await running(chat_room)

    answer = await chat_room.press(STOP, card, by=OTHER)

    assert answer.toast.text.startswith("That is for the task's owner")
    assert (await chat_room.runs.get(RunId("run_9"))).cancel_requested_at is None


async def test_a_reminder_of_a_deleted_task_comes_no_more(chat_room):
    card = await reminded(chat_room)
    gone = replace(a_task(), status=TaskStatus.DELETED, revision=2, deleted_at=NOW)
    await chat_room.tasks.change(gone, seen=1, audit=None)

    answer = await chat_room.press(SOON, card)

    assert answer.toast.text.startswith("This task was deleted")
    assert await waiting(chat_room) is None


@pytest.mark.parametrize(
    "press", [Press(Verb.RUN_SNOOZE, "run_9", args={"for": "ever"}), Press(Verb.RUN_SNOOZE, "run_9")]
)
async def test_putting_off_to_no_time_that_is_known_does_nothing(chat_room, press):
    card = await reminded(chat_room)

    answer = await chat_room.press(press, card)

    assert answer.toast.text.startswith("This button no longer works")
    assert await waiting(chat_room) is None


async def test_what_runs_is_no_reminder_yet(chat_room):
    card = await running(chat_room)

    answer = await chat_room.press(SOON, card)

    assert answer.toast.text == "Only a reminder that has come can be snoozed."


async def test_taking_back_what_was_not_put_off_says_so(chat_room):
    card = await reminded(chat_room)

    answer = await chat_room.press(Press(Verb.RUN_UNSNOOZE, "run_9"), card)

    assert answer.toast.text == "None was waiting to come again."


async def test_tomorrow_keeps_the_clock_of_whoever_presses_over_a_change_of_it(chat_room):
    card = await reminded(chat_room)
    chat_room.clock.now = datetime(2026, 3, 28, 10, 0, tzinfo=UTC)  # London changes in the night

    await chat_room.press(Press(Verb.RUN_SNOOZE, "run_9", args={"for": "tomorrow"}), card)

    assert (await waiting(chat_room)).due_at == datetime(2026, 3, 29, 9, 0, tzinfo=UTC)


async def batch(room, **fields):
    """The card of two tasks that were paused at once."""
    for number in (1, 2):
        await room.saved(a_task(number, spec=a_spec(title=f"T{number}"), status=TaskStatus.PAUSED))
    done = tuple(Switched(TaskId(f"task_{number}"), 1) for number in (1, 2))
    return await room.shown(replace(BatchCard(OWNER, "paused", done), **fields))


async def statuses(room):
    return [(await room.tasks.get(TaskId(f"task_{number}"))).status for number in (1, 2)]


async def test_undoing_twice_is_once(chat_room):
    card = await batch(chat_room)

    first = await chat_room.press(UNDO, card)
    second = await chat_room.press(UNDO, card)

    assert [first.toast.text, second.toast.text] == ["Undone.", "That was undone already."]
    assert "Undone by Owner" in str(second.card)
    assert await statuses(chat_room) == [TaskStatus.ACTIVE, TaskStatus.ACTIVE]


async def test_the_same_undo_handled_again_after_a_crash_says_the_same(chat_room):
    card = await batch(chat_room)
    view = await chat_room.view_of(card)
    await chat_room.press(UNDO, card)
    await chat_room.outbox.reshow(card, view)  # the process ended before the card was changed

    await chat_room.press(UNDO, card)

    undone = await chat_room.view_of(card)
    assert (len(undone.done), undone.left_out) == (2, ())


async def test_somebody_else_does_not_undo(chat_room):
    card = await batch(chat_room)

    answer = await chat_room.press(UNDO, card, by=OTHER)

    assert answer.toast.text == "Only the person who asked can use this card."
    assert await statuses(chat_room) == [TaskStatus.PAUSED, TaskStatus.PAUSED]


async def test_what_was_paused_until_a_time_that_has_passed_is_not_paused_again(chat_room):
    await chat_room.saved(a_task(1, spec=a_spec(title="T1")))
    until = NOW - timedelta(minutes=1)
    done = (Switched(TaskId("task_1"), 1, PauseReason.BY_PERSON, "x", until),)
    card = await chat_room.shown(BatchCard(OWNER, "resumed", done))

    await chat_room.press(UNDO, card)

    assert (await chat_room.view_of(card)).left_out == (LeftOut("T1", "changed"),)
    assert (await chat_room.tasks.get(TaskId("task_1"))).status is TaskStatus.ACTIVE


@pytest.mark.parametrize("verb", [Verb.BATCH_DELETE, Verb.BATCH_KEEP])
async def test_an_answer_to_a_question_that_was_settled_changes_nothing(chat_room, verb):
    card = await batch(chat_room)

    answer = await chat_room.press(Press(verb), card)

    assert answer.toast.text.startswith("The task has changed")
    assert await statuses(chat_room) == [TaskStatus.PAUSED, TaskStatus.PAUSED]


async def test_what_was_kept_is_not_deleted_by_a_late_press(chat_room):
    await chat_room.saved(a_task())
    card = await chat_room.shown(SureCard(OWNER, (TaskId("task_1"),), kept=True))

    await chat_room.press(Press(Verb.BATCH_DELETE), card)

    assert (await chat_room.tasks.get(TaskId("task_1"))).status is TaskStatus.ACTIVE


async def test_only_who_asked_deletes_them(chat_room):
    await chat_room.saved(a_task())
    card = await chat_room.shown(SureCard(OWNER, (TaskId("task_1"),)))

    answer = await chat_room.press(Press(Verb.BATCH_DELETE), card, by=OTHER)

    assert answer.toast.text == "Only the person who asked can use this card."
    assert (await chat_room.tasks.get(TaskId("task_1"))).status is TaskStatus.ACTIVE


async def test_another_run_is_asked_about_once_for_each_person_and_run(chat_room):
    await running(chat_room)
    card = await chat_room.shown(RunCard(RunId("run_9")), message_id="om_again")
    run_now = Press(Verb.TASK_RUN, "task_1", 1)

    answers = [await chat_room.press(run_now, card) for _ in range(3)]

    asked = [post.view for post in await chat_room.posts() if isinstance(post.view, BusyCard)]
    assert asked == [BusyCard(OWNER, TaskId("task_1"), RunId("run_9"))]
    assert all("is still running" in answer.toast.text for answer in answers)


async def test_one_more_run_waits_at_most(chat_room):
    await running(chat_room)
    busy = BusyCard(OWNER, TaskId("task_1"), RunId("run_9"))
    cards = [await chat_room.shown(busy, message_id=f"om_{number}") for number in (1, 2)]
    after = Press(Verb.RUN_AFTER, "task_1")

    answers = []
    for card in (*cards, cards[0]):
        chat_room.clock.advance(timedelta(seconds=1))
        answers.append(await chat_room.press(after, card))

    assert [answer.toast.text.split(":")[0] for answer in answers] == [
        "Queued",
        "One is waiting already; none was added.",
        "The task has changed. This is how it stands now.",
    ]
    runs = await chat_room.runs.of_task(TaskId("task_1"), 9)
    assert sorted(run.state for run in runs) == [RunState.QUEUED, RunState.RUNNING]


async def test_the_question_is_its_asker_s(chat_room):
    await running(chat_room)
    card = await chat_room.shown(BusyCard(OWNER, TaskId("task_1"), RunId("run_9")), message_id="om_busy")

    answer = await chat_room.press(Press(Verb.RUN_AFTER, "task_1"), card, by=OTHER)

    assert answer.toast.text == "Only the person who asked can use this card."


async def said(room, text, times=1):
    message = room.written(text)
    for _ in range(times):
        await room.messages.handle(message)
    views = [post.view for post in await room.posts() if not post.key.startswith("draft_")]
    return [view for view in views if isinstance(view, BatchCard | SureCard | PickCard | Sentence)]


async def test_pausing_all_handled_again_after_a_crash_says_the_same(chat_room):
    for number in (1, 2):
        await chat_room.saved(a_task(number, spec=a_spec(title=f"T{number}")))
    message = chat_room.written("pause all")
    [card] = await said(chat_room, "pause all")
    assert len(card.done) == 2

    for number in (1, 2):  # as the first handling left them, had it ended before it answered
        task = await chat_room.tasks.get(TaskId(f"task_{number}"))
        again = replace(task, revision=task.revision + 1, updated_at=message.sent_at)
        await chat_room.tasks.change(again, seen=task.revision, audit=None)
    await chat_room.messages.handle(message)

    last = [p.view for p in await chat_room.posts() if isinstance(p.view, BatchCard)][-1]
    assert (len(last.done), last.left_out) == (2, ())


async def test_all_that_are_paused_are_not_all(chat_room):
    await chat_room.saved(a_task(1, spec=a_spec(title="On")))
    await chat_room.saved(a_task(2, spec=a_spec(title="Off"), status=TaskStatus.PAUSED))

    [asked] = await said(chat_room, "delete all paused tasks")

    assert isinstance(asked, SureCard)
    assert asked.task_ids == (TaskId("task_2"),)


async def test_running_everything_at_once_is_asked_about(chat_room):
    for number in (1, 2):
        await chat_room.saved(a_task(number, spec=a_spec(title=f"T{number}")))

    [view] = await said(chat_room, "run all")

    assert isinstance(view, PickCard)
    assert await chat_room.runs.of_task(TaskId("task_1"), 9) == []


async def test_two_that_were_named_are_run(chat_room):
    for number in (1, 2):
        await chat_room.saved(a_task(number, spec=a_spec(title=f"T{number}")))

    [card] = await said(chat_room, "run 1 and 2", times=2)

    assert (card.did, len(card.done), card.left_out) == ("started", 2, ())


async def test_what_was_deleted_long_ago_by_others_is_not_brought_back(chat_room):
    gone = {"status": TaskStatus.DELETED, "deleted_at": NOW}
    await chat_room.saved(a_task(1, owner=OTHER, spec=a_spec(title="T1"), **gone))

    [answer] = await said(chat_room, "undo")

    assert answer.code == "restore.nothing"
