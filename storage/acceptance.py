"""Inbox rows, committed together where they arrive together."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.grouping import Grouped
from storage.rows import Values
from storage.statements import insert_new_rows
from storage.tables import InboxRow


class Acceptance:
    def __init__(self, database: Database) -> None:
        self._rows: Grouped[Values, int | None] = Grouped(database, _insert)

    async def accept(self, values: Values) -> int | None:
        """Commit one row; returns its id, None when its key is known."""
        return await self._rows.write(values)


async def _insert(session: AsyncSession, rows: Sequence[Values]) -> Sequence[int | None]:
    new = dict(await insert_new_rows(session, InboxRow, rows, returning=("key", "id")))
    return [new.pop(row["key"], None) for row in rows]
