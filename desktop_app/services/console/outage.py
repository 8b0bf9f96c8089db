"""Recognises that many seats fell silent at once: a power cut, a dead switch. Pure; used by `room`."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.services.console.views import OutageView

WITHIN_MS = 15_000
FEWEST = 3
SHARE = 0.3


class OutageWatch:
    """Remembers the newest mass disconnect until the next one. Times on the console's boot clock."""

    def __init__(self) -> None:
        self._started_ms = 0
        self._seats: frozenset[str] = frozenset()
        self._over = True

    def look(self, running: frozenset[str], silent_since: Mapping[str, int]) -> None:
        """`running`: persons with an open attempt; `silent_since`: those of them without a link, and since when."""
        self._over = self._over or self._seats.isdisjoint(silent_since)
        found = _cluster(sorted(silent_since.items(), key=lambda item: item[1]))
        if len(found) < max(FEWEST, SHARE * len(running)):
            return
        if self._over:
            self._started_ms, self._seats = min(silent_since[each] for each in found), frozenset()
        # While an outage goes on, its start stays and latecomers join.
        self._seats |= frozenset(found)
        self._over = False

    def view(self, linked: frozenset[str], to_room_ms: int) -> OutageView | None:
        """The outage; `to_room_ms` turns the boot clock into room time."""
        if not self._seats:
            return None
        seats = tuple(sorted(self._seats))
        return OutageView(self._started_ms + to_room_ms, seats, tuple(each for each in seats if each in linked))


def _cluster(fallen: list[tuple[str, int]]) -> list[str]:
    """The largest group that fell within `WITHIN_MS`, of those sorted by time."""
    best: list[str] = []
    start = 0
    for end in range(len(fallen)):
        while fallen[end][1] - fallen[start][1] > WITHIN_MS:
            start += 1
        if end - start + 1 > len(best):
            best = [name for name, _ in fallen[start : end + 1]]
    return best
