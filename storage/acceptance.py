"""Inbox rows, committed together where they arrive together."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.batches import insert_each
from storage.database import Database
from storage.grouping import Grouped
from storage.rows import Values
from storage.statements import table_of
from storage.tables import InboxRow


class Acceptance:
    def __init__(self, database: Database) -> None:
        self._rows: Grouped[AsyncConnection, Values, int | None] = Grouped(database.begin, _insert)

    async def accept(self, values: Values) -> int | None:
        """Commit one row; returns its id, None when its key is known."""
        return await self._rows.write(values)


async def _insert(connection: AsyncConnection, rows: Sequence[Values]) -> Sequence[int | None]:
    inbox, ids = table_of(InboxRow), ("key", "id")
    new = dict(await insert_each(connection, inbox, rows, returning=ids))
    return [new.pop(row["key"], None) for row in rows]
