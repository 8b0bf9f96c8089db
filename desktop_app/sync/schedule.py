"""When to try again: exponential backoff with full jitter, so that a hundred PCs do not call at the same moment. Pure."""

from __future__ import annotations

from collections.abc import Callable

FIRST_S = 2.0
LONGEST_S = 120.0
IDLE_S = 10.0
# The live link: a node that lost its power is back in the room within seconds after it is up.
LINK_FIRST_S = 1.0
LINK_LONGEST_S = 6.0


class Backoff:
    """Delays after failures: up to 2, 4, 8 … 120 seconds, each drawn between nothing and its bound."""

    def __init__(
        self, draw: Callable[[float, float], float], first_s: float = FIRST_S, longest_s: float = LONGEST_S
    ) -> None:
        self._draw = draw
        self._first_s = first_s
        self._longest_s = longest_s
        self.failures = 0

    def after_success(self) -> float:
        """Seconds until the next look for something new to send."""
        self.failures = 0
        return IDLE_S

    def after_failure(self) -> float:
        """Seconds until the next try; at least a quarter of a second."""
        bound = min(self._longest_s, self._first_s * 2**self.failures)
        self.failures = min(self.failures + 1, 16)
        return max(0.25, self._draw(0.0, bound))


class Asking:
    """When to ask the room node for the centre's receipts: soon after a hand-in, then ever more seldom. Times in ms."""

    FIRST_MS = 1000
    LONGEST_MS = 30_000

    def __init__(self) -> None:
        self.interval_ms = self.LONGEST_MS
        self._asked_at_ms: int | None = None

    def hurry(self) -> None:
        """Something was handed in: its receipt is waited for by people."""
        self.interval_ms = self.FIRST_MS
        self._asked_at_ms = None

    def is_due(self, now_ms: int) -> bool:
        """Whether to ask now; if so, the next time is farther away."""
        if self._asked_at_ms is not None:
            if now_ms - self._asked_at_ms < self.interval_ms:
                return False
            self.interval_ms = min(self.LONGEST_MS, self.interval_ms * 2)
        self._asked_at_ms = now_ms
        return True
