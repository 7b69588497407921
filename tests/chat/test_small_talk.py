"""What asks for nothing is answered in kind, and not as if it had been a request."""

import pytest

from scheduler.views import AskCard, Sentence
from tests.builders import OWNER
from tests.chat.room import ALONE


async def answer_to(room, text):
    await room.messages.handle(room.written("hello", chat=ALONE))
    await room.messages.handle(room.written(text, chat=ALONE))
    return [post.view for post in await room.posts()][-1]


@pytest.mark.parametrize("text", ["好的", "嗯嗯", "收到！", "哈哈哈", "知道了", "👍", "ok", "got it", "haha"])
async def test_a_nod_is_no_request(chat_room, text):
    assert await answer_to(chat_room, text) == Sentence("chat.nodded", {"name": ""})


@pytest.mark.parametrize("text", ["取消", "算了", "never mind", "不用了"])
async def test_a_cancel_for_nothing_says_that_nothing_was_open(chat_room, text):
    assert await answer_to(chat_room, text) == Sentence("chat.nothing_open", {"name": ""})


@pytest.mark.parametrize("text", ["12345", "周报", "qwerty", "明天天气怎么样"])
async def test_what_is_not_understood_is_said_to_be(chat_room, text):
    assert await answer_to(chat_room, text) == Sentence("chat.not_understood", {"name": ""})


async def test_a_thing_and_a_time_are_asked_about_in_person(chat_room):
    wish = "tomorrow at 3pm remind me: dentist"

    assert await answer_to(chat_room, "dentist tomorrow at 3pm") == AskCard(OWNER, "whether", ((wish, wish),))


async def test_a_thing_and_a_time_are_no_question_in_a_group(chat_room):
    await chat_room.messages.handle(chat_room.written("dentist tomorrow at 3pm"))

    assert not [post for post in await chat_room.posts() if isinstance(post.view, AskCard)]
