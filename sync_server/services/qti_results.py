"""The results of a sitting as QTI results reporting: a zip with one XML for each scored attempt, named by its candidate.

Files that were handed in stand beside them. What would have been right stands nowhere.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from question_packs.assessment.ordering import section_items
from question_packs.assessment.responses import FileName
from question_packs.errors import KnownError
from question_packs.exporters.results import AttemptResult, assessment_result
from question_packs.records.attempt_state import fold
from question_packs.records.events import EventBody
from question_packs.records.files import whole_file
from question_packs.scoring.answer_key import AnswerKey
from question_packs.scoring.general import general_form
from question_packs.scoring.score import Outcome
from sync_server.services.audit import Auditor
from sync_server.services.centre_files import write_durably
from sync_server.services.clock import now_text
from sync_server.services.directory import Sitting
from sync_server.services.handed_in import plain_name
from sync_server.services.score import ResultRecord, ScoredAttempt, Scorer
from sync_server.store import logs
from sync_server.store.database import Database

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the same results give the same bytes


@dataclass(frozen=True)
class WrittenResults:
    """`attempts`: how many are in the zip. `problems`: files that could not be put together."""

    attempts: int
    problems: tuple[KnownError, ...]


class QtiResults:
    """Writes the results that were scored last. `who` is written into the audit log."""

    def __init__(self, database: Database, auditor: Auditor, scorer: Scorer, who: str) -> None:
        self._database = database
        self._auditor = auditor
        self._scorer = scorer
        self._who = who

    def write(self, sitting: Sitting, path: Path) -> WrittenResults:
        """Write the zip, in place of one that is there. No answer key: `CEN-41`."""
        files: dict[str, bytes] = {}
        problems: list[KnownError] = []
        people = sorted(self._scorer.stored(sitting), key=lambda each: each.entry.candidate_number)
        scored = [each for each in people if each.record is not None and each.record.outcome is not None]
        for each in scored:
            assert each.record is not None
            assert each.record.outcome is not None
            files |= self._files_of(sitting, each, each.record, each.record.outcome, problems)
        write_durably(path, _zipped(files))
        with self._database.write() as connection:
            subject = sitting.order.sitting_id
            logs.append_audit(connection, sitting.event_id, at=now_text(), who=self._who, act="results", subject=subject)
        return WrittenResults(len(scored), tuple(problems))

    def _files_of(
        self,
        sitting: Sitting,
        attempt: ScoredAttempt,
        record: ResultRecord,
        outcome: Outcome,
        problems: list[KnownError],
    ) -> dict[str, bytes]:
        """The XML of one attempt and the files that were handed in, by their names in the zip."""
        trail = self._auditor.attempt(attempt.attempt_id)
        started = fold(trail.events).started
        seed = attempt.entry.seed if started is None else started.seed
        test = self._scorer.test_of(sitting, record.pack_digest)
        number = plain_name(attempt.entry.candidate_number)
        key = self._scorer.answer_key(record.pack_digest)
        bodies = [each.body for each in trail.events]
        handed_in, addresses = _handed_in(_file_responses(outcome, key), number, bodies, problems)
        result = AttemptResult(
            candidate_number=attempt.entry.candidate_number,
            sessions={
                "urn:lontar:attempt": attempt.attempt_id,
                "urn:lontar:sitting": record.sitting_id,
                "urn:lontar:event": record.event_id,
            },
            outcome=outcome,
            presented=tuple(ref.identifier for each in test.sections() for ref in section_items(each, seed)),
            at=record.finished_at or record.started_at or attempt.scored_at,
            is_final=record.status == "complete",
            files=addresses,
        )
        return {f"{number}.xml": assessment_result(result, key), **handed_in}


def _file_responses(outcome: Outcome, key: AnswerKey) -> Iterator[tuple[str, str, FileName]]:
    """Item, response and name of every file that was handed in."""
    declared = {each.identifier: general_form(each).responses for each in key.items}
    for item in outcome.items:
        for response in declared[item.identifier]:
            values = item.responses.get(response.identifier, ())
            file = FileName.parse(values[0]) if values and response.base_type == "file" else None
            if file is not None:
                yield item.identifier, response.identifier, file


def _handed_in(
    wanted: Iterable[tuple[str, str, FileName]], number: str, bodies: Sequence[EventBody], problems: list[KnownError]
) -> tuple[dict[str, bytes], dict[tuple[str, str], str]]:
    """The files of an attempt by their names in the zip, and those names by item and response."""
    files: dict[str, bytes] = {}
    addresses: dict[tuple[str, str], str] = {}
    for item, response, file in wanted:
        name = f"{number}/{plain_name(f'{item}-{response}-{file.name}')}"
        try:
            files[name] = whole_file(file, bodies)
        except KnownError as problem:
            problems.append(problem)
        else:
            addresses[item, response] = quote(name)
    return files, addresses


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()
