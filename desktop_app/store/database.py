"""Opening an encrypted SQLite file: key, pragmas, version, migrations. The only place that does.

WAL with `synchronous=FULL` (NORMAL loses commits at a power cut), an exclusive lock (one program, one writer), the library
new enough to be free of the WAL-reset corruption bug. Used by `store.attempts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

from sqlcipher3 import dbapi2 as sqlcipher

from question_packs.errors import KnownError

MINIMUM_LIBRARY = (3, 51, 3)
SCHEMA_VERSION = 2
KEY_BYTES = 32
PAGE_BYTES = 4096

# The wheel ships no types.
Connection: TypeAlias = Any
_FULL = "full"


def open_database(path: Path, key: bytes) -> Connection:
    """Open or create the file at `path` under a 32-byte key, migrated to this program's version.

    Raises `STO-03` (made by a newer version; untouched), `STO-04` (damaged or wrong key), `STO-05` (in use),
    `STO-06` (library too old).
    """
    library_version()
    if len(key) != KEY_BYTES:
        # The library would take it for a passphrase and begin a new file under it.
        raise KnownError("STO-04", path=path)
    if path.exists() and 0 < path.stat().st_size < PAGE_BYTES:
        # The library would take what is left of a file for an empty one.
        raise KnownError("STO-04", path=path)
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=2)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        found = _version_found(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, found)
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise as_known(error, path) from error
    except KnownError:
        connection.close()
        raise
    return connection


def library_version() -> str:
    """The version of the SQLite library; too old for an exam: `STO-06`."""
    if sqlcipher.sqlite_version_info < MINIMUM_LIBRARY:
        raise KnownError("STO-06", found=sqlcipher.sqlite_version)
    return str(sqlcipher.sqlite_version)


def select(connection: Connection, path: Path, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """All rows of a question; what the disk holds may have been damaged since it was opened (`STO-04`, `STO-02`)."""
    try:
        return list(connection.execute(statement, values).fetchall())
    except sqlcipher.DatabaseError as error:
        raise as_known(error, path) from error


@contextmanager
def transaction(connection: Connection, path: Path) -> Iterator[Connection]:
    """One durable commit, or nothing. Disk full: `STO-01`; the disk failed: `STO-02`; damaged: `STO-04`.

    A broken constraint is a bug of the caller and stays one.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
    except sqlcipher.IntegrityError:
        _roll_back(connection)
        raise
    except sqlcipher.DatabaseError as error:
        _roll_back(connection)
        raise as_known(error, path) from error
    except BaseException:
        _roll_back(connection)
        raise


def as_known(error: Exception, path: Path) -> KnownError:
    """The sentence for a failure of the database."""
    text = str(error)
    if _FULL in text:
        return KnownError("STO-01")
    if "locked" in text:
        return KnownError("STO-05")
    if isinstance(error, sqlcipher.OperationalError):
        return KnownError("STO-02", reason=text)
    return KnownError("STO-04", path=path)


def _roll_back(connection: Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _version_found(connection: Connection) -> int:
    """Asked before anything is written: a newer program's file is left as it is."""
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > SCHEMA_VERSION:
        raise KnownError("STO-03", found=found)
    return found


def _migrate(connection: Connection, found: int) -> None:
    for version in range(found + 1, SCHEMA_VERSION + 1):
        script = resources.files("desktop_app.store").joinpath(f"schema/{version:04}.sql").read_text(encoding="utf-8")
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {version};\nCOMMIT;")
