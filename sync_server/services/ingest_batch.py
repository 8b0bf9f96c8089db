"""One event's share of an ingest transaction: new segments, their receipts, coverage and Merkle leaves.

Called by `ingest` alone. Holding the lock on the event's log, it is the only writer of that event's attempts, however many
workers there are. Reads and writes each table once per batch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import msgspec

from question_packs.records.receipts import RECEIPT_TYPE, Receipt, sign_receipt
from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from sync_server.services.assemble import LogStatus, assemble
from sync_server.services.coverage import Coverage, Run, extend
from sync_server.services.verify_segment import VerifiedSegment
from sync_server.store import logs, segments
from sync_server.store.database import Connection
from sync_server.store.segments import EpochRow, KnownSegment, SegmentRow

EpochKey = tuple[str, int]
Status = Literal["accepted", "fork", "quarantined"]

_RUNS = msgspec.json.Decoder(tuple[Run, ...])


def coverage_of(row: EpochRow) -> Coverage:
    """What a stored epoch holds."""
    return Coverage(_RUNS.decode(row.runs), row.forked, row.final_sequence, row.reopened_sequence)


class EventBatch:
    """Stores segments of one event on the caller's transaction. Used once.

    `new_forks`: attempts found to be forked. `other_rooms`: attempts of which a PC of another room sent something new, and
    that room and PC.
    """

    def __init__(self, connection: Connection, event_id: str, centre: KeyPair, at: str) -> None:
        self._connection = connection
        self._event_id = event_id
        self._centre = centre
        self._at = at
        self._position, _ = logs.lock_head(connection, event_id, logs.OBJECTS)
        self._coverage: dict[EpochKey, Coverage] = {}
        self._stored_keys: set[EpochKey] = set()
        self._new: dict[str, tuple[VerifiedSegment, SegmentRow]] = {}
        self._new_receipts: dict[str, bytes] = {}
        self._changed: dict[EpochKey, VerifiedSegment] = {}
        self.new_forks: list[str] = []
        self.other_rooms: dict[str, str] = {}

    def store(self, batch: Sequence[VerifiedSegment]) -> dict[str, bytes]:
        """Write everything; return the receipts by segment digest."""
        known = segments.known_segments(self._connection, self._event_id, list({each.digest for each in batch}))
        self._load_coverage(sorted({each.attempt_id for each in batch}))
        first_position = self._position
        receipts = {each.digest: self._take(each, known.get(each.digest)) for each in batch}
        self._write(first_position)
        return receipts

    def _load_coverage(self, attempt_ids: list[str]) -> None:
        for row in segments.find_epochs(self._connection, self._event_id, attempt_ids):
            self._coverage[row.attempt_id, row.epoch] = coverage_of(row)
            self._stored_keys.add((row.attempt_id, row.epoch))

    def _take(self, segment: VerifiedSegment, known: KnownSegment | None) -> bytes:
        if known is not None:
            return self._answer_again(segment, known)
        if segment.digest in self._new:
            return self._new[segment.digest][1].receipt
        if segment.other_room:
            self.other_rooms[segment.attempt_id] = f"{segment.other_room} {segment.device_id}"
        if not segment.quarantined:
            self._extend(segment)
        row = self._row(segment)
        self._new[segment.digest] = segment, row
        receipt = self._receipt(segment, segment.quarantined, self._position, self._at)
        row = replace(row, receipt=sign_receipt(receipt, self._centre))
        self._new[segment.digest] = segment, row
        self._position += 1
        return row.receipt

    def _answer_again(self, segment: VerifiedSegment, known: KnownSegment) -> bytes:
        """The stored receipt, or a newer one where more is known by now."""
        receipt = encode(self._receipt(segment, known.quarantined, known.log_position, known.received_at))
        if dsse.unverified_payload(known.receipt, "receipt") == receipt:
            return known.receipt
        newer = dsse.sign(receipt, RECEIPT_TYPE, [self._centre])
        self._new_receipts[segment.digest] = newer
        return newer

    def _extend(self, segment: VerifiedSegment) -> None:
        key = segment.attempt_id, segment.epoch
        before = self._coverage.get(key, Coverage())
        run = Run(segment.first_sequence, segment.last_sequence, segment.previous_hash, segment.head_hash)
        after = extend(
            before,
            run,
            segment.final_sequence,
            segment.event_hash_at,
            lambda sequence: self._held_hash(key, sequence),
            segment.reopened_sequence,
        )
        if after.forked and not before.forked:
            self._tell_fork(segment.attempt_id)
        self._coverage[key] = after
        self._changed[key] = segment

    def _held_hash(self, key: EpochKey, sequence: int) -> str:
        """The hash of an event that is held already: in this batch or in the database."""
        for segment, _ in self._new.values():
            holds = segment.first_sequence <= sequence <= segment.last_sequence
            if holds and not segment.quarantined and (segment.attempt_id, segment.epoch) == key:
                return segment.event_hash_at(sequence)
        found = segments.segment_covering(self._connection, self._event_id, *key, sequence)
        assert found is not None, "coverage names a sequence that no segment holds"
        first_sequence, envelope = found
        lines = dsse.unverified_payload(envelope, "segment").split(b"\n")
        return hashlib.sha256(lines[1 + sequence - first_sequence]).hexdigest()

    def _receipt(self, segment: VerifiedSegment, quarantined: bool, position: int, received_at: str) -> Receipt:
        coverage = self._coverage.get((segment.attempt_id, segment.epoch), Coverage())
        attempt = self._attempt_status(segment.attempt_id)
        forked = coverage.forked or attempt == "fork"
        status: Status = "quarantined" if quarantined else "fork" if forked else "accepted"
        return Receipt(
            type="lontar.receipt/1",
            centre=self._centre.public.name,
            segment_digest=segment.digest,
            attempt_id=segment.attempt_id,
            epoch=segment.epoch,
            first_sequence=segment.first_sequence,
            last_sequence=segment.last_sequence,
            head_hash=segment.head_hash,
            sequence_reached=coverage.sequence_reached,
            gaps=coverage.gaps,
            status=status,
            complete=coverage.complete if attempt is None else attempt == "complete",
            log_position=position,
            received_at=received_at,
        )

    def _attempt_status(self, attempt_id: str) -> LogStatus | None:
        """How an attempt of several epochs stands as a whole; None where its one epoch says everything."""
        if sum(each == attempt_id for each, _ in self._coverage) < 2:
            return None
        stored = segments.attempt_segments(self._connection, self._event_id, attempt_id)
        status = assemble([*stored, *(row for _, row in self._new.values() if row.attempt_id == attempt_id)], None).status
        if status == "fork":
            self._tell_fork(attempt_id)
        return status

    def _tell_fork(self, attempt_id: str) -> None:
        told = attempt_id in self.new_forks or logs.is_told(self._connection, self._event_id, "fork", attempt_id)
        if not told:
            self.new_forks.append(attempt_id)

    def _row(self, segment: VerifiedSegment) -> SegmentRow:
        return SegmentRow(
            event_id=self._event_id,
            digest=segment.digest,
            sitting_id=segment.sitting_id,
            attempt_id=segment.attempt_id,
            epoch=segment.epoch,
            first_sequence=segment.first_sequence,
            last_sequence=segment.last_sequence,
            device_id=segment.device_id,
            quarantined=segment.quarantined,
            log_position=self._position,
            received_at=self._at,
            envelope=segment.envelope,
            receipt=b"",
        )

    def _write(self, first_position: int) -> None:
        leaves = [logs.Leaf("segment", digest) for digest in self._new]
        logs.append_leaves(self._connection, self._event_id, first_position, leaves)
        segments.add_segments(self._connection, [row for _, row in self._new.values()])
        segments.replace_receipts(self._connection, self._event_id, self._new_receipts)
        rows = {key: self._epoch_row(key, segment) for key, segment in self._changed.items()}
        segments.add_epochs(self._connection, [row for key, row in rows.items() if key not in self._stored_keys])
        segments.change_epochs(self._connection, [row for key, row in rows.items() if key in self._stored_keys])

    def _epoch_row(self, key: EpochKey, segment: VerifiedSegment) -> EpochRow:
        coverage = self._coverage[key]
        return EpochRow(
            event_id=self._event_id,
            attempt_id=segment.attempt_id,
            epoch=segment.epoch,
            sitting_id=segment.sitting_id,
            candidate_number=segment.candidate_number,
            form=segment.form,
            runs=encode(coverage.runs).decode(),
            final_sequence=coverage.final_sequence,
            forked=coverage.forked,
            updated_at=self._at,
            reopened_sequence=coverage.reopened_sequence,
        )
