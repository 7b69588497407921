"""The conversations that the bot is, or was, in."""

from collections.abc import Sequence

from sqlalchemy import exists, select, update

from scheduler.model import ChatId, PersonId, TenantKey
from scheduler.people import Chat
from storage.database import Database
from storage.statements import upsert
from storage.tables import ChatRow, TaskRow
from storage.talk_rows import chat_of, chat_values


class Chats:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, chat_id: ChatId) -> Chat | None:
        async with self._database.read() as session:
            row = await session.get(ChatRow, chat_id)
            return chat_of(row) if row else None

    async def personal(self, person: PersonId) -> Chat | None:
        """Return the person's own chat with the bot, where it is known."""
        query = select(ChatRow).where(ChatRow.owner == person, ~ChatRow.is_group).limit(1)
        async with self._database.read() as session:
            row = await session.scalar(query)
            return chat_of(row) if row else None

    async def groups(self, tenant: TenantKey, owner: PersonId, limit: int) -> Sequence[Chat]:
        """Return groups that can be posted to by name, those that `owner` has tasks for first."""
        has_task = exists().where(
            TaskRow.tenant_key == tenant, TaskRow.chat_id == ChatRow.id, TaskRow.owner == owner
        )
        query = (
            select(ChatRow)
            .where(ChatRow.tenant_key == tenant, ChatRow.is_group, ChatRow.reachable)
            .order_by(has_task.desc(), ChatRow.name, ChatRow.id)
            .limit(limit)
        )
        async with self._database.read() as session:
            return [chat_of(row) for row in await session.scalars(query)]

    async def save(self, chat: Chat) -> None:
        """Store `chat`, new or known."""
        async with self._database.write() as session:
            await upsert(session, ChatRow, chat_values(chat))

    async def unreachable(self, chat_id: ChatId) -> None:
        """Note that nothing can be posted there any more; an unknown chat is left unknown."""
        async with self._database.write() as session:
            await session.execute(update(ChatRow).where(ChatRow.id == chat_id).values(reachable=False))
