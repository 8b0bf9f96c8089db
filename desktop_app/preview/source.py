"""What a source holds, item by item, as the preview lists it: the item, its key, what became of it, every check.

Read off the GUI thread; plain data without Qt.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from question_packs.assessment.model import AssessmentItem, AssessmentSection, AssessmentStimulus, AssessmentTest
from question_packs.builder.draft import Draft
from question_packs.builder.findings import Report
from question_packs.errors import KnownError
from question_packs.importers.drafts import draft_of, test_of_items
from question_packs.importers.found import Found, ItemReport, Note, Progress, no_progress
from question_packs.importers.sources import open_source
from question_packs.pack.writer import Medium
from question_packs.scoring.answer_key import ItemKey

Severity = Literal["refused", "error", "loss", "warning"]
Outcome = Literal["imported", "with_loss", "refused", "warning"]
_OF_STATUS: dict[str, Severity] = {"with_loss": "loss", "refused": "refused"}


@dataclass(frozen=True)
class Check:
    """Something found while reading. `where`: file and line, or element, in the source."""

    severity: Severity
    where: str
    problem: KnownError


@dataclass(frozen=True)
class Entry:
    """One item of the source. A refused one has neither `item` nor `key` nor a place in a test."""

    identifier: str
    title: str
    outcome: Outcome
    checks: tuple[Check, ...] = ()
    item: AssessmentItem | None = None
    key: ItemKey | None = None
    section: AssessmentSection | None = None
    test: AssessmentTest | None = None


@dataclass(frozen=True)
class SourceContent:
    """Everything of one source. `refusal`: it could not be read at all; `checks`: about none of its items alone."""

    path: Path
    format: str
    entries: tuple[Entry, ...] = ()
    checks: tuple[Check, ...] = ()
    refusal: KnownError | None = None
    stimuli: Mapping[str, AssessmentStimulus] = dataclasses.field(default_factory=dict)
    media: Mapping[str, Medium] = dataclasses.field(default_factory=dict)

    def sections(self) -> tuple[AssessmentSection, ...]:
        """All sections that are seen, in the order of the list."""
        known = {id(each.section): each.section for each in self.entries if each.section is not None}
        return tuple(known.values())

    def medium(self, name: str) -> tuple[bytes, str] | None:
        """A medium's bytes and type, as the item view asks for them."""
        found = self.media.get(name)
        return None if found is None else (found.data, found.media_type)


def read_source(path: Path, progress: Progress = no_progress) -> SourceContent:
    """Everything that can be shown of the source at `path`; a source that cannot be read says so by its `refusal`."""
    try:
        opened = open_source(path, progress)
        if opened.findings is not None:
            return _of_folder(path, opened.draft, opened.findings)
        assert opened.found is not None
        return _of_found(path, opened.found)
    except KnownError as refusal:
        return SourceContent(path, "", refusal=refusal)


def _of_folder(path: Path, draft: Draft | None, report: Report) -> SourceContent:
    """A Markdown folder: its findings name files, and an item's file has its name."""
    by_name: dict[str, list[Check]] = {}
    for finding in report:
        check = Check(finding.severity, f"{finding.file}:{finding.line}", finding.problem)
        by_name.setdefault(Path(finding.file).stem, []).append(check)
    entries = () if draft is None else tuple(_entries(draft, by_name))
    rest = tuple(_about_no_item(by_name, entries))
    if draft is None:
        return SourceContent(path, "Markdown", entries, rest)
    stimuli = {each.identifier: each for each in draft.stimuli}
    return SourceContent(path, "Markdown", entries, rest, None, stimuli, draft.media)


def _of_found(path: Path, found: Found) -> SourceContent:
    """All tests of an imported file, then its items that are in none of them, then what was refused."""
    by_name: dict[str, list[Check]] = {}
    for report in found.reports:
        by_name.setdefault(report.identifier, []).extend(_checks(report))
    entries = [entry for draft in _drafts(found) for entry in _entries(draft, by_name)]
    entries += [
        Entry(each.identifier, each.title, "refused", tuple(_checks(each)))
        for each in found.reports
        if each.status == "refused" and each.kind == "item"
    ]
    notes = [Check("warning", note.where, note.problem) for note in found.notes]
    rest = (*notes, *_about_no_item(by_name, entries))
    return SourceContent(path, found.format, tuple(entries), rest, None, found.stimuli, found.media)


def _drafts(found: Found) -> Iterator[Draft]:
    """A draft for each test, and one for the items that no test uses."""
    used: set[str] = set()
    for test in found.tests:
        yield draft_of(dataclasses.replace(found, tests=[test]))
        used |= {ref.identifier for section in test.test.sections() for ref in section.item_refs}
    rest = [each for each in found.items if each not in used]
    if rest:
        yield draft_of(dataclasses.replace(found, tests=[test_of_items(found, rest)]))


def _entries(draft: Draft, by_name: Mapping[str, Sequence[Check]]) -> Iterator[Entry]:
    """The items of a draft in their order, each with what was found about it."""
    items = {each.identifier: each for each in draft.items}
    keys = {each.identifier: each for each in draft.key.items}
    for section in draft.test.sections():
        for ref in section.item_refs:
            item, name = items[ref.identifier], ref.identifier
            checks = tuple(check for each in _names(name) for check in by_name.get(each, ()))
            yield Entry(name, item.title, _outcome(checks), checks, item, keys[name], section, draft.test)


def _names(identifier: str) -> tuple[str, ...]:
    """The item's own name, and that of the item whose clone it is: `X-v3` is the third of `X`."""
    original, mark, number = identifier.rpartition("-v")
    return (identifier, original) if mark and number.isdecimal() else (identifier,)


def _about_no_item(by_name: Mapping[str, Sequence[Check]], entries: Iterable[Entry]) -> Iterator[Check]:
    known = {name for each in entries for name in _names(each.identifier)}
    for name, checks in by_name.items():
        if name not in known:
            yield from checks


def _outcome(checks: tuple[Check, ...]) -> Outcome:
    severities = {each.severity for each in checks}
    return "with_loss" if "loss" in severities else "warning" if severities else "imported"


def _checks(report: ItemReport) -> Iterator[Check]:
    severity = _OF_STATUS.get(report.status, "warning")
    for note in report.notes:
        yield Check(severity, _where(report.source, note), note.problem)


def _where(source: str, note: Note) -> str:
    return f"{source}:{note.where}" if note.where else source
