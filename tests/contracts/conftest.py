"""The stores over both databases."""

import pytest

from storage.alerts import Alerts
from storage.audit import AuditLog
from storage.database import Database
from storage.drafts import SqlDrafts
from storage.inbox import Inbox
from storage.incidents import SqlIncidents
from storage.outbox import Outbox
from storage.runs import SqlRuns
from storage.tasks import SqlTasks
from tests.doubles import Ids


@pytest.fixture
def tasks(database: Database) -> SqlTasks:
    return SqlTasks(database)


@pytest.fixture
def drafts(database: Database) -> SqlDrafts:
    return SqlDrafts(database)


@pytest.fixture
def runs(database: Database) -> SqlRuns:
    ids = Ids()
    return SqlRuns(database, lambda: ids("token_"))


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database)


@pytest.fixture
def audit(database: Database) -> AuditLog:
    return AuditLog(database)


@pytest.fixture
def incidents(database: Database) -> SqlIncidents:
    return SqlIncidents(database)


@pytest.fixture
def alerts(database: Database) -> Alerts:
    return Alerts(database)
