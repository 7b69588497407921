"""Many writers at once: nothing is lost, nobody is turned away."""

import asyncio
from dataclasses import replace
from pathlib import Path

from scheduler.model import ChatId
from scheduler.people import Chat
from storage.chats import Chats
from storage.database import Database
from storage.inbox import Arrival, Inbox
from storage.tables import ChatRow
from tests.builders import NOW, TENANT

WRITERS = 20
ROUNDS = 5
COUNTER = Chat(id=ChatId("oc_counter"), tenant=TENANT, is_group=False)


async def count_up(database: Database) -> None:
    """Read, go away, write: what loses updates where a transaction begins with the write."""
    for _ in range(ROUNDS):
        async with database.write() as session:
            row = await session.get(ChatRow, COUNTER.id)
            await asyncio.sleep(0)
            row.name = str(int(row.name) + 1)


async def test_writers_lose_no_update(fresh_sqlite_folder):
    databases = [await Database.open(None, fresh_sqlite_folder) for _ in range(2)]
    await Chats(databases[0]).save(replace(COUNTER, name="0"))

    await asyncio.gather(*(count_up(databases[number % 2]) for number in range(WRITERS)))

    assert (await Chats(databases[0]).get(COUNTER.id)).name == str(WRITERS * ROUNDS)
    for database in databases:
        await database.close()


async def test_readers_and_writers_at_once_are_all_served(database_url):
    database = await Database.open(database_url, Path())
    inbox = Inbox(database)

    def arrival(number: int) -> Arrival:
        return Arrival(key=f"om_{number}", tenant=TENANT, kind="message", chat_id="oc", envelope={})

    accepted = [inbox.accept(arrival(number), NOW) for number in range(40)]
    ids = await asyncio.gather(*accepted, *(inbox.next_due() for _ in range(40)))

    assert len(set(ids[:40])) == 40
    await database.close()
