"""The schema's versions, applied by alembic over a connection that it is given.

Only a schema that is not the present one needs this: `storage.schema` imports it then.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from scheduler.errors import PermanentError


def upgrade(connection: Connection) -> None:
    """Apply what is missing, in the connection's own transaction."""
    refuse_newer(connection)
    command.upgrade(config_for(connection), "head")


def refuse_newer(connection: Connection) -> None:
    """Raise PermanentError when the schema has a version that this program does not know."""
    known = {script.revision for script in ScriptDirectory.from_config(config_for()).walk_revisions()}
    unknown = set(MigrationContext.configure(connection).get_current_heads()) - known
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
