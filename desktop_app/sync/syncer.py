"""The syncer: cuts the outbox into signed segments, sends them over a road, lets go only for receipts of the centre.

The room node's receipt says that the room holds a segment: it is not sent to that node again, and nothing is let go for it.

It runs on the network thread; whatever touches the store is handed to the store's thread through `on_store`. The same code
serves HTTPS and stick.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from desktop_app.store.attempts import SittingStore, StoredSegment, Uncut
from desktop_app.sync.transport import NodeRoad, Transport
from question_packs.errors import KnownError
from question_packs.records import events as ev
from question_packs.records.receipts import Receipt, verify_node_receipt, verify_receipt, verify_result
from question_packs.records.segments import MAX_EVENTS, SegmentHeader, build_segment, segment_digest
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.trust import TrustList

log = logging.getLogger(__name__)

T = TypeVar("T")
BATCH = 16
# Of events in one segment. A batch of signed segments must fit into one request, also where they carry files.
MOST_BYTES = 512 * 1024
# How many receipts are asked for in one request.
_ASKED_AT_ONCE = 200


class OnStore(Protocol):
    """Runs a call on the store's thread and waits for it."""

    def __call__(self, call: Callable[[], T]) -> T:
        """The call's result, or its exception."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What one round did.

    `receipts`: the centre's. `held`: how many segments a room node countersigned. `refused` receipts were not by one of them
    or not for this PC; they changed nothing.
    """

    sent: int
    receipts: tuple[Receipt, ...]
    held: int
    refused: int
    unsent: int


class Syncer:
    """Sends the outbox of one sitting."""

    def __init__(
        self,
        store: SittingStore,
        sitting_id: str,
        device: KeyPair,
        trust: TrustList,
        on_store: OnStore,
        node_keys: dict[str, str] | None = None,
    ) -> None:
        self._store = store
        self._sitting_id = sitting_id
        self._device = device
        self._trust = trust
        self._on_store = on_store
        self._node_keys = node_keys or {}

    def run_once(self, transport: Transport, node_id: str = "") -> Outcome:
        """One round: cut, send, take in receipts. Raises the transport's `NET-…`; what was not receipted stays.

        `node_id`: whose road it is if not the centre's; what that node holds already is not sent again.
        """
        self._on_store(self.cut)
        sent = 0
        answers: list[Receipt | str | None] = []
        for batch in self._batches(node_id):
            answers += [self._take_in(answer) for answer in transport.exchange([segment.envelope for segment in batch])]
            sent += len(batch)
        receipts = tuple(answer for answer in answers if isinstance(answer, Receipt))
        refused = answers.count(None)
        held = len(answers) - len(receipts) - refused
        return Outcome(sent, receipts, held, refused, self._on_store(self._store.unsent))

    def collect(self, road: NodeRoad, node_id: str) -> tuple[Receipt, ...]:
        """Ask a room node for the centre's receipts of what it holds; those that came."""
        digests = self._on_store(lambda: self._store.held(node_id, _ASKED_AT_ONCE))
        answers = [self._take_in(answer) for answer in road.receipts(digests)]
        return tuple(answer for answer in answers if isinstance(answer, Receipt))

    def fetch_result(self, transport: Transport, attempt_id: str) -> bool:
        """Ask for the result of a complete attempt and keep it; False if there is none yet."""
        envelope = transport.result(attempt_id)
        if envelope is None:
            return False
        if verify_result(envelope, self._trust).attempt_id != attempt_id:
            raise KnownError("SEA-01", what="result")
        self._on_store(lambda: self._store.keep_result(attempt_id, envelope))
        return True

    def fetch_results(self, transport: Transport) -> None:
        """Ask for the result of every complete attempt that has none yet; one that is not the centre's is passed over."""

        def wanted() -> list[str]:
            rows = self._store.attempts()
            return [row.attempt_id for row in rows if row.completed_at and self._store.result(row.attempt_id) is None]

        for attempt_id in self._on_store(wanted):
            try:
                self.fetch_result(transport, attempt_id)
            except KnownError as error:
                if error.code.startswith("NET-"):
                    raise
                log.warning("result refused: %s", error.code)

    def cut(self) -> int:
        """Cut whatever has no segment yet (on the store's thread); returns how many segments were made."""
        made = 0
        while runs := self._store.uncut(MAX_EVENTS, MOST_BYTES):
            for run in runs:
                envelope = self._sign(run)
                self._store.keep_segment(run, segment_digest(envelope), envelope)
            made += len(runs)
        return made

    def _sign(self, run: Uncut) -> bytes:
        attempt = run.attempt
        genesis = ev.genesis_hash(attempt.attempt_id, attempt.epoch)
        header = SegmentHeader(
            type="lontar.segment/1",
            sitting_id=self._sitting_id,
            candidate_number=attempt.candidate_number,
            form=attempt.form,
            attempt_id=attempt.attempt_id,
            epoch=attempt.epoch,
            first_sequence=run.first_sequence,
            last_sequence=run.first_sequence + len(run.lines) - 1,
            previous_hash=genesis if run.previous_line is None else ev.event_hash(run.previous_line),
            head_hash=ev.event_hash(run.lines[-1]),
            device_id=self._device.key_id,
        )
        return build_segment(header, run.lines, self._device)

    def _batches(self, node_id: str) -> list[list[StoredSegment]]:
        waiting = self._on_store(lambda: self._store.waiting(1000, node_id))
        # An empty round still asks a stick for receipts of earlier visits.
        return [waiting[start : start + BATCH] for start in range(0, len(waiting), BATCH)] or [[]]

    def _take_in(self, answer: bytes) -> Receipt | str | None:
        """The centre's receipt, or the id of the node that holds the segment; None: refused."""
        try:
            receipt = verify_receipt(answer, self._trust)
        except KnownError as error:
            return self._take_in_hold(answer, error)
        known = self._on_store(lambda: self._store.accept_receipt(receipt, answer))
        return receipt if known else None

    def _take_in_hold(self, answer: bytes, refusal: KnownError) -> str | None:
        try:
            if refusal.code != "SEA-02":
                raise refusal
            receipt, node_id = verify_node_receipt(answer, self._node_keys)
        except KnownError as error:
            log.warning("receipt refused: %s", error.code)
            return None
        known = self._on_store(lambda: self._store.hold(receipt, node_id))
        return node_id if known else None
