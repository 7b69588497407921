"""SQLite with one trip a statement: transactions begin and end as they do without."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from scheduler.model import Locale
from scheduler.people import Person
from storage.database import Database
from storage.people import People
from tests.builders import OWNER, TENANT

SOMEBODY = Person(id=OWNER, tenant=TENANT, name="Ada", locale=Locale.EN)


@pytest.fixture
async def database(fresh_sqlite_folder):
    database = await Database.open(None, fresh_sqlite_folder)
    yield database
    await database.close()


async def test_a_transaction_begins_with_its_first_statement(database, fresh_sqlite_folder):
    other = await Database.open(None, fresh_sqlite_folder)
    async with database.write():  # asks nothing, and so holds nobody up
        await People(other).save(SOMEBODY)

    assert await People(database).get(OWNER) == SOMEBODY
    await other.close()


async def test_a_commit_that_fails_leaves_nothing_behind(database):
    with pytest.raises(IntegrityError):
        await write_an_orphan(database)

    await People(database).save(SOMEBODY)
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM run_event")) == 0
    assert await People(database).get(OWNER) == SOMEBODY


async def write_an_orphan(database):
    """Write what is refused only when all of it is committed."""
    columns = "(run_id, tenant_key, at, kind, text)"
    async with database.write() as session:
        await session.execute(text("PRAGMA defer_foreign_keys = ON"))
        await session.execute(
            text(f"INSERT INTO run_event {columns} VALUES ('none', 't', '2026', 'step', '')")
        )


async def test_an_exception_undoes_everything(database):
    with pytest.raises(ZeroDivisionError):
        await write_and_fail(database)

    assert await database.at_head()


async def write_and_fail(database):
    async with database.write() as session:
        await session.execute(text("DELETE FROM alembic_version"))
        raise ZeroDivisionError
