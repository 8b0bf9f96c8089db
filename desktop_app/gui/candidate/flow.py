"""The way of a candidate through the pages, up to the waiting page and again from the receipt on.

Slow work goes to the store thread by `Background.run`; what comes back decides the next page. The first page is
`ready_flow`'s, the exam itself `exam_flow`'s, the proctor's page `proctor_flow`'s. Pages are imported when they are first
needed, so that the first page comes fast.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.gui.background import Background
from desktop_app.gui.candidate.ready_flow import ReadyFlow
from desktop_app.gui.guard import KioskGuard
from desktop_app.gui.items.outside import Outside
from desktop_app.gui.page import Sheet
from desktop_app.gui.room_link import RoomLink

if TYPE_CHECKING:
    from desktop_app.gui.candidate.exam_flow import ExamFlow
    from desktop_app.gui.candidate.identity import IdentityPage
    from desktop_app.gui.candidate.practice import PracticePage
    from desktop_app.gui.candidate.proctor_flow import ProctorFlow
    from desktop_app.gui.candidate.receipt_flow import ReceiptFlow
    from desktop_app.gui.candidate.rules import RulesPage
    from desktop_app.gui.candidate.sign_in import SignInPage
    from desktop_app.gui.candidate.waiting import WaitingPage
    from desktop_app.gui.kiosk_service import ExamSession, KioskService
    from desktop_app.gui.stage import Stage
    from desktop_app.services.views import CandidateView, ReceiptView
    from question_packs.records.acts import VerifiedAct
    from question_packs.records.room import ActOutcome, SeatReport


class CandidateFlow(QObject):
    """Leads from page to page on `stage`."""

    def __init__(
        self,
        stage: Stage,
        background: Background,
        open_kiosk: Callable[[], KioskService],
        find_sticks: Callable[[], list[Path]],
        guard: KioskGuard,
    ) -> None:
        super().__init__(stage.window)
        self._stage, self._presentation, self._guard = stage, stage.presentation, guard
        self._background, self._run = background, background.run
        self._open_kiosk, self._find_sticks = open_kiosk, find_sticks
        self._kiosk: KioskService
        self._is_open = False
        self._candidate: CandidateView
        self._sitting: tuple[str, str] = ("", "")
        self._closed: set[str] = set()
        self._exam: ExamFlow | None = None
        self._proctor: ProctorFlow | None = None
        self._receipt: ReceiptFlow | None = None
        self._link = RoomLink()
        self._back_from_proctor: Callable[[], None] = self._next_candidate
        self.find_node: Callable[[str], None] | None = None
        self.on_outcome: Callable[[ActOutcome], None] = lambda outcome: None
        self.ready = ReadyFlow(stage, background, find_sticks)
        self.ready.candidates_awaited.connect(self._await_candidate)
        self.ready.proctor_asked.connect(lambda: self._show_proctor(self.ready.load))

    def begin(self) -> None:
        """Open the store behind the first page and take up an unfinished attempt."""
        self._run(self._open_kiosk, self._kiosk_opened, self.ready.page.banner.tell_error)

    def _kiosk_opened(self, kiosk: KioskService) -> None:
        self._kiosk, self._is_open = kiosk, True
        self.ready.begin(kiosk)
        self._run(kiosk.resume, self._resumed, self._resume_failed)

    def _resumed(self, session: ExamSession | None) -> None:
        if session is None:
            self.ready.load()
            return
        self._candidate = session.candidate
        self._stage.allow_language(False)
        self._enter_exam(session)

    def _resume_failed(self, error: Exception) -> None:
        self.ready.load()
        self.ready.page.banner.tell_error(error)

    # --- the candidate

    def _await_candidate(self, sitting_id: str, title: str) -> None:
        self._sitting = (sitting_id, title)
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
            page.proctor_asked.connect(lambda: self._show_proctor(lambda: self._stage.show(page)))
            page.code_wanted.connect(lambda: self._show_challenge(page.show_challenge, page.banner.tell_error))
            page.code_entered.connect(self._release_sign_in)
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
            page.confirmed.connect(self._after_identity)
            page.back_asked.connect(self._sign_out)
            return page

        return self._stage.keep(IdentityPage, made)

    def _after_identity(self) -> None:
        """An attempt that goes on here skips rules and practice: its candidate has seen them."""
        if self._candidate.continues:
            stick = self._stick()
            self._run(lambda: self._kiosk.continue_here(stick), self._enter_exam, self._identity_page().banner.tell_error)
        else:
            self._show_rules()

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
        self._ask_whether_released()

    def _ask_whether_released(self) -> None:
        page = self._waiting_page()
        self._run(self._kiosk.start_released, page.show_released, page.banner.tell_error)

    def _waiting_page(self) -> WaitingPage:
        from desktop_app.gui.candidate.waiting import WaitingPage

        def made() -> WaitingPage:
            page = WaitingPage(self._presentation)
            page.start_asked.connect(
                lambda token: self._run(lambda: self._kiosk.start(token), self._enter_exam, page.tell_failure)
            )
            page.code_wanted.connect(lambda: self._show_challenge(page.show_challenge, page.banner.tell_error))
            page.code_entered.connect(self._use_code)
            return page

        return self._stage.keep(WaitingPage, made)

    # --- the proctor

    @property
    def session(self) -> ExamSession | None:
        """The exam on the screen; a practice is none."""
        return None if self._exam is None or self._exam.session.practice else self._exam.session

    def take_act(self, act: VerifiedAct) -> None:
        """An act came: the exam on the screen carries it out, the services settle it for everybody else of this PC."""
        if self.session is not None and self._exam is not None:
            self._exam.take_act(act)
        self._run(lambda: self._kiosk.settle(act), lambda outcomes: self._settled(act, outcomes), self._stage_error)

    def _settled(self, act: VerifiedAct, outcomes: list[ActOutcome]) -> None:
        # Acts bring the cryptography, without which the first page is painted.
        from question_packs.records.acts import CloseSitting, OpenSitting, ReleaseSignIn, Reopen

        for outcome in outcomes:
            self.on_outcome(outcome)
        page = self._stage.current()
        if isinstance(act.act.body, OpenSitting):
            self.ready.follow_opening(act.act.sitting_id)
        elif isinstance(act.act.body, CloseSitting):
            self._sitting_closed(act.act.sitting_id)
        elif page is self._waiting_page():
            self._ask_whether_released()
        elif page is self._sign_in_page() and isinstance(act.act.body, ReleaseSignIn):
            self._sign_in_page().show_released()
        elif self._receipts().is_seen() and isinstance(act.act.body, Reopen):
            self._run(self._kiosk.resume, self._reopened, self._stage_error)

    def _sitting_closed(self, sitting_id: str) -> None:
        """Nobody starts any more: no further candidate is awaited, so that the next sitting can be opened from afar too."""
        self._closed.add(sitting_id)
        self.ready.refresh()
        page = self._sign_in_page()
        if self._stage.current() is page and self._sitting[0] == sitting_id and page.is_untouched:
            self._next_candidate()

    def _reopened(self, session: ExamSession | None) -> None:
        """A hand-in was taken back: the candidate at the receipt goes on."""
        if session is not None:
            self._receipts().stop()
            self._candidate = session.candidate
            self._enter_exam(session)

    def report(self) -> SeatReport | None:
        """How this PC fares; None before its folder is open."""
        return self._kiosk.report() if self._is_open else None

    def show_link(self, link: RoomLink) -> None:
        """The road to the room node changed."""
        self._link = link
        if self._proctor is not None:
            self._proctor.show_link(link)

    def tell_find_failed(self, error: Exception) -> None:
        """The room node was looked for in vain."""
        if self._proctor is not None:
            self._proctor.page.banner.tell_error(error)

    def _show_proctor(self, back: Callable[[], None]) -> None:
        self._back_from_proctor = back
        self._proctor_flow().open(self._exam if self.session is not None else None)

    def _proctor_flow(self) -> ProctorFlow:
        from desktop_app.gui.candidate.proctor_flow import ProctorFlow

        if self._proctor is None:
            self._proctor = ProctorFlow(self._stage, self._background, self._kiosk, self._find_sticks, self._guard)
            self._proctor.closed.connect(lambda: self._back_from_proctor())
            self._proctor.sittings_asked.connect(self.ready.load)
            self._proctor.show_link(self._link)
        self._proctor.find_node = self.find_node
        return self._proctor

    def _show_challenge(self, show: Callable[[str], None], failed: Callable[[Exception], None]) -> None:
        self._run(self._kiosk.challenge, show, failed)

    def _release_sign_in(self, typed: str) -> None:
        page = self._sign_in_page()
        self._run(lambda: self._kiosk.answer("release_sign_in", typed), lambda _: page.show_released(), page.refuse_code)

    def _use_code(self, typed: str) -> None:
        """A code of the proctor on the waiting page. The code itself says what it allows, so nobody is asked."""
        from desktop_app.gui.candidate.waiting_code import use_waiting_code

        page, stick = self._waiting_page(), self._stick()
        number = self._candidate.candidate_number

        def use() -> ExamSession | None:
            return use_waiting_code(self._kiosk, number, typed, stick)

        def used(session: ExamSession | None) -> None:
            if session is None:
                page.show_released(True)
            else:
                self._enter_exam(session)

        self._run(use, used, page.refuse_code)

    def _stick(self) -> Path | None:
        """The stick of an old PC, where one is plugged in."""
        return next(iter(self._find_sticks()), None)

    # --- the exam and its receipt

    def _enter_exam(self, session: ExamSession) -> None:
        from desktop_app.gui.candidate.exam_flow import ExamFlow

        # A slow stick may hold up the network's thread, never the one that stores answers.
        outside = Outside(session.handed_file, self._find_sticks, self._background.network.run)
        exam = self._exam = ExamFlow(self._stage, session, outside)
        exam.practice_over.connect(self._leave_practice)
        exam.submitted.connect(self._submitted)
        exam.left.connect(self._leave_exam)
        exam.proctor_asked.connect(lambda: self._show_proctor(exam.show_again))
        if not session.practice:
            session.on_outcome = lambda outcome: self.on_outcome(outcome)
            self._guard.watch(session)
        exam.begin()

    def _leave_exam(self) -> None:
        """It goes on at another PC, or begins anew: this PC is free for the next candidate."""
        self._sign_out()
        self._drop_exam()

    def _leave_practice(self) -> None:
        self._wait_for_start()
        self._drop_exam()

    def _submitted(self, receipt: ReceiptView) -> None:
        self._receipts().show(receipt)
        self._drop_exam()

    def _drop_exam(self) -> None:
        if self._exam is not None:
            self._exam.end()
            self._exam = None
            self._guard.rest()

    def _receipts(self) -> ReceiptFlow:
        from desktop_app.gui.candidate.receipt_flow import ReceiptFlow

        if self._receipt is None:
            self._receipt = ReceiptFlow(self._stage, self._background, self._kiosk, self._find_sticks)
            self._receipt.finished.connect(self._sign_out)
        return self._receipt

    def _sign_out(self) -> None:
        self._receipts().stop()
        self._run(self._kiosk.sign_out, lambda _: self._next_candidate(), self._stage_error)

    def _next_candidate(self) -> None:
        if self._sitting[0] and self._sitting[0] not in self._closed:
            self._await_candidate(*self._sitting)
        else:
            self._presentation.reset()
            self.ready.load()

    def _stage_error(self, error: Exception) -> None:
        page = self._stage.current()
        if isinstance(page, Sheet):
            page.banner.tell_error(error)
