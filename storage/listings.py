"""The list that a person saw last in a chat, so that "pause 2" means what the person sees."""

from collections.abc import Sequence
from datetime import datetime

from scheduler.model import ChatId, PersonId, TaskId, TenantKey
from storage.database import Database
from storage.statements import upsert
from storage.tables import ListingRow


class Listings:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def remember(
        self, tenant: TenantKey, chat_id: ChatId, viewer: PersonId, task_ids: Sequence[TaskId], now: datetime
    ) -> None:
        """Replace what `viewer` saw last in the chat; number 1 is the first of `task_ids`."""
        values: dict[str, object] = {
            "tenant_key": tenant,
            "chat_id": chat_id,
            "viewer": viewer,
            "task_ids": tuple(task_ids),
            "shown_at": now,
        }
        async with self._database.write() as session:
            await upsert(session, ListingRow, values)

    async def recall(self, chat_id: ChatId, viewer: PersonId) -> Sequence[TaskId]:
        """Return the tasks of that list in its order; empty when none was shown."""
        async with self._database.read() as session:
            row = await session.get(ListingRow, (chat_id, viewer))
            return row.task_ids if row else ()
