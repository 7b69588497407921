"""People, chats and what is remembered of the talk with them."""

from datetime import datetime

from sqlalchemy import (
    Index,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.model import (
    Locale,
    TaskId,
)
from scheduler.templates import TemplateSpec, TemplateState, Visibility
from storage.codec import (
    TASK_IDS,
    TEMPLATE,
    WORDS,
)
from storage.tables.base import Base
from storage.types import Document


class PersonRow(Base):
    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_key: Mapped[str]
    name: Mapped[str]
    locale: Mapped[Locale]
    chose_locale: Mapped[bool]
    zone: Mapped[str | None]
    greeted: Mapped[bool]


class ChatRow(Base):
    __tablename__ = "chat"
    __table_args__ = (Index("ix_chat_owner", "owner", "is_group"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_key: Mapped[str]
    is_group: Mapped[bool]
    name: Mapped[str]
    owner: Mapped[str | None]
    managers: Mapped[tuple[str, ...]] = mapped_column(Document(WORDS))
    people: Mapped[int | None]
    reachable: Mapped[bool]


class ListingRow(Base):
    """The list that a person saw last in a chat: its numbers work in the talk that follows."""

    __tablename__ = "listing"

    chat_id: Mapped[str] = mapped_column(primary_key=True)
    viewer: Mapped[str] = mapped_column(primary_key=True)
    tenant_key: Mapped[str]
    task_ids: Mapped[tuple[TaskId, ...]] = mapped_column(Document(TASK_IDS))
    shown_at: Mapped[datetime]


class ConversationRow(Base):
    """What a person and the bot last talked about in a chat."""

    __tablename__ = "conversation"

    chat_id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    tenant_key: Mapped[str]
    pending: Mapped[str]  # the sentence whose question is open
    question: Mapped[str]
    draft_id: Mapped[str | None]
    task_id: Mapped[str | None]
    at: Mapped[datetime]


class TemplateRow(Base):
    __tablename__ = "template"
    __table_args__ = (Index("ix_template_tenant", "tenant_key", "state"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_key: Mapped[str]
    author: Mapped[str]
    visibility: Mapped[Visibility]
    state: Mapped[TemplateState]
    revision: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    spec: Mapped[TemplateSpec] = mapped_column(Document(TEMPLATE))
