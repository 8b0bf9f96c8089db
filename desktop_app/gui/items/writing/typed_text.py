"""When typed text is told: a moment after typing stops, every few seconds while it goes on, and at once when it is left."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

REST_MS = 1_500
LONGEST_MS = 9_000


class TypedText(QObject):
    """`due` when the text must be told now. `waits` from the first key until then."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waits = False
        self._rest, self._longest = self._timer(REST_MS), self._timer(LONGEST_MS)

    @property
    def waits(self) -> bool:
        """Whether something was typed since the text was told."""
        return self._waits

    def touch(self) -> None:
        """A key was typed."""
        self._rest.start()
        if not self._waits:
            self._waits = True
            self._longest.start()

    def flush(self) -> None:
        """Tell it now, if there is anything to tell."""
        if self.waits:
            self.drop()
            self.due.emit()

    def drop(self) -> None:
        """There is nothing to tell any more."""
        self._waits = False
        self._rest.stop()
        self._longest.stop()

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(self.flush)
        return timer
