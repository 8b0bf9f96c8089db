"""The kiosk's window: full screen, on top, and not to be closed by the person in front of it.

Composed by `desktop_app.app`; everything else happens in the flows. Names of the controls, for tests and for a robot that
sits an exam by the mouse (`findChild(QWidget, NAME)`):

=====================  =====================================================================================
page                   controls
=====================  =====================================================================================
`ready`                open-sitting-page, close-sitting-page, to-sign-in, read-stick, proctor, enrol, offer-0 ...
`opening`              opening-code, open-sitting, opening-back
`sign-in-page`         candidate-number, pin, sign-in, proctor; held up: challenge, one-time-code, use-code; in the bar:
                       language
`identity`             identity-yes, identity-no, identity-back, candidate-name
`rules`                pact, accept-rules
`practice`             practice-start, practice-skip
`waiting`              start-token, start, start-by-code, waiting-lead, challenge, one-time-code, use-code
`exam`                 choice-A ..., previous, flag, next, review, cell-1 ..., help, remaining-time, save-state,
                       item-place, person-photo, person-name, watermark, zoom-out, zoom-in, contrast
`cover`                page-title, cover-what, cover-safe, cover-do, cover-clock, cover-time, continue, cover-leave,
                       cover-proctor, challenge, minutes, one-time-code, use-code
`warning`              page-title, warning-text, warning-ack
`review-page`          first-unanswered, review-back, hand-in, hand-in-confirm
`time-over`            -
`receipt`              receipt-place, receipt-code, receipt-qr, hand-in-stick, finish
`for-proctor`          node-address, connect-node, find-node, desk-read-stick, desk-write-stick, offer-0 ..., code-unlock,
                       code-resume, code-grant_time, code-credit_outage, code-force_submit, challenge, minutes,
                       one-time-code, use-code, desk-sittings, desk-back
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
from desktop_app.gui.guard import KioskGuard
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.room_link import RoomLink
from desktop_app.gui.stage import Stage
from desktop_app.gui.sticks import mounted_sticks
from question_packs.design_tokens import SMALLEST_SCREEN

if TYPE_CHECKING:
    from desktop_app.gui.kiosk_service import KioskService
    from desktop_app.lockdown.pc import Level
    from question_packs.records.acts import VerifiedAct
    from question_packs.records.room import ActOutcome, IntegrityNotice, SeatReport

_UNPAINTED_MS = 2000


class KioskWindow(QWidget):
    """`open_kiosk` runs on the store thread after the first page is painted. `windowed` is for demonstrations and tests.

    Set by the composition root where there is a network: `on_outcome` hears what became of acts, `on_notice` what was seen
    during an exam, `on_exam_begins` and `on_exam_over` that the PC is to be locked down and given back (never in a
    demonstration), `find_node` looks for the room node at an address (empty: everywhere in the room).
    """

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
        self._guard = KioskGuard(self, alone=not windowed)
        self._flow = CandidateFlow(self.stage, background, open_kiosk, find_sticks, self._guard)
        self._guard.on_report = self._notice
        self.on_outcome: Callable[[ActOutcome], None] = lambda outcome: None
        self.on_notice: Callable[[IntegrityNotice], None] = lambda notice: None
        self._guard.on_watch = lambda level: self.on_exam_begins(level)
        self._guard.on_rest = lambda: self.on_exam_over()
        self.on_exam_begins: Callable[[Level], None] = lambda level: None
        self.on_exam_over: Callable[[], None] = lambda: None
        self._flow.on_outcome = lambda outcome: self.on_outcome(outcome)
        self.setWindowTitle("Lontar")
        if not windowed:
            self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)

    def begin(self) -> None:
        """Show the window and its first page; the work behind it starts when that page is painted."""
        self._flow.ready.show_first()
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
            self._guard.begin()
            self._flow.begin()

    def allow_closing(self) -> None:
        """The composition root ends the program: from now on the window may close."""
        self._may_close = True

    def refresh_ready(self) -> None:
        """New orders or packs came: the first page shows them."""
        self._flow.ready.refresh()

    def take_act(self, act: VerifiedAct) -> None:
        """A proctor's act that this PC holds now; what became of it goes to `on_outcome`."""
        self._flow.take_act(act)

    def seat_report(self) -> SeatReport | None:
        """How this PC fares, for the room node; None before its folder is open."""
        return self._flow.report()

    def show_link(self, link: RoomLink) -> None:
        """The road to the room node changed: only the proctor's page tells it."""
        self._flow.show_link(link)

    @property
    def find_node(self) -> Callable[[str], None] | None:
        """Looks for the room node; None: this program runs without a network."""
        return self._flow.find_node

    @find_node.setter
    def find_node(self, find: Callable[[str], None]) -> None:
        self._flow.find_node = find

    def tell_find_failed(self, error: Exception) -> None:
        """The room node was looked for in vain: told on the proctor's page."""
        self._flow.tell_find_failed(error)

    def _notice(self, kind: str, note: str) -> None:
        from question_packs.records.room import IntegrityNotice  # not before the first page: it brings the cryptography

        report = self.seat_report()
        if report is not None:
            self.on_notice(IntegrityNotice(report.device_id, report.candidate_number, kind, note, report.wall_time))

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first painting there is time for the imports and the store: they would hold up the page."""
        super().paintEvent(event)
        if not self._begun:
            QTimer.singleShot(0, self._begin_work)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody closes the kiosk from the keyboard."""
        event.setAccepted(self._may_close)
        if self._may_close:
            self._guard.rest()

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
