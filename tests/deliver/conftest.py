"""An outbox over a real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.outbox import Outbox


@pytest.fixture
async def outbox(fresh_sqlite_folder: Path) -> AsyncIterator[Outbox]:
    database = await Database.open(None, fresh_sqlite_folder)
    yield Outbox(database)
    await database.close()
