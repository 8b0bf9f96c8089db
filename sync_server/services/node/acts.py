"""The room's acts: taken in once, held for everybody, and what became of each on each workstation.

Verifying and storing is `ingest_acts`, as at the centre. This module knows which acts are here without asking the database,
so that a workstation that connects is brought up to date at once, and a node that was replaced asks for what it misses.
"""

from __future__ import annotations

import threading
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from question_packs.records.acts import (
    Act,
    ActBody,
    CheckIn,
    MarkAbsent,
    NoteIncident,
    RequestCorrection,
    candidates_of,
    is_for_machines,
    peek_act,
)
from question_packs.records.room import ActMessage, ActOutcome, ActRecord, SeatMessage
from sync_server.services.directory import Directory
from sync_server.services.ingest_acts import ActIngest
from sync_server.store import acts, room
from sync_server.store.acts import ActRow
from sync_server.store.database import Database
from sync_server.store.room import OutcomeRow

_PROBLEM = b'{"code"'
# They name a person and no workstation does anything about them.
_FOR_THE_RECORD = (CheckIn, MarkAbsent, NoteIncident, RequestCorrection)
Heard = Callable[[Act, ActMessage, bool], None]


@dataclass(frozen=True)
class _Held:
    act: Act
    message: ActMessage


class RoomActs:
    """Safe for several threads. `heard` is called after each new act is durable: the act, its message, whether it is fresh
    (from an officer now) or was learned from a machine that had it already.
    """

    def __init__(self, database: Database, directory: Directory, ingest: ActIngest, heard: Heard) -> None:
        self._database = database
        self._directory = directory
        self._ingest = ingest
        self._heard = heard
        self._lock = threading.Lock()
        self._held: dict[str, dict[str, _Held]] = defaultdict(dict)
        self._outcomes: dict[str, dict[str, ActOutcome]] = defaultdict(dict)

    def load(self) -> None:
        """Take up what an earlier run of the node stored."""
        with self._database.read() as connection:
            for sitting in self._directory.renew().sittings.values():
                for row in acts.sitting_acts(connection, sitting.event_id, sitting.order.sitting_id):
                    self._held[row.sitting_id][row.act_id] = _held(row.envelope)
            for outcome in room.all_outcomes(connection):
                self._outcomes[outcome.act_id][outcome.device_id] = _from_row(outcome)

    def take(self, envelopes: Sequence[bytes], *, fresh: bool) -> list[bytes]:
        """Verify and store; a receipt of this machine, or a problem (JSON), for each. New ones are told to `heard`."""
        answers = self._ingest.take(envelopes)
        for envelope, answer in zip(envelopes, answers, strict=True):
            if answer.startswith(_PROBLEM):
                continue
            held = _held(envelope)
            with self._lock:
                is_new = held.act.act_id not in self._held[held.act.sitting_id]
                self._held[held.act.sitting_id].setdefault(held.act.act_id, held)
            if is_new:
                self._heard(held.act, held.message, fresh)
        return answers

    def of_sitting(self, sitting_id: str) -> list[Act]:
        """The acts of a sitting, in the order in which they came."""
        return [each.act for each in list(self._held[sitting_id].values())]

    def missing(self, theirs: Mapping[str, Sequence[str]]) -> list[ActMessage]:
        """What a workstation with these acts (sitting to act ids) does not have."""
        return [
            held.message
            for sitting_id, known in theirs.items()
            for act_id, held in list(self._held[sitting_id].items())
            if act_id not in set(known)
        ]

    def wants(self, theirs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        """What it has and this node has not, of sittings that this node knows."""
        known = self._directory.snapshot().sittings
        return tuple(
            act_id
            for sitting_id, ids in theirs.items()
            for act_id in ids
            if sitting_id in known and act_id not in self._held[sitting_id]
        )

    def keep_outcomes(self, outcomes: Sequence[ActOutcome]) -> None:
        """Store what workstations made of acts; of an act that is not here nothing is kept."""
        rows = []
        for outcome in outcomes:
            event_id = self._event_of(outcome.act_id)
            if event_id:
                self._outcomes[outcome.act_id][outcome.device_id] = outcome
                rows.append(_to_row(event_id, outcome))
        with self._database.write() as connection:
            room.put_outcomes(connection, rows)

    def _event_of(self, act_id: str) -> str:
        for sitting_id, held in list(self._held.items()):
            sitting = self._directory.sitting(sitting_id) if act_id in held else None
            if sitting is not None:
                return sitting.event_id
        return ""

    def records(self, event_id: str, sitting_id: str, seats: Sequence[SeatMessage]) -> tuple[ActRecord, ...]:
        """Every act of a sitting as the console shows it."""
        with self._database.read() as connection:
            rows = acts.sitting_acts(connection, event_id, sitting_id)
        return tuple(self._record(row, seats) for row in rows)

    def record(self, event_id: str, act_id: str, seats: Sequence[SeatMessage]) -> ActRecord:
        """One stored act."""
        with self._database.read() as connection:
            return self._record(acts.find_acts(connection, event_id, [act_id])[act_id], seats)

    def _record(self, row: ActRow, seats: Sequence[SeatMessage]) -> ActRecord:
        outcomes = tuple(self._outcomes[row.act_id].values())
        concerned = _concerned(peek_act(row.envelope).body, seats)
        return ActRecord(
            position=row.log_position,
            envelope=b64encode(row.envelope).decode(),
            received_at=row.received_at,
            targets=len(concerned | {each.device_id for each in outcomes}),
            outcomes=outcomes,
            receipted=row.upstream_receipt is not None,
        )


def _concerned(body: ActBody, seats: Sequence[SeatMessage]) -> set[str]:
    """The workstations heard of so far that an act is for: all, those where its candidates sit, or none to carry it out."""
    if isinstance(body, _FOR_THE_RECORD):
        return set()
    numbers = candidates_of(body)
    return {
        each.report.device_id
        for each in seats
        if is_for_machines(body)
        or (each.report.candidate_number and (numbers is None or each.report.candidate_number in numbers))
    }


def _held(envelope: bytes) -> _Held:
    return _Held(peek_act(envelope), ActMessage(b64encode(envelope).decode()))


def _to_row(event_id: str, outcome: ActOutcome) -> OutcomeRow:
    return OutcomeRow(
        event_id=event_id,
        act_id=outcome.act_id,
        device_id=outcome.device_id,
        candidate_number=outcome.candidate_number,
        status=outcome.status,
        code=outcome.code,
        at=outcome.at,
    )


def _from_row(row: OutcomeRow) -> ActOutcome:
    return ActOutcome(
        act_id=row.act_id,
        device_id=row.device_id,
        candidate_number=row.candidate_number,
        status="applied" if row.status == "applied" else "failed",
        code=row.code,
        at=row.at,
    )
