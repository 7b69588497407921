"""The numbers on the list that a person looks at are the numbers that count."""

from datetime import timedelta

from bot.chat.access import Asker
from cards.actions import Press, Verb
from scheduler.model import TaskStatus
from scheduler.views import ListScope
from tests.builders import NOW, OWNER, TENANT, a_spec, a_task
from tests.chat.room import ALONE


async def test_a_list_that_a_press_has_reordered_gives_its_new_numbers(chat_room):
    first = a_task(1, spec=a_spec(title="First"), created_at=NOW - timedelta(days=2))
    second = a_task(2, spec=a_spec(title="Second"))
    await chat_room.saved(first, second)
    view = await chat_room.overview.page(Asker(OWNER, TENANT, ALONE), ListScope.MINE, 0)
    card = await chat_room.shown(view)

    await chat_room.press(Press(Verb.TASK_PAUSE, first.id, first.revision), card, chat=ALONE)
    await chat_room.messages.handle(chat_room.written("pause 1", chat=ALONE))

    assert (await chat_room.tasks.get(second.id)).status is TaskStatus.PAUSED
