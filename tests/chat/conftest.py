"""A room for the chat side."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.chat.room import ChatRoom
from tests.doubles import Ids, ManualClock


@pytest.fixture
async def chat_room(fresh_sqlite_folder: Path, clock: ManualClock, ids: Ids) -> AsyncIterator[ChatRoom]:
    database = await Database.open(None, fresh_sqlite_folder)
    yield ChatRoom(database, clock, ids)
    await database.close()
