"""The room's heartbeat: how many answers were saved per minute, counted from the workstations' reports. Pure."""

from __future__ import annotations

from collections import deque

SLICE_MS = 15_000
SLICES = 40  # ten minutes
_MINUTE = 60_000 // SLICE_MS


class Pulse:
    """Times on the console's boot clock. `known`: the node's figure, shown until a minute was counted here."""

    def __init__(self, now_ms: int, known: int = 0) -> None:
        self._began = now_ms // SLICE_MS
        self._slices: deque[int] = deque([0], SLICES)
        self._slice = self._began
        self._known = known
        self._counted: dict[str, int] = {}

    def take(self, attempt_id: str, saves: int, now_ms: int) -> None:
        """A report says that an attempt has `saves` durable answers by now."""
        self._turn(now_ms)
        before = self._counted.get(attempt_id, saves)
        self._counted[attempt_id] = saves
        self._slices[-1] += max(0, saves - before)

    def per_minute(self, now_ms: int) -> int:
        """Saves in the last full minute of slices and the one that is filling."""
        self._turn(now_ms)
        if self._slice - self._began < _MINUTE:
            return max(self._known, sum(self._slices))
        return sum(list(self._slices)[-_MINUTE - 1 : -1])

    def slices(self, now_ms: int) -> tuple[int, ...]:
        """Saves per slice, oldest first."""
        self._turn(now_ms)
        return tuple(self._slices)

    def _turn(self, now_ms: int) -> None:
        now = now_ms // SLICE_MS
        missed = now - self._slice
        if missed > 0:
            self._slices.extend([0] * min(missed, SLICES))
            self._slice = now
