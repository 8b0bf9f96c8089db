"""Opens the database of a centre or a room node: SQLite by default, PostgreSQL by URL. Everything else in `store` takes a
`Connection`.

SQLite is the one inside `sqlcipher3`, at the centre without its encryption: Python's own may be older than 3.51.3 and lose
commits. No file is ever opened through the standard library's (two libraries in one process break each other's locks).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection as Connection
from sqlalchemy import Engine, create_engine, event, exc
from sqlalchemy.engine import make_url
from sqlcipher3 import dbapi2 as sqlite

from question_packs.errors import KnownError

_READ_ONLY = "lontar_read_only"
_MINUTE_S = 60.0
MINIMUM_SQLITE = (3, 51, 3)


class WriteConflictError(KnownError):
    """Another worker or command wrote the same key first (`CEN-15`): the transaction may be tried again."""

    def __init__(self) -> None:
        super().__init__("CEN-15")


class Database:
    """The engine, and the two ways to use it: `read` and `write`, each one transaction."""

    def __init__(self, url: str, key: bytes | None = None) -> None:
        """`url`: SQLAlchemy form; `key`: 32 bytes under which an SQLite file is encrypted.

        Not a database this program knows: `CEN-04`; an SQLite that is too old: `CEN-09`.
        """
        try:
            self.engine = _sqlite_engine(url, key) if url.startswith("sqlite") else _postgresql_engine(url)
        except (exc.ArgumentError, exc.NoSuchModuleError, ValueError) as error:
            raise KnownError("CEN-04", reason=str(error)) from error
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        # SQLite has one writer at a time: waiting for a lock of our own is fair and never times out.
        self._writing = threading.Lock()
        self._full_at = float("-inf")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that changes nothing."""
        with _reachable(), self.engine.connect().execution_options(**{_READ_ONLY: True}) as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits when the block ends well, else changes nothing. No room on the disk: `CEN-08`."""
        try:
            with self._writing if self.is_sqlite else nullcontext(), _reachable(), self.engine.begin() as connection:
                yield connection
        except KnownError as error:
            if error.code == "CEN-08":
                self._full_at = time.monotonic()
            raise

    @property
    def disk_full(self) -> bool:
        """Whether something found no room on the disk in the last minute; small things may still fit."""
        return time.monotonic() - self._full_at < _MINUTE_S

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except exc.IntegrityError as error:
        raise WriteConflictError() from error
    except exc.OperationalError as error:
        if "disk is full" in str(error.orig) or "No space left" in str(error.orig):
            raise KnownError("CEN-08") from error
        raise _unusable(error) from error
    except exc.DatabaseError as error:
        # A damaged file, or another key's; all that is this program's own mistake has a class of its own.
        if type(error.orig) is not sqlite.DatabaseError:
            raise
        raise _unusable(error) from error


def _unusable(error: exc.DBAPIError) -> KnownError:
    return KnownError("CEN-04", reason=str(error.orig).strip().splitlines()[0])


def _postgresql_engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "postgresql":
        raise ValueError(f"unknown database {parsed.get_backend_name()!r}")
    return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_size=8, pool_pre_ping=True)


def _sqlite_engine(url: str, key: bytes | None) -> Engine:
    if sqlite.sqlite_version_info < MINIMUM_SQLITE:
        raise KnownError("CEN-09", found=sqlite.sqlite_version, needed=".".join(map(str, MINIMUM_SQLITE)))
    engine = create_engine(url, module=sqlite, connect_args={"timeout": 30, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # The driver's own transactions begin too late for a safe read-then-write: we say BEGIN ourselves.
        connection.isolation_level = None
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"").close()
        # NORMAL would not fsync at commit in WAL mode: only FULL makes a receipt durable.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32768"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        read_only = connection.get_execution_options().get(_READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine
