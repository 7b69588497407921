from dataclasses import replace

from scheduler.model import ChatId, Locale, PersonId, TaskId
from scheduler.people import Chat, Person
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


async def test_a_person_s_own_chat_is_found_by_whose_it_is(database):
    chats = Chats(database)
    alone = Chat(id=ChatId("oc_alone"), tenant=TENANT, is_group=False, owner=OWNER)
    await chats.save(Chat(id=CHAT, tenant=TENANT, is_group=True, owner=OWNER, people=12))
    assert await chats.personal(OWNER) is None

    await chats.save(alone)

    assert await chats.personal(OWNER) == alone
    assert await chats.personal(PersonId("ou_other")) is None
