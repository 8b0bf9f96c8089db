"""The syncer: cuts the outbox into signed segments, sends them over a road, lets go only for receipts.

It runs on the network thread; whatever touches the store is handed to the store's thread through `on_store`. The same code
serves HTTPS and stick.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from desktop_app.store.attempts import SittingStore, StoredSegment, Uncut
from desktop_app.sync.transport import Transport
from question_packs.errors import KnownError
from question_packs.records import events as ev
from question_packs.records.receipts import Receipt, verify_receipt, verify_result
from question_packs.records.segments import MAX_EVENTS, SegmentHeader, build_segment, segment_digest
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.trust import TrustList

log = logging.getLogger(__name__)

T = TypeVar("T")
BATCH = 16


class OnStore(Protocol):
    """Runs a call on the store's thread and waits for it."""

    def __call__(self, call: Callable[[], T]) -> T:
        """The call's result, or its exception."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What one round did. `refused` receipts were not the centre's or not for this PC; they changed nothing."""

    sent: int
    receipts: tuple[Receipt, ...]
    refused: int
    unsent: int


class Syncer:
    """Sends the outbox of one sitting."""

    def __init__(self, store: SittingStore, sitting_id: str, device: KeyPair, trust: TrustList, on_store: OnStore) -> None:
        self._store = store
        self._sitting_id = sitting_id
        self._device = device
        self._trust = trust
        self._on_store = on_store

    def run_once(self, transport: Transport) -> Outcome:
        """One round: cut, send, take in receipts. Raises the transport's `NET-…`; what was not receipted stays."""
        self._on_store(self.cut)
        sent = 0
        receipts: list[Receipt] = []
        refused = 0
        for batch in self._batches():
            answers = transport.exchange([segment.envelope for segment in batch])
            sent += len(batch)
            for answer in answers:
                receipt = self._take_in(answer)
                if receipt is None:
                    refused += 1
                else:
                    receipts.append(receipt)
        return Outcome(sent, tuple(receipts), refused, self._on_store(self._store.unsent))

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
        runs = self._store.uncut(MAX_EVENTS)
        for run in runs:
            envelope = self._sign(run)
            self._store.keep_segment(run, segment_digest(envelope), envelope)
        return len(runs)

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

    def _batches(self) -> list[list[StoredSegment]]:
        waiting = self._on_store(lambda: self._store.waiting(1000))
        # An empty round still asks a stick for receipts of earlier visits.
        return [waiting[start : start + BATCH] for start in range(0, len(waiting), BATCH)] or [[]]

    def _take_in(self, answer: bytes) -> Receipt | None:
        try:
            receipt = verify_receipt(answer, self._trust)
        except KnownError as error:
            log.warning("receipt refused: %s", error.code)
            return None
        known = self._on_store(lambda: self._store.accept_receipt(receipt, answer))
        return receipt if known else None
