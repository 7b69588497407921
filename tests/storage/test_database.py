"""Opening, upgrading and closing the database, and what goes wrong with it."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text

from scheduler.errors import PermanentError, TransientError
from scheduler.people import Chat
from storage import history, schema
from storage.chats import Chats
from storage.database import FILE_NAME, Database
from tests.builders import CHAT, TENANT

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


async def scalar(session, statement):
    return await session.scalar(text(statement))


@pytest.mark.parametrize(("pragma", "value"), PRAGMAS.items())
async def test_connections_to_sqlite_are_durable_and_strict(sqlite_database, pragma, value):
    async with sqlite_database.read() as reading, sqlite_database.write() as writing:
        seen = [await scalar(session, f"PRAGMA {pragma}") for session in (reading, writing)]

    assert seen == [value, value]


async def test_a_reading_session_on_sqlite_cannot_write(sqlite_database):
    with pytest.raises(TransientError, match="readonly"):
        async with sqlite_database.read() as session:
            await session.execute(text("DELETE FROM task"))


async def test_a_read_sees_one_state_while_another_writes(sqlite_database):
    chat = Chat(id=CHAT, tenant=TENANT, is_group=True)
    async with sqlite_database.read() as reading:
        before = await scalar(reading, "SELECT count(*) FROM chat")
        await Chats(sqlite_database).save(chat)
        during = await scalar(reading, "SELECT count(*) FROM chat")

    assert (before, during) == (0, 0)
    assert await Chats(sqlite_database).get(CHAT) == chat


async def forget_the_version(database):
    async with database.write() as session:
        await session.execute(text("DELETE FROM alembic_version"))
        raise LookupError


async def test_an_exception_undoes_the_whole_session(database):
    with pytest.raises(LookupError):
        await forget_the_version(database)

    assert await database.at_head()


async def test_the_schema_and_the_tables_are_the_same(database):
    async with database.write() as session:
        connection = await session.connection()
        await connection.run_sync(lambda sync: command.check(history.config_for(sync)))


def test_the_version_that_is_looked_for_is_the_newest_there_is():
    assert ScriptDirectory.from_config(history.config_for()).get_heads() == [schema.HEAD]


async def test_the_tables_of_the_queue_are_left_alone(database):
    async with database.write() as session:
        await session.execute(text("CREATE TABLE procrastinate_of_a_later_version (id integer)"))
        connection = await session.connection()
        await connection.run_sync(lambda sync: command.check(history.config_for(sync)))


async def test_upgrading_again_changes_nothing(database):
    await database.upgrade()

    assert await database.at_head()


async def test_an_empty_database_is_not_at_head_until_it_is_upgraded(tmp_path):
    database = await Database.open(None, tmp_path)
    before = await database.at_head()

    await database.upgrade()

    assert (before, await database.at_head()) == (False, True)
    await database.close()


async def test_processes_that_start_at_once_upgrade_together(tmp_path):
    databases = [await Database.open(None, tmp_path) for _ in range(3)]

    await asyncio.gather(*(database.upgrade() for database in databases))

    assert all([await database.at_head() for database in databases])
    for database in databases:
        await database.close()


@pytest.mark.postgres
async def test_processes_that_start_at_once_upgrade_postgresql_together(bare_postgres_url):
    databases = [await Database.open(bare_postgres_url, Path()) for _ in range(3)]

    await asyncio.gather(*(database.upgrade() for database in databases))

    assert all([await database.at_head() for database in databases])
    for database in databases:
        await database.close()


async def test_a_write_can_be_tried(database):
    await database.ping_write()


async def test_a_database_that_takes_no_writes_says_so(fresh_sqlite_folder):
    database = await Database.open(None, fresh_sqlite_folder)
    async with database.write() as session:
        await session.execute(text("PRAGMA query_only = ON"))  # stays on for the one writing connection

    with pytest.raises(TransientError, match="database"):
        await database.ping_write()
    await database.close()


async def test_what_was_written_is_there_after_a_restart(fresh_sqlite_folder):
    chat = Chat(id=CHAT, tenant=TENANT, is_group=True)
    first = await Database.open(None, fresh_sqlite_folder)
    await Chats(first).save(chat)
    await first.close()

    second = await Database.open(None, fresh_sqlite_folder)
    assert await Chats(second).get(CHAT) == chat
    await second.close()


async def test_the_data_folder_is_made_at_the_first_start(tmp_path):
    database = await Database.open(None, tmp_path / "data")
    await database.close()

    assert (tmp_path / "data").is_dir()


async def test_a_missing_path_is_named(tmp_path):
    with pytest.raises(PermanentError, match=r"no folder .*nowhere.* create it, or set AIME_DATA_DIR"):
        await Database.open(None, tmp_path / "nowhere" / "data")


async def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / FILE_NAME).write_text("Dear diary, " * 100)

    with pytest.raises(PermanentError, match=r"not a database.*AIME_DATA_DIR"):
        await Database.open(None, tmp_path)


async def test_a_file_that_cannot_be_opened_is_refused(tmp_path):
    (tmp_path / FILE_NAME).mkdir()

    with pytest.raises(PermanentError, match=r"unable to open.*AIME_DATA_DIR"):
        await Database.open(None, tmp_path)


async def test_a_database_of_a_newer_version_is_refused(fresh_sqlite_folder):
    with sqlite3.connect(fresh_sqlite_folder / FILE_NAME) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    with pytest.raises(PermanentError, match=r"newer version .*9999.*install that version"):
        await Database.open(None, fresh_sqlite_folder)


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite://", "sqlite:///:memory:", "no address"])
async def test_an_address_of_something_else_is_refused(url, tmp_path):
    with pytest.raises(PermanentError, match="AIME_DATABASE_URL"):
        await Database.open(url, tmp_path)


async def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path):
    url = f"postgresql://aime:secret@/aime?host={tmp_path}"

    with pytest.raises(PermanentError, match="check that the server runs") as refusal:
        await Database.open(url, tmp_path)

    assert "secret" not in str(refusal.value)


async def test_a_lock_held_by_another_process_passes(fresh_sqlite_folder):
    database = await Database.open(None, fresh_sqlite_folder)
    async with database.write() as session:
        await session.execute(text("PRAGMA busy_timeout = 0"))
    other = sqlite3.connect(fresh_sqlite_folder / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(TransientError, match="locked"):
        await database.ping_write()
    other.close()

    await database.ping_write()
    await database.close()
