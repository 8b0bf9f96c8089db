"""The documents of the room as PDF, by name: at the room node and at the centre alike.

Everything is drawn from the records of one sitting; nothing is stored and no clock is read, so the same records give the
same bytes wherever and whenever they are printed, except for the log of whoever keeps them (`room_data.LogProof`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from question_packs.errors import KnownError
from question_packs.records.merkle import root_hash
from question_packs.records.readiness import Certificate, verify_certificate
from sync_server.reports.absentees import absentee_list
from sync_server.reports.annexes import incident_annex
from sync_server.reports.attendance import attendance_list
from sync_server.reports.data import CredentialRow, SittingSecrets
from sync_server.reports.frame import Paper
from sync_server.reports.handover import handover_minutes
from sync_server.reports.minutes import minutes
from sync_server.reports.outage import outage_minutes
from sync_server.reports.pin_slips import pin_slips
from sync_server.reports.readiness import readiness_minutes
from sync_server.reports.receipt_list import receipt_list
from sync_server.reports.rollcall import roll_call, schedule_list
from sync_server.reports.room_data import LogProof, RoomReport
from sync_server.reports.seating import desk_labels, seat_plan
from sync_server.reports.violation import violation_minutes
from sync_server.services.assemble import assemble
from sync_server.services.directory import Directory, Sitting
from sync_server.services.ingest_acts import prove_act
from sync_server.services.publish import SittingCredentials
from sync_server.services.room_facts import AttemptLog, RoomFacts, gather_facts, is_charge
from sync_server.services.room_report import Keeper, RoomReporter
from sync_server.store import acts, logs, results, room, segments
from sync_server.store.database import Connection, Database

_Draw = Callable[[RoomReport, Paper], bytes]
# Documents about what happened; about the roster, which must not change while people sit; about the machines beforehand.
OF_EVENTS: dict[str, _Draw] = {
    "attendance": attendance_list,
    "minutes": minutes,
    "incidents": incident_annex,
    "outage": outage_minutes,
    "handover": handover_minutes,
    "absentees": absentee_list,
    "receipts": receipt_list,
    "rollcall": roll_call,
    "schedule": schedule_list,
}
OF_ROSTER: dict[str, _Draw] = {"seating": seat_plan, "labels": desk_labels}
OF_MACHINES: dict[str, _Draw] = {"readiness": readiness_minutes}
NAMES = (*OF_EVENTS, *OF_ROSTER, *OF_MACHINES, "violation", "pins")


class RoomDocuments:
    """Draws documents from a database of the centre or of a room node."""

    def __init__(self, database: Database, directory: Directory, keeper: Keeper) -> None:
        self._database = database
        self._directory = directory
        self._keeper = keeper

    def render(
        self,
        name: str,
        sitting_id: str,
        candidate: str | None = None,
        credentials: SittingCredentials | None = None,
    ) -> bytes:
        """The PDF of one of `NAMES`. `violation` needs `candidate`; `pins` needs `credentials`, which are not kept.

        Raises `RPT-02` (no such document), `RPT-03` (no such candidate), `RPT-04` (no PINs), `RPT-05` (no such sitting).
        """
        if name not in NAMES:
            raise KnownError("RPT-02", name=name, known=", ".join(NAMES))
        sitting = self._sitting(sitting_id)
        with self._database.read() as connection:
            facts = read_facts(connection, sitting)
            proof = _proof(connection, sitting)
        draw = OF_EVENTS.get(name)
        if draw is not None or name == "violation":
            reporter = RoomReporter(facts, self._keeper, proof)
            report, paper = reporter.report(), reporter.frame.paper
            return draw(report, paper) if draw else _violation(reporter, report, candidate, paper)
        before = facts.certified_only() if name in OF_MACHINES else facts.roster_only()
        reporter = RoomReporter(before, self._keeper, None)
        report, paper = reporter.report(), reporter.frame.paper
        return (
            pin_slips(_secrets(report, credentials), paper)
            if name == "pins"
            else (OF_ROSTER | OF_MACHINES)[name](report, paper)
        )

    def suspects(self, sitting_id: str) -> list[str]:
        """Numbers of those whom officers warned, stopped, or noted something against (`RPT-05`)."""
        sitting = self._sitting(sitting_id)
        with self._database.read() as connection:
            facts = read_facts(connection, sitting)
        return [each.number for each in facts.people if any(map(is_charge, each.acts))]

    def _sitting(self, sitting_id: str) -> Sitting:
        sitting = self._directory.sitting(sitting_id)
        if sitting is None:
            raise KnownError("RPT-05", sitting=sitting_id)
        return sitting


def read_facts(connection: Connection, sitting: Sitting) -> RoomFacts:
    """The facts of a sitting as stored now, every act and certificate proven again."""
    """What happened in a sitting, as far as this database holds it."""
    event_id, order = sitting.event_id, sitting.order
    proven = [prove_act(each.envelope, sitting) for each in acts.sitting_acts(connection, event_id, order.sitting_id)]
    return gather_facts(order, proven, _attempts(connection, sitting), _certificates(connection, sitting))


def _proof(connection: Connection, sitting: Sitting) -> LogProof | None:
    """The log up to the newest record of the sitting (what comes later of others changes nothing); None without any."""
    event_id, sitting_id = sitting.event_id, sitting.order.sitting_id
    positions = [each.log_position for each in acts.sitting_acts(connection, event_id, sitting_id)]
    positions += segments.sitting_positions(connection, event_id, sitting_id)
    if not positions:
        return None
    leaves = logs.leaf_hashes(connection, event_id)[: max(positions) + 1]
    return LogProof(root_hash(leaves).hex(), len(leaves))


def _attempts(connection: Connection, sitting: Sitting) -> list[AttemptLog]:
    event_id = sitting.event_id
    epochs = segments.sitting_epochs(connection, event_id, sitting.order.sitting_id)
    owners = {each.attempt_id: (each.candidate_number, each.form) for each in epochs}
    decisions = results.newest_resolutions(connection, event_id, list(owners))
    attempts = []
    for attempt_id, (candidate_number, form) in owners.items():
        decision = decisions.get(attempt_id)
        rows = segments.attempt_segments(connection, event_id, attempt_id)
        attempts.append(AttemptLog(candidate_number, form, assemble(rows, decision.device_id if decision else None)))
    return attempts


def _certificates(connection: Connection, sitting: Sitting) -> list[Certificate]:
    """The newest certificate of each machine of the room, proven again."""
    keys = sitting.order.machine_keys("device") | sitting.order.machine_keys("node")
    held = room.newest_readiness(connection)
    return [verify_certificate(envelope, keys) for device_id, envelope in held.items() if device_id in keys]


def _violation(reporter: RoomReporter, report: RoomReport, candidate: str | None, paper: Paper) -> bytes:
    person = next((each for each in report.candidates if each.number == candidate), None)
    if person is None:
        raise KnownError("RPT-03", candidate=candidate or "–")
    return violation_minutes(report, person, reporter.violation(person.number), paper)


def _secrets(report: RoomReport, credentials: SittingCredentials | None) -> SittingSecrets:
    """The slips' data: PINs of the roster, and neither opening code nor start token."""
    if credentials is None or credentials.sitting_id != report.sitting.identifier:
        raise KnownError("RPT-04")
    rows = tuple(
        CredentialRow(each.number, each.name, each.seat, credentials.pins[each.number])
        for each in report.candidates
        if each.number in credentials.pins
    )
    return SittingSecrets(
        letterhead=report.letterhead,
        event=report.event,
        sitting=replace(report.sitting, started_at=None, ended_at=None),
        opening_code="",
        start_token="",
        credentials=rows,
        head=report.head,
        place=report.place,
        generated_at=report.generated_at,
    )
