"""Who talks to the bot."""

from scheduler.model import Person, PersonId
from storage.database import Database
from storage.rows import person_of, person_values
from storage.statements import upsert
from storage.tables import PersonRow


class People:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, person_id: PersonId) -> Person | None:
        async with self._database.read() as session:
            row = await session.get(PersonRow, person_id)
            return person_of(row) if row else None

    async def save(self, person: Person) -> None:
        """Store `person`, new or known."""
        async with self._database.write() as session:
            await upsert(session, PersonRow, person_values(person))
