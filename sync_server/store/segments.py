"""Segments as they came, and how far each epoch of each attempt has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from sync_server.store.database import Connection
from sync_server.store.tables import attempt_epoch, segment


@dataclass(frozen=True)
class SegmentRow:
    """A stored segment; `envelope` is what the device signed, `receipt` what it was answered last.

    `upstream_receipt`: the centre's, where a room node has it already.
    """

    event_id: str
    digest: str
    sitting_id: str
    attempt_id: str
    epoch: int
    first_sequence: int
    last_sequence: int
    device_id: str
    quarantined: bool
    log_position: int
    received_at: str
    envelope: bytes
    receipt: bytes
    upstream_receipt: bytes | None = None


@dataclass(frozen=True)
class KnownSegment:
    """What is needed to answer a segment that came again."""

    quarantined: bool
    log_position: int
    received_at: str
    receipt: bytes


@dataclass(frozen=True)
class EpochRow:
    """One epoch of an attempt. `runs` is the JSON of `services.coverage`.

    `final_sequence` and `reopened_sequence`: those of the last `submitted` and `reopened`.
    """

    event_id: str
    attempt_id: str
    epoch: int
    sitting_id: str
    candidate_number: str
    form: str
    runs: str
    final_sequence: int | None
    forked: bool
    updated_at: str
    reopened_sequence: int | None = None


_SEGMENT_KEY = (segment.c.event_id == bindparam("key_event")) & (segment.c.digest == bindparam("key_digest"))
_NEW_RECEIPT = update(segment).where(_SEGMENT_KEY).values(receipt=bindparam("new_receipt"))
_EPOCH_KEY = (
    (attempt_epoch.c.event_id == bindparam("key_event"))
    & (attempt_epoch.c.attempt_id == bindparam("key_attempt"))
    & (attempt_epoch.c.epoch == bindparam("key_epoch"))
)
_CHANGED_EPOCH = (
    update(attempt_epoch)
    .where(_EPOCH_KEY)
    .values(
        runs=bindparam("new_runs"),
        final_sequence=bindparam("new_final"),
        forked=bindparam("new_forked"),
        updated_at=bindparam("new_time"),
        reopened_sequence=bindparam("new_reopened"),
    )
)


def known_segments(connection: Connection, event_id: str, digests: Sequence[str]) -> dict[str, KnownSegment]:
    """Those of `digests` that are stored already."""
    c = segment.c
    query = select(c.digest, c.quarantined, c.log_position, c.received_at, c.receipt)
    rows = connection.execute(query.where((c.event_id == event_id) & c.digest.in_(digests)))
    return {row[0]: KnownSegment(*row[1:]) for row in rows}


def add_segments(connection: Connection, rows: Sequence[SegmentRow]) -> None:
    """Store new segments with their receipts."""
    if rows:
        connection.execute(insert(segment), [row.__dict__ for row in rows])


def replace_receipts(connection: Connection, event_id: str, receipts: dict[str, bytes]) -> None:
    """Newer receipts, by segment digest."""
    if receipts:
        connection.execute(
            _NEW_RECEIPT,
            [{"key_event": event_id, "key_digest": each, "new_receipt": new} for each, new in receipts.items()],
        )


def find_epochs(connection: Connection, event_id: str, attempt_ids: Sequence[str]) -> list[EpochRow]:
    """All epochs of these attempts. The caller holds the event's log, which is the lock over them."""
    query = select(attempt_epoch).where((attempt_epoch.c.event_id == event_id) & attempt_epoch.c.attempt_id.in_(attempt_ids))
    return [EpochRow(*row) for row in connection.execute(query)]


def add_epochs(connection: Connection, rows: Sequence[EpochRow]) -> None:
    """New epochs."""
    if rows:
        connection.execute(insert(attempt_epoch), [row.__dict__ for row in rows])


def change_epochs(connection: Connection, rows: Sequence[EpochRow]) -> None:
    """Epochs that went further."""
    if rows:
        connection.execute(_CHANGED_EPOCH, [_changed(row) for row in rows])


def _changed(row: EpochRow) -> dict[str, object]:
    return {
        "key_event": row.event_id,
        "key_attempt": row.attempt_id,
        "key_epoch": row.epoch,
        "new_runs": row.runs,
        "new_final": row.final_sequence,
        "new_forked": row.forked,
        "new_time": row.updated_at,
        "new_reopened": row.reopened_sequence,
    }


def segment_covering(
    connection: Connection, event_id: str, attempt_id: str, epoch: int, sequence: int
) -> tuple[int, bytes] | None:
    """First sequence and envelope of a stored, understood segment that holds this sequence, or None."""
    c = segment.c
    query = (
        select(c.first_sequence, c.envelope)
        .where((c.event_id == event_id) & (c.attempt_id == attempt_id) & (c.epoch == epoch))
        .where((c.first_sequence <= sequence) & (c.last_sequence >= sequence) & ~c.quarantined)
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else (row[0], row[1])


def attempt_segments(connection: Connection, event_id: str, attempt_id: str) -> list[SegmentRow]:
    """Every segment of an attempt, by epoch and sequence."""
    c = segment.c
    query = select(segment).where((c.event_id == event_id) & (c.attempt_id == attempt_id))
    rows = connection.execute(query.order_by(c.epoch, c.first_sequence, c.last_sequence, c.digest))
    return [SegmentRow(*row) for row in rows]


def segment_facts(connection: Connection, event_id: str, attempt_id: str) -> list[str]:
    """Digest of every segment of an attempt, with a mark where the centre's receipt is here: changes when they change."""
    c = segment.c
    query = select(c.digest, c.upstream_receipt.is_not(None)).where((c.event_id == event_id) & (c.attempt_id == attempt_id))
    return [f"{row[0]}{'+' if row[1] else ''}" for row in connection.execute(query)]


def sitting_positions(connection: Connection, event_id: str, sitting_id: str) -> list[int]:
    """The positions of a sitting's segments in the event's log."""
    c = segment.c
    query = select(c.log_position).where((c.event_id == event_id) & (c.sitting_id == sitting_id))
    return list(connection.execute(query).scalars())


def sitting_epochs(connection: Connection, event_id: str, sitting_id: str) -> list[EpochRow]:
    """Every epoch of every attempt of a sitting."""
    c = attempt_epoch.c
    query = select(attempt_epoch).where((c.event_id == event_id) & (c.sitting_id == sitting_id))
    return [EpochRow(*row) for row in connection.execute(query.order_by(c.candidate_number, c.attempt_id, c.epoch))]
