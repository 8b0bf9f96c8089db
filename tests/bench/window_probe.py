"""One window in a process of its own, for `windows`; it tells what it measured as one JSON object and ends.

`bare`: a QWidget with a label. `first-page STATE`: the command `python -m desktop_app kiosk --windowed`, imported and run as
it is. `exam STATE CODE PIN TOKEN`: the real program with the real store, sat through all items by mouse.
"""

from __future__ import annotations

import json
import runpy
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

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


def memory_mib() -> float:
    """Resident memory of this process; independent of what else the machine runs, as its proportional share is not."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1024**2


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


if __name__ == "__main__":
    {"bare": show_bare, "first-page": show_first_page, "exam": sit_the_exam}[sys.argv[1]](*sys.argv[2:])
