"""An outbox over a real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.outbox import Outbox
from storage.quiet import Quiet


@pytest.fixture
async def database(fresh_sqlite_folder: Path) -> AsyncIterator[Database]:
    database = await Database.open(None, fresh_sqlite_folder)
    yield database
    await database.close()


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database)


@pytest.fixture
def quiet(database: Database) -> Quiet:
    return Quiet(database)
