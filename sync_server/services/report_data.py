"""Fills the documents' data (`reports.data`) from the store. Reads only."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from question_packs.assessment.model import AssessmentTest
from question_packs.assessment.ordering import section_items
from question_packs.errors import KnownError
from question_packs.records.orders import RosterEntry
from question_packs.records.receipts import receipt_code
from question_packs.scoring.score import Outcome, Score
from question_packs.strict_json import decode_strict
from sync_server.reports import data
from sync_server.reports.frame import Paper
from sync_server.services.assemble import Assembled, assemble
from sync_server.services.clock import now_text, parse
from sync_server.services.directory import Sitting
from sync_server.services.event_file import EventFile, OfficialEntry, SittingEntry
from sync_server.services.publish import SittingCredentials
from sync_server.services.room_report import ROLES
from sync_server.services.score import ScoredAttempt
from sync_server.store import orders, results, segments
from sync_server.store.database import Connection


@dataclass(frozen=True)
class _Person:
    """One person of the sitting: roster, newest result, and the log that counts (None: no events here)."""

    entry: RosterEntry
    scored: ScoredAttempt
    attempt: Assembled | None

    @property
    def outcome(self) -> Outcome | None:
        """The scores, if there are any."""
        return None if self.scored.record is None else self.scored.record.outcome


class ReportData:
    """The data of one sitting's documents, read in one transaction of the caller."""

    def __init__(self, connection: Connection, sitting: Sitting, scored: list[ScoredAttempt]) -> None:
        self._connection = connection
        self._sitting = sitting
        record = orders.find_event(connection, sitting.event_id)
        assert record is not None, "an order without its event"
        self._file = decode_strict(record, EventFile, "event")
        self._zone = ZoneInfo(sitting.order.time_zone)
        self._tests = {form.form: self._test(form.pack_digest) for form in sitting.order.forms}
        self._people = [self._person(each) for each in scored]

    def _test(self, pack_digest: str) -> AssessmentTest:
        record = orders.find_form(self._connection, self._sitting.event_id, pack_digest)
        if record is None:
            raise KnownError("CEN-41", digest=pack_digest[:12])
        return decode_strict(record, AssessmentTest, "form")

    def _person(self, scored: ScoredAttempt) -> _Person:
        event_id, attempt_id = self._sitting.event_id, scored.attempt_id
        rows = segments.attempt_segments(self._connection, event_id, attempt_id)
        if not rows:
            return _Person(scored.entry, scored, None)
        decision = results.newest_resolutions(self._connection, event_id, [attempt_id]).get(attempt_id)
        return _Person(scored.entry, scored, assemble(rows, decision.device_id if decision else None))

    @property
    def paper(self) -> Paper:
        """What the event's documents are printed on."""
        return self._file.paper

    def report(self) -> data.SittingReport:
        """Everything of the sitting's documents."""
        first = next((each.outcome for each in self._people if each.outcome is not None), None)
        return data.SittingReport(
            letterhead=data.Letterhead.of(self._file.letterhead),
            event=self._event(),
            sitting=self._sitting_info(),
            candidates=tuple(self._candidate(each) for each in self._people),
            columns=() if first is None else tuple(_column(each) for each in first.sections),
            maximum=None if first is None else first.total.maximum,
            cut=None if first is None else first.total.cut,
            key_version="" if first is None else first.key_version,
            signatories=tuple(_official(each) for each in self._file.officials.signatories),
            head=_official(self._file.officials.head),
            place=self._file.event.place,
            generated_at=self._local(now_text()),
        )

    def person_result(self, report: data.SittingReport, number: str) -> data.PersonResult | None:
        """The individual report of one scored person, or None."""
        person = next(each for each in self._people if each.entry.candidate_number == number)
        if person.outcome is None:
            return None
        outcome = person.outcome
        return data.PersonResult(
            letterhead=report.letterhead,
            event=report.event,
            sitting=report.sitting,
            candidate=next(each for each in report.candidates if each.number == number),
            total=_score_row(outcome.total),
            sections=tuple(_score_row(each) for each in outcome.sections),
            aspects=tuple(_score_row(each) for each in outcome.aspects),
            key_version=outcome.key_version,
            pack_digest=outcome.pack_digest,
            head=report.head,
            place=report.place,
            generated_at=report.generated_at,
        )

    def secrets(self, credentials: SittingCredentials) -> data.SittingSecrets:
        """The contents of the sitting's sealed envelope, from the credentials that `publish` handed out."""
        rows = [
            data.CredentialRow(each.candidate_number, each.name, each.seat, credentials.pins[each.candidate_number])
            for each in self._sitting.order.candidates
        ]
        return data.SittingSecrets(
            letterhead=data.Letterhead.of(self._file.letterhead),
            event=self._event(),
            sitting=self._sitting_info(),
            opening_code=credentials.opening_code,
            start_token=credentials.start_token,
            credentials=tuple(rows),
            head=_official(self._file.officials.head),
            place=self._file.event.place,
            generated_at=self._local(now_text()),
            officers=tuple(
                data.OfficerCode(each.name, each.nip, ROLES[each.role], credentials.officer_codes.get(each.name, ""))
                for each in self._sitting.order.officers
            ),
        )

    def _local(self, text: str) -> datetime:
        return parse(text).astimezone(self._zone)

    def _event(self) -> data.EventInfo:
        event = self._file.event
        test = next(iter(self._tests.values()))
        seed = self._sitting.order.candidates[0].seed
        return data.EventInfo(
            identifier=event.id,
            title=event.title,
            organiser=event.organiser,
            purpose=event.purpose,
            test_title=test.title,
            items=_form_size(test, seed),
            minutes=(test.time_limits.max_time or 0) // 60,
            legal_basis=event.legal_basis,
        )

    def _sitting_info(self) -> data.SittingInfo:
        order = self._sitting.order
        entry = self._sitting_entry()
        states = [each.attempt.state for each in self._people if each.attempt is not None and each.attempt.events]
        starts = [each.started_wall_time for each in states if each.started_wall_time]
        ends = [each.last_wall_time for each in states if each.submitted is not None]
        return data.SittingInfo(
            identifier=order.sitting_id,
            title=order.sitting_title,
            site="" if entry is None else entry.site,
            room=order.room_title,
            opens_at=self._local(order.opens_at),
            closes_at=self._local(order.closes_at),
            time_zone=order.time_zone,
            started_at=self._local(min(starts, key=parse)) if starts else None,
            ended_at=self._local(max(ends, key=parse)) if ends else None,
        )

    def _sitting_entry(self) -> SittingEntry | None:
        wanted = self._sitting.order.sitting_id
        return next((each for each in self._file.sittings if self._file.sitting_id(each) == wanted), None)

    def _candidate(self, person: _Person) -> data.CandidateRow:
        entry, attempt, outcome = person.entry, person.attempt, person.outcome
        state = None if attempt is None else attempt.state
        started = self._local(state.started_wall_time) if state and state.started_wall_time else None
        submitted = None if state is None else state.submitted
        items = _form_size(self._tests[entry.form], entry.seed)
        return data.CandidateRow(
            number=entry.candidate_number,
            name=entry.name,
            nip=entry.nip,
            position=entry.position,
            unit=entry.unit,
            seat=entry.seat,
            form=entry.form,
            photo=b64decode(entry.photo) or None,
            attendance="absent" if attempt is None else "present",
            time_in=started,
            started_at=started,
            finished_at=self._local(state.last_wall_time) if state and submitted else None,
            submit_reason=submitted.reason if submitted else None,
            answered=0 if state is None else len(state.responses),
            items=items,
            by_people=0 if outcome is None else outcome.total.by_people,
            scores=() if outcome is None else tuple(each.score for each in outcome.sections),
            total=None if outcome is None else outcome.total.score,
            reached_cut=None if outcome is None else outcome.total.reached_cut,
            receipt_code="" if attempt is None else receipt_code(attempt.head_hash),
            head_hash="" if attempt is None else attempt.head_hash,
            status="missing" if attempt is None else attempt.status,
            standing=person.scored.standing,
            disqualified=person.scored.record is not None and person.scored.record.disqualified,
        )


def _official(entry: OfficialEntry) -> data.Official:
    return data.Official(entry.role, entry.name, entry.rank, entry.nip)


def _column(score: Score) -> data.ScoreColumn:
    return data.ScoreColumn(score.identifier, score.title, score.maximum, score.cut)


def _score_row(score: Score) -> data.ScoreRow:
    return data.ScoreRow(
        title=score.title,
        score=score.score,
        maximum=Decimal(score.maximum),
        answered=score.answered,
        items=score.items,
        cut=score.cut,
        reached_cut=score.reached_cut,
        by_people=score.by_people,
    )


def _form_size(test: AssessmentTest, seed: str) -> int:
    return sum(len(section_items(section, seed)) for section in test.sections())
