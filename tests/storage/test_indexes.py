"""The questions asked all the time are answered from an index, however much is stored."""

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from storage.alerts import Alerts
from storage.chats import Chats
from storage.drafts import SqlDrafts
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.quiet import Quiet
from storage.retention import OldRows
from storage.runs import SqlRuns
from storage.tasks import SqlTasks
from storage.watching import Watch
from tests.builders import NOW, OWNER, a_task

QUESTIONS = {
    "ix_task_due": lambda db: SqlTasks(db).plan_due(NOW, 10, lambda due: []),
    "ix_task_resumable": lambda db: SqlTasks(db).resumable(NOW, 10),
    "ix_task_deleted": lambda db: SqlTasks(db).purge(NOW),
    "ix_run_due": lambda db: SqlRuns(db, str).claim("worker", NOW, NOW, 10),
    "ix_run_lease": lambda db: SqlRuns(db, str).expired(NOW, 10),
    "ix_run_finished": lambda db: OldRows(db).purge_runs(NOW),
    "ix_incident_open": lambda db: SqlTasks(db).plan_due(NOW, 10, lambda due: []),
    "ix_incident_opened": lambda db: Alerts(db).collect(NOW),
    "ix_incident_closed": lambda db: Alerts(db).collect(NOW),
    "ix_alert_due": lambda db: Alerts(db).take(NOW, 10),
    "ix_inbox_open": lambda db: Inbox(db).take(NOW, NOW, 10),
    "ix_inbox_handled": lambda db: Inbox(db).purge(NOW),
    "ix_delivery_due": lambda db: Outbox(db).due(NOW, 10),
    "ix_delivery_subject": lambda db: Outbox(db).mark_stale("task:task_1"),
    "ix_delivery_held": lambda db: Quiet(db).release(NOW),
    "ix_delivery_folded": lambda db: Quiet(db).open("digest", "run_1", NOW),
    "ix_delivery_message": lambda db: Outbox(db).by_message("om_1"),
    "ix_draft_open": lambda db: SqlDrafts(db).expire(NOW),
    "ix_task_owner": lambda db: SqlTasks(db).of_owner(a_task().tenant, a_task().owner, 10),
    "ix_chat_owner": lambda db: Chats(db).personal(OWNER),
    "ix_task_chat": lambda db: SqlTasks(db).in_chat(a_task().tenant, "oc_1", 10),
}


@contextmanager
def recorded(database):
    """Collect every statement with its values while the block runs."""
    sent = []

    def record(_connection, _cursor, statement, values, *_rest):
        sent.append((statement, values))

    engines = (database._reader.sync_engine, database._writer.sync_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", record)
    yield sent
    for engine in engines:
        event.remove(engine, "before_cursor_execute", record)


async def plans_of(database, ask) -> str:
    """Ask, and let the database explain every statement that it was sent."""
    with recorded(database) as sent:
        await ask(database)
    explained = [(f"EXPLAIN QUERY PLAN {text}", values) for text, values in sent if "BEGIN" not in text]
    async with database.read() as session:
        connection = await session.connection()
        return str([(await connection.exec_driver_sql(*one)).all() for one in explained])


@pytest.mark.parametrize("index", QUESTIONS)
async def test_a_frequent_question_uses_its_index(sqlite_database, index):
    assert index in await plans_of(sqlite_database, QUESTIONS[index])


async def test_counting_open_runs_does_not_look_at_ended_ones(sqlite_database):
    plans = await plans_of(sqlite_database, QUESTIONS["ix_task_due"])

    assert "ix_run_open" in plans


async def test_planning_scans_no_table(sqlite_database):
    assert "SCAN task" not in await plans_of(sqlite_database, QUESTIONS["ix_task_due"])


async def test_watching_scans_no_table(sqlite_database):
    plans = await plans_of(sqlite_database, lambda database: Watch(database).backlog(NOW))

    assert {"ix_run_due", "ix_task_due", "ix_run_lease", "ix_inbox_open", "ix_delivery_due"} <= set(
        re.findall(r"ix_\w+", plans)
    )
    assert not re.search(r"SCAN (?:run|task|inbox|delivery)(?! USING (?:COVERING )?INDEX)", plans)
