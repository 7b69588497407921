"""What a person and the bot last talked about in a chat, for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.model import ChatId, DraftId, PersonId, TaskId, TenantKey
from storage.database import Database
from storage.statements import upsert
from storage.tables import ConversationRow

REMEMBERED_FOR = timedelta(minutes=10)
"""After so long a silence nobody means by "it" what was said before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """`pending` is the sentence whose question is open; the draft is the one last shown to this person."""

    pending: str = ""
    question: str = ""
    draft_id: DraftId | None = None
    task_id: TaskId | None = None


class Conversations:
    """One a person and chat: in a group everybody has their own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recall(self, chat_id: ChatId, person: PersonId, now: datetime) -> Conversation:
        """Return what was last talked about; nothing when that is too long ago."""
        async with self._database.read() as session:
            row = await session.get(ConversationRow, (chat_id, person))
            if row is None or now - row.at > REMEMBERED_FOR:
                return Conversation()
            return Conversation(
                pending=row.pending,
                question=row.question,
                draft_id=DraftId(row.draft_id) if row.draft_id else None,
                task_id=TaskId(row.task_id) if row.task_id else None,
            )

    async def remember(
        self, tenant: TenantKey, chat_id: ChatId, person: PersonId, said: Conversation, now: datetime
    ) -> None:
        """Replace what was last talked about."""
        values: dict[str, object] = {
            "tenant_key": tenant,
            "chat_id": chat_id,
            "person": person,
            "pending": said.pending,
            "question": said.question,
            "draft_id": said.draft_id,
            "task_id": said.task_id,
            "at": now,
        }
        async with self._database.write() as session:
            await upsert(session, ConversationRow, values)
