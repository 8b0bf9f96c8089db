"""The names of a crash run's sitting, a candidate of it, and what a log keeps of a candidate's doing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from question_packs.assessment.responses import FileName
from question_packs.errors import KnownError
from question_packs.records import events as ev
from question_packs.records.files import whole_file

EVENT, SITTING, FORM = "uji", "uji-A", "utama"
# Where a note stands among an item's responses; no interaction is called so.
NOTE = "(note)"
# What was answered or noted: item, response identifier or `NOTE`, response.
Answer = tuple[str, str, tuple[str, ...]]


def answer_of(body: ev.EventBody) -> Answer | None:
    """The answer or note that an event keeps; None where it keeps none."""
    match body:
        case ev.ResponseSaved():
            return body.item, body.response_identifier, body.response
        case ev.Noted():
            return body.item, NOTE, (body.note,)
    return None


def kept(bodies: Iterable[tuple[int, ev.EventBody]]) -> dict[int, Answer]:
    """Answers and notes of a log, by sequence."""
    return {sequence: answer for sequence, body in bodies if (answer := answer_of(body)) is not None}


def broken_files(bodies: Sequence[ev.EventBody]) -> list[str]:
    """Names of files that an answer of the log names, and that are not there byte for byte."""
    answers = [body.response for body in bodies if isinstance(body, ev.ResponseSaved)]
    files = [file for response in answers for text in response if (file := FileName.parse(text)) is not None]
    return [file.name for file in files if not _is_whole(file, bodies)]


def _is_whole(file: FileName, bodies: Sequence[ev.EventBody]) -> bool:
    try:
        return len(whole_file(file, bodies)) == file.size
    except KnownError:
        return False


@dataclass(frozen=True)
class Seat:
    """A candidate with what they need to sign in."""

    number: str
    pin: str
    token: str

    @property
    def attempt_id(self) -> str:
        return ev.attempt_id_of(SITTING, self.number, FORM)
