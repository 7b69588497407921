"""Who talks to the bot."""

from collections.abc import Sequence

from sqlalchemy import select

from scheduler.model import PersonId, TenantKey
from scheduler.people import Person
from storage.database import Database
from storage.statements import upsert
from storage.tables import PersonRow
from storage.talk_rows import person_of, person_values


class People:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, person_id: PersonId) -> Person | None:
        async with self._database.read() as session:
            row = await session.get(PersonRow, person_id)
            return person_of(row) if row else None

    async def named(self, tenant: TenantKey, limit: int) -> Sequence[Person]:
        """Return people of a company whose names are known, in the order of their names."""
        query = select(PersonRow).where(PersonRow.tenant_key == tenant, PersonRow.name != "")
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(PersonRow.name, PersonRow.id).limit(limit))
            return [person_of(row) for row in rows]

    async def save(self, person: Person) -> None:
        """Store `person`, new or known."""
        async with self._database.write() as session:
            await upsert(session, PersonRow, person_values(person))
