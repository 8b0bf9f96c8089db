"""The centre's own SQLite: new enough not to lose a WAL, and the only one in the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sync_server.store import database as store
from tests.samples import refused


def test_the_library_in_use_is_new_enough(tmp_path: Path):
    database = store.Database(f"sqlite:///{tmp_path / 'pusat.db'}")
    with database.read() as connection:
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
        durable = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    database.close()
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)
    assert durable == 2


def test_a_library_that_is_too_old_is_refused_before_a_file_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store, "MINIMUM_SQLITE", (99, 0, 0))
    error = refused(store.Database, f"sqlite:///{tmp_path / 'pusat.db'}")
    assert (error.code, error.values["needed"]) == ("CEN-09", "99.0.0")
    assert list(tmp_path.iterdir()) == []


def test_no_second_sqlite_comes_into_the_process_with_the_centre():
    ask = "import sys, sync_server.app; print('sqlite3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
