"""The disk guard: a block of disk that is kept for the moment when the disk is full, and then let go.

A full disk in the middle of an exam (something else filled it) must not end the exam: the reserve is room for more answers
than any candidate gives. Laid down by the readiness run, let go by the journal; on the store's thread.
"""

from __future__ import annotations

import os
from pathlib import Path

from desktop_app.store.files import on_own_disk
from question_packs.durable import sync_folder

RESERVE_BYTES = 64 * 1024**2
_CHUNK = 1024**2


class DiskReserve:
    """The reserve in the state folder."""

    def __init__(self, folder: Path, size: int = RESERVE_BYTES) -> None:
        self._path = folder / "reserve.bin"
        self._size = size

    @property
    def is_there(self) -> bool:
        """Whether the whole reserve lies here."""
        return self._path.exists() and self._path.stat().st_size == self._size

    def lay_down(self) -> None:
        """Take the room, really written: a file with holes would reserve nothing. No room: `STO-07`, and nothing is left."""
        if self.is_there:
            return
        partial = self._path.with_suffix(".partial")
        try:
            with on_own_disk("reserve"):
                self._write(partial)
                partial.replace(self._path)
                sync_folder(self._path.parent)
        finally:
            partial.unlink(missing_ok=True)

    def _write(self, path: Path) -> None:
        with path.open("wb") as file:
            for start in range(0, self._size, _CHUNK):
                # A disk that compresses would make nothing of zeros.
                file.write(os.urandom(min(_CHUNK, self._size - start)))
            file.flush()
            os.fsync(file.fileno())

    def let_go(self) -> bool:
        """Give the room back, because the disk is full; whether there was any."""
        there = self._path.exists()
        self._path.unlink(missing_ok=True)
        return there
