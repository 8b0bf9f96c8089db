"""Attempts of this PC: begun, taken up again, taken over from another PC; each becomes an `ExamSession`.

Called on the store's thread by `services.kiosk`. What a method returns is durable.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.delivery.acting import OF_AN_ATTEMPT, Decision, Situation, act_on
from desktop_app.delivery.attempt import Attempt, Recorded
from desktop_app.delivery.form import Form, under_conditions
from desktop_app.delivery.lineage import lineage
from desktop_app.delivery.timekeeper import Moment
from desktop_app.services import admission, presenting
from desktop_app.services.act_book import ActBook
from desktop_app.services.admission import SignedIn
from desktop_app.services.disk_reserve import DiskReserve
from desktop_app.services.exam import ExamSession
from desktop_app.services.journal import Journal, PracticeJournal, StoreJournal, hands_in
from desktop_app.services.one_time import challenge_of
from desktop_app.services.packs import OpenPacks
from desktop_app.services.sittings import Sittings
from desktop_app.services.supervision import Seat, outcome_of
from desktop_app.services.taking_over import Inheritance
from desktop_app.services.views import CandidateView, ReceiptView
from desktop_app.services.worker import Worker
from desktop_app.services.workstation import Workstation
from desktop_app.store.attempts import AttemptRow, SittingStore
from question_packs.errors import KnownError
from question_packs.pack.reader import OpenPack
from question_packs.records import acts as pa
from question_packs.records import events as ev
from question_packs.records.acts import VerifiedAct
from question_packs.records.attempt_state import AttemptState
from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.records.room import ActOutcome, Lease, LeaseRequest

log = logging.getLogger(__name__)

# Acts about a beginning that was: an attempt that moved here later begins after them.
_ABOUT_AN_EARLIER_BEGINNING = (pa.UndoStart, pa.VoidAndRestart, pa.Reopen)


@dataclass
class _Loaded:
    attempt: Attempt
    pack: OpenPack
    row: AttemptRow


class Attempts:
    """The attempts of all sittings on this PC. `lease` is set by whoever has a room node to ask."""

    def __init__(
        self, workstation: Workstation, sittings: Sittings, packs: OpenPacks, book: ActBook, worker: Worker
    ) -> None:
        self._workstation = workstation
        self._sittings = sittings
        self._packs = packs
        self._book = book
        self._worker = worker
        self.lease: Callable[[LeaseRequest], Lease] | None = None
        self.on_outbox: Callable[[], None] = lambda: None

    # --- begun

    def practice(self, here: SignedIn, digest: str, form_name: str) -> ExamSession:
        """The practice pack in the same exam page; nothing is kept."""
        pack = self._packs.open(here.order, digest)
        attempt_id = ev.attempt_id_of("practice", here.entry.candidate_number, form_name)
        attempt = Attempt(attempt_id, 1, Form(pack.test, here.entry.seed, pack.item))
        allotted_ms = presenting.allotted_ms(pack.test, here.entry)
        attempt.start(self._started(here, digest, allotted_ms), self._now())
        return self._session(
            here.order, here.entry, attempt, pack, PracticeJournal(), self._seat(here.order, here.entry, "")
        )

    def begin(self, here: SignedIn, acts: Sequence[VerifiedAct], skew_ms: int) -> ExamSession:
        """Start the clock. The first events are durable before this returns; acts from before have no effect any more."""
        order, entry, store = here.order, here.entry, self._sittings.store(here.order.sitting_id)
        digest = order.form_pack(entry.form).pack_digest
        pack = self._packs.open(order, digest)
        row = store.attempt(here.attempt_id)
        epoch = self._leased(here, admission.next_epoch(acts, entry.candidate_number, row.epoch if row else 0))
        attempt, moment = Attempt(here.attempt_id, epoch, _form(order, entry, pack, entry.seed)), self._now()
        full_ms = presenting.allotted_ms(pack.test, entry)
        allotted_ms = admission.allotted_to(here, acts, full_ms, moment.wall_ms + skew_ms)
        events = attempt.start(self._started(here, digest, allotted_ms), moment)
        row = AttemptRow(here.attempt_id, epoch, entry.candidate_number, entry.form, 0, moment.wall_ms, False, -1, None)
        settled = [act.act.act_id for act in self._book.about(order.sitting_id, entry.candidate_number)]
        store.begin(row, _rows(events), settled=settled)
        return self._stored_session(order, entry, _Loaded(attempt, pack, row), self._seat(order, entry, ""))

    def _leased(self, here: SignedIn, epoch: int) -> int:
        """The epoch to begin with: above every one that the room node knows. Another PC has the attempt: `ROM-02`."""
        lease = self._ask_lease(here.order, here.entry, here.attempt_id, epoch)
        return epoch if lease is None or lease.epoch <= epoch else lease.epoch + 1

    def _ask_lease(self, order: SittingOrder, entry: RosterEntry, attempt_id: str, epoch: int) -> Lease | None:
        """The room node's word; without a node this PC goes on alone."""
        if self.lease is None:
            return None
        try:
            return self.lease(LeaseRequest(order.sitting_id, entry.candidate_number, attempt_id, epoch))
        except KnownError as error:
            if error.code == "ROM-02":
                raise
            log.info("no lease: %s", error.code)
            return None

    # --- taken up again

    def resume(self, order: SittingOrder, entry: RosterEntry, row: AttemptRow) -> ExamSession:
        """An unfinished attempt of this PC with the time of its last durable tick. The clock stands until it is confirmed.

        Acts that came meanwhile are carried out first.
        """
        self._ask_lease(order, entry, row.attempt_id, row.epoch)
        loaded = self._load(order, entry, row)
        seat = self._seat(order, entry, "restart")
        seat.stood_since_ms, seat.lost_ms = row.ticked_wall_ms, self._gone_ms(row)
        self._catch_up_seat(seat, entry, loaded)
        log.info("attempt taken up again")
        return self._stored_session(order, entry, loaded, seat)

    def _catch_up_seat(self, seat: Seat, entry: RosterEntry, loaded: _Loaded) -> None:
        warnings = loaded.attempt.state.warnings
        seat.outcomes = self.catch_up(seat.order, entry, loaded, seat.lost_ms)
        seat.warned = loaded.attempt.state.warnings > warnings

    def catch_up(
        self, order: SittingOrder, entry: RosterEntry, loaded: _Loaded, lost_ms: int | None = None
    ) -> list[ActOutcome]:
        """Carry out, durably, the acts that this attempt has not seen; what became of each."""
        store, number = self._sittings.store(order.sitting_id), entry.candidate_number
        situation = Situation(order.policies.undo_s, lost_ms)
        outcomes = []
        for act in self._book.pending(order.sitting_id, number):
            if self._is_to_follow(act, loaded.row):
                break
            code, moment = "", self._now()
            try:
                recorded = act_on(loaded.attempt, Decision.of(act), situation, moment)
                store.append(loaded.row.attempt_id, loaded.row.epoch, _rows(recorded), hands_in(recorded))
            except KnownError as error:
                if not error.code.startswith(("DEL-", "SIG-")):
                    raise
                code = error.code
            if loaded.attempt.moved:
                store.mark_moved(loaded.row.attempt_id)
            store.settle_acts(number, [act.act.act_id])
            if isinstance(act.act.body, OF_AN_ATTEMPT):
                outcomes.append(self.outcome(act, number, code))
        return outcomes

    def _is_to_follow(self, act: VerifiedAct, row: AttemptRow) -> bool:
        """Whether a transfer brings the attempt here under a newer epoch; what came after it is for that one."""
        body = act.act.body
        return (
            isinstance(body, pa.Transfer)
            and body.to_device == self._workstation.device().key_id
            and body.to_epoch > row.epoch
        )

    def outcome(self, act: VerifiedAct, number: str, code: str) -> ActOutcome:
        """What this PC made of an act."""
        return outcome_of(act.act.act_id, self._workstation.device().key_id, number, code, self._now())

    def settle(self, order: SittingOrder, entry: RosterEntry, row: AttemptRow) -> list[ActOutcome]:
        """Carry out what came for an attempt of this PC that no session runs, such as a hand-in taken back or a restart."""
        pending = self._book.pending(order.sitting_id, entry.candidate_number)
        if not any(isinstance(act.act.body, OF_AN_ATTEMPT) for act in pending):
            return []
        return self.catch_up(order, entry, self._load(order, entry, row), self._gone_ms(row))

    def _gone_ms(self, row: AttemptRow) -> int | None:
        """How long nothing ran since the last durable tick; None where the wall clock went back."""
        gone_ms = self._now().wall_ms - row.ticked_wall_ms
        return gone_ms if gone_ms >= 0 else None

    def _load(self, order: SittingOrder, entry: RosterEntry, row: AttemptRow) -> _Loaded:
        """A stored attempt on the pack and the seed that it was started with, whatever a newer order says."""
        logs = self._sittings.store(order.sitting_id).logs(row.attempt_id)
        before = lineage(logs, row.epoch)
        first = before[0].lines[0] if before else logs[row.epoch][0]
        started = _started_of(first)
        pack = self._packs.open(order, started.pack_digest)
        form = _form(order, entry, pack, started.seed)
        attempt = Attempt.load(row.attempt_id, row.epoch, form, logs[row.epoch], row.elapsed_ms, before)
        return _Loaded(attempt, pack, row)

    # --- taken over

    def take_over(self, here: SignedIn, found: Inheritance, epoch: int, reason: str, act_id: str) -> ExamSession:
        """Go on under `epoch` with what another PC wrote. The clock stands until the candidate confirms.

        Handed in there already: `DEL-01`; another PC has it: `ROM-02`.
        """
        order, entry, store = here.order, here.entry, self._sittings.store(here.order.sitting_id)
        started = _started_of(found.logs[0].lines[0])
        pack = self._packs.open(order, started.pack_digest)
        form = _form(order, entry, pack, started.seed)
        attempt = Attempt.load(here.attempt_id, epoch, form, [], 0, found.logs)
        if attempt.finished:
            raise KnownError("DEL-01")
        self._ask_lease(order, entry, here.attempt_id, epoch)
        moment = self._now()
        event = attempt.record(found.transferred(self._workstation.device().key_id, reason, act_id), moment)
        elapsed_ms = attempt.elapsed_ms(moment)
        row = AttemptRow(
            here.attempt_id, epoch, entry.candidate_number, entry.form, elapsed_ms, moment.wall_ms, False, -1, None
        )
        store.begin(
            row,
            _rows([event]),
            inherited={log.epoch: log.lines for log in found.logs},
            settled=self._before(order, entry, attempt.state),
        )
        loaded = _Loaded(attempt, pack, row)
        seat = self._seat(order, entry, "transfer")
        seat.stood_since_ms = moment.wall_ms
        self._catch_up_seat(seat, entry, loaded)
        return self._stored_session(order, entry, loaded, seat)

    def _before(self, order: SittingOrder, entry: RosterEntry, state: AttemptState) -> list[str]:
        """Acts that the old PC carried out, or that came before the attempt began."""
        started_ms = admission.instant_ms(state.started_wall_time)
        return [
            act.act.act_id
            for act in self._book.about(order.sitting_id, entry.candidate_number)
            if act.act.act_id in state.acts
            or admission.instant_ms(act.act.at) < started_ms
            or isinstance(act.act.body, _ABOUT_AN_EARLIER_BEGINNING)
        ]

    # --- what was handed in

    def handed_in(self, store: SittingStore, row: AttemptRow) -> presenting.HandedIn | None:
        """A hand-in told from its events alone; None where there is none."""
        logs = store.logs(row.attempt_id)
        state = AttemptState()
        head = ""
        for epoch, lines in [*((log.epoch, log.lines) for log in lineage(logs, row.epoch)), (row.epoch, logs[row.epoch])]:
            start = ev.Link(0, ev.genesis_hash(row.attempt_id, epoch))
            events, link = ev.follow_chain(start, row.attempt_id, epoch, list(lines))
            for event in events:
                state.apply(event)
            head = link.previous_hash
        return presenting.HandedIn(row.attempt_id, head, state, state.submitted) if state.submitted else None

    # --- how

    def _now(self) -> Moment:
        return self._workstation.machine.moment()

    def _started(self, here: SignedIn, digest: str, allotted_ms: int) -> ev.Started:
        return ev.Started(
            sitting_id=here.order.sitting_id,
            candidate_number=here.entry.candidate_number,
            form=here.entry.form,
            pack_digest=digest,
            order_revision=here.order.revision,
            device_id=self._workstation.device().key_id,
            seat=here.entry.seat,
            seed=here.entry.seed,
            allotted_ms=allotted_ms,
            rules_accepted_at=here.rules_accepted_at,
        )

    def _seat(self, order: SittingOrder, entry: RosterEntry, standing: str) -> Seat:
        number = entry.candidate_number
        return Seat(
            order,
            number,
            self._workstation.device().key_id,
            challenge_of(self._sittings.store(order.sitting_id), number),
            standing,
            acts=self._book.about(order.sitting_id, number),
        )

    def _stored_session(self, order: SittingOrder, entry: RosterEntry, loaded: _Loaded, seat: Seat) -> ExamSession:
        store, attempt = self._sittings.store(order.sitting_id), loaded.attempt
        reserve = DiskReserve(self._workstation.folder.root)
        journal = StoreJournal(store, self._worker, attempt.attempt_id, attempt.epoch, reserve.let_go)
        self._sittings.on_reached[attempt.attempt_id] = journal.centre_reached
        return self._session(order, entry, attempt, loaded.pack, journal, seat)

    def _session(
        self, order: SittingOrder, entry: RosterEntry, attempt: Attempt, pack: OpenPack, journal: Journal, seat: Seat
    ) -> ExamSession:
        def receipt(finished: Attempt) -> ReceiptView:
            self.on_outbox()
            assert finished.state.submitted is not None
            handed_in = presenting.HandedIn(
                finished.attempt_id, finished.head_hash, finished.state, finished.state.submitted
            )
            return presenting.receipt_view(order, entry, handed_in, False, None)

        view = self.view(order, entry, pack)
        return ExamSession(attempt, pack, journal, view, self._workstation.machine.moment, receipt, seat)

    def view(self, order: SittingOrder, entry: RosterEntry, pack: OpenPack, continues: bool = False) -> CandidateView:
        """The person at this PC and what awaits them."""
        items = len(_form(order, entry, pack, entry.seed).places)
        return presenting.candidate_view(order, entry, pack.test, items, continues)


def _form(order: SittingOrder, entry: RosterEntry, pack: OpenPack, seed: str) -> Form:
    extra = entry.accommodation.extra_time_percent
    return Form(under_conditions(pack.test, order.policies.minimum_time_s, extra), seed, pack.item)


def _started_of(line: bytes) -> ev.Started:
    body = ev.decode_event(line).body
    if not isinstance(body, ev.Started):
        raise KnownError("REC-03", sequence=0, reason="the chain does not start at its beginning")
    return body


def _rows(events: Sequence[Recorded]) -> list[tuple[int, bytes]]:
    return [(event.sequence, event.line) for event in events]
