"""Composition root of the workstation program: puts the kiosk's window on a `Station`, starts and stops both in order.

Start-up in words: the window with its first page is painted; then, on the store's thread, the services are imported and
the PC's folder is opened; an unfinished attempt is taken up; synchronising begins on the network thread, the live link on
its own. Stopping goes the other way.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from desktop_app.gui.kiosk_window import KioskWindow
from desktop_app.gui.sticks import mounted_sticks
from desktop_app.station import Station

if TYPE_CHECKING:
    from types import TracebackType


class KioskProgram:
    """One running kiosk. `online` and `node` as `Station`."""

    def __init__(
        self,
        state: Path,
        *,
        windowed: bool = False,
        online: bool = True,
        node: str | None = None,
        find_sticks: Callable[[], list[Path]] = mounted_sticks,
    ) -> None:
        self.station = Station(state, online=online, node=node)
        self.window = KioskWindow(self.station.background, self.station.open, windowed=windowed, find_sticks=find_sticks)
        self.station.on_fetched = self.window.refresh_ready
        self.station.link.report = self.window.seat_report
        self.station.link.on_act = self.window.take_act
        self.station.on_link = self.window.show_link
        self.station.on_find_failed = self.window.tell_find_failed
        self.window.on_outcome = self.station.link.outcome
        self.window.on_notice = self.station.link.notice
        self.window.on_exam_begins = lambda level: self.station.lock_down(level, (int(self.window.winId()),))
        self.window.on_exam_over = self.station.give_back
        if online:
            self.window.find_node = self.station.find_node

    def begin(self) -> None:
        """Paint the first page and start the work behind it."""
        self.window.begin()

    def stop(self) -> None:
        """End in order: the station with everything that runs, then the window."""
        self.station.stop()
        self.window.allow_closing()
        self.window.close()


def run_kiosk(state: Path, *, windowed: bool, online: bool, node: str | None = None) -> int:
    """Run the kiosk until the program is ended; the exit code."""
    sys.excepthook = _log_bug
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Lontar")
    program = KioskProgram(state, windowed=windowed, online=online, node=node)
    if windowed:
        # A demonstration window may be closed by its own button.
        program.window.allow_closing()
    program.begin()
    code = application.exec()
    program.stop()
    return code


def _log_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Any:
    """A bug in a slot: logged without its text, and the program goes on; the attempt's answers are in the store."""
    import logging

    logging.getLogger(__name__).error("BUG-01", exc_info=(kind, error, trace))
