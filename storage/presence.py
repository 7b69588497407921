"""When planners look for what is due, and when for a while none did."""

from datetime import datetime, timedelta

from sqlalchemy import case

from scheduler.absence import Away
from storage.database import Database
from storage.statements import dialect_of, insert_for, table_of
from storage.tables import PresenceRow

GONE_FOR = timedelta(minutes=1)
"""Without a look for this long nobody was there; planners look every 15 seconds, by clocks that differ."""

_PLANNER = "planner"


class Presence:
    """Implements `scheduler.ports.Presence`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def appear(self, now: datetime) -> Away | None:
        table = table_of(PresenceRow)
        was_away = table.c.seen_at < now - GONE_FOR
        async with self._database.write() as session:
            insert = insert_for(dialect_of(session), table).values(name=_PLANNER, seen_at=now)
            statement = insert.on_conflict_do_update(
                index_elements=["name"],
                set_={
                    "seen_at": case((table.c.seen_at > now, table.c.seen_at), else_=insert.excluded.seen_at),
                    "away_from": case((was_away, table.c.seen_at), else_=table.c.away_from),
                    "away_until": case((was_away, insert.excluded.seen_at), else_=table.c.away_until),
                },
            ).returning(table.c.away_from, table.c.away_until)
            start, until = (await session.execute(statement)).one()
        return Away(start, until) if start and until else None
