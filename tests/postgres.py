"""A throw-away PostgreSQL cluster: made, started and stopped by the tests themselves, on this machine's own binaries.

PostgreSQL refuses to run as root; as root the cluster belongs to the first of `postgres` and `nobody` that exists.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from pathlib import Path

import psycopg

_OPTIONS = "-c listen_addresses='' -c max_connections=50"


def _binaries() -> Path:
    """The folder of `initdb`: where Debian has it, else where `pg_config` says."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    asked = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
    return Path(asked.stdout.strip())


def _unprivileged() -> str | None:
    """The user to run as; None: as oneself."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return next(each for each in ("postgres", "nobody") if each in users)


class Cluster:
    """A cluster in a folder of its own, reached over a Unix socket in it. Use as a context manager."""

    def __init__(self) -> None:
        self._user = _unprivileged()
        self._bin = _binaries()

    def __enter__(self) -> Cluster:
        self.folder = Path(tempfile.mkdtemp(prefix="lontar-pg-"))
        if self._user is not None:
            shutil.chown(self.folder, self._user)
        self._run("initdb", "--pgdata", str(self.folder / "data"), "--username=lontar", "--auth=trust", "--encoding=UTF8")
        options = f"{_OPTIONS} -k {self.folder}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "start", "--wait", "--pgdata", str(self.folder / "data"), "--log", log, "--options", options)
        return self

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata", str(self.folder / "data"))
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        output = subprocess.DEVNULL
        subprocess.run(command, check=True, user=self._user, cwd=self.folder, stdout=output, stderr=output)

    def new_database(self) -> str:
        """The URL of a fresh, empty database."""
        name = f"uji_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(f"postgresql://lontar@/postgres?host={self.folder}", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://lontar@/{name}?host={self.folder}"
