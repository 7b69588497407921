"""A room for the engine's shells."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.doubles import Ids, ManualClock
from tests.scheduler.shells.room import Room


@pytest.fixture
async def room(fresh_sqlite_folder: Path, clock: ManualClock, ids: Ids) -> AsyncIterator[Room]:
    database = await Database.open(None, fresh_sqlite_folder)
    yield Room(database, clock, ids)
    await database.close()
