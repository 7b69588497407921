"""A crash between doing and noting it as done lets an event be handled again: twice is as once."""

from scheduler.views import HelpCard, RunCard
from tests.builders import a_spec, a_task
from tests.chat.room import ALONE


async def test_a_message_that_asks_for_a_run_starts_one_and_complains_of_none(chat_room):
    await chat_room.saved(a_task(spec=a_spec(title="Sales")))
    message = chat_room.written("run Sales")

    for _ in range(2):
        await chat_room.messages.handle(message)

    asked = [post.view for post in await chat_room.posts() if not post.key.startswith("draft_")]
    assert [type(view) for view in asked] == [RunCard]


async def test_a_greeting_is_not_lost_to_a_crash(chat_room):
    message = chat_room.written("hello", chat=ALONE)
    await chat_room.meet.by_message(message)  # and the process ends here

    for _ in range(2):
        await chat_room.messages.handle(message)

    views = [post.view for post in await chat_room.posts()]
    assert views.count(HelpCard(welcome=True)) == 1


async def test_a_person_is_greeted_once(chat_room):
    for _ in range(2):
        await chat_room.messages.handle(chat_room.written("/help", chat=ALONE))

    views = [post.view for post in await chat_room.posts()]
    assert views.count(HelpCard(welcome=True)) == 1
