"""Time of an attempt: what counts, and what it is measured with.

Remaining time is what was allotted less the active intervals on a clock that counts suspend. The wall clock is recorded and
shown, never decides. Pure: every reading comes in as a `Moment`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

JUMP_TOLERANCE_MS = 3000


@dataclass(frozen=True)
class Moment:
    """One reading of all clocks: boot-time clock and wall clock in milliseconds, and which boot this is."""

    boot_ms: int
    boot_id: str
    wall_ms: int

    @property
    def wall_time(self) -> str:
        """The wall clock in UTC, ISO 8601 with milliseconds."""
        return datetime.fromtimestamp(self.wall_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Timekeeper:
    """Counts active time. Starts stopped at `elapsed_ms`, the last durable tick."""

    def __init__(self, elapsed_ms: int = 0) -> None:
        self._counted_ms = self._highest_ms = elapsed_ms
        self._since: int | None = None
        self._last: Moment | None = None

    @property
    def running(self) -> bool:
        """Whether time counts now."""
        return self._since is not None

    def run(self, moment: Moment) -> None:
        """Count from here on."""
        if self._since is None:
            self._since = moment.boot_ms
        self._last = moment

    def stop(self, moment: Moment) -> None:
        """Stop counting."""
        self._counted_ms = self.elapsed_ms(moment)
        self._since = None

    def charge(self, used_ms: int) -> None:
        """Count so much of the time that the clock stood as used."""
        self._counted_ms += used_ms
        self._highest_ms = max(self._highest_ms, self._counted_ms)

    def elapsed_ms(self, moment: Moment) -> int:
        """Active time so far; never runs backwards."""
        if self._since is not None:
            self._highest_ms = max(self._highest_ms, self._counted_ms + moment.boot_ms - self._since)
        return self._highest_ms

    def wall_jump_ms(self, moment: Moment) -> int:
        """How far the wall clock moved against the boot clock since the last call; 0 within the tolerance."""
        last, self._last = self._last, moment
        if last is None:
            return 0
        jump = (moment.wall_ms - last.wall_ms) - (moment.boot_ms - last.boot_ms)
        return jump if abs(jump) > JUMP_TOLERANCE_MS else 0
