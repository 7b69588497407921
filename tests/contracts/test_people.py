from dataclasses import replace

from scheduler.model import Chat, ChatId, Locale, Person, PersonId, TaskId
from storage.chats import Chats
from storage.listings import Listings
from storage.people import People
from tests.builders import CHAT, NOW, OWNER, TENANT


async def test_a_person_is_kept_as_last_saved(database):
    people = People(database)
    person = Person(id=OWNER, tenant=TENANT, name="Li Lei", locale=Locale.ZH)
    await people.save(person)

    greeted = replace(person, greeted=True, zone="Asia/Shanghai")
    await people.save(greeted)

    assert await people.get(OWNER) == greeted
    assert await people.get(PersonId("ou_nobody")) is None


async def test_a_chat_can_become_unreachable(database):
    chats = Chats(database)
    chat = Chat(id=CHAT, tenant=TENANT, is_group=True, name="Team", owner=OWNER)
    await chats.save(chat)

    await chats.unreachable(CHAT)
    await chats.unreachable(ChatId("oc_unknown"))

    assert await chats.get(CHAT) == replace(chat, reachable=False)
    assert await chats.get(ChatId("oc_unknown")) is None


async def test_the_list_shown_last_is_remembered_per_chat_and_viewer(database):
    listings = Listings(database)
    shown = (TaskId("task_2"), TaskId("task_1"))
    await listings.remember(TENANT, CHAT, OWNER, (TaskId("task_9"),), NOW)

    await listings.remember(TENANT, CHAT, OWNER, shown, NOW)

    assert await listings.recall(CHAT, OWNER) == shown
    assert await listings.recall(CHAT, PersonId("ou_other")) == ()
