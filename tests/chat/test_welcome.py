"""The first words of a newcomer."""

import pytest

from scheduler.views import DraftCard, HelpCard
from tests.chat.room import ALONE


@pytest.mark.parametrize("said", ["hello", "你好", "/help", ""])
async def test_a_newcomer_who_asks_for_nothing_gets_the_welcome_alone(chat_room, said):
    await chat_room.messages.handle(chat_room.written(said, chat=ALONE))

    assert [post.view for post in await chat_room.posts()] == [HelpCard(welcome=True)]


async def test_a_newcomer_who_asks_for_a_task_gets_both(chat_room):
    await chat_room.messages.handle(chat_room.written("every day at 9am summarise the news", chat=ALONE))

    views = [type(post.view) for post in await chat_room.posts()]
    assert sorted(view.__name__ for view in views) == [DraftCard.__name__, HelpCard.__name__]
