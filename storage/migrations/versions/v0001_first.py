"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(24)


def index_where(condition: str, name: str, table: str, columns: list[str]) -> None:
    """Index only the rows for which `condition` holds."""
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    create_tasks()
    create_runs()
    create_timelines()
    create_inbox()
    create_outbox()
    create_people()
    create_audit()


def create_tasks() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("overlap", WORD, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("next_fire_time", INSTANT, nullable=True),
        sa.Column("fired", sa.Integer(), nullable=False),
        sa.Column("failures_in_row", sa.Integer(), nullable=False),
        sa.Column("pause_reason", WORD, nullable=True),
        sa.Column("paused_until", INSTANT, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT, nullable=True),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
    )
    op.create_index("ix_task_chat", "task", ["tenant_key", "chat_id", "status"])
    index_where("status = 'active'", "ix_task_due", "task", ["next_fire_time"])
    op.create_index("ix_task_owner", "task", ["tenant_key", "owner", "status"])
    index_where("paused_until IS NOT NULL", "ix_task_resumable", "task", ["paused_until"])
    op.create_table(
        "draft",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("assumed", sa.Text(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("task_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    index_where("state = 'open'", "ix_draft_open", "draft", ["expires_at"])


def create_runs() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("fire_time", INSTANT, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=True),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.Column("lease_token", sa.Text(), nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("cause", WORD, nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("delivery", WORD, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("started_at", INSTANT, nullable=True),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sa.UniqueConstraint("task_id", "fire_time", "kind", name="uq_run_task_id_fire_time_kind"),
    )
    index_where("state = 'queued'", "ix_run_due", "run", ["due_at"])
    index_where("lease_until IS NOT NULL", "ix_run_lease", "run", ["lease_until"])
    index_where("finished_at IS NULL", "ix_run_open", "run", ["task_id"])


def create_timelines() -> None:
    op.create_table(
        "run_event",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_run_event_run_id_run", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_run_event"),
    )
    op.create_index("ix_run_event_run", "run_event", ["run_id", "id"])
    op.create_table(
        "artifact",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_artifact_run_id_run", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_artifact"),
    )
    op.create_index("ix_artifact_run", "artifact", ["run_id", "id"])


def create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("envelope", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("handled_at", INSTANT, nullable=True),
        sa.Column("buried", sa.Boolean(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("key", name="uq_inbox_key"),
    )
    index_where("handled_at IS NOT NULL", "ix_inbox_handled", "inbox", ["handled_at"])
    index_where("handled_at IS NULL", "ix_inbox_open", "inbox", ["chat_id", "id"])


def create_outbox() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("parent_key", sa.Text(), nullable=True),
        sa.Column("locale", WORD, nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=True),
        sa.Column("state", WORD, nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("posted", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("first_tried_at", INSTANT, nullable=True),
        sa.Column("in_doubt", sa.Boolean(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("chat_id", sa.Text(), nullable=True),
        sa.Column("thread_id", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("key", name="uq_delivery_key"),
    )
    index_where("posted < wanted", "ix_delivery_due", "delivery", ["priority", "id"])
    index_where("message_id IS NOT NULL", "ix_delivery_message", "delivery", ["message_id"])
    index_where("run_id IS NOT NULL", "ix_delivery_run", "delivery", ["run_id"])
    index_where("subject IS NOT NULL", "ix_delivery_subject", "delivery", ["subject"])


def create_people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("locale", WORD, nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("greeted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_table(
        "chat",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chat"),
    )
    op.create_table(
        "listing",
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("viewer", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("task_ids", sa.Text(), nullable=False),
        sa.Column("shown_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "viewer", name="pk_listing"),
    )


def create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject", "id"])
