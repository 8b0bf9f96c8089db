"""The kiosk's window: full screen, on top, and not to be closed by the person in front of it.

Composed by `desktop_app.app`; everything else happens in the flows. Names of the controls, for tests and for a robot that
sits an exam by the mouse (`findChild(QWidget, NAME)`):

=====================  =====================================================================================
page                   controls
=====================  =====================================================================================
`ready`                open-sitting-page, close-sitting-page, to-sign-in, read-stick, enrol, offer-0 ...
`opening`              opening-code, open-sitting, opening-back
`sign-in-page`         candidate-number, pin, sign-in, proctor; in the bar: language
`identity`             identity-yes, identity-no, identity-back, candidate-name
`rules`                pact, accept-rules
`practice`             practice-start, practice-skip
`waiting`              start-token, start
`exam`                 choice-A ..., previous, flag, next, review, cell-1 ..., help, remaining-time, save-state,
                       item-place, zoom-out, zoom-in, contrast
`review-page`          first-unanswered, review-back, hand-in, hand-in-confirm
`time-over`            -
`receipt`              receipt-place, receipt-code, receipt-qr, hand-in-stick, finish
=====================  =====================================================================================
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.background import Background
from desktop_app.gui.candidate.flow import CandidateFlow
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.stage import Stage
from desktop_app.gui.sticks import mounted_sticks
from question_packs.design_tokens import SMALLEST_SCREEN

if TYPE_CHECKING:
    from desktop_app.gui.kiosk_service import KioskService

_UNPAINTED_MS = 2000


class KioskWindow(QWidget):
    """`open_kiosk` runs on the store thread after the first page is painted. `windowed` is for demonstrations and tests."""

    def __init__(
        self,
        background: Background,
        open_kiosk: Callable[[], KioskService],
        *,
        windowed: bool = False,
        find_sticks: Callable[[], list[Path]] = mounted_sticks,
    ) -> None:
        super().__init__()
        self._windowed = windowed
        self._may_close = False
        self._begun = False
        self.presentation = Presentation(self)
        self.stage = Stage(self, self.presentation)
        self._flow = CandidateFlow(self.stage, background, open_kiosk, find_sticks)
        self.setWindowTitle("Lontar")
        if not windowed:
            self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)

    def begin(self) -> None:
        """Show the window and its first page; the work behind it starts when that page is painted."""
        self._flow.show_first_page()
        if self._windowed:
            self.resize(*SMALLEST_SCREEN)
            self.show()
        else:
            # Without a window manager nobody else would give it the screen's size.
            self.setGeometry(self.screen().geometry())
            self.showFullScreen()
        # A window that is covered from the start is never painted; a PC that is behind must still send its answers.
        QTimer.singleShot(_UNPAINTED_MS, self._begin_work)

    def _begin_work(self) -> None:
        if not self._begun:
            self._begun = True
            self._flow.begin()

    def allow_closing(self) -> None:
        """The composition root ends the program: from now on the window may close."""
        self._may_close = True

    def refresh_ready(self) -> None:
        """New orders or packs came: the first page shows them."""
        self._flow.refresh_ready()

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first painting there is time for the imports and the store: they would hold up the page."""
        super().paintEvent(event)
        if not self._begun:
            QTimer.singleShot(0, self._begin_work)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody closes the kiosk from the keyboard."""
        event.setAccepted(self._may_close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and contrast work on every page."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.presentation.zoom_by(1)
        elif control and event.key() == Qt.Key.Key_Minus:
            self.presentation.zoom_by(-1)
        elif control and event.key() == Qt.Key.Key_0:
            self.presentation.set_zoom(100)
        elif event.key() == Qt.Key.Key_F9:
            self.presentation.set_high_contrast(not self.presentation.high_contrast)
        else:
            event.ignore()
