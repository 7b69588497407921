"""A database of an earlier version, with data in it, serves this one."""

import json
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, DateTime, Table, column, insert, table

from scheduler.model import ChatId, DraftId, Locale, PersonId, RunId, TaskId
from scheduler.people import Chat, Person
from scheduler.triggers import At
from storage import history
from storage.chats import Chats
from storage.codec import SPEC, TARGET, VIEW
from storage.database import Database
from storage.deliveries import as_fresh
from storage.drafts import SqlDrafts
from storage.outbox import Outbox
from storage.people import People
from storage.rows import draft_values, run_values, task_values
from storage.runs import SqlRuns
from storage.talk_rows import chat_values, person_values
from storage.tasks import SqlTasks
from tests.builders import CHAT, NOW, OWNER, TENANT, a_draft, a_post, a_run, a_spec, a_task

TASK = a_task(spec=a_spec(title="Stand-up", trigger=At(NOW, "Asia/Shanghai")))
SINCE_FIRST: dict[str, set[str]] = {
    "task": {"pause_note", "plan_after"},
    "draft": {"amends", "new_group"},
    "run": {
        "note",
        "parent",
        "cancel_requested_at",
        "cancel_requested_by",
        "acknowledged_by",
        "incident",
        "absence",
    },
    "person": {"chose_locale"},
    "chat": {"managers", "people"},
    "delivery": {"unasked", "place", "held_for", "folded_into", "from_backup"},
}
"""Columns that the first schema did not have."""

ROWS: dict[str, dict[str, Any]] = {
    "task": task_values(TASK),
    "draft": draft_values(a_draft(spec=TASK.spec)),
    "run": run_values(a_run()),
    "person": person_values(Person(id=OWNER, tenant=TENANT, name="Emma", locale=Locale.EN)),
    "delivery": as_fresh(a_post(), NOW),
    "chat": chat_values(Chat(id=CHAT, tenant=TENANT, is_group=True, name="Team")),
}


def as_it_was(name: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return a row as the first version wrote it."""
    return {key: _plain(value) for key, value in values.items() if key not in SINCE_FIRST[name]}


def _plain(value: Any) -> Any:
    if value == TASK.spec:
        spec = json.loads(SPEC.dump(TASK.spec))
        del spec["template"], spec["action"]["values"]
        return json.dumps(spec)
    if value in (a_post().view, a_post().target):
        return (VIEW if value == a_post().view else TARGET).dump(value)
    return json.dumps(value) if isinstance(value, tuple) else value


def _table(name: str, row: dict[str, Any]) -> Table:
    columns = [
        column(key, DateTime(timezone=True)) if isinstance(row[key], datetime) else column(key) for key in row
    ]
    return table(name, *columns)


def make_first(connection: Connection) -> None:
    command.upgrade(history.config_for(connection), "0001")
    for name, values in ROWS.items():
        row = as_it_was(name, values)
        connection.execute(insert(_table(name, row)).values(**row))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def former(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    url = str(request.getfixturevalue("bare_postgres_url")) if request.param == "postgres" else None
    database = await Database.open(url, tmp_path)
    async with database._connection() as connection:
        await connection.run_sync(make_first)
    yield database
    await database.close()


async def test_what_the_first_version_stored_is_still_there(former):
    await former.upgrade()

    assert await SqlTasks(former).get(TaskId(TASK.id)) == TASK
    assert await SqlDrafts(former).get(DraftId("draft_1")) == a_draft(spec=TASK.spec)
    assert await SqlRuns(former, str).get(RunId("run_1")) == a_run()
    assert (await People(former).get(PersonId(OWNER))).chose_locale is False
    assert (await Chats(former).get(ChatId(CHAT))).managers == ()
    assert [waiting.post for waiting in await Outbox(former).due(NOW, 10)] == [a_post()]
    assert await former.at_head()
