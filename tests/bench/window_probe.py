"""One window in a process of its own, for `windows`; it tells what it measured as one JSON object and ends.

`bare`: a QWidget with a label. `first-page STATE`: the command `python -m desktop_app kiosk --windowed`, imported and run as
it is. The others, with STATE CODE PIN TOKEN, are the real program with the real store: `exam` answers all items by mouse,
`turn-pages` goes through them forth and back, `exam-memory` once.
"""

from __future__ import annotations

import json
import runpy
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.bench.memory import memory_mib

SETTLED_MS = 1500


class PaintWatch(QObject):
    """Calls back when the first paint that an object gets is over."""

    def __init__(self, painted: object) -> None:
        super().__init__()
        self._painted = painted
        self._seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._seen and event.type() == QEvent.Type.Paint:
            self._seen = True
            # The whole window is painted and flushed before the event loop takes up the next thing.
            QTimer.singleShot(0, self._painted)
        return False


class WatchedApplication(QApplication):
    """The application of the command, with a watch on its first paint."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._watch = PaintWatch(self._painted)
        self.installEventFilter(self._watch)

    def _painted(self) -> None:
        told = {"painted_at": time.monotonic(), "painted_mib": memory_mib()}
        self.removeEventFilter(self._watch)
        QTimer.singleShot(SETTLED_MS, lambda: self._tell(told))

    def _tell(self, told: dict[str, float]) -> None:
        print(json.dumps({**told, "settled_mib": memory_mib()}))
        self.quit()


def show_bare() -> None:
    application = WatchedApplication(sys.argv[:1])
    window = QWidget()
    QLabel("Lontar", window)
    window.resize(1366, 768)
    window.show()
    application.exec()


def show_first_page(state: str) -> None:
    """The program's own command; only the application's class is another."""
    import PySide6.QtWidgets

    PySide6.QtWidgets.QApplication = WatchedApplication
    sys.argv = ["desktop_app", "--state", state, "kiosk", "--windowed"]
    runpy.run_module("desktop_app", run_name="__main__")


def sit_the_exam(state: str, *secrets: str) -> None:
    from tests.bench.window_exam import sit

    print(json.dumps({"next_ms": sit(Path(state), *secrets), "memory_mib": memory_mib()}))


def turn_the_pages(state: str, *secrets: str) -> None:
    from tests.bench.window_exam import turn_pages

    print(json.dumps({"next_ms": turn_pages(Path(state), *secrets)}))


def see_all_items(state: str, *secrets: str) -> None:
    from tests.bench.window_exam import see_everything

    print(json.dumps({"memory_mib": see_everything(Path(state), *secrets)}))


PROBES = {
    "bare": show_bare,
    "first-page": show_first_page,
    "exam": sit_the_exam,
    "turn-pages": turn_the_pages,
    "exam-memory": see_all_items,
}


if __name__ == "__main__":
    PROBES[sys.argv[1]](*sys.argv[2:])
