"""What people must judge: essays and files of a sitting, written to a folder for its assessors. Reads only.

The answer key says which items nobody but people can judge. Each work is named by the candidate's number alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from question_packs.assessment.responses import FileName
from question_packs.errors import KnownError
from question_packs.records.attempt_state import fold
from question_packs.records.events import EventBody
from question_packs.records.files import whole_file
from question_packs.scoring.answer_key import AnswerKey
from question_packs.scoring.declarations import QtiProcessing
from sync_server.services.audit import Auditor
from sync_server.services.centre_files import write_durably
from sync_server.services.directory import Sitting
from sync_server.services.score import Scorer

# What some file system or other does not take in a name.
_ODD = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


@dataclass(frozen=True)
class Work:
    """One response that people judge. `problem`: why its file could not be put together; `data` is empty then."""

    candidate_number: str
    file_name: str
    data: bytes
    problem: KnownError | None = None


class HandedIn:
    """The works of a sitting."""

    def __init__(self, auditor: Auditor, scorer: Scorer) -> None:
        self._auditor = auditor
        self._scorer = scorer

    def write(self, sitting: Sitting, folder: Path) -> Iterator[tuple[Path, Work]]:
        """Write every work to `folder/NUMBER/ITEM-RESPONSE…`, one after the other; a damaged file is told, not written."""
        for work in self.works(sitting):
            path = folder / plain_name(work.candidate_number) / work.file_name
            if work.problem is None:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_durably(path, work.data)
            yield path, work

    def works(self, sitting: Sitting) -> Iterator[Work]:
        """Every work of the attempts that count; of a fork none, until somebody decided (`CEN-41`: no answer key)."""
        for attempt_id in self._auditor.attempts_of(sitting):
            trail = self._auditor.attempt(attempt_id)
            state = fold(trail.events)
            if state.started is None or state.set_aside:
                continue
            key = self._scorer.answer_key(state.started.pack_digest)
            bodies = [event.body for event in trail.events]
            for item, name, base_type in _judged_by_people(key):
                response = state.responses.get(item, {}).get(name, ())
                if response and base_type == "file":
                    yield _file(trail.candidate_number, f"{item}-{name}", response[0], bodies)
                elif response:
                    text = "\n".join(response).encode()
                    yield Work(trail.candidate_number, plain_name(f"{item}-{name}.txt"), text)


def _judged_by_people(key: AnswerKey) -> Iterator[tuple[str, str, str]]:
    """Item, response identifier and base type of every response that people judge."""
    for item in key.items:
        if isinstance(item.processing, QtiProcessing) and item.processing.by_people:
            for declared in item.processing.responses:
                yield item.identifier, declared.identifier, declared.base_type


def _file(candidate_number: str, place: str, text: str, bodies: list[EventBody]) -> Work:
    file = FileName.parse(text)
    if file is None:
        return Work(candidate_number, plain_name(place), b"", KnownError("REC-05", name=place, reason="no file name"))
    name = plain_name(f"{place}-{file.name}")
    try:
        return Work(candidate_number, name, whole_file(file, bodies))
    except KnownError as error:
        return Work(candidate_number, name, b"", error)


def plain_name(name: str) -> str:
    """`name` as every disk takes it."""
    return _ODD.sub("_", name).strip(". ") or "_"
