"""Whose card it is, and what a press on one that has moved on is told."""

import pytest

from cards.actions import Press, Verb
from scheduler.model import Locale, TaskStatus
from scheduler.views import AskCard, DraftCard, ListCard, ListScope, PickCard, TaskCard
from tests.builders import CHAT, OWNER, a_draft, a_post, a_task
from tests.chat.room import OTHER

CHOICES = (("09:00", "every day at 9 say hello"), ("14:00", "every day at 14:00 say hello"))


async def test_a_question_which_task_is_its_asker_s_to_answer(chat_room):
    await chat_room.saved(a_task(1), a_task(2))
    asked = PickCard(OWNER, "task.pause", ("task_1", "task_2"))
    card = await chat_room.shown(asked)

    answer = await chat_room.press(
        Press(Verb.PICK_CHOOSE, "task_1", 1, {"verb": "task.pause"}), card, by=OTHER
    )

    assert "Only the person who asked" in answer.toast.text
    assert await chat_room.view_of(card) == asked
    assert (await chat_room.tasks.get("task_1")).status is TaskStatus.ACTIVE


async def test_an_open_question_is_its_asker_s_to_answer(chat_room):
    card = await chat_room.shown(AskCard(OWNER, "what_time", CHOICES))

    answer = await chat_room.press(Press(Verb.SAY, args={"text": CHOICES[0][1]}), card, by=OTHER)

    assert "Only the person who asked" in answer.toast.text
    assert await chat_room.posts() == []


async def test_an_answered_question_makes_a_draft_of_its_asker(chat_room):
    card = await chat_room.shown(AskCard(OWNER, "what_time", CHOICES))

    await chat_room.press(Press(Verb.SAY, args={"text": CHOICES[0][1]}), card)

    [post] = await chat_room.posts()
    assert isinstance(post.view, DraftCard)


async def test_a_question_tapped_again_after_it_became_a_draft_makes_no_other(chat_room):
    card = await chat_room.shown(AskCard(OWNER, "what_time", CHOICES))
    await chat_room.press(Press(Verb.SAY, args={"text": CHOICES[0][1]}), card)
    before = await chat_room.view_of(card), len(await chat_room.posts())

    answer = await chat_room.press(Press(Verb.SAY, args={"text": CHOICES[1][1]}), card)

    assert (await chat_room.view_of(card), len(await chat_room.posts())) == before
    assert "09:00" in str(answer.card)


async def test_a_form_does_not_open_over_a_task_that_was_saved_meanwhile(chat_room):
    draft = a_draft()
    await chat_room.drafts.open(draft, a_post(f"{draft.id}:card"))
    card = await chat_room.shown(DraftCard(draft.id))
    await chat_room.press(Press(Verb.DRAFT_SAVE, draft.id), card)

    answer = await chat_room.press(Press(Verb.DRAFT_CHANGE, draft.id), card)

    assert "dealt with" in answer.toast.text
    assert "form" not in str(answer.card)


async def test_cancelling_what_is_saved_does_not_say_that_nothing_was(chat_room):
    draft = a_draft()
    await chat_room.drafts.open(draft, a_post(f"{draft.id}:card"))
    card = await chat_room.shown(DraftCard(draft.id))
    await chat_room.press(Press(Verb.DRAFT_SAVE, draft.id), card)

    answer = await chat_room.press(Press(Verb.DRAFT_CANCEL, draft.id), card)

    assert "dealt with" in answer.toast.text


@pytest.mark.parametrize(("asker", "spoken"), [(OTHER, Locale.EN), (OWNER, Locale.ZH)])
async def test_who_asked_for_a_card_goes_on_in_its_language(chat_room, asker, spoken):
    await chat_room.saved(a_task(1))
    await chat_room.messages.handle(chat_room.written("你好", by=OTHER))
    card = await chat_room.shown(ListCard(asker, CHAT, ListScope.CHAT))  # in English

    await chat_room.press(Press(Verb.TASK_SHOW, "task_1"), card, by=OTHER)

    [shown] = [post for post in await chat_room.posts() if isinstance(post.view, TaskCard)]
    assert shown.locale is spoken
