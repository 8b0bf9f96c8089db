"""The way of a candidate and a proctor through the pages, up to the waiting page and again from the receipt on.

Slow work goes to the store thread by `Background.run`; what comes back decides the next page. The exam itself is led by
`exam_flow`. Pages are imported when they are first needed, so that the first page comes fast.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from desktop_app.gui.background import Background
from desktop_app.gui.candidate.ready import ReadyPage
from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.sticks import tickets_on

if TYPE_CHECKING:
    from desktop_app.gui.candidate.exam_flow import ExamFlow
    from desktop_app.gui.candidate.identity import IdentityPage
    from desktop_app.gui.candidate.opening import OpeningPage, Purpose
    from desktop_app.gui.candidate.practice import PracticePage
    from desktop_app.gui.candidate.receipt import ReceiptPage
    from desktop_app.gui.candidate.rules import RulesPage
    from desktop_app.gui.candidate.sign_in import SignInPage
    from desktop_app.gui.candidate.waiting import WaitingPage
    from desktop_app.gui.kiosk_service import ExamSession, KioskService
    from desktop_app.gui.stage import Stage
    from desktop_app.services.views import CandidateView, ReadyView, ReceiptView

T = TypeVar("T")
RECEIPT_POLL_MS = 3000
_NO_STICK = mark("Tidak ada stik yang terbaca. Tancapkan stik, tunggu sebentar, lalu tekan lagi.")
_NO_TICKET = mark("Tidak ada tiket pendaftaran (.enrol) pada stik. Minta tiket dari pusat.")


class CandidateFlow(QObject):
    """Leads from page to page on `stage`."""

    def __init__(
        self,
        stage: Stage,
        background: Background,
        open_kiosk: Callable[[], KioskService],
        find_sticks: Callable[[], list[Path]],
    ) -> None:
        super().__init__(stage.window)
        self._stage, self._presentation = stage, stage.presentation
        self._background, self._open_kiosk, self._find_sticks = background, open_kiosk, find_sticks
        self._kiosk: KioskService
        self._candidate: CandidateView
        self._sitting: tuple[str, str] = ("", "")
        self._exam: ExamFlow | None = None
        self._ready = ReadyPage(self._presentation)
        self._opening: OpeningPage | None = None
        self._receipt_timer = QTimer(self)
        self._receipt_timer.setInterval(RECEIPT_POLL_MS)
        self._receipt_timer.setSingleShot(True)
        self._receipt_timer.timeout.connect(self._poll_receipt)
        self._connect_ready()

    def show_first_page(self) -> None:
        """Show the first page: the PC is being checked."""
        self._stage.show(self._ready)

    def begin(self) -> None:
        """Open the store behind the first page and take up an unfinished attempt."""
        self._run(self._open_kiosk, self._kiosk_opened, self._ready.banner.tell_error)

    # --- the PC and its sittings

    def _kiosk_opened(self, kiosk: KioskService) -> None:
        self._kiosk = kiosk
        self._run(kiosk.resume, self._resumed, self._resume_failed)

    def _resumed(self, session: ExamSession | None) -> None:
        if session is None:
            self._load_ready()
            return
        self._candidate = session.candidate
        self._stage.allow_language(False)
        self._enter_exam(session)
        assert self._exam is not None
        self._exam.tell_resumed()

    def _resume_failed(self, error: Exception) -> None:
        self._load_ready()
        self._ready.banner.tell_error(error)

    def refresh_ready(self) -> None:
        """Something new came to this PC: show it, if the first page is what is seen, now and when the answer is there."""

        def renew(view: ReadyView) -> None:
            if self._stage.current() is self._ready:
                self._ready.show_view(view)

        if self._stage.current() is self._ready:
            self._run(self._kiosk.ready, renew, self._ready.banner.tell_error)

    def _load_ready(self) -> None:
        self._run(self._kiosk.ready, self._show_ready, self._ready.banner.tell_error)

    def _show_ready(self, view: ReadyView) -> None:
        self._ready.show_view(view)
        self._stage.allow_language(True)
        self._stage.show(self._ready)

    def _connect_ready(self) -> None:
        ready = self._ready
        ready.open_asked.connect(lambda sitting: self._ask_code(sitting, "open"))
        ready.close_asked.connect(lambda sitting: self._ask_code(sitting, "close"))
        ready.sign_in_asked.connect(self._await_candidate)
        ready.stick_asked.connect(self._ask_stick)
        ready.stick_chosen.connect(self._read_stick)
        ready.enrol_asked.connect(self._ask_ticket)
        ready.enrol_chosen.connect(self._enrol)

    def _ask_stick(self) -> None:
        self._choose(self._find_sticks(), _NO_STICK, self._read_stick, self._ready.offer_sticks)

    def _ask_ticket(self) -> None:
        self._choose(tickets_on(self._find_sticks()), _NO_TICKET, self._enrol, self._ready.offer_tickets)

    def _choose(
        self, paths: list[Path], none: str, take: Callable[[Path], None], offer: Callable[[list[Path]], None]
    ) -> None:
        self._ready.banner.hide()
        if not paths:
            self._ready.banner.tell("notice", self._presentation.say(none))
        elif len(paths) == 1:
            take(paths[0])
        else:
            offer(paths)

    def _read_stick(self, folder: Path) -> None:
        self._ready.banner.tell("notice", self._presentation.say("Membaca stik. Jangan cabut stik."))
        self._run(lambda: self._kiosk.read_stick(folder), self._stick_read, self._ready.banner.tell_error)

    def _stick_read(self, counts: tuple[int, int]) -> None:
        said = self._presentation.say("Diambil dari stik: {orders} perintah sesi, {packs} paket soal.",
                                      orders=counts[0], packs=counts[1])  # fmt: skip
        self._ready.banner.tell("good", said)
        self.refresh_ready()

    def _enrol(self, ticket: Path) -> None:
        self._ready.banner.tell("notice", self._presentation.say("Mendaftarkan PC ini ke pusat..."))
        self._run(lambda: self._kiosk.enrol(ticket), self._enrolled, self._ready.banner.tell_error)

    def _enrolled(self, _nothing: None) -> None:
        self._ready.banner.tell("good", self._presentation.say("PC ini sudah terdaftar."))
        self.refresh_ready()

    # --- the sitting's code

    def _ask_code(self, sitting_id: str, purpose: Purpose) -> None:
        if self._opening is None:
            from desktop_app.gui.candidate.opening import OpeningPage

            self._opening = OpeningPage(self._presentation)
            self._opening.code_entered.connect(self._try_code)
            self._opening.back_asked.connect(self._load_ready)
        self._ready.banner.hide()
        self._opening.show_sitting(sitting_id, self._ready.sitting_title(sitting_id), purpose)
        self._stage.show(self._opening)

    def _try_code(self, code: str) -> None:
        page = self._opening
        assert page is not None
        sitting, act = page.sitting_id, self._kiosk.open_sitting if page.purpose == "open" else self._kiosk.close_sitting

        def failed(error: Exception) -> None:
            page.set_waiting(False)
            page.banner.tell_error(error)

        after = (lambda _: self._await_candidate(sitting)) if page.purpose == "open" else lambda _: self._load_ready()
        self._run(lambda: act(sitting, code), after, failed)

    # --- the candidate

    def _await_candidate(self, sitting_id: str) -> None:
        self._sitting = (sitting_id, self._ready.sitting_title(sitting_id))
        page = self._sign_in_page()
        page.show_sitting(self._sitting[1])
        self._presentation.reset()
        self._stage.allow_language(True)
        self._stage.show(page)

    def _sign_in_page(self) -> SignInPage:
        from desktop_app.gui.candidate.sign_in import SignInPage

        def made() -> SignInPage:
            page = SignInPage(self._presentation)
            page.entered.connect(self._sign_in)
            page.proctor_asked.connect(self._load_ready)
            return page

        return self._stage.keep(SignInPage, made)

    def _sign_in(self, number: str, pin: str) -> None:
        sitting_id, page = self._sitting[0], self._sign_in_page()
        self._run(lambda: self._kiosk.sign_in(sitting_id, number, pin), self._signed_in, page.tell_failure)

    def _signed_in(self, candidate: CandidateView) -> None:
        self._candidate = candidate
        self._stage.allow_language(False)
        if candidate.zoom_percent > self._presentation.zoom_percent:
            self._presentation.set_zoom(candidate.zoom_percent)
        if candidate.handed_in:
            # The PC may have gone out just after the hand-in: the receipt can always be seen again.
            self._run(self._kiosk.receipt, self._submitted, self._sign_in_page().tell_failure)
            return
        page = self._identity_page()
        page.show_candidate(candidate)
        self._stage.show(page)

    def _identity_page(self) -> IdentityPage:
        from desktop_app.gui.candidate.identity import IdentityPage

        def made() -> IdentityPage:
            page = IdentityPage(self._presentation)
            page.confirmed.connect(self._show_rules)
            page.back_asked.connect(self._sign_out)
            return page

        return self._stage.keep(IdentityPage, made)

    def _show_rules(self) -> None:
        from desktop_app.gui.candidate.rules import RulesPage

        def made() -> RulesPage:
            page = RulesPage(self._presentation)
            page.accepted.connect(lambda: self._accept_rules(page))
            return page

        page = self._stage.keep(RulesPage, made)
        page.show_rules(self._candidate.rules)
        self._stage.show(page)

    def _accept_rules(self, page: Sheet) -> None:
        self._run(self._kiosk.accept_rules, lambda _: self._offer_practice(), page.banner.tell_error)

    def _offer_practice(self) -> None:
        if not self._candidate.has_practice:
            self._wait_for_start()
            return
        self._stage.show(self._practice_page())

    def _practice_page(self) -> PracticePage:
        from desktop_app.gui.candidate.practice import PracticePage

        def made() -> PracticePage:
            page = PracticePage(self._presentation)
            page.skipped.connect(self._wait_for_start)
            page.practice_asked.connect(lambda: self._run(self._kiosk.practice, self._enter_exam, page.banner.tell_error))
            return page

        return self._stage.keep(PracticePage, made)

    def _wait_for_start(self) -> None:
        page = self._waiting_page()
        page.show_candidate(self._candidate)
        self._stage.show(page)

    def _waiting_page(self) -> WaitingPage:
        from desktop_app.gui.candidate.waiting import WaitingPage

        def made() -> WaitingPage:
            page = WaitingPage(self._presentation)
            page.start_asked.connect(
                lambda token: self._run(lambda: self._kiosk.start(token), self._enter_exam, page.tell_failure)
            )
            return page

        return self._stage.keep(WaitingPage, made)

    # --- the exam and its receipt

    def _enter_exam(self, session: ExamSession) -> None:
        from desktop_app.gui.candidate.exam_flow import ExamFlow

        self._exam = ExamFlow(self._stage, session)
        self._exam.practice_over.connect(self._leave_practice)
        self._exam.submitted.connect(self._submitted)
        self._exam.begin()

    def _leave_practice(self) -> None:
        self._wait_for_start()
        self._drop_exam()

    def _submitted(self, receipt: ReceiptView) -> None:
        page = self._receipt_page()
        page.banner.hide()
        page.show_receipt(receipt)
        self._stage.show(page)
        self._drop_exam()
        self._receipt_timer.start()

    def _drop_exam(self) -> None:
        if self._exam is not None:
            self._exam.end()
            self._exam = None

    def _receipt_page(self) -> ReceiptPage:
        from desktop_app.gui.candidate.receipt import ReceiptPage

        def made() -> ReceiptPage:
            page = ReceiptPage(self._presentation)
            page.finished.connect(self._sign_out)
            page.stick_asked.connect(self._ask_stick_for_hand_in)
            page.stick_chosen.connect(self._hand_in_to_stick)
            return page

        return self._stage.keep(ReceiptPage, made)

    def _poll_receipt(self) -> None:
        """Ask once more after each answer, so that a slow store is never asked twice at a time."""
        page = self._receipt_page()

        def failed(error: Exception) -> None:
            if self._stage.current() is page:
                page.banner.tell_error(error)
                self._receipt_timer.start()

        def heard(receipt: ReceiptView) -> None:
            if self._stage.current() is page:
                page.show_receipt(receipt)
                self._receipt_timer.start()

        self._run(self._kiosk.receipt, heard, failed)

    def _ask_stick_for_hand_in(self) -> None:
        page, sticks = self._receipt_page(), self._find_sticks()
        if not sticks:
            page.banner.tell("notice", self._presentation.say(_NO_STICK))
        elif len(sticks) == 1:
            self._hand_in_to_stick(sticks[0])
        else:
            page.offer_sticks(sticks)

    def _hand_in_to_stick(self, folder: Path) -> None:
        page = self._receipt_page()
        page.offer_sticks([])
        page.banner.tell("notice", self._presentation.say("Menulis ke stik. Jangan cabut stik."))

        def written(count: int) -> None:
            said = self._presentation.say("{count} berkas jawaban sudah ditulis ke stik. Serahkan stik kepada pengawas.",
                                          count=count)  # fmt: skip
            page.banner.tell("good", said)

        self._run(lambda: self._kiosk.hand_in_to_stick(folder), written, page.banner.tell_error)

    def _sign_out(self) -> None:
        self._receipt_timer.stop()
        self._run(self._kiosk.sign_out, lambda _: self._next_candidate(), self._stage_error)

    def _next_candidate(self) -> None:
        if self._sitting[0]:
            self._await_candidate(self._sitting[0])
        else:
            self._presentation.reset()
            self._load_ready()

    def _stage_error(self, error: Exception) -> None:
        page = self._stage.current()
        if isinstance(page, Sheet):
            page.banner.tell_error(error)

    def _run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        self._background.run(job, done, failed)
