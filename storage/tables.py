"""The tables. Rows stay inside this package; `storage.rows` turns them into the engine's values."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    UniqueConstraint,
    and_,
    literal_column,
)
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, mapped_column

from scheduler.absence import Absence
from scheduler.alerts import AlertEvent, Facts
from scheduler.drafts import Amendment, DraftState, NewGroup
from scheduler.incidents import IncidentEnd
from scheduler.model import (
    ArtifactKind,
    Cause,
    DeliveryState,
    Locale,
    PauseReason,
    RunEventKind,
    RunKind,
    RunState,
    TaskId,
    TaskSpec,
    TaskStatus,
)
from scheduler.overlap import OverlapPolicy
from scheduler.posts import Target
from scheduler.templates import TemplateSpec, TemplateState, Visibility
from scheduler.views import View
from storage.codec import (
    ABSENCE,
    AMENDMENT,
    ENVELOPE,
    FACTS,
    NEW_GROUP,
    SPEC,
    TARGET,
    TASK_IDS,
    TEMPLATE,
    VIEW,
    WORDS,
    Envelope,
)
from storage.types import Document, UTCDateTime

_Word = Enum(
    StrEnum, native_enum=False, length=24, values_callable=lambda words: [word.value for word in words]
)
_Serial = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself there


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read once by SQLAlchemy, which wants a plain dict
        datetime: UTCDateTime(),
        StrEnum: _Word,
        str: Text(),
    }


class TaskRow(Base):
    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_owner", "tenant_key", "owner", "status"),
        Index("ix_task_chat", "tenant_key", "chat_id", "status"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_key: Mapped[str]
    owner: Mapped[str]
    chat_id: Mapped[str]  # this and the next two repeat what the spec says, for queries
    title: Mapped[str]
    overlap: Mapped[OverlapPolicy]
    status: Mapped[TaskStatus]
    revision: Mapped[int]
    next_fire_time: Mapped[datetime | None]
    plan_after: Mapped[datetime | None]
    fired: Mapped[int]
    failures_in_row: Mapped[int]
    pause_reason: Mapped[PauseReason | None]
    pause_note: Mapped[str]
    paused_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    spec: Mapped[TaskSpec] = mapped_column(Document(SPEC))


class DraftRow(Base):
    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_key: Mapped[str]
    asker: Mapped[str]
    spec: Mapped[TaskSpec] = mapped_column(Document(SPEC))
    assumed: Mapped[tuple[str, ...]] = mapped_column(Document(WORDS))
    amends: Mapped[Amendment | None] = mapped_column(Document(AMENDMENT))
    new_group: Mapped[NewGroup | None] = mapped_column(Document(NEW_GROUP))
    state: Mapped[DraftState]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    closed_by: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    task_id: Mapped[str | None]


class RunRow(Base):
    """No foreign key to the task: finished runs outlive its tombstone."""

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("task_id", "fire_time", "kind"),)  # one run per occurrence, ever

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_key: Mapped[str]
    task_id: Mapped[str]
    owner: Mapped[str]  # of the task, which never changes
    fire_time: Mapped[datetime]
    kind: Mapped[RunKind]
    state: Mapped[RunState]
    due_at: Mapped[datetime]
    attempt: Mapped[int]
    requested_by: Mapped[str | None]
    note: Mapped[str]
    parent: Mapped[str | None]
    handed_at: Mapped[datetime | None]  # to the queue; None once a worker has it
    job_id: Mapped[int | None] = mapped_column(BigInteger)  # the queue's, which brings it
    lease_owner: Mapped[str | None]
    lease_token: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    progress: Mapped[str]
    cause: Mapped[Cause | None]
    result: Mapped[str]
    delivery: Mapped[DeliveryState]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    cancel_requested_at: Mapped[datetime | None]
    cancel_requested_by: Mapped[str | None]
    acknowledged_by: Mapped[str | None]
    incident: Mapped[str | None]  # the run that failed first for the same cause
    absence: Mapped[Absence | None] = mapped_column(Document(ABSENCE))


class IncidentRow(Base):
    """What goes wrong with a task for one cause; known by the run that failed first."""

    __tablename__ = "incident"

    run_id: Mapped[str] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), primary_key=True)
    tenant_key: Mapped[str]
    task_id: Mapped[str]
    cause: Mapped[str]
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime]
    count: Mapped[int]
    acknowledged_by: Mapped[str | None]
    acknowledged_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    ended_as: Mapped[IncidentEnd | None]


class RunEventRow(Base):
    __tablename__ = "run_event"
    __table_args__ = (Index("ix_run_event_run", "run_id", "id"),)

    id: Mapped[int] = mapped_column(_Serial, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    tenant_key: Mapped[str]
    at: Mapped[datetime]
    kind: Mapped[RunEventKind]
    text: Mapped[str]


class ArtifactRow(Base):
    __tablename__ = "artifact"
    __table_args__ = (Index("ix_artifact_run", "run_id", "id"),)

    id: Mapped[int] = mapped_column(_Serial, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    tenant_key: Mapped[str]
    kind: Mapped[ArtifactKind]
    name: Mapped[str]
    content: Mapped[str]


class InboxRow(Base):
    """What arrived; open until `handled_at` is set. `due_at` in the future is a lease or a pause."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(_Serial, primary_key=True)
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

    id: Mapped[int] = mapped_column(_Serial, primary_key=True)
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


class QuietRow(Base):
    """When a person, or a group, is not to be disturbed."""

    __tablename__ = "quiet_hours"

    holder: Mapped[str] = mapped_column(primary_key=True)  # id of the person or of the group
    tenant_key: Mapped[str]
    begins: Mapped[str]  # ISO time by the clock of the zone
    ends: Mapped[str]
    zone: Mapped[str]


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


class CalendarDayRow(Base):
    """A day of a legal calendar as an admin loaded it; overrides what the program knows."""

    __tablename__ = "calendar_day"

    calendar: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)  # ISO date
    is_working: Mapped[bool]
    name: Mapped[str]


class DailyRunsRow(Base):
    """How many runs the tasks of one person have had on the last day that they had any."""

    __tablename__ = "daily_runs"

    tenant_key: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str]  # ISO date, in the deployment's zone
    count: Mapped[int]


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


class AlertRow(Base):
    """Something for the administrators' webhook; open until `told_at` is set."""

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(_Serial, primary_key=True)
    key: Mapped[str]
    event: Mapped[AlertEvent]
    at: Mapped[datetime]
    facts: Mapped[Facts] = mapped_column(Document(FACTS))
    due_at: Mapped[datetime]
    attempts: Mapped[int]
    told_at: Mapped[datetime | None]


class MonitorRow(Base):
    """Who outside is told of a task's runs, and what was told last."""

    __tablename__ = "task_monitor"

    task_id: Mapped[str] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), primary_key=True)
    tenant_key: Mapped[str]
    address: Mapped[str]  # a secret
    start_told: Mapped[datetime]
    end_told: Mapped[datetime]


class AuditRow(Base):
    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject", "id"),)

    id: Mapped[int] = mapped_column(_Serial, primary_key=True)
    tenant_key: Mapped[str]
    actor: Mapped[str]
    verb: Mapped[str]
    subject: Mapped[str]
    at: Mapped[datetime]
    detail: Mapped[str]


IS_OCCURRENCE = RunRow.kind != RunKind.REPLY
"""An answer in a run's thread is no occurrence: it takes no turn, and is on no list of runs."""


IS_PUT_OFF = and_(RunRow.kind == RunKind.SNOOZED, RunRow.state == RunState.QUEUED)
"""A reminder that comes once more later: until then it is no run to be listed."""


IS_OWED = and_(DeliveryRow.live, DeliveryRow.posted < DeliveryRow.wanted)
"""A message that is still to be sent, or a card that does not show the present state."""


def word(value: StrEnum) -> ColumnElement[str]:
    """Return `value` written into the statement: a bound parameter would hide a partial index."""
    return literal_column(f"'{value.value}'")


def _partial(name: str, *columns: InstrumentedAttribute[Any], where: ColumnElement[bool]) -> None:
    """Index only the rows that a due query looks at: the rest, nearly all, costs nothing."""
    Index(name, *columns, sqlite_where=where, postgresql_where=where)


_partial("ix_task_due", TaskRow.next_fire_time, where=TaskRow.status == word(TaskStatus.ACTIVE))
_partial("ix_task_resumable", TaskRow.paused_until, where=TaskRow.paused_until.is_not(None))
_partial("ix_draft_open", DraftRow.expires_at, where=DraftRow.state == word(DraftState.OPEN))
_partial("ix_run_due", RunRow.due_at, RunRow.id, where=RunRow.state == word(RunState.QUEUED))
_partial("ix_run_open", RunRow.task_id, where=RunRow.finished_at.is_(None))
_partial("ix_run_finished", RunRow.finished_at, RunRow.id, where=RunRow.finished_at.is_not(None))
_partial("ix_run_parent", RunRow.parent, where=RunRow.parent.is_not(None))
_partial("ix_run_lease", RunRow.lease_until, where=RunRow.lease_until.is_not(None))
Index(  # one open incident for each cause, whoever opens it
    "ix_incident_open",
    IncidentRow.task_id,
    IncidentRow.cause,
    unique=True,
    sqlite_where=IncidentRow.closed_at.is_(None),
    postgresql_where=IncidentRow.closed_at.is_(None),
)
Index("ix_incident_opened", IncidentRow.opened_at)
_partial("ix_incident_closed", IncidentRow.closed_at, where=IncidentRow.closed_at.is_not(None))
_partial("ix_alert_due", AlertRow.due_at, where=AlertRow.told_at.is_(None))
_partial("ix_run_handed", RunRow.owner, where=RunRow.handed_at.is_not(None))
_partial("ix_inbox_open", InboxRow.chat_id, InboxRow.id, where=InboxRow.handled_at.is_(None))
_partial("ix_inbox_handled", InboxRow.handled_at, where=InboxRow.handled_at.is_not(None))
_partial(
    "ix_delivery_due",
    DeliveryRow.priority,
    DeliveryRow.id,
    where=DeliveryRow.posted < DeliveryRow.wanted,
)
_partial("ix_delivery_subject", DeliveryRow.subject, where=DeliveryRow.subject.is_not(None))
_partial("ix_delivery_run", DeliveryRow.run_id, where=DeliveryRow.run_id.is_not(None))
_partial("ix_delivery_held", DeliveryRow.due_at, where=DeliveryRow.held_for.is_not(None))
_partial("ix_delivery_folded", DeliveryRow.folded_into, where=DeliveryRow.folded_into.is_not(None))
_partial("ix_delivery_message", DeliveryRow.message_id, where=DeliveryRow.message_id.is_not(None))
