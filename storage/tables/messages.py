"""What came in and what goes out."""

from datetime import datetime

from sqlalchemy import (
    UniqueConstraint,
    and_,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.alerts import AlertEvent, Facts
from scheduler.model import (
    DeliveryState,
    Locale,
)
from scheduler.posts import Target
from scheduler.views import View
from storage.codec import (
    ENVELOPE,
    FACTS,
    TARGET,
    VIEW,
    Envelope,
)
from storage.tables.base import SERIAL, Base, partial
from storage.types import Document


class InboxRow(Base):
    """What arrived; open until `handled_at` is set. `due_at` in the future is a lease or a pause."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(SERIAL, primary_key=True)
    key: Mapped[str]
    tenant_key: Mapped[str]
    kind: Mapped[str]
    chat_id: Mapped[str]
    envelope: Mapped[Envelope] = mapped_column(Document(ENVELOPE))
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int]
    handled_at: Mapped[datetime | None]
    buried: Mapped[bool]
    error: Mapped[str | None]


class DeliveryRow(Base):
    """A post and what became of it. Due while `live` and `posted` lags behind `wanted`."""

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(SERIAL, primary_key=True)
    key: Mapped[str]
    tenant_key: Mapped[str]
    view: Mapped[View] = mapped_column(Document(VIEW))
    subject: Mapped[str | None]  # the row that the card is drawn from
    target: Mapped[Target] = mapped_column(Document(TARGET))
    place: Mapped[str]  # the chat, or the person, that the target names: for queries
    parent_key: Mapped[str | None]  # of the post that it waits for
    locale: Mapped[Locale]
    priority: Mapped[int]  # of what it has to show now, which for a card changes
    run_id: Mapped[str | None]
    unasked: Mapped[bool]
    held_for: Mapped[str | None]  # the person or group whose quiet hours it waits for, until `due_at`
    folded_into: Mapped[str | None]  # key of the digest, or the card, that tells it instead
    state: Mapped[DeliveryState]
    live: Mapped[bool]  # False: never sent or updated again
    wanted: Mapped[int]
    posted: Mapped[int]
    generation: Mapped[int]
    attempts: Mapped[int]
    due_at: Mapped[datetime]
    first_tried_at: Mapped[datetime | None]
    in_doubt: Mapped[bool]  # an earlier try of this send ended without an answer
    from_backup: Mapped[bool]  # another process may have sent it, and others that nobody here knows
    message_id: Mapped[str | None]
    chat_id: Mapped[str | None]  # where it arrived
    thread_id: Mapped[str | None]
    error: Mapped[str | None]
    created_at: Mapped[datetime]


class QuietRow(Base):
    """When a person, or a group, is not to be disturbed."""

    __tablename__ = "quiet_hours"

    holder: Mapped[str] = mapped_column(primary_key=True)  # id of the person or of the group
    tenant_key: Mapped[str]
    begins: Mapped[str]  # ISO time by the clock of the zone
    ends: Mapped[str]
    zone: Mapped[str]


class AlertRow(Base):
    """Something for the administrators' webhook; open until `told_at` is set."""

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(SERIAL, primary_key=True)
    key: Mapped[str]
    event: Mapped[AlertEvent]
    at: Mapped[datetime]
    facts: Mapped[Facts] = mapped_column(Document(FACTS))
    due_at: Mapped[datetime]
    attempts: Mapped[int]
    told_at: Mapped[datetime | None]


IS_OWED = and_(DeliveryRow.live, DeliveryRow.posted < DeliveryRow.wanted)
"""A message that is still to be sent, or a card that does not show the present state."""


partial("ix_alert_due", AlertRow.due_at, where=AlertRow.told_at.is_(None))
partial("ix_inbox_open", InboxRow.chat_id, InboxRow.id, where=InboxRow.handled_at.is_(None))
partial("ix_inbox_handled", InboxRow.handled_at, where=InboxRow.handled_at.is_not(None))
partial(
    "ix_delivery_due",
    DeliveryRow.priority,
    DeliveryRow.due_at,
    DeliveryRow.id,
    where=DeliveryRow.posted < DeliveryRow.wanted,
)
partial("ix_delivery_subject", DeliveryRow.subject, where=DeliveryRow.subject.is_not(None))
partial("ix_delivery_run", DeliveryRow.run_id, where=DeliveryRow.run_id.is_not(None))
partial("ix_delivery_held", DeliveryRow.due_at, where=DeliveryRow.held_for.is_not(None))
partial("ix_delivery_folded", DeliveryRow.folded_into, where=DeliveryRow.folded_into.is_not(None))
partial("ix_delivery_message", DeliveryRow.message_id, where=DeliveryRow.message_id.is_not(None))
