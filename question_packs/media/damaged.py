"""What the readers of pictures and recordings raise inside this package; callers outside see a `KnownError`."""

from __future__ import annotations


class DamagedError(Exception):
    """The bytes are not a whole picture or recording. `reason` says why, in English."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
