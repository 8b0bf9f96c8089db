"""Answers "what happened": checks the audit log's chain and the stored evidence of an attempt again, from the raw bytes."""

from __future__ import annotations

from dataclasses import dataclass

from question_packs.errors import KnownError
from question_packs.records.events import AttemptEvent
from question_packs.records.merkle import root_hash
from question_packs.records.segments import read_segment, segment_digest
from sync_server.services.assemble import Branch, LogStatus, assemble
from sync_server.services.directory import Directory, Sitting
from sync_server.services.epoch_log import Gap
from sync_server.services.room_documents import read_facts
from sync_server.services.room_facts import RoomFacts
from sync_server.services.score import Scorer
from sync_server.store import devices, logs, results, segments
from sync_server.store.database import Connection, Database
from sync_server.store.logs import AuditRow
from sync_server.store.segments import SegmentRow


@dataclass(frozen=True)
class CheckedLog:
    """The audit log of an event (or of the centre: empty id). `broken_at`: the first line that does not fit."""

    event_id: str
    rows: list[AuditRow]
    broken_at: int | None
    objects: int
    merkle_root: str


@dataclass(frozen=True)
class CheckedSegment:
    """A stored segment after its signature and chain were checked again."""

    digest: str
    epoch: int
    first_sequence: int
    last_sequence: int
    device_id: str
    received_at: str
    quarantined: bool
    problem: KnownError | None


@dataclass(frozen=True)
class AttemptTrail:
    """Everything about one attempt.

    `events` are those of the log that counts; of a fork none. `gaps`, `branches`, `set_aside`: as `Assembled` has them.
    """

    attempt_id: str
    sitting_id: str
    candidate_number: str
    time_zone: str
    segments: list[CheckedSegment]
    events: list[AttemptEvent]
    status: LogStatus
    gaps: tuple[Gap, ...]
    branches: tuple[Branch, ...]
    set_aside: tuple[Branch, ...]

    @property
    def is_whole(self) -> bool:
        """Nothing stored was altered, and no two logs disagree."""
        return self.status != "fork" and all(each.problem is None for each in self.segments)


class Auditor:
    """Reads and checks; changes nothing."""

    def __init__(self, database: Database, directory: Directory, scorer: Scorer) -> None:
        self._database = database
        self._directory = directory
        self._scorer = scorer

    def logs(self) -> list[CheckedLog]:
        """Every audit log, checked, with the Merkle root of its event."""
        with self._database.read() as connection:
            rows = logs.audit_rows(connection)
            return [
                self._checked(connection, each, [row for row in rows if row.event_id == each])
                for each in dict.fromkeys(row.event_id for row in rows)
            ]

    def _checked(self, connection: Connection, event_id: str, rows: list[AuditRow]) -> CheckedLog:
        leaves = logs.leaf_hashes(connection, event_id)
        size, head_hash = logs.read_head(connection, event_id, logs.AUDIT)
        broken_at = first_broken(rows)
        if broken_at is None and (size != len(rows) or (rows and rows[-1].hash != head_hash)):
            broken_at = len(rows)
        return CheckedLog(event_id, rows, broken_at, len(leaves), root_hash(leaves).hex())

    def attempts_of(self, sitting: Sitting) -> list[str]:
        """The attempts of a sitting that have events here."""
        with self._database.read() as connection:
            rows = segments.sitting_epochs(connection, sitting.event_id, sitting.order.sitting_id)
        return list(dict.fromkeys(row.attempt_id for row in rows))

    def attempt(self, attempt_id: str) -> AttemptTrail:
        """The trail of one attempt; unknown: `CEN-42`."""
        self._directory.renew()
        with self._database.read() as connection:
            event_id = self._scorer.event_of(connection, attempt_id)
            rows = segments.attempt_segments(connection, event_id, attempt_id)
            epoch = segments.find_epochs(connection, event_id, [attempt_id])[0]
            decision = results.newest_resolutions(connection, event_id, [attempt_id]).get(attempt_id)
            keys = {each.device_id: each.verify_key for each in devices.all_devices(connection)}
        attempt = assemble(rows, decision.device_id if decision else None)
        sitting = self._directory.sitting(epoch.sitting_id)
        return AttemptTrail(
            attempt_id=attempt_id,
            sitting_id=epoch.sitting_id,
            candidate_number=epoch.candidate_number,
            time_zone="UTC" if sitting is None else sitting.order.time_zone,
            segments=[_check_again(row, keys) for row in rows],
            events=attempt.events,
            status=attempt.status,
            gaps=attempt.gaps,
            branches=attempt.branches,
            set_aside=attempt.set_aside,
        )

    def room(self, sitting: Sitting) -> RoomFacts:
        """Every act of a sitting, proven again, in order of time, and what it all comes to."""
        with self._database.read() as connection:
            return read_facts(connection, sitting)


def first_broken(rows: list[AuditRow]) -> int | None:
    """The position of the first line whose hash, place or link is wrong; None: the chain is whole."""
    previous_hash = ""
    for position, row in enumerate(rows):
        if row.position != position or row.previous_hash != previous_hash or logs.audit_hash(row) != row.hash:
            return position
        previous_hash = row.hash
    return None


def _check_again(row: SegmentRow, keys: dict[str, str]) -> CheckedSegment:
    problem = None
    try:
        if segment_digest(row.envelope) != row.digest:
            raise KnownError("SEA-01", what="segment")
        if not row.quarantined:
            read_segment(row.envelope, {row.device_id: keys[row.device_id]})
    except KnownError as error:
        problem = error
    return CheckedSegment(
        digest=row.digest,
        epoch=row.epoch,
        first_sequence=row.first_sequence,
        last_sequence=row.last_sequence,
        device_id=row.device_id,
        received_at=row.received_at,
        quarantined=row.quarantined,
        problem=problem,
    )
