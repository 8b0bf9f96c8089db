"""Results as they leave for the candidate's screen, signed: only where the order allows it."""

from __future__ import annotations

from question_packs.errors import KnownError
from question_packs.records.receipts import AttemptResult, ScoreLine, sign_result
from question_packs.scoring.score import Score
from question_packs.sealing.keys import KeyPair
from sync_server.services.directory import Directory, Sitting
from sync_server.services.score import ScoredAttempt, Scorer
from sync_server.store import segments
from sync_server.store.database import Database


class Release:
    """Hands out signed results."""

    def __init__(self, database: Database, directory: Directory, scorer: Scorer, centre: KeyPair) -> None:
        self._database = database
        self._directory = directory
        self._scorer = scorer
        self._centre = centre

    def result_envelope(self, attempt_id: str) -> bytes:
        """The signed result of a complete attempt, scored now if it was not yet.

        Raises `CEN-42` (unknown attempt) or `CEN-25` (not allowed by the order, not complete, forked).
        """
        sitting, candidate_number = self._find(attempt_id)
        if not sitting.order.policies.show_result:
            raise KnownError("CEN-25", reason="panitia tidak menampilkannya pada sesi ini")
        scored = self._scorer.score_one(sitting, candidate_number, self._centre.public.name)
        record = scored.record
        other_form = scored.attempt_id != attempt_id  # that attempt was voided
        if record is None or record.outcome is None or record.status != "complete" or other_form:
            raise KnownError("CEN-25", reason="data ujian belum lengkap di pusat")
        return sign_result(_released(scored), self._centre)

    def _find(self, attempt_id: str) -> tuple[Sitting, str]:
        with self._database.read() as connection:
            event_id = self._scorer.event_of(connection, attempt_id)
            row = segments.find_epochs(connection, event_id, [attempt_id])[0]
        sitting = self._directory.sitting(row.sitting_id)
        if sitting is None or row.candidate_number not in sitting.people:
            raise KnownError("CEN-42", attempt=attempt_id)
        return sitting, row.candidate_number


def _released(scored: ScoredAttempt) -> AttemptResult:
    assert scored.record is not None
    assert scored.record.outcome is not None
    outcome = scored.record.outcome
    return AttemptResult(
        type="lontar.result/1",
        attempt_id=scored.attempt_id,
        candidate_number=scored.entry.candidate_number,
        total=_line(outcome.total),
        sections=tuple(_line(each) for each in outcome.sections),
        aspects=tuple(_line(each) for each in outcome.aspects),
        answered=outcome.total.answered,
        items=outcome.total.items,
        key_version=outcome.key_version,
        scored_at=scored.scored_at,
        by_people=outcome.total.by_people,
    )


def _line(score: Score) -> ScoreLine:
    cut = None if score.cut is None else str(score.cut)
    return ScoreLine(score.identifier, score.title, str(score.score), str(score.maximum), cut, score.reached_cut)
