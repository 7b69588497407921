import asyncio
from datetime import timedelta
from pathlib import Path

from storage.database import Database
from storage.inbox import Arrival, Inbox
from tests.builders import NOW, TENANT

LEASE = timedelta(seconds=30)


def an_arrival(key: str = "om_1", chat_id: str = "oc_1") -> Arrival:
    return Arrival(
        key=key, tenant=TENANT, kind="message", chat_id=chat_id, envelope={"text": "你好", "n": [1]}
    )


async def keys_of(inbox, now=NOW, limit=10):
    return [entry.arrival.key for entry in await inbox.take(now, now + LEASE, limit)]


async def test_an_arrival_comes_out_as_it_went_in(inbox):
    entry_id = await inbox.accept(an_arrival(), NOW)

    [entry] = await inbox.take(NOW + timedelta(seconds=1), NOW + LEASE, 10)

    assert (entry.id, entry.arrival, entry.attempts) == (entry_id, an_arrival(), 1)
    assert entry.received_at == NOW


async def test_an_arrival_repeated_ten_times_at_once_is_one(inbox):
    ids = await asyncio.gather(*(inbox.accept(an_arrival(), NOW) for _ in range(10)))

    assert len([entry_id for entry_id in ids if entry_id is not None]) == 1
    assert await keys_of(inbox) == ["om_1"]


async def test_a_handled_arrival_is_still_known(inbox):
    entry_id = await inbox.accept(an_arrival(), NOW)
    await inbox.done(entry_id, NOW)

    assert await inbox.accept(an_arrival(), NOW) is None
    assert await keys_of(inbox) == []


async def test_a_chat_is_handled_in_order_and_chats_do_not_wait_for_each_other(inbox):
    for key, chat in [("a1", "a"), ("a2", "a"), ("b1", "b"), ("a3", "a")]:
        await inbox.accept(an_arrival(key, chat), NOW)

    first = await inbox.take(NOW, NOW + LEASE, 10)
    assert [entry.arrival.key for entry in first] == ["a1", "b1"]
    assert await keys_of(inbox) == []

    await inbox.done(first[0].id, NOW)
    assert await keys_of(inbox) == ["a2"]


async def test_what_has_no_chat_waits_for_nothing(inbox):
    await inbox.accept(an_arrival("x", ""), NOW)
    await inbox.accept(an_arrival("y", ""), NOW)

    assert await keys_of(inbox) == ["x", "y"]


async def test_takers_at_once_never_get_the_same_entry(inbox):
    for number in range(20):
        await inbox.accept(an_arrival(f"om_{number}", f"oc_{number % 5}"), NOW)

    taken = await asyncio.gather(*(inbox.take(NOW, NOW + LEASE, 2) for _ in range(8)))

    keys = [entry.arrival.key for batch in taken for entry in batch]
    assert len(keys) == len(set(keys))
    assert set(keys) <= {f"om_{number}" for number in range(5)}


async def test_an_entry_whose_taker_went_away_is_taken_again(inbox):
    await inbox.accept(an_arrival(), NOW)
    await keys_of(inbox)

    assert await keys_of(inbox, NOW + LEASE - timedelta(seconds=1)) == []
    [again] = await inbox.take(NOW + LEASE, NOW + 2 * LEASE, 10)
    assert again.attempts == 2


async def test_an_entry_accepted_under_a_lease_is_left_to_whoever_accepted_it(inbox):
    entry_id = await inbox.accept(an_arrival(), NOW, lease_until=NOW + LEASE)

    assert await keys_of(inbox) == []
    assert await inbox.next_due() == NOW + LEASE
    await inbox.done(entry_id, NOW)
    assert await inbox.next_due() is None


async def test_an_entry_put_off_holds_its_chat_back(inbox):
    first = await inbox.accept(an_arrival("a1"), NOW)
    await inbox.accept(an_arrival("a2"), NOW)
    await keys_of(inbox)
    later = NOW + timedelta(minutes=5)

    await inbox.retry(first, later, "the model is busy")

    assert await inbox.next_due() == later
    assert await keys_of(inbox, NOW + timedelta(minutes=1)) == []
    assert await keys_of(inbox, later) == ["a1"]


async def test_a_chat_of_which_somebody_has_a_later_entry_waits_for_that(inbox):
    """Two processes that accept at once may commit in another order than that of the ids."""
    await inbox.accept(an_arrival("a1"), NOW)
    later = await inbox.accept(an_arrival("a2"), NOW, lease_until=NOW + LEASE)
    await inbox.accept(an_arrival("b1", "b"), NOW)

    assert await keys_of(inbox) == ["b1"]
    await inbox.done(later, NOW)
    assert await keys_of(inbox) == ["a1"]


async def test_processes_that_handle_at_once_keep_to_the_order_of_each_chat(database_url):
    """Each with connections of its own, as processes have; nobody has two entries of a chat at a time."""
    databases = [await Database.open(database_url, Path()) for _ in range(3)]
    open_chats: set[str] = set()
    handled: list[str] = []

    async def work(inbox: Inbox) -> None:
        while await inbox.next_due() is not None:
            for entry in await inbox.take(NOW, NOW + LEASE, 2):
                chat = entry.arrival.chat_id
                assert chat not in open_chats
                open_chats.add(chat)
                await inbox.next_due()  # the others go on meanwhile
                handled.append(entry.arrival.key)
                open_chats.remove(chat)
                await inbox.done(entry.id, NOW)

    inboxes = [Inbox(database) for database in databases]
    keys = [f"{chat}{number}" for number in range(4) for chat in "abc"]
    for number, key in enumerate(keys):
        await inboxes[number % 3].accept(an_arrival(key, key[0]), NOW)
    await asyncio.gather(*(work(inbox) for inbox in inboxes))

    assert sorted(handled) == sorted(keys)
    assert all(
        [key for key in handled if key[0] == chat] == sorted(f"{chat}{n}" for n in range(4)) for chat in "abc"
    )
    for database in databases:
        await database.close()


async def test_a_buried_entry_lets_its_chat_go_on(inbox):
    first = await inbox.accept(an_arrival("a1"), NOW)
    await inbox.accept(an_arrival("a2"), NOW)

    await inbox.bury(first, "a defect", NOW)

    assert await keys_of(inbox) == ["a2"]
    assert await inbox.accept(an_arrival("a1"), NOW) is None


async def test_only_what_was_handled_long_ago_is_forgotten(inbox):
    old = await inbox.accept(an_arrival("old", "a"), NOW)
    recent = await inbox.accept(an_arrival("recent", "b"), NOW)
    await inbox.accept(an_arrival("open", "c"), NOW - timedelta(days=9))
    await inbox.done(old, NOW)
    await inbox.done(recent, NOW + timedelta(hours=1))

    assert await inbox.purge(NOW + timedelta(minutes=1)) == 1

    assert await inbox.accept(an_arrival("recent"), NOW) is None
    assert await inbox.accept(an_arrival("old"), NOW) is not None
    assert await keys_of(inbox) == ["open", "old"]
