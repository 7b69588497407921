"""A draft that is changed by a sentence: its card may have scrolled away."""

from scheduler.posts import ReplyTo
from scheduler.views import DraftCard, Sentence
from tests.chat.room import ALONE


async def a_confirm_card(room, text):
    """Ask for a task, and let its card be sent."""
    await room.messages.handle(room.written(text, chat=ALONE))
    for one in await room.outbox.due(room.clock(), 100):
        begun = await room.outbox.begin(one, room.clock())
        message_id = "om_confirm" if isinstance(one.post.view, DraftCard) else room.clock().isoformat()
        await room.outbox.sent(begun, begun.wanted, message_id, ALONE, None, room.clock())


async def test_what_was_changed_is_said_under_its_card(chat_room):
    await a_confirm_card(chat_room, "every day at 9am remind me to drink water")

    await chat_room.messages.handle(chat_room.written("make it 10am", chat=ALONE))

    [told] = [post for post in await chat_room.posts() if isinstance(post.view, Sentence)]
    assert told.view == Sentence("draft.changed", {"title": "Drink water"})
    assert told.target == ReplyTo("om_confirm", ALONE)
