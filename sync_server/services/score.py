"""Scores attempts: assembles the log that counts, judges it by the answer key, stores the result with what it rests on.

A result is never edited. Scoring again adds one, if anything it rests on is new (events, key, decision, program); else the
result that is there stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from question_packs.assessment.model import AssessmentTest
from question_packs.assessment.ordering import section_items
from question_packs.errors import KnownError
from question_packs.records.acts import Disqualify, peek_act
from question_packs.records.events import Incident, attempt_id_of
from question_packs.records.orders import RosterEntry
from question_packs.scoring.answer_key import AnswerKey, open_answer_key
from question_packs.scoring.score import Outcome, score_attempt
from question_packs.strict_json import decode_strict, encode
from sync_server import __version__
from sync_server.reports.data import Standing
from sync_server.services.assemble import Assembled, LogStatus, assemble
from sync_server.services.centre_files import CentreFiles
from sync_server.services.clock import now_text, parse
from sync_server.services.directory import Directory, Sitting
from sync_server.services.provisional import standings
from sync_server.store import acts, logs, orders, results, segments
from sync_server.store.database import Connection, Database
from sync_server.store.results import ResultRow


class ResultRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stored result and everything that it rests on.

    `outcome` is None where nothing can be scored (a fork, or voided). `disqualified`: scored, and put before the committee.
    `provisional`: on no roster, confirmed at the centre.
    """

    type: Literal["lontar.outcome/1"]
    event_id: str
    sitting_id: str
    attempt_id: str
    candidate_number: str
    form: str
    status: LogStatus
    epoch: int
    last_sequence: int
    head_hash: str
    device_id: str
    chosen_device: str
    order_revision: int
    pack_digest: str
    key_digest: str
    program_version: str
    started_at: str
    finished_at: str
    submit_reason: str
    outcome: Outcome | None
    disqualified: bool = False
    provisional: bool = False


@dataclass(frozen=True)
class ScoredAttempt:
    """One person of a sitting. `record` is None for who has no events here, or is still at it; `is_new`: just stored.

    `standing`: a provisional candidate who is not confirmed is never scored.
    """

    entry: RosterEntry
    attempt_id: str
    record: ResultRecord | None
    scored_at: str
    is_new: bool
    standing: Standing = "registered"


@dataclass(frozen=True)
class Resolution:
    """A person's decision on a forked attempt: this device's log counts."""

    attempt_id: str
    device: str
    by: str
    reason: str


class _Keys:
    """Opens answer keys, each once. `override` is used instead of the stored file of the pack that it names."""

    def __init__(self, files: CentreFiles, override: Path | None) -> None:
        self._files = files
        self._opened: dict[str, tuple[AnswerKey, str]] = {}
        if override is not None:
            key, digest = self._open(override)
            self._opened[key.pack_digest] = key, digest

    def of(self, pack_digest: str) -> tuple[AnswerKey, str]:
        """The key of a pack and the digest of its file; not here: `CEN-41`."""
        if pack_digest not in self._opened:
            path = self._files.answer_key_path(pack_digest)
            if not path.exists():
                raise KnownError("CEN-41", digest=pack_digest[:12])
            self._opened[pack_digest] = self._open(path)
        return self._opened[pack_digest]

    def _open(self, path: Path) -> tuple[AnswerKey, str]:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise KnownError("CEN-06", path=path, reason=error.strerror) from error
        trust = self._files.trust
        key = open_answer_key(data, [self._files.centre_key.identity], trust.verify_keys("approver"), trust.approvals)
        return key, hashlib.sha256(data).hexdigest()


class Scorer:
    """Scores sittings and single attempts."""

    def __init__(self, database: Database, files: CentreFiles, directory: Directory) -> None:
        self._database = database
        self._files = files
        self._directory = directory

    def find_sitting(self, name: str) -> Sitting:
        """A sitting by its id; unknown: `CEN-40` naming those that exist."""
        return self._directory.find_sitting(name)

    def answer_key(self, pack_digest: str) -> AnswerKey:
        """The answer key of a pack; not here: `CEN-41`."""
        return _Keys(self._files, None).of(pack_digest)[0]

    def test_of(self, sitting: Sitting, pack_digest: str) -> AssessmentTest:
        """The test of a pack of the sitting; not here: `CEN-41`."""
        with self._database.read() as connection:
            return self._test(connection, sitting.event_id, pack_digest)

    def score_sitting(
        self, sitting: Sitting, who: str, *, include_open: bool = False, key_file: Path | None = None
    ) -> list[ScoredAttempt]:
        """Score everybody of the sitting whose attempt is complete; all others too once it closed, or `include_open`."""
        closed = datetime.now(UTC) >= parse(sitting.order.closes_at)
        return self._score(sitting, sitting.people.values(), who, include_open or closed, key_file)

    def score_one(self, sitting: Sitting, candidate_number: str, who: str) -> ScoredAttempt:
        """Score one person's attempt if it is complete."""
        return self._score(sitting, [sitting.people[candidate_number]], who, False, None)[0]

    def stored(self, sitting: Sitting) -> list[ScoredAttempt]:
        """The newest stored results of everybody of the sitting, without scoring anything."""
        pairs = [(each, _attempt_id(sitting, each)) for each in sitting.people.values()]
        with self._database.read() as connection:
            newest = results.newest_results(connection, sitting.event_id, [attempt_id for _, attempt_id in pairs])
            standing = standings(connection, sitting)
        return [
            _stored(entry, attempt_id, newest.get(attempt_id), standing.get(entry.candidate_number, "registered"))
            for entry, attempt_id in pairs
        ]

    def resolve(self, decision: Resolution) -> None:
        """Record whose log counts. Incomplete, or that device sent nothing of it: `CEN-43`; unknown attempt: `CEN-42`."""
        with self._database.write() as connection:
            event_id = self.event_of(connection, decision.attempt_id)
            rows = segments.attempt_segments(connection, event_id, decision.attempt_id)
            devices = {row.device_id for row in rows if decision.device and row.device_id.startswith(decision.device)}
            if len(devices) != 1 or not decision.by or not decision.reason:
                raise KnownError("CEN-43", attempt=decision.attempt_id)
            device_id, at = devices.pop(), now_text()
            results.add_resolution(
                connection,
                event_id,
                decision.attempt_id,
                device_id=device_id,
                by=decision.by,
                reason=decision.reason,
                at=at,
            )
            detail = f"{device_id}: {decision.reason}"
            logs.append_audit(
                connection, event_id, at=at, who=decision.by, act="resolve", subject=decision.attempt_id, detail=detail
            )

    def event_of(self, connection: Connection, attempt_id: str) -> str:
        """The event of an attempt that has events here; unknown: `CEN-42`."""
        for event_id in {each.event_id for each in self._directory.snapshot().sittings.values()}:
            if segments.find_epochs(connection, event_id, [attempt_id]):
                return event_id
        raise KnownError("CEN-42", attempt=attempt_id)

    def _score(
        self, sitting: Sitting, entries: Iterable[RosterEntry], who: str, unfinished_too: bool, key_file: Path | None
    ) -> list[ScoredAttempt]:
        keys = _Keys(self._files, key_file)
        at = now_text()
        with self._database.write() as connection:
            # One at a time for each event: two scorings at once would give one attempt two results of the same number.
            position, _ = logs.lock_head(connection, sitting.event_id, logs.OBJECTS)
            attempts = [_attempt_id(sitting, each) for each in entries]
            newest = results.newest_results(connection, sitting.event_id, attempts)
            standing = standings(connection, sitting)
            disqualified = _disqualified(connection, sitting)
            scored, rows = [], []
            for entry in entries:
                attempt_id = _attempt_id(sitting, entry)
                stands: Standing = standing.get(entry.candidate_number, "registered")
                record = None
                if stands in ("registered", "confirmed"):
                    record = self._judge(connection, sitting, entry, keys, unfinished_too)
                if record is not None and entry.candidate_number in disqualified:
                    record = replace(record, disqualified=True)
                before = newest.get(attempt_id)
                row = None if record is None else _row(record, before, at, who)
                if row is None or record is None:
                    scored.append(_stored(entry, attempt_id, before, stands))
                else:
                    rows.append(row)
                    scored.append(ScoredAttempt(entry, attempt_id, record, at, is_new=True, standing=stands))
            self._store(connection, sitting, rows, position, at, who)
        return scored

    def _store(
        self, connection: Connection, sitting: Sitting, rows: list[ResultRow], position: int, at: str, who: str
    ) -> None:
        if not rows:
            return
        results.add_results(connection, rows)
        leaves = [logs.Leaf("result", hashlib.sha256(row.record).hexdigest()) for row in rows]
        logs.append_leaves(connection, sitting.event_id, position, leaves)
        logs.append_audit(
            connection,
            sitting.event_id,
            at=at,
            who=who,
            act="score",
            subject=sitting.order.sitting_id,
            detail=", ".join(row.attempt_id for row in rows),
        )

    def _judge(
        self, connection: Connection, sitting: Sitting, entry: RosterEntry, keys: _Keys, unfinished_too: bool
    ) -> ResultRecord | None:
        attempt_id = _attempt_id(sitting, entry)
        rows = segments.attempt_segments(connection, sitting.event_id, attempt_id)
        if not rows:
            return None
        decision = results.newest_resolutions(connection, sitting.event_id, [attempt_id]).get(attempt_id)
        chosen = "" if decision is None else decision.device_id
        attempt = assemble(rows, chosen or None)
        if attempt.status == "incomplete" and not unfinished_too:
            return None
        pack_digest = sitting.order.form_pack(entry.form).pack_digest
        if attempt.state.started is not None:
            pack_digest = attempt.state.started.pack_digest
        if attempt.status in ("fork", "voided"):
            return _record(sitting, entry, attempt, chosen, pack_digest, "", None)
        key, key_digest = keys.of(pack_digest)
        test = self._test(connection, sitting.event_id, pack_digest)
        outcome = score_attempt(attempt.state.responses, _form_items(test, attempt, entry), key)
        return _record(sitting, entry, attempt, chosen, pack_digest, key_digest, outcome)

    def _test(self, connection: Connection, event_id: str, pack_digest: str) -> AssessmentTest:
        record = orders.find_form(connection, event_id, pack_digest)
        if record is None:
            raise KnownError("CEN-41", digest=pack_digest[:12])
        return decode_strict(record, AssessmentTest, "form")


def _attempt_id(sitting: Sitting, entry: RosterEntry) -> str:
    return attempt_id_of(sitting.order.sitting_id, entry.candidate_number, entry.form)


def _disqualified(connection: Connection, sitting: Sitting) -> set[str]:
    """Whom an act put before the committee; the PC may have died before its log could say so."""
    rows = acts.sitting_acts(connection, sitting.event_id, sitting.order.sitting_id, ("disqualify",))
    bodies = [peek_act(row.envelope).body for row in rows]
    return {body.candidate for body in bodies if isinstance(body, Disqualify)}


def _form_items(test: AssessmentTest, attempt: Assembled, entry: RosterEntry) -> list[str]:
    """The items of this candidate's form: drawn by the attempt's seed exactly as the workstation drew them."""
    seed = entry.seed if attempt.state.started is None else attempt.state.started.seed
    return [ref.identifier for section in test.sections() for ref in section_items(section, seed)]


def _record(
    sitting: Sitting,
    entry: RosterEntry,
    attempt: Assembled,
    chosen: str,
    pack_digest: str,
    key_digest: str,
    outcome: Outcome | None,
) -> ResultRecord:
    state = attempt.state
    return ResultRecord(
        type="lontar.outcome/1",
        event_id=sitting.event_id,
        sitting_id=sitting.order.sitting_id,
        attempt_id=_attempt_id(sitting, entry),
        candidate_number=entry.candidate_number,
        form=entry.form,
        status=attempt.status,
        epoch=attempt.epoch,
        last_sequence=attempt.last_sequence,
        head_hash=attempt.head_hash,
        device_id=attempt.device_id,
        chosen_device=chosen,
        order_revision=0 if state.started is None else state.started.order_revision,
        pack_digest=pack_digest,
        key_digest=key_digest,
        program_version=__version__,
        started_at=state.started_wall_time,
        finished_at=state.last_wall_time if state.submitted else "",
        submit_reason=state.submitted.reason if state.submitted else "",
        outcome=outcome,
        disqualified=any(
            isinstance(each.body, Incident) and each.body.incident == "disqualified" for each in attempt.events
        ),
        provisional=entry.candidate_number in sitting.provisional,
    )


def _row(record: ResultRecord, before: ResultRow | None, at: str, who: str) -> ResultRow | None:
    """The row to add; None where the newest result rests on the very same."""
    data = encode(record)
    basis = hashlib.sha256(data).hexdigest()
    if before is not None and before.basis == basis:
        return None
    number = 0 if before is None else before.number + 1
    return ResultRow(
        event_id=record.event_id,
        attempt_id=record.attempt_id,
        number=number,
        sitting_id=record.sitting_id,
        status=record.status,
        basis=basis,
        scored_at=at,
        scored_by=who,
        record=data,
    )


def _stored(entry: RosterEntry, attempt_id: str, row: ResultRow | None, standing: Standing) -> ScoredAttempt:
    """The newest stored result; of somebody whom the centre does not confirm, or no more, none."""
    if row is None or standing in ("waiting", "refused"):
        return ScoredAttempt(entry, attempt_id, None, "", is_new=False, standing=standing)
    record = decode_strict(row.record, ResultRecord, "result")
    return ScoredAttempt(entry, attempt_id, record, row.scored_at, is_new=False, standing=standing)
