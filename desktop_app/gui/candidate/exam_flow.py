"""The way through one attempt: exam page, review, hand-in, time over. Owns the clock's timer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.gui.candidate.exam import ExamPage
from desktop_app.gui.candidate.review import ReviewPage
from desktop_app.gui.candidate.time_over import TimeOverPage

if TYPE_CHECKING:
    from desktop_app.gui.kiosk_service import ExamSession
    from desktop_app.gui.stage import Stage
    from desktop_app.services.views import ReceiptView, SaveState
    from question_packs.errors import KnownError

TICK_MS = 250


class ExamFlow(QObject):
    """Leads one session. `end` lets go of its pages."""

    practice_over = Signal()
    submitted = Signal(object)

    def __init__(self, stage: Stage, session: ExamSession) -> None:
        super().__init__(stage.window)
        self._stage, self._session = stage, session
        self._exam = ExamPage(stage.presentation, session)
        self._review = ReviewPage(stage.presentation)
        self._time_over = TimeOverPage(stage.presentation)
        self._handing_in = False
        self._in_timed_section = session.clock().section_remaining_ms is not None
        self._away = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        session.on_save_state = self._save_state
        session.on_submitted = self._on_submitted
        self._exam.review_asked.connect(self._show_review)
        self._review.back_asked.connect(lambda: self._stage.show(self._exam, full=True))
        self._review.item_asked.connect(self._go_to)
        self._review.hand_in_confirmed.connect(self._hand_in)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._application_state)

    def begin(self) -> None:
        """Show the item and let the clock be seen."""
        self._stage.show(self._exam, full=True)
        self._timer.start()

    def tell_resumed(self) -> None:
        """After a power cut: say that nothing is lost."""
        self._exam.notice(self._stage.presentation.say("Ujian dilanjutkan. Jawaban yang tersimpan tetap ada."))

    def end(self) -> None:
        """Stop the clock and let go of the pages. Receipts may still come; they are the receipt page's to tell."""
        self._timer.stop()
        self._session.on_save_state = lambda state, error: None
        for page in (self._exam, self._review, self._time_over):
            self._stage.drop(page)
        self.deleteLater()

    def _tick(self) -> None:
        clock = self._session.tick()
        self._exam.show_clock(clock)
        was_timed, self._in_timed_section = self._in_timed_section, clock.section_remaining_ms is not None
        if was_timed:
            self._exam.follow()
        if self._stage.current() is self._review and not self._handing_in:
            self._review.show_wait(self._session.review().wait_ms)
        if clock.remaining_ms <= 0 and not self._handing_in:
            self._time_is_over()

    def _time_is_over(self) -> None:
        if self._session.practice:
            self._timer.stop()
            self.practice_over.emit()
            return
        self._handing_in = True
        self._stage.show(self._time_over)
        self._session.submit("by_time")

    def _show_review(self) -> None:
        self._review.show_review(self._session.review(), self._session.cells(), self._session.practice)
        self._stage.show(self._review)

    def _go_to(self, item: str) -> None:
        self._exam.go_to(item)
        self._stage.show(self._exam, full=True)

    def _hand_in(self) -> None:
        if self._session.practice:
            self._timer.stop()
            self.practice_over.emit()
            return
        self._handing_in = True
        self._session.submit("by_candidate")

    def _save_state(self, state: SaveState, error: KnownError | None) -> None:
        self._exam.show_save_state(state, error)
        if self._handing_in and error is not None:
            # What is handed in stays handed in: the session tries again by itself, and the page waits with the candidate.
            for page in (self._review, self._time_over):
                page.banner.tell_error(error)

    def _on_submitted(self, receipt: ReceiptView) -> None:
        self._timer.stop()
        if self._session.practice:
            self.practice_over.emit()
        else:
            self.submitted.emit(receipt)

    def _application_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            if self._away.isValid():
                self._session.focus_lost(int(self._away.elapsed()))
                self._away.invalidate()
        elif not self._away.isValid():
            self._away.start()
