"""What processes tell one another, and what stays of what they did."""

from datetime import datetime

from sqlalchemy import (
    Index,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import SERIAL, Base


class CalendarDayRow(Base):
    """A day of a legal calendar as an admin loaded it; overrides what the program knows."""

    __tablename__ = "calendar_day"

    calendar: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)  # ISO date
    is_working: Mapped[bool]
    name: Mapped[str]


class PresenceRow(Base):
    """When a planner, whichever, looked last, and the last long while in which none did."""

    __tablename__ = "presence"

    name: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
    away_from: Mapped[datetime | None]
    away_until: Mapped[datetime | None]


class RoleRow(Base):
    """What only one process does at a time, and which one it is."""

    __tablename__ = "role"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]  # by the database's clock


class AuditRow(Base):
    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject", "id"),)

    id: Mapped[int] = mapped_column(SERIAL, primary_key=True)
    tenant_key: Mapped[str]
    actor: Mapped[str]
    verb: Mapped[str]
    subject: Mapped[str]
    at: Mapped[datetime]
    detail: Mapped[str]
