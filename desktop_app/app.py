"""Composition root of the workstation program: builds every object, starts and stops them in order.

Start-up in words: the window with its first page is painted; then, on the store's thread, the services are imported and
the PC's folder is opened; an unfinished attempt is taken up; synchronising begins on the network thread. Stopping goes the
other way.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from desktop_app.gui.background import Background
from desktop_app.gui.kiosk_window import KioskWindow
from desktop_app.gui.sticks import mounted_sticks
from desktop_app.gui.sync_timer import SyncTimer

if TYPE_CHECKING:
    from types import TracebackType

    from desktop_app.services.kiosk import Kiosk
    from desktop_app.services.sittings import Sittings
    from desktop_app.services.synchronise import Step, Synchroniser


class KioskProgram:
    """One running kiosk. `online` False leaves the network alone: a room that works by code and stick."""

    def __init__(
        self,
        state: Path,
        *,
        windowed: bool = False,
        online: bool = True,
        find_sticks: Callable[[], list[Path]] = mounted_sticks,
    ) -> None:
        self._state = state
        self._online = online
        self._sittings: Sittings | None = None
        self._synchroniser: Synchroniser | None = None
        self.kiosk: Kiosk | None = None
        self.background = Background()
        self.sync_timer = SyncTimer(self.background.network)
        self.window = KioskWindow(self.background, self._open, windowed=windowed, find_sticks=find_sticks)

    def begin(self) -> None:
        """Paint the first page and start the work behind it."""
        self.window.begin()

    def stop(self) -> None:
        """End in order: no more synchronising, both threads, the road to the centre, the stores, the window."""
        self.sync_timer.stop()
        self.background.stop()
        if self._synchroniser is not None:
            self._synchroniser.close()
        if self._sittings is not None:
            self._sittings.close()
        self.window.allow_closing()
        self.window.close()

    def _open(self) -> Kiosk:
        """On the store's thread. Imports here, because the first page is painted before."""
        from desktop_app.gui.call_on import CallOn
        from desktop_app.services.kiosk import Kiosk
        from desktop_app.services.machine import Machine
        from desktop_app.services.sittings import Sittings
        from desktop_app.services.synchronise import Synchroniser
        from desktop_app.services.workstation import Workstation
        from desktop_app.store.device import DeviceFolder
        from question_packs.redacted_log import write_log_to

        # What was imported stays for good: looking through it again and again would hold up a page of the exam.
        gc.freeze()
        folder = DeviceFolder(self._state)
        write_log_to(folder.log_folder, "kiosk")
        workstation = Workstation(folder, Machine())
        sittings = self._sittings = Sittings(workstation)
        kiosk = self.kiosk = Kiosk(workstation, sittings, self.background.store)
        kiosk.on_outbox = self.sync_timer.wake
        if self._online:
            self._synchroniser = Synchroniser(workstation, sittings, CallOn(self.background.store))
            self.sync_timer.begin(self._synchroniser.step, self._tell_step)
        return kiosk

    def _tell_step(self, step: Step) -> None:
        """On the GUI thread: the exam page learns how far the centre has come, the first page what came from it."""
        assert self._sittings is not None
        if step.fetched:
            self.window.refresh_ready()
        for receipt in step.receipts:
            heard = self._sittings.on_reached.get(receipt.attempt_id)
            if heard is not None:
                heard(receipt.sequence_reached)


def run_kiosk(state: Path, *, windowed: bool, online: bool) -> int:
    """Run the kiosk until the program is ended; the exit code."""
    sys.excepthook = _log_bug
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Lontar")
    program = KioskProgram(state, windowed=windowed, online=online)
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
