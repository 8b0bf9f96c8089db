"""Reads Moodle XML to a `Found`: each question ends imported, with loss, or refused, with the line where and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from question_packs.errors import KnownError
from question_packs.importers.found import Found, Note, Progress
from question_packs.importers.losses import Losses, RefusedError, where_of
from question_packs.importers.moodle.building import Made, with_recordings
from question_packs.importers.moodle.calculated_types import read_calculated, read_calculated_choice
from question_packs.importers.moodle.cloze_type import read_cloze
from question_packs.importers.moodle.collecting import Asked, Collector
from question_packs.importers.moodle.fields import Question, question_of, text_in, text_of
from question_packs.importers.moodle.gap_types import read_ddwtos, read_gapselect
from question_packs.importers.moodle.list_types import read_matching, read_ordering
from question_packs.importers.moodle.picture_types import read_ddimageortext, read_ddmarker
from question_packs.importers.moodle.simple_types import (
    read_essay,
    read_multichoice,
    read_numerical,
    read_shortanswer,
    read_truefalse,
)
from question_packs.importers.qti.resources import MediaShelf
from question_packs.importers.safe_xml import parse_xml

_TYPES: dict[str, Callable[[Question], Made]] = {
    "multichoice": read_multichoice,
    "truefalse": read_truefalse,
    "shortanswer": read_shortanswer,
    "numerical": read_numerical,
    "essay": read_essay,
    "matching": read_matching,
    "match": read_matching,
    "ddmatch": read_matching,
    "ordering": read_ordering,
    "ddwtos": read_ddwtos,
    "gapselect": read_gapselect,
    "ddimageortext": read_ddimageortext,
    "ddmarker": read_ddmarker,
    "cloze": read_cloze,
    "multianswer": read_cloze,
}
_IN_VARIANTS: dict[str, Callable[[Question], tuple[Made, ...]]] = {
    "calculated": read_calculated,
    "calculatedsimple": read_calculated,
    "calculatedmulti": read_calculated_choice,
}
_DRAWN_ELSEWHERE = ("random", "randomsamatch", "missingtype")
_FEEDBACK = ("generalfeedback", "feedback", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_USUAL_NUMBERING = ("", "abc", "ABCD")


def knows(path: Path, start: bytes) -> bool:
    """Whether the file, which begins with `start`, is Moodle XML."""
    plain = start.replace(b"\0", b"")  # UTF-16
    return plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and (b"<quiz" in plain or b"<question " in plain)


def read(path: Path, progress: Progress) -> Found:
    """Everything in the file. Raises what makes the whole of it unreadable: `IMP-01` ... `IMP-04`, `IMP-10`, `MDL-01`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KnownError("IMP-10", path=path, reason=error.strerror) from error
    return read_bytes(data, path.name, progress)


def read_bytes(data: bytes, what: str, progress: Progress) -> Found:
    """Everything in these bytes of a file called `what`."""
    root = parse_xml(data, what)
    if root.tag != "quiz":
        raise KnownError("MDL-01", what=what)
    collector = Collector(what, "Moodle XML")
    shelf = MediaShelf(collector.found.media)
    questions = root.findall("question")
    for done, element in enumerate(questions):
        progress(done, len(questions))
        _read_one(element, shelf, collector)
    found = collector.finish()
    _say_about_all(root, found)
    return found


def _read_one(element: etree._Element, shelf: MediaShelf, collector: Collector) -> None:
    kind = element.get("type", "").strip().lower()
    if kind == "category":
        collector.category(text_in(element, "category"))
        return
    asked = _asked(element, kind)
    losses = Losses()
    try:
        question = question_of(element, shelf, losses)
        if kind == "description":
            _tell_what_is_left_out(element, losses)
            collector.text(asked, question.body(), losses.notes)
        else:
            made = tuple(with_recordings(each, question.texts.recordings) for each in _variants(question, kind))
            _tell_what_is_left_out(element, losses)
            collector.made(asked, made, losses.notes)
    except RefusedError as refusal:
        collector.refused(asked, Note(refusal.where, refusal.problem))
    except KnownError as problem:
        collector.refused(asked, Note(asked.where, problem))


def _variants(question: Question, kind: str) -> tuple[Made, ...]:
    if kind in _IN_VARIANTS:
        return _IN_VARIANTS[kind](question)
    if kind in _TYPES:
        return (_TYPES[kind](question),)
    code = "MDL-03" if kind in _DRAWN_ELSEWHERE else "MDL-02"
    raise KnownError(code, type=kind[:60] or "-")


def _asked(element: etree._Element, kind: str) -> Asked:
    return Asked(
        where=where_of(element),
        kind=kind[:40] or "-",
        identifier=text_in(element, "idnumber"),
        title=text_in(element, "name"),
        tags=tuple(text_of(each) for each in element.iterfind("tags/tag")),
    )


def _tell_what_is_left_out(element: etree._Element, losses: Losses) -> None:
    """Feedback and hints: an examination shows none."""
    for each in element.iter(*_FEEDBACK):
        if text_of(each):
            losses.add(each, "MDL-41")
    for each in element.iterfind("hint"):
        if text_of(each):
            losses.add(each, "MDL-45")
    numbering = text_in(element, "answernumbering")
    if numbering not in _USUAL_NUMBERING:
        losses.add(element.find("answernumbering"), "MDL-49", numbering=numbering[:20])


def _say_about_all(root: etree._Element, found: Found) -> None:
    """What nearly every question has is told once: penalties are for further tries, and an examination has one."""
    penalties = [each for each in root.iterfind("question/penalty") if text_of(each).strip("0.")]
    if penalties:
        found.notes.append(Note(where_of(penalties[0]), KnownError("MDL-61", count=len(penalties))))
