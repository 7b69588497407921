"""A question card that is pressed when there is nothing to answer any more."""

from datetime import timedelta

import pytest

from cards.actions import Press, Verb
from scheduler.drafts import DRAFT_LIFE
from scheduler.views import AskCard, DraftCard
from tests.chat.room import ALONE, ChatRoom

ASKED = "every day remind me to drink water"
CHOICE = "every day at 09:00 remind me to drink water"


async def asked(room: ChatRoom, text: str = ASKED) -> str:
    """Say what leaves a question open; returns the message id of the card that asks it."""
    await room.messages.handle(room.written("good morning, please help me", chat=ALONE))
    await room.messages.handle(room.written(text, chat=ALONE))
    [view] = [post.view for post in await room.posts() if isinstance(post.view, AskCard)]
    return await room.shown(view)


async def tap(room: ChatRoom, card: str, text: str = CHOICE) -> str:
    answer = await room.press(Press(Verb.SAY, args={"text": text}), card, chat=ALONE)
    return answer.toast.text if answer.toast else ""


async def drafts(room: ChatRoom) -> int:
    return len({post.view for post in await room.posts() if isinstance(post.view, DraftCard)})


async def test_an_open_question_is_answered_by_a_tap(chat_room):
    card = await asked(chat_room)

    assert await tap(chat_room, card) == ""
    assert isinstance(await chat_room.view_of(card), DraftCard)


async def test_answered_in_words_its_card_makes_no_second_one(chat_room):
    card = await asked(chat_room)
    await chat_room.messages.handle(chat_room.written("at 8", chat=ALONE))
    before = await drafts(chat_room)

    told = [await tap(chat_room, card), await tap(chat_room, card)]

    assert told == ["Answered already; no second one was made."] * 2
    assert (await chat_room.view_of(card)).over == "answered"
    assert await drafts(chat_room) == before


async def test_another_question_since_leaves_the_first_one_open(chat_room):
    card = await asked(chat_room)
    await chat_room.messages.handle(chat_room.written("every week remind me to report", chat=ALONE))

    assert await tap(chat_room, card) == ""
    assert isinstance(await chat_room.view_of(card), DraftCard)


@pytest.mark.parametrize("verb", [Verb.SAY, Verb.ASK_PICK, Verb.ASK_ALL])
async def test_a_question_of_long_ago_is_over(chat_room, verb):
    card = await asked(chat_room)
    chat_room.clock.advance(DRAFT_LIFE + timedelta(minutes=1))

    press = Press(verb, args={"text": CHOICE})
    answer = await chat_room.press(press, card, chat=ALONE, option="10:00 +0000")

    assert "has expired" in answer.toast.text
    assert (await chat_room.view_of(card)).over == "expired"
    assert await drafts(chat_room) == 0


async def test_what_expired_can_be_said_again_with_a_tap(chat_room):
    card = await asked(chat_room)
    chat_room.clock.advance(DRAFT_LIFE + timedelta(minutes=1))
    await tap(chat_room, card)

    assert await tap(chat_room, card, ASKED) == ""

    questions = [post.view for post in await chat_room.posts() if isinstance(post.view, AskCard)]
    assert [view.said for view in questions if not view.over][-1] == ASKED
