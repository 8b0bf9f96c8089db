"""Keeps a second program out of a data folder, on every platform, also after a crash: the system lets go of the lock."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from question_packs.errors import KnownError


@contextmanager
def sole_user(folder: Path) -> Iterator[None]:
    """Nobody else uses the folder meanwhile; somebody does: `ROM-22`."""
    with (folder / "in-use").open("a+b") as file:
        try:
            _lock(file)
        except OSError as error:
            raise KnownError("ROM-22", folder=folder) from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
