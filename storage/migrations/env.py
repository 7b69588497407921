"""Run by alembic: applies migrations over the connection that `storage.history` handed over."""

from alembic import context
from sqlalchemy.sql.schema import SchemaItem

from storage.tables import Base


def is_ours(_item: SchemaItem, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Leave the tables of the queue that may share the database alone."""
    return not (kind == "table" and (name or "").startswith("procrastinate"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_object=is_ours,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
