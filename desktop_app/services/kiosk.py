"""The kiosk's use cases, from the ready state of the PC to the receipt. All that the candidate's pages may call.

Every method is called on the store's thread and may take a moment; the `ExamSession` that `start`, `resume` and `practice`
return is fast and belongs to the GUI thread. Any method may raise `KnownError`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.delivery.attempt import Attempt
from desktop_app.delivery.form import Form, under_conditions
from desktop_app.services import presenting
from desktop_app.services.exam import ExamSession
from desktop_app.services.journal import PracticeJournal, StoreJournal
from desktop_app.services.readiness import ready_checks
from desktop_app.services.sittings import Sittings
from desktop_app.services.views import CandidateView, ReadyView, ReceiptView, SittingState
from desktop_app.services.worker import Worker
from desktop_app.services.workstation import Workstation
from desktop_app.store.attempts import AttemptRow
from desktop_app.version import VERSION
from question_packs.assessment.model import AssessmentTest
from question_packs.errors import KnownError
from question_packs.pack.reader import OpenPack
from question_packs.records import events as ev
from question_packs.records.attempt_state import AttemptState, fold
from question_packs.records.orders import RosterEntry, SittingOrder, open_key_slots
from question_packs.records.receipts import verify_result
from question_packs.sealing.codes import normalise_code, pin_matches

log = logging.getLogger(__name__)

FREE_TRIES = 3
FIRST_WAIT_S = 5
LONGEST_WAIT_S = 60


@dataclass
class _SignedIn:
    """The person at this PC, from sign-in to sign-out."""

    order: SittingOrder
    entry: RosterEntry
    rules_accepted_at: str = ""
    attempt_id: str = ""


class Kiosk:
    """One exam-room PC as its pages see it."""

    def __init__(self, workstation: Workstation, sittings: Sittings, worker: Worker) -> None:
        self._workstation = workstation
        self._sittings = sittings
        self._worker = worker
        self._signed_in: _SignedIn | None = None
        self._packs: dict[str, OpenPack] = {}
        self._wait_until_ms = 0
        self.on_outbox: Callable[[], None] = lambda: None

    # --- the PC and its sittings

    def ready(self) -> ReadyView:
        """The state of this PC."""
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
        normalise_code(typed_code)
        order = self._workstation.order(sitting_id)
        store = self._sittings.store(sitting_id)
        if store.closed:
            raise KnownError("OPN-01")
        verified = [self._workstation.pack(digest) for digest in _pack_digests(order)]
        identities = open_key_slots(order, typed_code, self._workstation.device())
        self._packs = {pack.digest: OpenPack(pack, identities[pack.digest]) for pack in verified}
        store.remember_opened(identities)
        log.info("sitting opened")

    def close_sitting(self, sitting_id: str, typed_code: str) -> None:
        """Close the sitting on this PC; its code is used up. Not while a candidate is still sitting (`OPN-02`)."""
        order = self._workstation.order(sitting_id)
        store = self._sittings.store(sitting_id)
        open_key_slots(order, typed_code, self._workstation.device())
        if any(not attempt.submitted for attempt in store.attempts()):
            raise KnownError("OPN-02")
        store.close_sitting()
        self._packs = {}
        log.info("sitting closed")

    # --- the candidate

    def sign_in(self, sitting_id: str, candidate_number: str, pin: str) -> CandidateView:
        """Check number and PIN. Wrong: `SIG-01`; after three wrong ones each try waits longer (`SIG-02`), never for ever.

        Who has handed in here may sign in again to see the `receipt`, even after the sitting was closed.
        """
        order = self._workstation.order(sitting_id)
        store = self._sittings.store(sitting_id)
        now_ms = self._workstation.machine.moment().boot_ms
        if now_ms < self._wait_until_ms:
            raise KnownError("SIG-02", seconds=-(-(self._wait_until_ms - now_ms) // 1000))
        number = candidate_number.strip()
        entry = order.candidate(number)
        if entry is None or not pin_matches(entry.pin_verifier, pin):
            # Numbers that nobody has count together: guessing them is slowed down as well.
            failures = store.count_sign_in_failure(number if entry else "")
            self._wait_until_ms = now_ms + 1000 * sign_in_wait_s(failures)
            raise KnownError("SIG-01")
        store.forget_sign_in_failures(number)
        attempt_id = ev.attempt_id_of(sitting_id, number, entry.form)
        row = store.attempt(attempt_id)
        here = _SignedIn(order, entry, attempt_id=attempt_id)
        if row is not None and row.submitted:
            view = presenting.handed_in_view(order, entry, self._handed_in(here, row))
        else:
            view = self._candidate_view(order, entry, self._pack_of(order, entry))
        self._signed_in = here
        return view

    def accept_rules(self) -> None:
        """The candidate accepted the rules and the integrity pact, now."""
        self._here().rules_accepted_at = self._workstation.machine.moment().wall_time

    def practice(self) -> ExamSession:
        """The practice pack in the same exam page; nothing is kept."""
        here = self._here()
        practice = here.order.practice
        if practice is None:
            raise KnownError("PCK-03", digest="latihan")
        pack = self._opened(here.order, practice.pack_digest)
        form = Form(pack.test, here.entry.seed)
        attempt = Attempt(ev.attempt_id_of("practice", here.entry.candidate_number, practice.form), 1, form)
        session = self._session(here.order, here.entry, attempt, pack, PracticeJournal())
        attempt.start(self._started(here, practice.pack_digest, pack), self._workstation.machine.moment())
        return session

    def start(self, token: str) -> ExamSession:
        """Check the start token and start the clock. The first events are durable before this returns."""
        here = self._here()
        if not pin_matches(here.order.start_token_verifier, token):
            raise KnownError("SIG-04")
        store = self._sittings.store(here.order.sitting_id)
        row = store.attempt(here.attempt_id)
        if row is not None:
            return self._resumed(here.order, here.entry, row)
        pack = self._pack_of(here.order, here.entry)
        attempt = Attempt(here.attempt_id, 1, _form(here.order, here.entry, pack.test, here.entry.seed))
        moment = self._workstation.machine.moment()
        events = attempt.start(self._started(here, pack.digest, pack), moment)
        store.begin(
            AttemptRow(here.attempt_id, 1, here.entry.candidate_number, here.entry.form, 0, moment.wall_ms, False, -1, None),
            [(event.sequence, event.line) for event in events],
        )
        return self._stored_session(here.order, here.entry, attempt, pack)

    def resume(self) -> ExamSession | None:
        """The unfinished attempt of this PC with the time of its last durable tick; the clock runs again at once."""
        found = self._sittings.unfinished()
        if found is None:
            return None
        order, row = found
        entry = order.candidate(row.candidate_number)
        if entry is None:
            raise KnownError("ORD-03", sitting=order.sitting_id)
        return self._resumed(order, entry, row)

    def _resumed(self, order: SittingOrder, entry: RosterEntry, row: AttemptRow) -> ExamSession:
        store = self._sittings.store(order.sitting_id)
        attempt, pack = self._load(order, entry, row)
        self._signed_in = _SignedIn(order, entry, attempt_id=row.attempt_id)
        moment = self._workstation.machine.moment()
        lost_ms = moment.wall_ms - row.ticked_wall_ms
        events = attempt.resume("restart", lost_ms if lost_ms >= 0 else None, moment)
        store.append(row.attempt_id, row.epoch, [(event.sequence, event.line) for event in events])
        log.info("attempt resumed")
        return self._stored_session(order, entry, attempt, pack)

    def receipt(self) -> ReceiptView:
        """The newest state of what the person here handed in: at the centre or not, the result if it came."""
        here = self._here()
        store = self._sittings.store(here.order.sitting_id)
        row = store.attempt(here.attempt_id)
        if row is None:
            raise KnownError("DEL-06")
        attempt = self._handed_in(here, row)
        envelope = store.result(here.attempt_id)
        result = verify_result(envelope, self._workstation.trust()) if envelope else None
        return presenting.receipt_view(here.order, here.entry, attempt, row.completed_at is not None, result)

    def _handed_in(self, here: _SignedIn, row: AttemptRow) -> presenting.HandedIn:
        lines = self._sittings.store(here.order.sitting_id).lines(row.attempt_id, row.epoch)
        start = ev.Link(0, ev.genesis_hash(row.attempt_id, row.epoch))
        events, link = ev.follow_chain(start, row.attempt_id, row.epoch, lines)
        return _handed_in(row.attempt_id, link.previous_hash, fold(events))

    def hand_in_to_stick(self, folder: Path) -> int:
        """Write every segment that waits for a receipt to a stick, of all sittings; take in receipts that lie there."""
        road = self._workstation.stick(folder)
        sent, refusals = 0, []
        for order, syncer in self._sittings.syncers(lambda call: call()):
            try:
                sent += syncer.run_once(road).sent
                if order is not None and order.policies.show_result:
                    syncer.fetch_results(road)
            except KnownError as error:
                # A damaged store must not keep the other sittings' answers from being carried.
                refusals.append(error)
        if refusals:
            raise refusals[0]
        return sent

    def sign_out(self) -> None:
        """Make room for the next candidate."""
        self._signed_in = None

    # --- how

    def _here(self) -> _SignedIn:
        if self._signed_in is None:
            raise KnownError("SIG-01")
        return self._signed_in

    def _pack_of(self, order: SittingOrder, entry: RosterEntry) -> OpenPack:
        return self._opened(order, order.form_pack(entry.form).pack_digest)

    def _opened(self, order: SittingOrder, digest: str) -> OpenPack:
        if digest not in self._packs:
            store = self._sittings.store(order.sitting_id)
            identity = store.opened_packs().get(digest)
            if identity is None:
                raise KnownError("OPN-01" if store.closed else "OPN-03")
            self._packs[digest] = OpenPack(self._workstation.pack(digest), identity)
        return self._packs[digest]

    def _load(self, order: SittingOrder, entry: RosterEntry, row: AttemptRow) -> tuple[Attempt, OpenPack]:
        """A stored attempt on the pack and the seed that it was started with, whatever a newer order says."""
        lines = self._sittings.store(order.sitting_id).lines(row.attempt_id, row.epoch)
        started = ev.decode_event(lines[0]).body
        if not isinstance(started, ev.Started):
            raise KnownError("REC-03", sequence=0, reason="the chain does not start at its beginning")
        pack = self._opened(order, started.pack_digest)
        form = _form(order, entry, pack.test, started.seed)
        return Attempt.load(row.attempt_id, row.epoch, form, lines, row.elapsed_ms), pack

    def _candidate_view(self, order: SittingOrder, entry: RosterEntry, pack: OpenPack) -> CandidateView:
        return presenting.candidate_view(order, entry, pack.test, len(_form(order, entry, pack.test, entry.seed).places))

    def _started(self, here: _SignedIn, digest: str, pack: OpenPack) -> ev.Started:
        return ev.Started(
            sitting_id=here.order.sitting_id,
            candidate_number=here.entry.candidate_number,
            form=here.entry.form,
            pack_digest=digest,
            order_revision=here.order.revision,
            device_id=self._workstation.device().key_id,
            seat=here.entry.seat,
            seed=here.entry.seed,
            allotted_ms=presenting.allotted_ms(pack.test, here.entry),
            rules_accepted_at=here.rules_accepted_at,
        )

    def _stored_session(self, order: SittingOrder, entry: RosterEntry, attempt: Attempt, pack: OpenPack) -> ExamSession:
        store = self._sittings.store(order.sitting_id)
        journal = StoreJournal(store, self._worker, attempt.attempt_id, attempt.epoch)
        self._sittings.on_reached[attempt.attempt_id] = journal.centre_reached
        return self._session(order, entry, attempt, pack, journal)

    def _session(
        self,
        order: SittingOrder,
        entry: RosterEntry,
        attempt: Attempt,
        pack: OpenPack,
        journal: PracticeJournal | StoreJournal,
    ) -> ExamSession:
        def receipt(finished: Attempt) -> ReceiptView:
            self.on_outbox()
            attempt = _handed_in(finished.attempt_id, finished.head_hash, finished.state)
            return presenting.receipt_view(order, entry, attempt, False, None)

        view = self._candidate_view(order, entry, pack)
        return ExamSession(attempt, pack, journal, view, self._workstation.machine.moment, receipt)


def sign_in_wait_s(failures: int) -> int:
    """Seconds to wait after so many wrong PINs in a row: none for the first three, then 5, 10, 20, 40, 60, 60 …"""
    if failures < FREE_TRIES:
        return 0
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(failures - FREE_TRIES, 10))


def _form(order: SittingOrder, entry: RosterEntry, test: AssessmentTest, seed: str) -> Form:
    extra = entry.accommodation.extra_time_percent
    return Form(under_conditions(test, order.policies.minimum_time_s, extra), seed)


def _handed_in(attempt_id: str, head_hash: str, state: AttemptState) -> presenting.HandedIn:
    """Not handed in yet: `DEL-07`."""
    if state.submitted is None:
        raise KnownError("DEL-07")
    return presenting.HandedIn(attempt_id, head_hash, state, state.submitted)


def _pack_digests(order: SittingOrder) -> list[str]:
    packs = [*order.forms, *([order.practice] if order.practice else [])]
    return list(dict.fromkeys(pack.pack_digest for pack in packs))
