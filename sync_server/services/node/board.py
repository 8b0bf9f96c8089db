"""Everything that the proctor console shows of a sitting, in one answer: seats, acts, attempts held, readiness, centre."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Sequence

from question_packs.records.attempt_state import AttemptState
from question_packs.records.room import Board, HeldAttempt
from question_packs.strict_json import encode
from sync_server.services.assemble import assemble
from sync_server.services.clock import now_text
from sync_server.services.directory import Sitting
from sync_server.services.ingest_batch import coverage_of
from sync_server.services.node.acts import RoomActs
from sync_server.services.node.hub import RoomHub
from sync_server.services.node.upstream import Upstream
from sync_server.store import room, segments
from sync_server.store.database import Connection, Database
from sync_server.store.segments import EpochRow, SegmentRow


class RoomBoard:
    """Builds boards. Safe for several threads."""

    def __init__(self, node_id: str, database: Database, acts: RoomActs, hub: RoomHub, upstream: Upstream) -> None:
        self._node_id = node_id
        self._database = database
        self._acts = acts
        self._hub = hub
        self._upstream = upstream
        # An attempt is folded again only when something of it is new.
        self._folded: dict[str, tuple[tuple[str, ...], HeldAttempt]] = {}

    def board(self, sitting: Sitting) -> Board:
        """All that the node holds of a sitting."""
        sitting_id = sitting.order.sitting_id
        seats = self._hub.seats(sitting_id)
        records = self._acts.records(sitting.event_id, sitting_id, seats)
        with self._database.read() as connection:
            attempts = self._attempts(connection, sitting)
            certificates = room.newest_readiness(connection)
            waiting = room.count_waiting(connection)
        return Board(
            type="lontar.board/1",
            node_id=self._node_id,
            node_time=now_text(),
            order=b64encode(encode(sitting.order)).decode(),
            seats=tuple(seats),
            acts=records,
            attempts=attempts,
            saves_per_minute=self._hub.saves_per_minute(sitting_id),
            certificates=tuple(b64encode(each).decode() for each in certificates.values()),
            upstream=self._upstream.state,
            waiting_upstream=waiting,
            trouble="CEN-08" if self._database.disk_full else "",
        )

    def _attempts(self, connection: Connection, sitting: Sitting) -> tuple[HeldAttempt, ...]:
        epochs: dict[str, list[EpochRow]] = defaultdict(list)
        for row in segments.sitting_epochs(connection, sitting.event_id, sitting.order.sitting_id):
            epochs[row.attempt_id].append(row)
        return tuple(self._attempt(connection, sitting.event_id, rows) for rows in epochs.values())

    def _attempt(self, connection: Connection, event_id: str, epochs: list[EpochRow]) -> HeldAttempt:
        attempt_id = epochs[0].attempt_id
        facts = segments.segment_facts(connection, event_id, attempt_id)
        version = tuple(sorted(facts))
        before = self._folded.get(attempt_id)
        if before is not None and before[0] == version:
            return before[1]
        held = held_attempt(segments.attempt_segments(connection, event_id, attempt_id), epochs)
        self._folded[attempt_id] = version, held
        return held


def held_attempt(rows: Sequence[SegmentRow], epochs: Sequence[EpochRow]) -> HeldAttempt:
    """What the segments of one attempt say; of a fork only that it is one."""
    attempt = assemble(rows, None)
    newest = max(epochs, key=lambda each: each.epoch)
    coverage = coverage_of(newest)
    state: AttemptState = attempt.state
    submitted = state.submitted
    return HeldAttempt(
        attempt_id=newest.attempt_id,
        candidate_number=newest.candidate_number,
        form=newest.form,
        epoch=newest.epoch,
        reached=coverage.sequence_reached,
        device_id=attempt.device_id or rows[-1].device_id,
        answered=len(state.responses),
        submitted="" if submitted is None else submitted.reason,
        submitted_at="" if submitted is None else state.last_wall_time,
        forked=attempt.status == "fork",
        complete=attempt.status == "complete",
        receipted=all(row.upstream_receipt is not None for row in rows),
        head_hash=attempt.head_hash,
    )
