"""Inbox rows, committed together where they arrive together.

Lark waits for these, so they are written as cheaply as each database allows. On SQLite that is past
SQLAlchemy, which takes ten times as long to begin and to end a transaction as SQLite does: one trip to the
connection that everything else is written by, too.
"""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.batches import insert_each, insert_of_each
from storage.database import Database
from storage.grouping import Grouped
from storage.one_hop import Connection
from storage.rows import Values
from storage.statements import table_of
from storage.tables import InboxRow


class Acceptance:
    def __init__(self, database: Database) -> None:
        self._dialect = database.dialect
        self._rows: Grouped[AsyncConnection, Values, int | None] | Grouped[Connection, Values, int | None] = (
            Grouped(database.begin, _insert)
            if database.is_shared
            else Grouped(database.lent, self._insert_at_once)
        )

    async def accept(self, values: Values) -> int | None:
        """Commit one row; returns its id, None when its key is known."""
        return await self._rows.do(values)

    async def _insert_at_once(self, connection: Connection, rows: Sequence[Values]) -> Sequence[int | None]:
        """As `_insert`, in a transaction of their own."""
        return await connection.write_all(*insert_of_each(self._dialect, table_of(InboxRow), rows))


async def _insert(connection: AsyncConnection, rows: Sequence[Values]) -> Sequence[int | None]:
    inbox, ids = table_of(InboxRow), ("key", "id")
    new = dict(await insert_each(connection, inbox, rows, returning=ids))
    return [new.pop(row["key"], None) for row in rows]
