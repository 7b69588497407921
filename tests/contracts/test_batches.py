"""Many rows in one statement, over both databases."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from scheduler.model import ChatId, PersonId
from scheduler.people import Chat
from storage.batches import insert_each, update_each
from storage.rows import task_values
from storage.statements import table_of
from storage.tables import ChatRow, TaskRow
from storage.talk_rows import chat_of, chat_values
from tests.builders import NOW, TENANT, a_task

CHATS, TASKS = table_of(ChatRow), table_of(TaskRow)


def a_chat(number: int, **fields: object) -> Chat:
    return replace(Chat(id=ChatId(f"oc_{number}"), tenant=TENANT, is_group=True), **fields)


async def inserted(database, chats):
    async with database.begin() as connection:
        rows = [chat_values(chat) for chat in chats]
        found = await insert_each(connection, CHATS, rows, returning=("id",))
    return [chat_id for (chat_id,) in found]


async def test_rows_that_exist_are_left_as_they_are(database):
    assert await inserted(database, [a_chat(1, name="first")]) == ["oc_1"]

    assert await inserted(database, [a_chat(1, name="second"), a_chat(2)]) == ["oc_2"]
    async with database.read() as session:
        assert (await session.get(ChatRow, "oc_1")).name == "first"


async def test_no_rows_are_no_statement(database):
    assert await inserted(database, []) == []


async def test_every_kind_of_value_comes_back_as_it_went_in(database):
    names = ["", "Grüße 早上好 🌅", "a \"quoted\" 'name' with %s, :colon and \\ backslash\n"]
    chats = [
        a_chat(
            number, name=name, is_group=bool(number % 2), people=number or None, managers=(PersonId(name),)
        )
        for number, name in enumerate(names)
    ]
    await inserted(database, chats)

    async with database.read() as session:
        rows = await session.scalars(select(ChatRow).order_by(ChatRow.id))
        assert [chat_of(row) for row in rows] == chats


async def test_only_rows_that_are_still_as_they_were_seen_are_changed(database):
    tasks = [a_task(number) for number in range(3)]
    rows = [task_values(task) for task in tasks]
    async with database.begin() as connection:
        await insert_each(connection, TASKS, rows, returning=("id",))
    seen = [{"id": task.id, "revision": task.revision, "next_fire_time": NOW} for task in tasks]
    seen[1]["revision"] = 7

    async with database.begin() as connection:
        later = [{"next_fire_time": NOW + timedelta(days=1), "fired": number} for number in range(3)]
        assert await update_each(connection, TASKS, seen, later) == 2

    async with database.read() as session:
        found = await session.execute(select(TaskRow.next_fire_time, TaskRow.fired).order_by(TaskRow.id))
        moved = [(NOW + timedelta(days=1), 0), (NOW, 0), (NOW + timedelta(days=1), 2)]
        assert [tuple(row) for row in found] == moved
