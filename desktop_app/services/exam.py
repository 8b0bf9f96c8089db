"""One exam on the screen: the engine, the pack and the journal together, in the words of the exam page.

Every method is fast and is called on the GUI thread; storing happens in the background. A practice is the same with a
journal that keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from desktop_app.delivery.attempt import Attempt, Recorded
from desktop_app.delivery.form import Place
from desktop_app.delivery.timekeeper import Moment
from desktop_app.services.exam_views import ExamViews
from desktop_app.services.journal import Journal, PracticeJournal, SaveListener
from desktop_app.services.supervision import Seat, Supervision
from desktop_app.services.views import (
    CandidateView,
    ClockView,
    ItemView,
    NavigatorCell,
    ReceiptView,
    ReviewView,
    SaveState,
    SectionCoverView,
    SessionStatus,
    StimulusView,
)
from question_packs.assessment.responses import Response
from question_packs.errors import KnownError
from question_packs.pack.reader import OpenPack
from question_packs.records import events as ev
from question_packs.records.act_codes import CodeKind
from question_packs.records.acts import VerifiedAct
from question_packs.records.room import ActOutcome, SeatReport, SeatState

TICK_EVERY_MS = 2000


class ExamSession:
    """What the exam page talks to. The GUI sets the `on_…`; all are called on its thread.

    `on_submitted` hears of a hand-in that counts; an attempt that was set aside is told by `on_status` alone.
    `on_section_cover` hears when a section waits to be entered.
    """

    def __init__(
        self,
        attempt: Attempt,
        pack: OpenPack,
        journal: Journal,
        candidate: CandidateView,
        now: Callable[[], Moment],
        receipt: Callable[[Attempt], ReceiptView],
        seat: Seat,
    ) -> None:
        self.attempt = attempt
        self.candidate = candidate
        self.practice = isinstance(journal, PracticeJournal)
        self.on_save_state: SaveListener = lambda state, error: None
        self.on_submitted: Callable[[ReceiptView], None] = lambda view: None
        journal.on_save_state = self._save_state
        journal.on_submitted = self._submitted
        self.journal = journal
        self._receipt = receipt
        self.lockdown = seat.order.policies.lockdown
        self.warned = seat.warned
        self._supervision = Supervision(attempt, journal, seat, now)
        self._saves, self._saved_at, self._save_failed = 0, "", ""
        self._pack = pack
        self._views = ExamViews(attempt, pack)
        self._offered = attempt.state.offered
        self.on_section_cover: Callable[[SectionCoverView], None] = lambda view: None
        self._now = now
        self._ticked_at_ms = now().boot_ms

    # --- what is on the screen

    def item(self) -> ItemView:
        """The current item; nothing of its content while a section's cover is on the screen."""
        return self._views.item()

    def section_cover(self) -> SectionCoverView | None:
        """The section that waits to be entered; None while an item is shown."""
        return self._views.section_cover()

    def reference(self, identifier: str) -> StimulusView | None:
        """A document that may be looked up in the current section."""
        return self._views.reference(identifier)

    def shortcomings(self) -> dict[str, KnownError]:
        """What the current item's responses still lack, by response identifier."""
        return self._views.shortcomings(self.attempt.current.item) if self.attempt.state.offered is None else {}

    def medium(self, name: str) -> tuple[bytes, str] | None:
        """A figure of the pack: bytes and media type."""
        return self._pack.medium(name)

    def cells(self) -> tuple[NavigatorCell, ...]:
        """The navigator."""
        return self._views.cells()

    def clock(self) -> ClockView:
        """Time left."""
        moment = self._now()
        return ClockView(self.attempt.remaining_ms(moment), self.attempt.section_remaining_ms(moment))

    def review(self) -> ReviewView:
        """What handing in now would mean."""
        return self._views.review(self.attempt.wait_before_submit_ms(self._now()))

    # --- what the candidate does

    def go_to(self, item: str) -> ItemView:
        """Show another item (`DEL-03` if it is closed)."""
        self._store(self.attempt.go_to(item, self._now()))
        return self.item()

    def enter_section(self) -> ItemView:
        """Enter the section whose cover is shown: its clock starts, its item is shown (`DEL-03`: no cover is shown)."""
        self._store(self.attempt.enter_section(self._now()))
        return self.item()

    def next(self) -> ItemView:
        """The next item, or this one again where there is none."""
        return self._step(self._views.following())

    def previous(self) -> ItemView:
        """The previous item, or this one again."""
        return self._step(self._views.previous())

    def respond(self, response: Response, response_identifier: str = ev.RESPONSE) -> None:
        """Answer an interaction of the current item; an empty response takes the answer back."""
        item = self._pack.item(self.attempt.current.item)
        self._store(self.attempt.respond(item, response, self._now(), response_identifier))

    def hand_file(self, response_identifier: str, data: bytes, name: str, media_type: str) -> None:
        """Hand in a file for an interaction of the current item (`RSP-07`, `RSP-08`, `RSP-09`)."""
        item = self._pack.item(self.attempt.current.item)
        self._store(self.attempt.hand_file(item, response_identifier, data, name, media_type, self._now()))

    def handed_file(self, response_identifier: str) -> bytes | None:
        """The bytes of the file handed in for an interaction of the current item; None where there is none."""
        return self.attempt.handed_file(response_identifier)

    def keep_note(self, text: str) -> None:
        """Keep what the candidate marked at the current item, for himself (`RSP-10`)."""
        self._store(self.attempt.keep_note(text, self._now()))

    def flag(self, flagged: bool) -> None:
        """Mark the current item as *ragu-ragu*, or take the mark back."""
        self._store(self.attempt.flag(flagged, self._now()))

    def call_help(self) -> None:
        """Call the proctor; stands in the log, and on the console until the proctor's next act on this candidate."""
        self._supervision.help_called = True
        self._store(self.attempt.note(ev.Incident("help_called", ""), self._now()))

    def focus_lost(self, duration_ms: int) -> None:
        """Another window was in front."""
        if not self.attempt.finished and not self.attempt.moved:
            self._store(self.attempt.note(ev.FocusLost(duration_ms), self._now()))

    def tick(self) -> ClockView:
        """Four times a second: notice what time brings, make it durable every two seconds, try again what failed."""
        moment = self._now()
        self._store(self.attempt.tick(moment))
        if moment.boot_ms - self._ticked_at_ms >= TICK_EVERY_MS:
            self._ticked_at_ms = moment.boot_ms
            if self.attempt.runs:
                self.journal.tick(self.attempt.elapsed_ms(moment), moment.wall_ms)
            else:
                self.journal.retry()
        self._supervision.tell()
        return self.clock()

    def submit(self, reason: ev.SubmitReason) -> None:
        """Hand in; `on_submitted` follows once it is durable. A second call does nothing."""
        if not self.attempt.finished and not self.attempt.moved:
            self._store(self.attempt.submit(reason, self._now()))

    # --- what the proctor does

    @property
    def on_status(self) -> Callable[[SessionStatus], None]:
        """Hears when what hides the item changed."""
        return self._supervision.on_status

    @on_status.setter
    def on_status(self, listener: Callable[[SessionStatus], None]) -> None:
        self._supervision.on_status = listener

    @property
    def on_outcome(self) -> Callable[[ActOutcome], None] | None:
        """Hears what became of each act, also of those that were carried out before anybody listened."""
        return self._supervision.on_outcome

    @on_outcome.setter
    def on_outcome(self, listener: Callable[[ActOutcome], None]) -> None:
        self._supervision.on_outcome = listener

    def status(self) -> SessionStatus:
        """Whether the item may be seen, and if not, why."""
        return self._supervision.status()

    def apply(self, act: VerifiedAct) -> None:
        """Carry out a proctor's act that `ActBook.take` verified. A practice knows no acts."""
        if not self.practice:
            self._supervision.apply(act)

    def confirm_resume(self) -> None:
        """The candidate is there: the clock runs again (`DEL-08` while paused, `DEL-10` while the proctor must decide)."""
        self._supervision.confirm()

    def answer(self, kind: CodeKind, typed: str, parameter: str = "") -> None:
        """A one-time code that the proctor read out for the challenge on the screen (`ACT-03`, `SEA-04`, `DEL-11`).

        `parameter`: minutes for `grant_time` and `credit_outage`, else empty.
        """
        self._supervision.answer(kind, typed, parameter)

    def integrity(self, kind: str, note: str) -> None:
        """A watcher saw something; under a `strict` order the screen locks."""
        if not self.practice:
            self._supervision.integrity(kind, note)

    def report_facts(self, seat: SeatReport) -> SeatReport:
        """The report of this seat with what the session knows. Help counts as called until the next act on the candidate."""
        status, state, moment = self.status(), self.attempt.state, self._now()
        seat_state: SeatState = "in_progress" if status.state == "running" else status.state
        return replace(
            seat,
            state=seat_state,
            attempt_id=self.attempt.attempt_id,
            epoch=self.attempt.epoch,
            answered=len(state.responses),
            items=len(self.attempt.places),
            flagged=len(state.flagged),
            remaining_ms=self.attempt.remaining_ms(moment),
            allotted_ms=state.allotted_ms,
            saved_at=self._saved_at,
            saves=self.journal.saves,
            sequence=state.last_sequence,
            save_failed=self._save_failed,
            help_called=self._supervision.help_called,
            warnings=state.warnings,
            lost_ms=status.lost_ms,
            needs_proctor=status.needs_proctor,
            incident=status.incident,
            incident_kind=status.incident_kind,
            challenge=status.challenge,
        )

    def _save_state(self, state: SaveState, error: KnownError | None) -> None:
        self._save_failed = error.code if error else ""
        if self.journal.saves != self._saves:
            self._saves, self._saved_at = self.journal.saves, self._now().wall_time
        self.on_save_state(state, error)

    def _submitted(self) -> None:
        self._supervision.help_called = False
        # Meanwhile the hand-in may have been taken back, or what was handed in been voided.
        if self.attempt.finished and not self.attempt.state.set_aside:
            self.on_submitted(self._receipt(self.attempt))

    def _step(self, place: Place | None) -> ItemView:
        return self.item() if place is None else self.go_to(place.item)

    def _store(self, recorded: list[Recorded]) -> None:
        self.journal.append(recorded)
        offered = self.attempt.state.offered
        if offered is not self._offered:
            self._offered = offered
            cover = self._views.section_cover()
            if cover is not None:
                self.on_section_cover(cover)
