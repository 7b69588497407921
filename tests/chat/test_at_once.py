"""Two presses on one card: side by side, as by a finger that is too quick, and late on what was settled."""

import asyncio
from datetime import timedelta

import pytest

from cards.actions import Press, Verb
from scheduler.model import TaskId, TaskStatus
from scheduler.views import BatchCard, PickCard, SureCard, Switched
from tests.builders import NOW, OWNER, a_spec, a_task

ONE, TWO = TaskId("task_1"), TaskId("task_2")


async def both(room, first, second, card):
    """Press two buttons of a card at nearly the same time; returns what was said to each."""
    later = NOW + timedelta(milliseconds=200)
    answers = await asyncio.gather(room.press(first, card), room.press(second, card, pressed_at=later))
    return [answer.toast.text for answer in answers]


async def two_tasks(room, status=TaskStatus.ACTIVE):
    for number in (1, 2):
        await room.saved(a_task(number, spec=a_spec(title=f"T{number}"), status=status))


async def test_the_second_of_two_undos_finds_it_done(chat_room):
    await two_tasks(chat_room, TaskStatus.PAUSED)
    card = await chat_room.shown(BatchCard(OWNER, "paused", (Switched(ONE, 1), Switched(TWO, 1))))
    undo = Press(Verb.BATCH_UNDO)

    said = await both(chat_room, undo, undo, card)

    view = await chat_room.view_of(card)
    assert sorted(said) == ["That was undone already.", "Undone."]
    assert (len(view.done), view.left_out) == (2, ())


async def test_of_deleting_and_keeping_the_card_tells_what_was_done(chat_room):
    await two_tasks(chat_room)
    card = await chat_room.shown(SureCard(OWNER, (ONE, TWO)))

    said = await both(chat_room, Press(Verb.BATCH_KEEP), Press(Verb.BATCH_DELETE), card)

    view = await chat_room.view_of(card)
    gone = (await chat_room.tasks.get(ONE)).status is TaskStatus.DELETED
    assert isinstance(view, BatchCard) is gone
    assert any(each.startswith("The task has changed") for each in said)


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("task.edit", "rename T to T9"),
        ("task.history", "history of T"),
        ("task.stop", "stop T"),
        ("task.run", "run T"),
    ],
)
async def test_picking_from_a_card_that_has_moved_on_only_says_so(chat_room, verb, words):
    await two_tasks(chat_room)
    card = await chat_room.shown(PickCard(OWNER, verb, (ONE, TWO), words))
    await chat_room.press(Press(Verb.PICK_CHOOSE, ONE, 1, args={"verb": verb}), card)
    settled = await chat_room.view_of(card)

    late = await chat_room.press(Press(Verb.PICK_CHOOSE, TWO, 1, args={"verb": verb}), card)

    assert late.toast.text.startswith("The task has changed")
    assert await chat_room.view_of(card) == settled
    assert await chat_room.runs.of_task(TWO, 9) == []
