"""The time that a signed request is made at: this PC's clock, put right by what the server once said. Pure.

Used by whoever calls a server: workstation, console, room node.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Less than what the server tolerates, more than a request lasts.
_TOLERANCE_MS = 60_000


class ServerClock:
    """`wall_ms` is this PC's own clock, which a dead battery may have set back by years."""

    def __init__(self, wall_ms: Callable[[], int]) -> None:
        self._wall_ms = wall_ms
        self._behind_ms = 0

    def now(self) -> datetime:
        """The server's time as far as it is known."""
        return datetime.fromtimestamp((self._wall_ms() + self._behind_ms) / 1000, UTC)

    def learn(self, date: str) -> bool:
        """Take the server's clock from the `Date` of a refusal; True where this PC's was wrong and another try is worth it.

        Only from a server whose certificate was verified: it vouches for who says so.
        """
        try:
            server_ms = int(parsedate_to_datetime(date).timestamp() * 1000)
        except ValueError:
            return False
        before, self._behind_ms = self._behind_ms, server_ms - self._wall_ms()
        return abs(self._behind_ms - before) > _TOLERANCE_MS
