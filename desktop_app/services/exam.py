"""One exam on the screen: the engine, the pack and the journal together, in the words of the exam page.

Every method is fast and is called on the GUI thread; storing happens in the background. A practice is the same with a
journal that keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from desktop_app.delivery.attempt import Attempt, Recorded
from desktop_app.delivery.timekeeper import Moment
from desktop_app.services.journal import Journal, PracticeJournal, SaveListener
from desktop_app.services.supervision import Seat, Supervision
from desktop_app.services.views import (
    CandidateView,
    ClockView,
    InteractionView,
    ItemView,
    NavigatorCell,
    ReceiptView,
    ReviewView,
    SaveState,
    SessionStatus,
)
from question_packs.assessment.ordering import in_seed_order
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
        self._now = now
        self._ticked_at_ms = now().boot_ms

    # --- what is on the screen

    def item(self) -> ItemView:
        """The current item."""
        place = self.attempt.current
        item = self._pack.item(place.item)
        responses = self.attempt.state.responses.get(place.item, {})
        seed = self.attempt.form.seed
        return ItemView(
            identifier=place.item,
            number=place.number,
            total=len(self.attempt.form.places),
            section_title=place.section.title,
            body=item.body,
            interactions=tuple(
                InteractionView(in_seed_order(each, item.identifier, seed), responses.get(each.response_identifier, ()))
                for each in item.interactions
            ),
            flagged=place.item in self.attempt.state.flagged,
            can_go_back=self._neighbour(-1) is not None,
            can_go_forward=self._neighbour(+1) is not None,
            leaves_section=self._leaves_section(),
        )

    def medium(self, name: str) -> tuple[bytes, str] | None:
        """A figure of the pack: bytes and media type."""
        return self._pack.medium(name)

    def cells(self) -> tuple[NavigatorCell, ...]:
        """The navigator."""
        state = self.attempt.state
        return tuple(
            NavigatorCell(
                number=place.number,
                item=place.item,
                section_title=place.section.title,
                answered=place.item in state.responses,
                flagged=place.item in state.flagged,
                current=place.item == state.presented,
                open=self.attempt.is_open(place),
            )
            for place in self.attempt.form.places
        )

    def clock(self) -> ClockView:
        """Time left."""
        moment = self._now()
        return ClockView(self.attempt.remaining_ms(moment), self.attempt.section_remaining_ms(moment))

    def review(self) -> ReviewView:
        """What handing in now would mean."""
        state = self.attempt.state
        return ReviewView(
            answered=len(state.responses),
            unanswered=tuple(p.number for p in self.attempt.form.places if p.item not in state.responses),
            flagged=tuple(p.number for p in self.attempt.form.places if p.item in state.flagged),
            wait_ms=self.attempt.wait_before_submit_ms(self._now()),
        )

    # --- what the candidate does

    def go_to(self, item: str) -> ItemView:
        """Show another item (`DEL-03` if it is closed)."""
        self._store(self.attempt.go_to(item, self._now()))
        return self.item()

    def next(self) -> ItemView:
        """The next item, or this one again where there is none."""
        return self.go_to(self._neighbour(+1) or self.attempt.current.item)

    def previous(self) -> ItemView:
        """The previous item, or this one again."""
        return self.go_to(self._neighbour(-1) or self.attempt.current.item)

    def respond(self, response: Response, response_identifier: str = ev.RESPONSE) -> None:
        """Answer an interaction of the current item; an empty response takes the answer back."""
        item = self._pack.item(self.attempt.current.item)
        self._store(self.attempt.respond(item, response, self._now(), response_identifier))

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
            items=len(self.attempt.form.places),
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

    def _leaves_section(self) -> bool:
        here, after = self.attempt.current, self._neighbour(+1)
        if after is None or here.section.time_limits.max_time is None:
            return False
        return self.attempt.form.by_item[after].section is not here.section

    def _neighbour(self, step: int) -> str | None:
        index = self.attempt.current.number - 1 + step
        places = self.attempt.form.places
        return places[index].item if 0 <= index < len(places) and self.attempt.is_open(places[index]) else None

    def _store(self, recorded: list[Recorded]) -> None:
        self.journal.append(recorded)
