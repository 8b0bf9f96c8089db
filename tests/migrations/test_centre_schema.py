"""The centre's migrations: their head equals the tables, down and up again, with data, on both databases."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from sync_server.store import logs
from sync_server.store.database import Database
from sync_server.store.tables import metadata
from sync_server.store.upgrade import configuration, upgrade


def test_the_head_equals_the_tables(database_url: str):
    database = Database(database_url)
    upgrade(database)
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


def test_down_and_up_again(database_url: str):
    database = Database(database_url)
    upgrade(database)
    with database.write() as connection:
        logs.append_audit(connection, "acara", at="2026-01-01T00:00:00+00:00", who="uji", act="publish", subject="A")
        command.downgrade(configuration(connection), "base")
    upgrade(database)
    with database.read() as connection:
        assert logs.audit_rows(connection) == []
    database.close()


def test_every_table_that_grows_with_an_event_has_the_event_first_in_its_key():
    shared = {"directory_version", "enrolment_token", "device", "nonce", "readiness"}
    keys = {table.name: next(iter(table.primary_key.columns)).name for table in metadata.tables.values()}
    assert {name for name, first in keys.items() if first != "event_id"} == shared
