"""Tasks, drafts of tasks, runs and what they leave behind."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.absence import Absence
from scheduler.drafts import Amendment, DraftState, NewGroup
from scheduler.incidents import IncidentEnd
from scheduler.model import (
    ArtifactKind,
    Cause,
    DeliveryState,
    PauseReason,
    RunEventKind,
    RunKind,
    RunState,
    TaskSpec,
    TaskStatus,
)
from scheduler.overlap import OverlapPolicy
from storage.codec import (
    ABSENCE,
    AMENDMENT,
    NEW_GROUP,
    SPEC,
    WORDS,
)
from storage.tables.base import SERIAL, Base, partial, word
from storage.types import Document


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

    id: Mapped[int] = mapped_column(SERIAL, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    tenant_key: Mapped[str]
    at: Mapped[datetime]
    kind: Mapped[RunEventKind]
    text: Mapped[str]


class ArtifactRow(Base):
    __tablename__ = "artifact"
    __table_args__ = (Index("ix_artifact_run", "run_id", "id"),)

    id: Mapped[int] = mapped_column(SERIAL, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    tenant_key: Mapped[str]
    kind: Mapped[ArtifactKind]
    name: Mapped[str]
    content: Mapped[str]


class DailyRunsRow(Base):
    """How many runs the tasks of one person have had on the last day that they had any."""

    __tablename__ = "daily_runs"

    tenant_key: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str]  # ISO date, in the deployment's zone
    count: Mapped[int]


class MonitorRow(Base):
    """Who outside is told of a task's runs, and what was told last."""

    __tablename__ = "task_monitor"

    task_id: Mapped[str] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), primary_key=True)
    tenant_key: Mapped[str]
    address: Mapped[str]  # a secret
    start_told: Mapped[datetime]
    end_told: Mapped[datetime]


IS_OCCURRENCE = RunRow.kind != RunKind.REPLY
"""An answer in a run's thread is no occurrence: it takes no turn, and is on no list of runs."""


IS_PUT_OFF = and_(RunRow.kind == RunKind.SNOOZED, RunRow.state == RunState.QUEUED)
"""A reminder that comes once more later: until then it is no run to be listed."""


partial("ix_task_due", TaskRow.next_fire_time, TaskRow.id, where=TaskRow.status == word(TaskStatus.ACTIVE))
partial("ix_task_resumable", TaskRow.paused_until, where=TaskRow.paused_until.is_not(None))
partial("ix_task_deleted", TaskRow.deleted_at, where=TaskRow.deleted_at.is_not(None))
partial("ix_draft_open", DraftRow.expires_at, where=DraftRow.state == word(DraftState.OPEN))
partial(  # with all that decides whose turn it is
    "ix_run_due",
    RunRow.due_at,
    RunRow.id,
    RunRow.owner,
    RunRow.handed_at,
    RunRow.state,  # or SQLite looks it up in the table, although it is what the index is of
    where=RunRow.state == word(RunState.QUEUED),
)
partial("ix_run_open", RunRow.task_id, where=RunRow.finished_at.is_(None))
partial("ix_run_finished", RunRow.finished_at, RunRow.id, where=RunRow.finished_at.is_not(None))
partial("ix_run_parent", RunRow.parent, where=RunRow.parent.is_not(None))
partial("ix_run_lease", RunRow.lease_until, where=RunRow.lease_until.is_not(None))
Index(  # one open incident for each cause, whoever opens it
    "ix_incident_open",
    IncidentRow.task_id,
    IncidentRow.cause,
    unique=True,
    sqlite_where=IncidentRow.closed_at.is_(None),
    postgresql_where=IncidentRow.closed_at.is_(None),
)
Index("ix_incident_opened", IncidentRow.opened_at)
partial("ix_incident_closed", IncidentRow.closed_at, where=IncidentRow.closed_at.is_not(None))
partial("ix_run_handed", RunRow.owner, where=RunRow.handed_at.is_not(None))
