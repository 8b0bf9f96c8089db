"""The way through one attempt: exam page, covers and warnings over it, review, hand-in, time over.

Owns the clock's timer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.gui.candidate.cover import CoverPage
from desktop_app.gui.candidate.exam import ExamPage
from desktop_app.gui.candidate.review import ReviewPage
from desktop_app.gui.candidate.section_cover import SectionCoverPage
from desktop_app.gui.candidate.time_over import TimeOverPage
from desktop_app.gui.candidate.warning import WarningPage
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.messages import mark
from desktop_app.gui.widgets.time_display import hours_minutes_seconds
from question_packs.errors import KnownError
from question_packs.records.acts import GrantTime

if TYPE_CHECKING:
    from desktop_app.gui.items.outside import Outside
    from desktop_app.gui.kiosk_service import ExamSession
    from desktop_app.gui.page import Page
    from desktop_app.gui.stage import Stage
    from desktop_app.services.views import ClockView, ReceiptView, SaveState, SectionCoverView, SessionStatus
    from question_packs.records.act_codes import CodeKind
    from question_packs.records.acts import VerifiedAct

TICK_MS = 250
_MINUTE_MS = 60_000
_CLOCK_RUNS = ("running", "away", "locked")
_GRANTED = mark("Pengawas menambah waktu Anda {minutes} menit. Sisa waktu sekarang {time}.")


class ExamFlow(QObject):
    """Leads one session. `end` lets go of its pages."""

    practice_over = Signal()
    submitted = Signal(object)
    left = Signal()
    proctor_asked = Signal()

    def __init__(self, stage: Stage, session: ExamSession, outside: Outside) -> None:
        super().__init__(stage.window)
        self._stage, self._session = stage, session
        self._exam = ExamPage(stage.presentation, session, outside)
        self._review = ReviewPage(stage.presentation)
        self._time_over = TimeOverPage(stage.presentation)
        self._cover = CoverPage(stage.presentation)
        self._warning = WarningPage(stage.presentation)
        self._section_cover = SectionCoverPage(stage.presentation, PackImages(session.medium))
        self._pages: tuple[Page, ...] = (
            self._exam, self._review, self._time_over, self._cover, self._warning, self._section_cover
        )  # fmt: skip
        self._warnings, self._warned = session.status().warnings, session.warned
        self._covered = False
        self._handing_in = self._section_over = self._ticking = False
        self._in_timed_section = session.clock().section_remaining_ms is not None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._connect()

    def _connect(self) -> None:
        session, review, cover = self._session, self._review, self._cover
        session.on_save_state = self._save_state
        session.on_submitted = self._on_submitted
        session.on_status = self._take_status
        session.on_section_cover = self._take_section_cover
        self._exam.review_asked.connect(self._show_review)
        self._exam.proctor_asked.connect(self.proctor_asked)
        review.back_asked.connect(lambda: self._stage.show(self._exam, full=True))
        review.item_asked.connect(self._go_to)
        review.hand_in_confirmed.connect(self._hand_in)
        cover.continue_asked.connect(self._continue)
        cover.code_entered.connect(self._use_code)
        cover.leave_asked.connect(self.left)
        cover.proctor_asked.connect(self.proctor_asked)
        self._warning.acknowledged.connect(self._acknowledge)
        self._section_cover.start_asked.connect(self._enter_section)

    @property
    def session(self) -> ExamSession:
        """The attempt on the screen."""
        return self._session

    def begin(self) -> None:
        """Show the item, or the cover where the exam may not run yet, and let the clock be seen."""
        self._timer.start()
        self.show_again()

    def show_again(self) -> None:
        """Bring what belongs on the screen now back to it: after the proctor's page, or when a cover goes."""
        status = self._session.status()
        if status.state != "running" or status.moved:
            self._lay_cover(status)
        elif self._handing_in:
            self._stage.show(self._time_over)
        elif self._warned:
            self._show_warning(status)
        elif (section := self._session.section_cover()) is not None:
            self._show_section_cover(section)
        else:
            self._reveal()

    def conceal(self) -> None:
        """Another page is in front for a while: the item is on no widget meanwhile."""
        self._covered = True
        self._exam.conceal()

    def take_act(self, act: VerifiedAct) -> None:
        """Apply a proctor's act to this attempt; extra time is told in a quiet notice."""
        before_ms = self._session.clock().remaining_ms
        self._exam.hand_over()
        self._session.apply(act)
        if isinstance(act.act.body, GrantTime):
            self._tell_granted(before_ms)

    def use_code(self, kind: CodeKind, typed: str, parameter: str) -> None:
        """A one-time code of the proctor for this attempt; `KnownError` where it does not fit."""
        before_ms = self._session.clock().remaining_ms
        self._exam.hand_over()
        self._session.answer(kind, typed, parameter)
        if kind == "grant_time":
            self._tell_granted(before_ms)

    def end(self) -> None:
        """Stop the clock and let go of the pages. Receipts may still come; they are the receipt page's to tell."""
        self._timer.stop()
        self._session.on_save_state = lambda state, error: None
        self._session.on_status = lambda status: None
        self._session.on_section_cover = lambda view: None
        for page in self._pages:
            self._stage.drop(page)
        self.deleteLater()

    # --- the clock

    def _tick(self) -> None:
        self._ticking = True
        clock = self._session.tick()
        self._ticking = False
        if self._covered:
            self._cover.show_clock(clock)
            self._section_cover.show_clock(clock)
        else:
            self._tick_exam(clock)
        if clock.remaining_ms <= 0 and not self._handing_in and self._session.status().state in _CLOCK_RUNS:
            self._time_is_over()

    def _tick_exam(self, clock: ClockView) -> None:
        self._exam.show_clock(clock)
        was_timed, self._in_timed_section = self._in_timed_section, clock.section_remaining_ms is not None
        if was_timed:
            self._exam.follow()
        if self._stage.current() is self._review and not self._handing_in:
            self._review.show_wait(self._session.review().wait_ms)

    def _time_is_over(self) -> None:
        if self._session.practice:
            self._timer.stop()
            self.practice_over.emit()
            return
        self._handing_in = True
        self.conceal()
        self._stage.show(self._time_over)
        self._session.submit("by_time")

    # --- what lies over the exam

    def _take_status(self, status: SessionStatus) -> None:
        """The exam must not be seen now, or may be seen again; or there is a warning to be read."""
        if status.warnings > self._warnings:
            self._warnings, self._warned = status.warnings, True
        if status.state == "submitted" and self._handing_in and not status.set_aside:
            return  # what the candidate handed in is being saved, and the page says so
        if status.state != "running" or status.moved:
            self._lay_cover(status)
        elif self._covered or self._warned:
            self.show_again()

    def _lay_cover(self, status: SessionStatus) -> None:
        self.conceal()
        self._cover.show_status(status, self._session.clock())
        self._stage.show(self._cover)

    def _take_section_cover(self, view: SectionCoverView) -> None:
        """A section waits to be entered: the candidate went on to it, or the clock ended the one before."""
        self._section_over = self._ticking
        if not self._covered:
            self._show_section_cover(view)

    def _show_section_cover(self, view: SectionCoverView) -> None:
        self.conceal()
        self._section_cover.show_section(view, self._session.clock(), self._section_over)
        self._stage.show(self._section_cover)

    def _enter_section(self) -> None:
        try:
            self._session.enter_section()
        except KnownError as error:
            self._section_cover.banner.tell_error(error)
        else:
            self._section_cover.put_away()
            self._reveal()

    def _reveal(self) -> None:
        """The item is on the screen again."""
        self._covered = False
        clock = self._session.clock()
        self._in_timed_section = clock.section_remaining_ms is not None
        self._exam.show_clock(clock)
        self._exam.reveal()
        self._stage.show(self._exam, full=True)

    def _show_warning(self, status: SessionStatus) -> None:
        self.conceal()
        self._warning.show_warning(status.warnings, status.warning)
        self._stage.show(self._warning)

    def _acknowledge(self) -> None:
        self._warned = False
        self.show_again()

    def _tell_granted(self, before_ms: int) -> None:
        now_ms = self._session.clock().remaining_ms
        minutes = round((now_ms - before_ms) / _MINUTE_MS)
        if minutes > 0:
            say, left = self._stage.presentation.say, hours_minutes_seconds(now_ms)
            self._exam.notice(say(_GRANTED, minutes=minutes, time=left))

    def _continue(self) -> None:
        try:
            self._session.confirm_resume()
        except KnownError as error:
            self._cover.tell_failure(error)

    def _use_code(self, kind: CodeKind, typed: str, minutes: str) -> None:
        try:
            self.use_code(kind, typed, minutes)
        except KnownError as error:
            self._cover.tell_failure(error)

    # --- the exam's own pages

    def _show_review(self) -> None:
        self._review.show_review(self._session.review(), self._session.cells(), self._session.practice)
        self._stage.show(self._review)

    def _go_to(self, item: str) -> None:
        self._exam.go_to(item)
        if self._session.section_cover() is None:
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
        if error is not None and self._covered:
            self._cover.banner.tell_error(error)
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
