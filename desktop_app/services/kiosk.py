"""The kiosk's use cases, from the ready state of the PC to the receipt. All that the candidate's pages may call.

Every method but `report` is called on the store's thread and may take a moment; `report`, and the `ExamSession` that
`start`, `resume`, `continue_here`, `take_over` and `practice` return, are fast and belong to the GUI thread. Any method may
raise `KnownError`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from desktop_app.services import admission, presenting
from desktop_app.services.act_book import ActBook, concerns
from desktop_app.services.admission import SignedIn
from desktop_app.services.attempts import Attempts
from desktop_app.services.exam import ExamSession
from desktop_app.services.moves import Moves
from desktop_app.services.one_time import challenge_of
from desktop_app.services.opening import Opening
from desktop_app.services.packs import OpenPacks
from desktop_app.services.readiness.first_page import ready_checks
from desktop_app.services.sign_in import SignInDesk
from desktop_app.services.sittings import Sittings
from desktop_app.services.supervision import CODE_PREFIX, CODE_REASON, OF_A_SEAT
from desktop_app.services.to_stick import hand_in_to_stick
from desktop_app.services.views import CandidateView, ReadyView, ReceiptView, SittingState
from desktop_app.services.worker import Worker
from desktop_app.services.workstation import Workstation
from desktop_app.store.attempts import AttemptRow
from desktop_app.version import VERSION
from question_packs.errors import KnownError
from question_packs.records import events as ev
from question_packs.records.act_codes import CodeKind, check_answer
from question_packs.records.acts import VerifiedAct
from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.records.receipts import verify_result
from question_packs.records.room import ActOutcome, Lease, LeaseRequest, SeatReport

log = logging.getLogger(__name__)


class Kiosk:
    """One exam-room PC as its pages see it.

    `lease` and `fetch_attempt` ask the room node and are set by whoever has one. `clock_skew_ms`: the node's clock minus
    this PC's, for what counts from the proctor's start. `acts`: the proctor's acts; while a session runs they go to
    `ExamSession.apply`, and always to `settle`. `on_outcome` hears, on any thread, what became of an act for this PC that
    could not be carried out when it came.
    """

    def __init__(self, workstation: Workstation, sittings: Sittings, worker: Worker) -> None:
        self._workstation = workstation
        self._sittings = sittings
        self._worker = worker
        self._packs = OpenPacks(workstation, sittings)
        self.acts = ActBook(workstation, sittings)
        self._attempts = Attempts(workstation, sittings, self._packs, self.acts, worker)
        self._signed_in: SignedIn | None = None
        self._session: ExamSession | None = None
        self._sign_in = SignInDesk(workstation, sittings, self.acts)
        self._moves = Moves(workstation, sittings, self.acts)
        self._opening = Opening(workstation, sittings, self._packs, self.acts)
        self._challenge = ""
        self._unsent = 0
        self.clock_skew_ms = 0
        self.on_outbox: Callable[[], None] = lambda: None
        self.on_outcome: Callable[[ActOutcome], None] = lambda outcome: None
        self._attempts.on_outbox = self._handed_in

    @property
    def lease(self) -> Callable[[LeaseRequest], Lease] | None:
        """Asks the room node whether this PC may have an attempt: `ROM-02`, or any `NET-…`, after which it goes on alone."""
        return self._attempts.lease

    @lease.setter
    def lease(self, ask: Callable[[LeaseRequest], Lease]) -> None:
        self._attempts.lease = ask

    @property
    def fetch_attempt(self) -> Callable[[str], list[bytes]] | None:
        """Asks the room node for the segments of an attempt, under all epochs."""
        return self._moves.fetch_attempt

    @fetch_attempt.setter
    def fetch_attempt(self, ask: Callable[[str], list[bytes]]) -> None:
        self._moves.fetch_attempt = ask

    # --- the PC and its sittings

    def ready(self) -> ReadyView:
        """The state of this PC, after what acts asked of it in vain was tried once more."""
        self._catch_up()
        station = self._workstation
        enrolment = station.folder.enrolment()
        orders = station.orders().values() if enrolment else ()
        return ReadyView(
            device_name=station.machine.name(),
            room_title=enrolment.room_title if enrolment else "",
            centre_name=enrolment.centre_name if enrolment else "",
            version=VERSION,
            checks=ready_checks(station, self._sittings),
            sittings=tuple(
                presenting.sitting_summary(order, self._state_of(order))
                for order in sorted(orders, key=lambda o: o.opens_at)
            ),
            unsent=self._sittings.unsent(),
            enrolled=enrolment is not None,
        )

    def _state_of(self, order: SittingOrder) -> SittingState:
        if any(not self._workstation.has_pack(form.pack_digest) for form in order.forms):
            return "pack_missing"
        if self._workstation.folder.is_forgotten(order.sitting_id):
            return "closed"
        if not self._workstation.folder.has_sitting(order.sitting_id):
            return "ready"
        try:
            store = self._sittings.store(order.sitting_id)
            return "closed" if store.closed else "open" if store.opened_packs() else "ready"
        except KnownError:
            # A damaged store is told by its check; it must not take the whole PC with it.
            return "closed"

    def enrol(self, ticket_path: Path) -> None:
        """Enrol this PC with a ticket."""
        self._workstation.enrol(ticket_path)
        self.on_outbox()

    def read_stick(self, folder: Path) -> tuple[int, int]:
        """Take orders and packs from a stick; how many of each."""
        return self._workstation.read_stick(folder)

    def open_sitting(self, sitting_id: str, typed_code: str) -> None:
        """Open the packs of a sitting with its opening code, for this PC and this sitting only."""
        self._opening.open_by_code(sitting_id, typed_code)

    def close_sitting(self, sitting_id: str, typed_code: str) -> None:
        """Close the sitting on this PC; its code is used up. Not while a candidate is still sitting (`OPN-02`)."""
        self._opening.close_by_code(sitting_id, typed_code)

    # --- the candidate

    def sign_in(self, sitting_id: str, candidate_number: str, pin: str) -> CandidateView:
        """Check number and PIN. Wrong: `SIG-01`; after three wrong ones each try waits longer (`SIG-02`), never for ever.

        The view says whether an attempt `continues` here. Moved to another PC: `DEL-09`. Who has handed in here may sign in
        again to see the `receipt`, even after the sitting was closed.
        """
        order = self._workstation.order(sitting_id)
        number = candidate_number.strip()
        entry = self._sign_in.identify(order, number, pin)
        here = SignedIn(order, entry, ev.attempt_id_of(sitting_id, number, entry.form))
        move = self._moves.to_follow(order, number, here.attempt_id)
        self._session = None
        self._settle(order, number)
        row = self._sittings.store(sitting_id).attempt(here.attempt_id)
        if row is not None and row.submitted:
            view = self._signed_in_again(here, row)
        else:
            continues = move is not None or row is not None
            pack = self._packs.open(order, order.form_pack(entry.form).pack_digest)
            view = self._attempts.view(order, entry, pack, continues)
        self._signed_in = here
        return view

    def _signed_in_again(self, here: SignedIn, row: AttemptRow) -> CandidateView:
        """After a hand-in: its receipt, unless the proctor took it back meanwhile."""
        order, entry = here.order, here.entry
        handed_in = self._attempts.handed_in(self._sittings.store(order.sitting_id), row)
        if handed_in is not None and not handed_in.state.set_aside:
            return presenting.handed_in_view(order, entry, handed_in)
        pack = self._packs.open(order, order.form_pack(entry.form).pack_digest)
        return self._attempts.view(order, entry, pack, continues=handed_in is None)

    def accept_rules(self) -> None:
        """The candidate accepted the rules and the integrity pact, now."""
        self._here().rules_accepted_at = self._workstation.machine.moment().wall_time

    def practice(self) -> ExamSession:
        """The practice pack in the same exam page; nothing is kept."""
        here = self._here()
        practice = here.order.practice
        if practice is None:
            raise KnownError("PCK-03", digest="latihan")
        return self._attempts.practice(here, practice.pack_digest, practice.form)

    def start_released(self) -> bool:
        """Whether the proctor released the start of the person here, so that no token is needed."""
        here = self._here()
        return admission.is_released(here, self._acts_of(here))

    def start(self, token: str) -> ExamSession:
        """Start the clock, by the proctor's act (empty token) or by the start token. Refused as `admission.check_start`.

        An attempt that was started here before is taken up again, as by `resume`.
        """
        here = self._here()
        acts = self._acts_of(here)
        self._renew(here, acts)
        store = self._sittings.store(here.order.sitting_id)
        row = store.attempt(here.attempt_id)
        now_ms = self._workstation.machine.moment().wall_ms + self.clock_skew_ms
        if row is not None and not row.submitted:
            return self._goes_on(here.order, here.entry, row)
        admission.check_start(here, acts, token, now_ms)
        handed_in = self._attempts.handed_in(store, row) if row else None
        if handed_in is not None and not handed_in.state.set_aside:
            raise KnownError("DEL-01")
        self._session = self._attempts.begin(here, acts, self.clock_skew_ms)
        return self._session

    def _renew(self, here: SignedIn, acts: list[VerifiedAct]) -> None:
        """The form may have changed since the sign-in, by a restart."""
        number = here.entry.candidate_number
        entry = admission.entry_of(here.order, acts, number)
        if entry is not None:
            here.entry, here.attempt_id = entry, ev.attempt_id_of(here.order.sitting_id, number, entry.form)

    def resume(self) -> ExamSession | None:
        """The unfinished attempt of this PC with the time of its last durable tick; the clock stands until it is confirmed.

        Running on another PC meanwhile: `ROM-02`.
        """
        for order, row in self._sittings.unfinished():
            acts = self.acts.about(order.sitting_id, row.candidate_number)
            entry = admission.entry_of(order, acts, row.candidate_number)
            if entry is None:
                raise KnownError("ORD-03", sitting=order.sitting_id)
            try:
                move = self._moves.to_follow(order, row.candidate_number, row.attempt_id)
            except KnownError as error:
                log.info("attempt left to another PC: %s", error.code)
                continue
            if move is not None:
                continue  # it comes back from another PC: the candidate signs in to go on
            return self._goes_on(order, replace(entry, form=row.form), row)
        return None

    def _goes_on(self, order: SittingOrder, entry: RosterEntry, row: AttemptRow) -> ExamSession:
        session = self._attempts.resume(order, entry, row)
        self._signed_in, self._session = SignedIn(order, entry, row.attempt_id), session
        return session

    def continue_here(self, stick: Path | None = None) -> ExamSession:
        """Go on with the attempt of the person here: this PC's own, or one that the proctor moved here.

        What the old PC wrote comes from the room node or from `stick`. Nothing at hand: `DEL-12`; nothing to go on with:
        `DEL-06`.
        """
        here = self._here()
        move = self._moves.to_follow(here.order, here.entry.candidate_number, here.attempt_id)
        row = self._sittings.store(here.order.sitting_id).attempt(here.attempt_id)
        if move is not None:
            found = self._moves.inheritance(here, move.to_epoch, move.from_device, stick)
            self._session = self._attempts.take_over(here, found, move.to_epoch, move.reason, move.act_id)
            return self._session
        if row is None or row.submitted:
            raise KnownError("DEL-06")
        return self._goes_on(here.order, here.entry, row)

    def take_over(self, candidate_number: str, typed_code: str, stick: Path | None = None) -> ExamSession:
        """Go on with the attempt of the person here by a one-time code (`transfer`), where no act can reach this PC.

        The code is good once, for this candidate and this PC (`ACT-03`). What the old PC wrote comes from the room node or
        from `stick`; without it nothing goes on (`DEL-12`), and the code stays good.
        """
        here = self._here()
        if candidate_number.strip() != here.entry.candidate_number:
            raise KnownError("SIG-01")
        store, number = self._sittings.store(here.order.sitting_id), here.entry.candidate_number
        challenge = challenge_of(store, number)
        check_answer(here.order, "transfer", challenge, number, typed_code)
        found = self._moves.inheritance(here, None, "", stick)
        epoch = found.logs[-1].epoch + 1
        self._session = self._attempts.take_over(here, found, epoch, CODE_REASON, CODE_PREFIX + challenge)
        return self._session

    def receipt(self) -> ReceiptView:
        """The newest state of what the person here handed in: at the centre or not, the result if it came."""
        here = self._here()
        store = self._sittings.store(here.order.sitting_id)
        row = store.attempt(here.attempt_id)
        if row is None:
            raise KnownError("DEL-06")
        attempt = self._attempts.handed_in(store, row)
        if attempt is None:
            raise KnownError("DEL-07")
        envelope = store.result(here.attempt_id)
        result = verify_result(envelope, self._workstation.trust()) if envelope else None
        return presenting.receipt_view(here.order, here.entry, attempt, row.completed_at is not None, result)

    def hand_in_to_stick(self, folder: Path) -> int:
        """Write every segment that waits for a receipt to a stick, of all sittings; take in receipts that lie there."""
        return hand_in_to_stick(self._workstation, self._sittings, folder)

    def _handed_in(self) -> None:
        """On the GUI thread. A sitting may wait for this hand-in to be closed."""
        self.on_outbox()
        self._worker.run(self._catch_up, lambda _: None, _raise)

    def _catch_up(self) -> None:
        for outcome in self._opening.carry_out_everything():
            self.on_outcome(outcome)

    def sign_out(self) -> None:
        """Make room for the next candidate."""
        self._signed_in = self._session = None
        self._challenge = ""

    # --- the proctor

    def settle(self, act: VerifiedAct) -> list[ActOutcome]:
        """What a new act does here where no session of its candidate runs: at sign-in, before the start, after the hand-in.

        And to this PC itself: opening and closing the sitting. A hand-in taken back is found by `resume` from now on.
        """
        order = self._workstation.order(act.act.sitting_id)
        store = self._sittings.store(order.sitting_id)
        numbers = {row.candidate_number for row in store.attempts() if concerns(act, row.candidate_number)}
        outcomes = [outcome for number in sorted(numbers) for outcome in self._settle(order, number)]
        here = self._signed_in
        if here is not None and isinstance(act.act.body, OF_A_SEAT) and concerns(act, here.entry.candidate_number):
            outcomes.append(self._attempts.outcome(act, here.entry.candidate_number, ""))
        return outcomes + self._opening.carry_out(order.sitting_id)

    def _settle(self, order: SittingOrder, number: str) -> list[ActOutcome]:
        """Carry out what came for the attempts of a candidate that no session runs."""
        store, running = self._sittings.store(order.sitting_id), self._session
        entry = admission.entry_of(order, self.acts.about(order.sitting_id, number), number)
        outcomes: list[ActOutcome] = []
        for row in store.attempts():
            runs = running is not None and running.attempt.attempt_id == row.attempt_id and not running.attempt.finished
            if entry is not None and row.candidate_number == number and not (row.moved or runs or store.closed):
                outcomes += self._attempts.settle(order, replace(entry, form=row.form), row)
        return outcomes

    def challenge(self) -> str:
        """What this screen shows for a one-time code: of the person here, or of who tried to sign in; empty: of nobody."""
        self._challenge = self._sign_in.challenge(self._signed_in)
        return self._challenge

    def answer(self, kind: CodeKind, typed: str, parameter: str = "") -> None:
        """A one-time code before the exam: `start`, `admit_late` (`parameter`: `full` or `remaining`), `release_sign_in`.

        Good once (`ACT-03`, `SEA-04`). Any other kind: `DEL-11`.
        """
        self._sign_in.answer(self._signed_in, kind, typed, parameter)

    # --- the room

    def report(self) -> SeatReport:
        """How this PC fares, for the room node and the console. GUI thread; asks for the outbox behind it."""
        self._worker.run(self._sittings.unsent, self._count_unsent, lambda error: None)
        here, session, machine = self._signed_in, self._session, self._workstation.machine
        seat = SeatReport(self._device_id, machine.name(), "idle", machine.moment().wall_time, unsent=self._unsent)
        # An attempt that goes on at another PC is not this one's any more, though its screen still says so.
        if here is None or (session is not None and session.attempt.moved):
            return seat
        seat = replace(
            seat,
            state="waiting" if here.rules_accepted_at else "signed_in",
            sitting_id=here.order.sitting_id,
            candidate_number=here.entry.candidate_number,
            seat=here.entry.seat,
            attempt_id=here.attempt_id,
            challenge=self._challenge,
        )
        begun = session is not None and not session.attempt.state.set_aside
        return session.report_facts(seat) if session is not None and begun else seat

    def _count_unsent(self, unsent: int) -> None:
        self._unsent = unsent

    @cached_property
    def _device_id(self) -> str:
        return self._workstation.device().key_id

    # --- how

    def _here(self) -> SignedIn:
        if self._signed_in is None:
            raise KnownError("SIG-01")
        return self._signed_in

    def _acts_of(self, here: SignedIn) -> list[VerifiedAct]:
        return self.acts.all(here.order.sitting_id)


def _raise(error: Exception) -> None:
    raise error
