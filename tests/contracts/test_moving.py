"""A database moved from SQLite to PostgreSQL serves there as it did: nothing of it is lost."""

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta

import pytest

from scheduler.decided import Closing
from scheduler.errors import PermanentError
from scheduler.model import Artifact, ArtifactKind, Locale, RunEvent, RunEventKind, RunState
from scheduler.people import Chat, Person
from scheduler.restoring import note_of_doubt
from scheduler.triggers import Cron
from storage.backup import back_up
from storage.chats import Chats
from storage.copies import Copies
from storage.database import FILE_NAME, Database
from storage.drafts import SqlDrafts
from storage.inbox import Arrival, Inbox
from storage.moving import AT_WORK, move
from storage.outbox import Outbox
from storage.people import People
from storage.presence import Presence
from storage.runs import SqlRuns
from storage.tables import Base
from storage.tasks import SqlTasks
from tests.builders import CHAT, NOW, OWNER, TENANT, a_draft, a_post, a_spec, a_task
from tests.contracts.steps import claim_one, close, hourly, send_all, store
from tests.doubles import Ids

pytestmark = pytest.mark.postgres
HOUR = timedelta(hours=1)
LATER = NOW + HOUR
PEOPLE = Person(id=OWNER, tenant=TENANT, name="王敏 \U0001f600", locale=Locale.ZH, zone="Asia/Shanghai")
TEAM = Chat(id=CHAT, tenant=TENANT, is_group=True, name="Team", managers=(OWNER,))


@pytest.fixture
def file(fresh_sqlite_folder):
    return fresh_sqlite_folder / FILE_NAME


@pytest.fixture
async def target(fresh_postgres_url, tmp_path):
    database = await Database.open(fresh_postgres_url, tmp_path)
    yield database
    await Copies(database).settle(NOW, note_of_doubt)  # the mark is no table that is emptied
    await database.close()


@pytest.fixture
async def lived_in(sqlite_database):
    """A task that has run, one that is at work, and what comes along with them; some ids have gone again."""
    drafts, runs = SqlDrafts(sqlite_database), SqlRuns(sqlite_database, Ids())
    tasks, outbox = SqlTasks(sqlite_database), Outbox(sqlite_database)
    await store(drafts, a_task(), a_task(2, spec=a_spec(trigger=Cron("0 9 * * 1-5", "Asia/Shanghai"))))
    await drafts.open(a_draft(9), a_post("open"))
    await tasks.plan_due(NOW, 10, hourly)
    done = Closing(
        state=RunState.SUCCEEDED,
        result="nul \0 is nothing",
        artifacts=(Artifact(ArtifactKind.LINK, "page", "https://example.com/ü"),),
        events=(RunEvent(NOW, RunEventKind.FINISHED, "succeeded"),),
    )
    await close(runs, await claim_one(runs), done)
    await claim_one(runs)
    await send_all(outbox)
    await People(sqlite_database).save(PEOPLE)
    await Chats(sqlite_database).save(TEAM)
    arrival = Arrival(key="om_1", tenant=TENANT, kind="message", chat_id=CHAT, envelope={"text": "早"})
    await Inbox(sqlite_database).accept(arrival, NOW)
    await Presence(sqlite_database).appear(NOW)
    return sqlite_database


async def everything(database):
    """Return all rows of all tables as their values are read."""
    async with database.read() as session:
        return {
            table.name: Counter(map(repr, (await session.execute(table.select())).all()))
            for table in Base.metadata.sorted_tables
        }


async def test_every_row_arrives_as_it_was(lived_in, file, target):
    counts = await move(file, target, LATER)

    there, here = await everything(lived_in), await everything(target)
    assert {name: sum(rows.values()) for name, rows in there.items()} == counts
    assert {name for name in there if there[name] != here[name]} == {"run"}  # but for NUL, that no text holds
    assert (await SqlRuns(target, Ids()).get("run_of_task_1_0")).result == "nul  is nothing"
    assert {"task", "run", "run_event", "artifact", "delivery", "inbox", "audit"} <= {
        name for name, count in counts.items() if count
    }


async def test_it_goes_on_there_where_it_left_off(lived_in, file, target):
    await move(file, target, LATER)
    tasks, runs = SqlTasks(target), SqlRuns(target, Ids())

    [lost] = await runs.expired(LATER, 10)
    assert lost.run.id == "run_of_task_2_0"
    planned = await tasks.plan_due(LATER, 10, hourly)
    assert [run.task_id for run in planned] == ["task_1", "task_2"]
    assert await claim_one(runs, LATER)


async def test_what_is_new_is_numbered_behind_what_came_along(lived_in, file, target):
    await move(file, target, LATER)
    outbox = Outbox(target)
    known = {(await outbox.by_key(key)).id for key in ("open", "draft_of_task_1:card")}

    await outbox.add([a_post("new")], LATER)
    arrival = Arrival(key="om_2", tenant=TENANT, kind="message", chat_id=CHAT, envelope={})
    number = await Inbox(target).accept(arrival, LATER)

    assert (await outbox.by_key("new")).id > max(known)
    assert number > 1
    assert not await Copies(target).is_marked()


async def test_a_database_that_holds_something_is_left_as_it_is(lived_in, file, target):
    await Chats(target).save(TEAM)
    before = await everything(target)

    with pytest.raises(PermanentError, match=r"holds something already \(chat\)"):
        await move(file, target, LATER)

    assert await everything(target) == before


async def test_nothing_is_moved_from_under_a_bot_at_work(lived_in, file, target):
    with pytest.raises(PermanentError, match="stop it"):
        await move(file, target, NOW + AT_WORK / 2)

    assert await move(file, target, NOW + AT_WORK)


async def test_what_comes_from_a_backup_is_still_known_to(lived_in, file, target, tmp_path):
    back_up(file, tmp_path / "backup.db")

    await move(tmp_path / "backup.db", target, NOW)

    assert await Copies(target).noticed(LATER) == LATER


async def test_the_file_stays_as_it_is_and_nothing_beside_it(lived_in, file, target):
    await lived_in.close()
    before = sorted(file.parent.iterdir()), file.read_bytes()

    await move(file, target, LATER)

    assert (sorted(file.parent.iterdir()), file.read_bytes()) == before


async def test_what_fails_in_the_middle_leaves_nothing_there(lived_in, file, target):
    await lived_in.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE run_event SET run_id = 'run_of_nobody'")  # foreign keys are off by default
        connection.commit()
    empty = await everything(target)

    with pytest.raises(Exception, match="run_event"):
        await move(file, target, LATER)

    assert await everything(target) == empty


async def test_only_postgresql_is_filled(file, sqlite_database, tmp_path):
    with pytest.raises(PermanentError, match="AIME_DATABASE_URL"):
        await move(file, sqlite_database, NOW)


async def test_what_is_no_database_of_ours_is_said(target, tmp_path):
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (id)")
    (tmp_path / "text.db").write_text("not a database, but long enough to be taken for the header of one" * 9)

    for name, words in [
        ("other.db", "no database of"),
        ("text.db", "cannot be copied"),
        ("none", "no database"),
    ]:
        with pytest.raises(PermanentError, match=words):
            await move(tmp_path / name, target, NOW)
