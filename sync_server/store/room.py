"""What only a room node keeps: outcomes of acts, leases of attempts, readiness certificates, receipts of the centre."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, tuple_, update

from sync_server.store.database import Connection
from sync_server.store.tables import act, act_outcome, lease, readiness, segment


@dataclass(frozen=True)
class OutcomeRow:
    """What one workstation made of an act, as it said last."""

    event_id: str
    act_id: str
    device_id: str
    candidate_number: str
    status: str
    code: str
    at: str


@dataclass(frozen=True)
class LeaseRow:
    """Which workstation goes on with an attempt. An empty `device_id`: a proctor let go of it, the next one may have it."""

    event_id: str
    attempt_id: str
    sitting_id: str
    candidate_number: str
    device_id: str
    epoch: int
    granted_at: str


@dataclass(frozen=True)
class ReadinessRow:
    """A readiness certificate. `forwarded_at` is None while the centre has not said that it has it."""

    device_id: str
    made_at: str
    room_id: str
    envelope: bytes
    forwarded_at: str | None = None


def put_outcomes(connection: Connection, rows: Sequence[OutcomeRow]) -> None:
    """What workstations said, instead of what they said before."""
    if not rows:
        return
    c = act_outcome.c
    newest = {(row.event_id, row.act_id, row.device_id): row for row in rows}
    connection.execute(delete(act_outcome).where(tuple_(c.event_id, c.act_id, c.device_id).in_(list(newest))))
    connection.execute(insert(act_outcome), [row.__dict__ for row in newest.values()])


def all_outcomes(connection: Connection) -> list[OutcomeRow]:
    """Every outcome."""
    return [OutcomeRow(*row) for row in connection.execute(select(act_outcome))]


def find_lease(connection: Connection, event_id: str, attempt_id: str) -> LeaseRow | None:
    """Who goes on with an attempt, or None if nobody ever asked."""
    where = (lease.c.event_id == event_id) & (lease.c.attempt_id == attempt_id)
    row = connection.execute(select(lease).where(where)).first()
    return None if row is None else LeaseRow(*row)


def put_lease(connection: Connection, row: LeaseRow) -> None:
    """This workstation goes on with the attempt, and no other."""
    where = (lease.c.event_id == row.event_id) & (lease.c.attempt_id == row.attempt_id)
    connection.execute(delete(lease).where(where))
    connection.execute(insert(lease).values(**row.__dict__))


def add_readiness(connection: Connection, row: ReadinessRow) -> None:
    """A certificate; the same one again changes nothing."""
    where = (readiness.c.device_id == row.device_id) & (readiness.c.made_at == row.made_at)
    if connection.execute(select(readiness.c.device_id).where(where)).first() is None:
        connection.execute(insert(readiness).values(**row.__dict__))


def newest_readiness(connection: Connection) -> dict[str, bytes]:
    """The newest certificate of each machine."""
    rows = connection.execute(select(readiness.c.device_id, readiness.c.envelope).order_by(readiness.c.made_at))
    return {row[0]: row[1] for row in rows}


def waiting_readiness(connection: Connection) -> list[ReadinessRow]:
    """Certificates that were not forwarded yet."""
    return [ReadinessRow(*row) for row in connection.execute(select(readiness).where(readiness.c.forwarded_at.is_(None)))]


def mark_forwarded(connection: Connection, row: ReadinessRow, at: str) -> None:
    """The centre has this certificate."""
    where = (readiness.c.device_id == row.device_id) & (readiness.c.made_at == row.made_at)
    connection.execute(update(readiness).where(where).values(forwarded_at=at))


def waiting_segments(connection: Connection) -> list[str]:
    """Digests of the segments that the centre has not receipted, each attempt's in its order."""
    c = segment.c
    query = select(c.digest).where(c.upstream_receipt.is_(None))
    return list(connection.execute(query.order_by(c.event_id, c.attempt_id, c.epoch, c.first_sequence, c.digest)).scalars())


def waiting_acts(connection: Connection) -> list[str]:
    """Digests of the acts that the centre has not receipted, in the order in which they came."""
    c = act.c
    query = select(c.digest).where(c.upstream_receipt.is_(None))
    return list(connection.execute(query.order_by(c.event_id, c.log_position)).scalars())


def segment_envelopes(connection: Connection, digests: Sequence[str]) -> list[bytes]:
    """The envelopes of these segments, in the order of `digests`."""
    rows = connection.execute(select(segment.c.digest, segment.c.envelope).where(segment.c.digest.in_(digests)))
    found = {row[0]: row[1] for row in rows}
    return [found[each] for each in digests]


def act_envelopes(connection: Connection, digests: Sequence[str]) -> list[bytes]:
    """The envelopes of these acts, in the order of `digests`."""
    found = {
        row[0]: row[1] for row in connection.execute(select(act.c.digest, act.c.envelope).where(act.c.digest.in_(digests)))
    }
    return [found[each] for each in digests]


def count_waiting(connection: Connection) -> int:
    """How many segments and acts the centre has not receipted."""
    questions = (select(func.count()).select_from(each).where(each.c.upstream_receipt.is_(None)) for each in (segment, act))
    return sum(connection.execute(each).scalar_one() for each in questions)


def centre_receipts(connection: Connection, digests: Iterable[str]) -> dict[str, bytes]:
    """The centre's receipts of these segments, as far as they are here."""
    c = segment.c
    query = select(c.digest, c.upstream_receipt).where(c.digest.in_(list(digests)) & c.upstream_receipt.is_not(None))
    return {row[0]: row[1] for row in connection.execute(query)}


def centre_act_receipts(connection: Connection, digests: Iterable[str]) -> dict[str, bytes]:
    """The centre's receipts of these acts, as far as they are here."""
    query = select(act.c.digest, act.c.upstream_receipt)
    found = connection.execute(query.where(act.c.digest.in_(list(digests)) & act.c.upstream_receipt.is_not(None)))
    return {row[0]: row[1] for row in found}


def receipted_attempts(connection: Connection, attempt_ids: Sequence[str]) -> set[str]:
    """Those of `attempt_ids` of which the centre has receipted every segment that is here."""
    c = segment.c
    query = select(c.attempt_id).where(c.attempt_id.in_(attempt_ids) & c.upstream_receipt.is_(None))
    return set(attempt_ids) - set(connection.execute(query).scalars())


def keep_segment_receipt(connection: Connection, digest: str, receipt: bytes) -> bool:
    """The centre's receipt of a segment that is held here; False if it is not."""
    changed = connection.execute(update(segment).where(segment.c.digest == digest).values(upstream_receipt=receipt))
    return changed.rowcount > 0


def keep_act_receipt(connection: Connection, digest: str, receipt: bytes) -> bool:
    """The centre's receipt of an act that is held here; False if it is not."""
    changed = connection.execute(update(act).where(act.c.digest == digest).values(upstream_receipt=receipt))
    return changed.rowcount > 0


def segment_holder(connection: Connection, event_id: str, attempt_id: str) -> tuple[int, str] | None:
    """The highest epoch of an attempt that segments came of, and the workstation that wrote it."""
    c = segment.c
    query = select(c.epoch, c.device_id).where((c.event_id == event_id) & (c.attempt_id == attempt_id) & ~c.quarantined)
    row = connection.execute(query.order_by(c.epoch.desc(), c.last_sequence.desc()).limit(1)).first()
    return None if row is None else (row[0], row[1])


def attempt_envelopes(connection: Connection, attempt_id: str) -> list[bytes]:
    """Every segment of an attempt, by epoch and sequence."""
    c = segment.c
    query = select(c.envelope).where(c.attempt_id == attempt_id)
    return list(connection.execute(query.order_by(c.epoch, c.first_sequence, c.digest)).scalars())


def sitting_envelopes(connection: Connection, event_id: str, sitting_id: str) -> list[tuple[str, bytes]]:
    """Digest and envelope of every segment of a sitting."""
    c = segment.c
    query = select(c.digest, c.envelope).where((c.event_id == event_id) & (c.sitting_id == sitting_id))
    return [
        (row[0], row[1]) for row in connection.execute(query.order_by(c.attempt_id, c.epoch, c.first_sequence, c.digest))
    ]
