"""Crash-safe files and folders: what is written is whole or absent, and survives a power cut.

Used by the stores of this package and by the folder transport.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from question_packs.durable import sync_folder
from question_packs.errors import KnownError

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def safe_name(text: str) -> str:
    """A file name for an identifier from outside: itself where harmless, else its hash."""
    return text if _SAFE.fullmatch(text) else hashlib.sha256(text.encode()).hexdigest()[:32]


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write `data` so that after any crash `path` holds the old or the new bytes, never a part of them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    # A left-over of an earlier try goes; and on a stick it could be a link that leads elsewhere.
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    sync_folder(path.parent)


@contextmanager
def on_own_disk(what: str) -> Iterator[None]:
    """An `OSError` of this PC's own disk as a sentence: no room for `what`: `STO-07`; any other failure: `STO-02`."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise KnownError("STO-07", what=what) from error
        raise KnownError("STO-02", reason=error.strerror or type(error).__name__) from error


def destroy(path: Path) -> None:
    """Overwrite a small secret file once and remove it. On flash memory the old cells may live on: see the threat model."""
    if not path.exists():
        return
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(os.urandom(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(path.parent)
