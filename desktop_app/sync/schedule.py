"""When to try again: exponential backoff with full jitter, so that a hundred PCs do not call at the same moment. Pure."""

from __future__ import annotations

from collections.abc import Callable

FIRST_S = 2.0
LONGEST_S = 120.0
IDLE_S = 10.0


class Backoff:
    """Delays after failures: up to 2, 4, 8 … 120 seconds, each drawn between nothing and its bound."""

    def __init__(self, draw: Callable[[float, float], float]) -> None:
        self._draw = draw
        self.failures = 0

    def after_success(self) -> float:
        """Seconds until the next look for something new to send."""
        self.failures = 0
        return IDLE_S

    def after_failure(self) -> float:
        """Seconds until the next try; at least a quarter of a second."""
        bound = min(LONGEST_S, FIRST_S * 2**self.failures)
        self.failures = min(self.failures + 1, 16)
        return max(0.25, self._draw(0.0, bound))
