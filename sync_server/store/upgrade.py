"""Brings a database to this program's schema, and refuses one of a newer program. Called when a centre is opened."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from question_packs.errors import KnownError
from sync_server.store.database import Connection, Database

_MIGRATIONS = Path(__file__).parent / "migrations"


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration of this store, on a connection where one is given."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database) -> None:
    """Bring the schema to the newest revision; a database of a newer program is left alone (`CEN-05`)."""
    with database.write() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        scripts = ScriptDirectory.from_config(configuration())
        known = {script.revision for script in scripts.walk_revisions()}
        if current is not None and current not in known:
            raise KnownError("CEN-05", found=current)
        if current != scripts.get_current_head():
            command.upgrade(configuration(connection), "head")
