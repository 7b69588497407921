"""Who does what only one process may do at a time, judged by the database's own clock.

A lease and not PostgreSQL's advisory lock: the server keeps a lock for as long as a connection is open, and
that of a process which is merely stopped stays open.
"""

from datetime import timedelta

from sqlalchemy import delete, func, or_
from sqlalchemy.dialects import postgresql

from storage.database import Database
from storage.statements import table_of
from storage.tables import RoleRow

_TABLE = table_of(RoleRow)


class Roles:
    """Only of use on PostgreSQL; on SQLite there is nobody to share with."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def hold(self, role: str, holder: str, lease: timedelta) -> bool:
        """Take the role, or keep it, for `lease` from now; False while somebody else has it."""
        until = func.clock_timestamp() + lease
        statement = postgresql.insert(_TABLE).values(name=role, holder=holder, until=until)
        is_free = or_(_TABLE.c.holder == holder, _TABLE.c.until <= func.clock_timestamp())
        statement = statement.on_conflict_do_update(
            index_elements=["name"], set_={"holder": holder, "until": until}, where=is_free
        )
        async with self._database.write() as session:
            return await session.scalar(statement.returning(_TABLE.c.name)) is not None

    async def let_go(self, role: str, holder: str) -> None:
        """Leave the role to whoever asks next; harmless for whoever does not hold it."""
        async with self._database.write() as session:
            await session.execute(delete(_TABLE).where(_TABLE.c.name == role, _TABLE.c.holder == holder))
