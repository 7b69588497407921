"""What managing tasks by talking needs: changes as drafts, templates, what was talked about."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(24)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("task", _text("pause_note"))
    op.add_column("task", sa.Column("plan_after", INSTANT, nullable=True))
    op.add_column("draft", sa.Column("amends", sa.Text(), nullable=True))
    op.add_column("draft", sa.Column("new_group", sa.Text(), nullable=True))
    op.add_column("run", _text("note"))
    op.add_column("run", sa.Column("parent", sa.Text(), nullable=True))
    op.add_column("run", sa.Column("cancel_requested_at", INSTANT, nullable=True))
    op.add_column("run", sa.Column("cancel_requested_by", sa.Text(), nullable=True))
    op.add_column("run", sa.Column("acknowledged_by", sa.Text(), nullable=True))
    op.add_column("run", sa.Column("incident", sa.Text(), nullable=True))
    op.add_column("run", sa.Column("absence", sa.Text(), nullable=True))
    hand_runs_over()
    op.add_column("chat", _text("managers", "[]"))
    op.add_column("chat", sa.Column("people", sa.Integer(), nullable=True))
    op.create_index("ix_chat_owner", "chat", ["owner", "is_group"])
    op.add_column(
        "person", sa.Column("chose_locale", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index(
        "ix_run_parent",
        "run",
        ["parent"],
        sqlite_where=sa.text("parent IS NOT NULL"),
        postgresql_where=sa.text("parent IS NOT NULL"),
    )
    op.create_index(
        "ix_run_finished",
        "run",
        ["finished_at", "id"],
        sqlite_where=sa.text("finished_at IS NOT NULL"),
        postgresql_where=sa.text("finished_at IS NOT NULL"),
    )
    op.create_index(
        "ix_task_deleted",
        "task",
        ["deleted_at"],
        sqlite_where=sa.text("deleted_at IS NOT NULL"),
        postgresql_where=sa.text("deleted_at IS NOT NULL"),
    )
    for name in ("unasked", "from_backup"):
        op.add_column("delivery", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    add_place()
    for name, index, indexed in (
        ("held_for", "ix_delivery_held", "due_at"),
        ("folded_into", "ix_delivery_folded", "folded_into"),
    ):
        there = sa.text(f"{name} IS NOT NULL")
        op.add_column("delivery", sa.Column(name, sa.Text(), nullable=True))
        op.create_index(index, "delivery", [indexed], sqlite_where=there, postgresql_where=there)
    create_incidents()
    create_alerts()
    create_monitors()
    create_quiet_hours()
    create_daily_runs()
    create_presence()
    create_conversations()
    create_templates()
    create_calendars()
    create_roles()


def add_place() -> None:
    """Name the chat or person that each message goes to, as its target does."""
    op.add_column("delivery", _text("place"))
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(_PLACE_ON_SQLITE if is_sqlite else _PLACE_ON_POSTGRES)


_PLACE_ON_SQLITE = """
    UPDATE delivery
    SET place = COALESCE(json_extract(target, '$.chat_id'), json_extract(target, '$.person'), '')
"""
_PLACE_ON_POSTGRES = """
    UPDATE delivery SET place = COALESCE(target::json ->> 'chat_id', target::json ->> 'person', '')
"""


def _text(name: str, present: str = "") -> sa.Column[str]:
    """A column that rows which are there already fill with `present`."""
    return sa.Column(name, sa.Text(), nullable=False, server_default=present)


def create_incidents() -> None:
    op.create_table(
        "incident",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("last_at", INSTANT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("acknowledged_by", sa.Text(), nullable=True),
        sa.Column("acknowledged_at", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("ended_as", WORD, nullable=True),
        sa.PrimaryKeyConstraint("run_id", name="pk_incident"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_incident_run_id_run", ondelete="CASCADE"),
    )
    is_open = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_incident_open",
        "incident",
        ["task_id", "cause"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix_incident_opened", "incident", ["opened_at"])
    is_over = sa.text("closed_at IS NOT NULL")
    op.create_index(
        "ix_incident_closed", "incident", ["closed_at"], sqlite_where=is_over, postgresql_where=is_over
    )


def create_alerts() -> None:
    op.create_table(
        "alert",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("event", WORD, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("told_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.UniqueConstraint("key", name="uq_alert_key"),
    )
    waits = sa.text("told_at IS NULL")
    op.create_index("ix_alert_due", "alert", ["due_at"], sqlite_where=waits, postgresql_where=waits)


def create_monitors() -> None:
    op.create_table(
        "task_monitor",
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("start_told", INSTANT, nullable=False),
        sa.Column("end_told", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("task_id", name="pk_task_monitor"),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name="fk_task_monitor_task_id_task", ondelete="CASCADE"
        ),
    )


def hand_runs_over() -> None:
    """Runs know their owner and how they come to a worker; on PostgreSQL a queue brings them."""
    op.add_column("run", _text("owner"))
    op.add_column("run", sa.Column("handed_at", INSTANT, nullable=True))
    op.add_column("run", sa.Column("job_id", sa.BigInteger(), nullable=True))
    owner = "SELECT owner FROM task WHERE task.id = run.task_id"
    op.execute(f"UPDATE run SET owner = coalesce(({owner}), '') WHERE finished_at IS NULL")  # noqa: S608
    handed = sa.text("handed_at IS NOT NULL")
    op.create_index("ix_run_handed", "run", ["owner"], sqlite_where=handed, postgresql_where=handed)
    active = sa.text("status = 'active'")
    op.drop_index("ix_task_due", "task")
    op.create_index(
        "ix_task_due", "task", ["next_fire_time", "id"], sqlite_where=active, postgresql_where=active
    )
    owed = sa.text("posted < wanted")
    op.drop_index("ix_delivery_due", "delivery")
    op.create_index(
        "ix_delivery_due", "delivery", ["priority", "due_at", "id"], sqlite_where=owed, postgresql_where=owed
    )
    queued = sa.text("state = 'queued'")
    op.drop_index("ix_run_due", "run")
    of_turn = ["due_at", "id", "owner", "handed_at", "state"]
    op.create_index("ix_run_due", "run", of_turn, sqlite_where=queued, postgresql_where=queued)
    if op.get_bind().dialect.name == "postgresql":
        create_queue()


def create_queue() -> None:
    """Procrastinate's own schema, of the version that the `postgres` extra pins."""
    from procrastinate.schema import SchemaManager  # here, because it is an extra

    schema = SchemaManager.get_schema()
    op.get_bind().exec_driver_sql(schema, execution_options={"no_parameters": True})  # it holds %
    for trigger in (
        "procrastinate_jobs_notify_queue_job_inserted_v1",  # tells its own workers, and ours hear bells
        "procrastinate_trigger_status_events_insert_v1",  # keep a history of jobs, which live for moments
        "procrastinate_trigger_status_events_update_v1",
    ):
        op.execute(f"ALTER TABLE procrastinate_jobs DISABLE TRIGGER {trigger}")


def create_quiet_hours() -> None:
    op.create_table(
        "quiet_hours",
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("begins", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("holder", name="pk_quiet_hours"),
    )


def create_daily_runs() -> None:
    op.create_table(
        "daily_runs",
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_key", "owner", name="pk_daily_runs"),
    )


def create_presence() -> None:
    op.create_table(
        "presence",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("away_from", INSTANT, nullable=True),
        sa.Column("away_until", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_presence"),
    )


def create_conversations() -> None:
    op.create_table(
        "conversation",
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("pending", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("draft_id", sa.Text(), nullable=True),
        sa.Column("task_id", sa.Text(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "person", name="pk_conversation"),
    )


def create_templates() -> None:
    op.create_table(
        "template",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tenant_key", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("visibility", WORD, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_template"),
    )
    op.create_index("ix_template_tenant", "template", ["tenant_key", "state"])


def create_calendars() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("calendar", "day", name="pk_calendar_day"),
    )


def create_roles() -> None:
    op.create_table(
        "role",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_role"),
    )
