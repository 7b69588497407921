"""The schema's versions: alembic, driven from the program over a connection that it is given."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from scheduler.errors import PermanentError
from storage.locks import AdvisoryLock


def upgrade(connection: Connection) -> None:
    """Apply what is missing, in the connection's own transaction."""
    if connection.dialect.name == "postgresql":
        # SQLite needs no lock of ours: its transaction began immediate.
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AdvisoryLock.SCHEMA.value})
    refuse_newer(connection)
    command.upgrade(config_for(connection), "head")


def is_at_head(connection: Connection) -> bool:
    return set(_present(connection)) == set(_scripts().get_heads())


def refuse_newer(connection: Connection) -> None:
    """Raise PermanentError when the schema has a version that this program does not know."""
    unknown = set(_present(connection)) - _known()
    if unknown:
        raise PermanentError(
            f"the database was made by a newer version of this program (schema {min(unknown)}): "
            "install that version, or restore a backup made before it"
        )


def config_for(connection: Connection | None = None) -> Config:
    """Return alembic's configuration; the migrations travel inside the package."""
    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _present(connection: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(connection).get_current_heads()


@cache  # it is asked again and again, and reads every file
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in _scripts().walk_revisions())


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(config_for())
