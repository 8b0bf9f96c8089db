"""The sheets of one file to items, stimuli and a test with its sections; and what became of each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from question_packs.assessment.model import AssessmentItemRef, AssessmentSection, TestPart
from question_packs.errors import KnownError
from question_packs.importers.drafts import test_of_items
from question_packs.importers.found import AuthoredItem, AuthoredTest, Found, ItemReport, Note, Progress, Status
from question_packs.importers.qti.shelf import usable_name
from question_packs.importers.spreadsheet.cell_text import CellTexts
from question_packs.importers.spreadsheet.headings import PASSAGE_COLUMNS, QUESTION_COLUMNS, Line, Table, find_table
from question_packs.importers.spreadsheet.items import read_item, read_passage
from question_packs.importers.spreadsheet.pictures import Pictures
from question_packs.importers.spreadsheet.question import RowRefusedError
from question_packs.importers.spreadsheet.sheets import Sheet

PASSAGES = ("bacaan", "passages")
NO_QUESTIONS = ("contoh", "examples", "petunjuk", "help")
_STEP = 200  # rows between two reports of progress


@dataclass
class Reading:
    """What one file is read into: items and their sections, codes that are taken, passages by their codes."""

    found: Found
    texts: CellTexts
    pictures: Pictures
    passages: dict[str, str] = field(default_factory=dict)
    failed_passages: set[str] = field(default_factory=set)
    rows_by_code: dict[str, str] = field(default_factory=dict)
    rows_by_passage: dict[str, str] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)


def read_workbook(sheets: Sequence[Sheet], reading: Reading, progress: Progress) -> None:
    """Fill `reading.found`. Raises `SHT-02` where no sheet has the headings, `SHT-07`, `SHT-08`."""
    passages, questions = _tables(sheets, reading.found)
    for line in (line for table in passages for line in table.lines()):
        _take_passage(line, reading)
    lines = [line for table in questions for line in table.lines()]
    if not lines:
        reading.found.notes.append(Note("", KnownError("SHT-15", sheets=", ".join(table.sheet.name for table in questions))))
    for done, line in enumerate(lines):
        if done % _STEP == 0:
            progress(done, len(lines))
        _take_item(line, reading)
    if reading.found.items:
        reading.found.tests.append(_test(reading))


def _tables(sheets: Sequence[Sheet], found: Found) -> tuple[list[Table], list[Table]]:
    """The tables of passages and of questions. A hidden sheet, and one of help or examples, is none."""
    passages: list[Table] = []
    questions: list[Table] = []
    passed_over = []
    for sheet in sheets:
        name = sheet.name.strip().casefold()
        is_passages = name in PASSAGES
        table = None
        if not sheet.hidden and name not in NO_QUESTIONS:
            columns, needed = (PASSAGE_COLUMNS, "teks") if is_passages else (QUESTION_COLUMNS, "soal")
            table = find_table(sheet, columns, needed)
        if table is None:
            passed_over += [sheet.name] if sheet.rows and name not in NO_QUESTIONS else []
            continue
        (passages if is_passages else questions).append(table)
        found.notes += table.notes
    if not questions:
        raise KnownError("SHT-02", what=found.file)
    if passed_over:
        found.notes.append(Note("", KnownError("SHT-11", sheets=", ".join(passed_over))))
    return passages, questions


def _take_item(line: Line, reading: Reading) -> None:
    """One row of questions into `found`: its item, and its report."""
    found = reading.found
    code = line.word("kode")
    identifier = usable_name(code or _row_name("soal", line), found.items)
    try:
        _check_code(line, code, reading.rows_by_code)
        row = read_item(line, identifier, reading.texts, reading.pictures, reading.passages, reading.failed_passages)
    except RowRefusedError as refusal:
        title = line.word("judul") or line.word("soal")[:60]
        found.reports.append(ItemReport(line.where(), code or identifier, title, "refused", (refusal.note,)))
        return
    notes = (*row.losses, *row.remarks, *_renamed(line, code, identifier))
    found.items[identifier] = row.authored
    reading.sections.setdefault(" ".join(line.word("bagian").split()), []).append(identifier)
    status: Status = "with_loss" if row.losses else "imported"
    found.reports.append(ItemReport(line.where(), identifier, row.authored.item.title, status, notes))


def _take_passage(line: Line, reading: Reading) -> None:
    """One row of passages into `found`."""
    found = reading.found
    code = line.word("kode")
    identifier = usable_name(code or _row_name("bacaan", line), found.stimuli)
    try:
        if not code:
            raise RowRefusedError(line.note("SHT-70", "kode"))
        _check_code(line, code, reading.rows_by_passage)
        stimulus, notes = read_passage(line, identifier, reading.texts, reading.pictures)
    except RowRefusedError as refusal:
        reading.failed_passages.add(code.casefold())
        found.reports.append(ItemReport(line.where(), code or identifier, "", "refused", (refusal.note,), "stimulus"))
        return
    reading.passages[code.casefold()] = identifier
    found.stimuli[identifier] = stimulus
    status: Status = "with_loss" if line.losses else "imported"
    found.reports.append(ItemReport(line.where(), identifier, stimulus.title, status, tuple(notes), "stimulus"))


def _row_name(kind: str, line: Line) -> str:
    """A name for a row that has no code."""
    return "-".join(each for each in (kind, line.sheet if line.sheet.casefold() != kind else "", str(line.number)) if each)


def _check_code(line: Line, code: str, taken: dict[str, str]) -> None:
    """Two rows with the same code are two versions of one question, or a mistake: the second is refused."""
    first = taken.setdefault(code.casefold(), line.where()) if code else line.where()
    if first != line.where():
        raise RowRefusedError(line.note("SHT-44", "kode", code=code[:60], first=first))


def _renamed(line: Line, code: str, identifier: str) -> Iterable[Note]:
    return [line.note("SHT-71", "kode", code=code[:60], name=identifier)] if code and code != identifier else []


def _test(reading: Reading) -> AuthoredTest:
    """One test of all items; its sections are those of the column `bagian`, in the order in which they come."""
    authored = test_of_items(reading.found, reading.found.items)
    sections: dict[str, AssessmentSection] = {}
    for title, identifiers in reading.sections.items():
        refs = tuple(AssessmentItemRef(each, _categories(reading.found.items[each])) for each in identifiers)
        name = f"bagian-{len(sections) + 1}"
        sections[name] = AssessmentSection(name, title or authored.test.title, refs)
    part = TestPart("part-1", tuple(sections.values()))
    return AuthoredTest(replace(authored.test, test_parts=(part,)))


def _categories(authored: AuthoredItem) -> tuple[str, ...]:
    """As items of the Markdown source carry them."""
    tags = authored.tags
    return (f"aspect:{tags.aspect}", f"competency:{tags.competency.partition(' ')[0]}", f"level:{tags.level}")
