"""Puts a sitting's facts into what documents show (`reports.room_data`). Pure."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from question_packs.records import act_words
from question_packs.records import acts as ac
from question_packs.records.acts import VerifiedAct, kind_of
from question_packs.records.orders import DocumentFrame, DocumentOfficial, OfficerRole
from question_packs.records.readiness import CHECK_NAMES, Certificate, Check
from question_packs.records.receipts import receipt_code
from sync_server.reports import data
from sync_server.reports import room_data as rd
from sync_server.services import room_words as words
from sync_server.services.clock import parse
from sync_server.services.room_facts import Outage, PersonFacts, RoomFacts
from sync_server.services.room_timeline import Timeline

ROLES: dict[OfficerRole, str] = {
    "proctor": "Proktor",
    "invigilator": "Pengawas",
    "registrar": "Petugas registrasi",
    "technician": "Teknisi",
}


@dataclass(frozen=True)
class Keeper:
    """Whose records are printed: name and key id of the centre or of the room node."""

    name: str
    key_id: str


class RoomReporter:
    """The report of one sitting. `keeper`: whose records these are; `log`: the proof of their log."""

    def __init__(self, facts: RoomFacts, keeper: Keeper, log: rd.LogProof | None) -> None:
        self._facts = facts
        self._keeper = keeper
        self._order = facts.order
        self._log = log
        self._zone = ZoneInfo(facts.order.time_zone)
        self.frame = facts.order.documents or _plain_frame(facts.order.organiser)
        self._timeline = Timeline(facts)

    def report(self) -> rd.RoomReport:
        """Everything of the sitting."""
        facts, timeline = self._facts, self._timeline
        completeness = facts.completeness
        used = {device for person in facts.people for device in person.device_ids}
        return rd.RoomReport(
            letterhead=data.Letterhead.of(self.frame.letterhead),
            event=self._event(),
            sitting=self._sitting(),
            candidates=tuple(map(self._candidate, facts.people)),
            signatories=tuple(map(_official, self.frame.signatories)),
            head=_official(self.frame.head),
            place=self.frame.place,
            generated_at=self._local(facts.as_of),
            officers=tuple(rd.OfficerRow(each.name, each.nip, ROLES[each.role]) for each in self._order.officers),
            packs=tuple((each.form, each.pack_digest) for each in self._order.forms),
            order_revision=self._order.revision,
            sat=completeness.sat,
            received=completeness.received,
            missing=completeness.missing,
            root=facts.root,
            keeper=self._keeper.name,
            keeper_id=self._keeper.key_id,
            log=self._log,
            pcs_used=len(used),
            pcs_enrolled=len(self._order.machine_keys("device")),
            actions=timeline.actions(),
            transfers=timeline.transfers(),
            extra_times=timeline.extra_times(),
            forced=timeline.forced(),
            voided=timeline.voided(),
            late=timeline.late(),
            moved=timeline.provisional(moved=True),
            provisional=timeline.provisional(moved=False),
            corrections=timeline.corrections(),
            media=timeline.media(),
            accommodations=timeline.accommodations(),
            outages=tuple(map(self._outage, facts.outages)),
            tally=tuple(
                rd.TallyRow(
                    each.officer,
                    act_words.act_name(each.kind, "id"),
                    each.acts,
                    each.people,
                    act_words.duration_text(each.granted_ms) if each.granted_ms else "–",
                )
                for each in facts.tally
            ),
            machines=tuple(map(self._machine, facts.certificates)),
            hand_overs=tuple(map(self._hand_over, facts.acts_of(ac.HandOver))),
        )

    def violation(self, number: str) -> rd.ViolationCase:
        """What is known of one person and the rules."""
        person = self._facts.person(number)
        assert person is not None, "nobody of this sitting"
        bodies = [each.act.body for each in person.acts]
        evidence = [each.evidence for each in bodies if isinstance(each, ac.NoteIncident) and each.evidence]
        sanctions = [each for each in person.acts if isinstance(each.act.body, ac.Warn | ac.Disqualify)]
        return rd.ViolationCase(
            facts=self._timeline.about(person),
            evidence=tuple(evidence),
            sanctions=tuple(self._sanction(each) for each in sanctions),
        )

    def _sanction(self, act: VerifiedAct) -> str:
        at = self._local(parse(act.act.at))
        return f"{act_words.act_name(kind_of(act.act.body), 'id')} pukul {at:%H.%M} oleh {act.by}"

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)

    def _maybe_local(self, moment: datetime | None) -> datetime | None:
        return None if moment is None else self._local(moment)

    def _event(self) -> data.EventInfo:
        order, frame = self._order, self.frame
        return data.EventInfo(
            identifier=order.event_id,
            title=order.event_title,
            organiser=order.organiser,
            purpose=order.purpose,
            test_title=frame.test_title,
            items=frame.items,
            minutes=frame.minutes,
            legal_basis=frame.legal_basis,
        )

    def _sitting(self) -> data.SittingInfo:
        order = self._order
        return data.SittingInfo(
            identifier=order.sitting_id,
            title=order.sitting_title,
            site=self.frame.site,
            room=order.room_title,
            opens_at=self._local(parse(order.opens_at)),
            closes_at=self._local(parse(order.closes_at)),
            time_zone=order.time_zone,
            started_at=self._maybe_local(self._facts.started_at),
            ended_at=self._maybe_local(self._facts.ended_at),
        )

    def _candidate(self, person: PersonFacts) -> data.CandidateRow:
        entry, state, log = person.entry, person.state, person.attempt.log if person.attempt else None
        head_hash = person.head_hash
        return data.CandidateRow(
            number=person.number,
            name=entry.name,
            nip=entry.nip,
            position=entry.position,
            unit=entry.unit,
            seat=entry.seat,
            form=person.attempt.form if person.attempt else entry.form,
            photo=b64decode(entry.photo) or None,
            attendance="absent" if person.attendance == "expected" and self._facts.closed else person.attendance,
            remark=self._remark(person),
            time_in=self._maybe_local(person.arrived_at or person.started_at),
            started_at=self._maybe_local(person.started_at),
            finished_at=self._maybe_local(person.finished_at),
            submit_reason=state.submitted.reason if state.submitted else None,
            answered=len(state.responses),
            items=self.frame.items,
            receipt_code=receipt_code(head_hash) if head_hash else "",
            head_hash=head_hash,
            status="missing" if log is None else log.status,
        )

    def _remark(self, person: PersonFacts) -> str:
        """What the attendance list says beside the signature."""
        parts = ["Peserta sementara, menunggu pusat"] if person.provisional else []
        absent = person.newest(ac.MarkAbsent)
        if person.attendance == "absent" and absent is not None:
            assert isinstance(absent.act.body, ac.MarkAbsent)
            parts += [act_words.ABSENCES[absent.act.body.absence][0], absent.act.reason]
        elif person.attendance == "expected" and self._facts.closed:
            parts.append(act_words.ABSENCES["unknown"][0])
        arrival = person.newest(ac.CheckIn)
        if arrival is not None and isinstance(arrival.act.body, ac.CheckIn) and arrival.act.body.identity == "pending":
            parts.append(f"Identitas menyusul (diizinkan {arrival.by})")
        if person.newest(ac.AdmitLate):
            parts.append("Terlambat")
        if person.newest(ac.Disqualify):
            parts.append("Dihentikan, diajukan kepada panitia")
        return ". ".join(filter(None, parts))

    def _outage(self, outage: Outage) -> rd.OutageRow:
        body = outage.body
        people = {each.number: each.entry for each in self._facts.people}
        rows = [
            rd.Restored(
                each.candidate_number,
                people[each.candidate_number].name,
                people[each.candidate_number].seat,
                self._local(each.began),
                self._maybe_local(each.ended),
                words.restored_text([each.restored_ms]),
            )
            for each in outage.interruptions
        ]
        return rd.OutageRow(
            identifier=body.outage,
            cause=act_words.OUTAGES[body.cause][0],
            began=self._local(outage.started_at),
            ended=self._maybe_local(outage.ended_at),
            seats=tuple(sorted({self._seat_of(each) for each in body.seats})),
            decision=act_words.DECISIONS[body.decision][0],
            postponed=body.decision == "postpone",
            reason=outage.declared.act.reason,
            officer=outage.declared.by,
            people=tuple(sorted(rows, key=lambda each: (each.number, each.began))),
        )

    def _seat_of(self, named: str) -> str:
        """The seat of a candidate number; what is none, such as a seat's own name, stands as it is."""
        person = self._facts.person(named)
        return named if person is None else person.entry.seat

    def _machine(self, certificate: Certificate) -> rd.MachineRow:
        wanted = {each.pack_digest for each in self._order.forms}
        clock = next((each.value for each in certificate.checks if each.identifier == "clock"), "")
        findings = [_finding(each) for each in certificate.checks if each.result != "ok"]
        return rd.MachineRow(
            name=certificate.device_name,
            made_at=self._local(parse(certificate.made_at)),
            result=certificate.result,
            packs_verified=wanted <= set(certificate.packs),
            rehearsed=certificate.rehearsed,
            clock=clock,
            findings=tuple(findings),
        )

    def _hand_over(self, act: VerifiedAct) -> rd.HandOverRow:
        body = act.act.body
        assert isinstance(body, ac.HandOver)
        sizes: Iterable[int | None] = body.sizes if len(body.sizes) == len(body.files) else [None] * len(body.files)
        return rd.HandOverRow(
            at=self._local(parse(act.act.at)),
            giver=act.by,
            giver_nip=act.officers[0].nip,
            receiver=body.to_name,
            receiver_nip=body.to_nip,
            reason=act.act.reason,
            files=tuple((name, digest, size) for (name, digest), size in zip(body.files, sizes, strict=True)),
        )


def _finding(check: Check) -> str:
    mark = "Masalah" if check.result == "problem" else "Perhatian"
    name = CHECK_NAMES.get(check.identifier, (check.identifier, ""))[0]
    told = f"{mark}: {name.lower()} {check.value}".rstrip()
    return f"{told}. {check.advice}" if check.advice else told


def _plain_frame(organiser: str) -> DocumentFrame:
    """For an order from before orders carried a frame: the organiser's name and dots to write on."""
    unnamed = tuple(DocumentOfficial(role) for role in ("Ketua Panitia", "Pengawas Ruang"))
    return DocumentFrame((organiser,), DocumentOfficial("Ketua Panitia"), unnamed)


def _official(official: DocumentOfficial) -> data.Official:
    return data.Official(official.role, official.name, official.rank, official.nip)
