"""What an author can get wrong in a test, its sections and its items, each with file and line.

Reads the source as it was written; texts, pictures and formulas are checked where they are rendered (`content`). Limits are
named here with their reasons.
"""

from __future__ import annotations

import re
from collections import Counter

from question_packs.builder.findings import Report
from question_packs.builder.source import TEST_FILE, ItemSource, SectionSource, Source, TestSource
from question_packs.errors import KnownError

MIN_OPTIONS = 2
MAX_OPTIONS = 5  # the keys A to E of the exam page
MOST_POINTS = 5
# Reading 40 words takes 12 s at 200 words a minute; deciding and clicking take the rest.
SECONDS_PER_ITEM = 20
# A key is a give-away when it is longer than every other option by a quarter and by more than a word or two.
LENGTH_RATIO = 1.25
LENGTH_EXCESS = 15
# Position: five options are expected at 20 % each; below 20 items chance alone goes far off.
POSITION_SHARE = 0.35
POSITION_ITEMS = 20

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_COMPETENCY = re.compile(r"[A-Z]\.\d{2} \S.*")
_REFERS = re.compile(
    r"\b(semua (jawaban |pilihan )?(di atas )?(benar|salah)|(pilihan|jawaban|opsi) [A-E]\b|[A-E] dan [A-E]\b"
    r"|tidak ada (jawaban |pilihan )?yang benar|(all|none) of the above)",
    re.IGNORECASE,
)
_COUNT_WORDS = {2: "dua", 3: "tiga", 4: "empat"}


def check_source(source: Source, report: Report) -> None:
    """Every check of a whole source."""
    if source.test is not None:
        _check_test(source, source.test, report)
    _check_unique_items(source, report)
    for item in source.items:
        _check_item(item, source.test, report)
    _check_key_positions(source, report)


def items_of(source: Source, section: SectionSource) -> list[ItemSource]:
    """The items of a section, by identifier."""
    return sorted((i for i in source.items if i.folder == section.items), key=lambda each: each.header.identifier)


# --- the test


def _check_test(source: Source, test: TestSource, report: Report) -> None:
    _check_test_identifiers(source, test, report)
    _check_sections(source, test, report)
    _check_durations(source, test, report)
    for section in test.cut_scores.sections if test.cut_scores else {}:
        if section not in {each.identifier for each in test.sections}:
            line = source.test_lines.of(f"$.cut_scores.sections.{section}")
            report.error(TEST_FILE, line, KnownError("BLD-05", field=f"cut_scores.sections.{section}"))


def _check_test_identifiers(source: Source, test: TestSource, report: Report) -> None:
    named = [("$.identifier", test.identifier)]
    named += [(f"$.sections[{i}].identifier", each.identifier) for i, each in enumerate(test.sections)]
    named += [(f"$.aspects[{i}].identifier", each.identifier) for i, each in enumerate(test.aspects)]
    seen: dict[tuple[str, str], int] = {}
    for path, identifier in named:
        line = source.test_lines.of(path)
        if not _IDENTIFIER.fullmatch(identifier):
            report.error(TEST_FILE, line, KnownError("BLD-14", identifier=identifier))
        first = seen.setdefault((path.partition("[")[0], identifier), line)
        if first != line:
            report.error(TEST_FILE, line, KnownError("BLD-13", identifier=identifier, first=f"{TEST_FILE}:{first}"))


def _check_sections(source: Source, test: TestSource, report: Report) -> None:
    first_use: dict[str, int] = {}
    for i, section in enumerate(test.sections):
        line = source.test_lines.of(f"$.sections[{i}].items")
        first = first_use.setdefault(section.items, line)
        if first != line:
            report.error(TEST_FILE, line, KnownError("BLD-13", identifier=section.items, first=f"{TEST_FILE}:{first}"))
        available = len(items_of(source, section))
        if available == 0:
            problem = KnownError("BLD-23", section=section.identifier, folder=section.items)
            report.error(TEST_FILE, line, problem)
        elif section.select is not None and not 1 <= section.select <= available:
            problem = KnownError("BLD-24", section=section.identifier, select=section.select, available=available)
            report.error(TEST_FILE, source.test_lines.of(f"$.sections[{i}].select"), problem)
    for item in source.items:
        if item.folder not in first_use:
            report.error(item.file, 1, KnownError("BLD-25", folder=item.folder))


def _drawn(source: Source, section: SectionSource) -> int:
    available = len(items_of(source, section))
    return available if section.select is None else min(section.select, available)


def _check_durations(source: Source, test: TestSource, report: Report) -> None:
    lines = source.test_lines
    for i, section in enumerate(test.sections):
        if section.minutes is not None:
            _check_time(lines.of(f"$.sections[{i}].minutes"), section.minutes, _drawn(source, section), report)
    total = test.duration_minutes
    if total is None:
        return
    line = lines.field("duration_minutes")
    _check_time(line, total, sum(_drawn(source, each) for each in test.sections), report)
    sections = sum(each.minutes or 0 for each in test.sections)
    if sections > total:
        report.error(TEST_FILE, line, KnownError("BLD-26", sections=sections, test=total))
    if test.minimum_minutes is not None and test.minimum_minutes > total:
        line = lines.field("minimum_minutes")
        report.error(TEST_FILE, line, KnownError("BLD-27", minimum=test.minimum_minutes, test=total))


def _check_time(line: int, minutes: int, items: int, report: Report) -> None:
    if minutes <= 0 or minutes * 60 < items * SECONDS_PER_ITEM:
        report.error(TEST_FILE, line, KnownError("BLD-28", minutes=minutes, items=items, seconds=SECONDS_PER_ITEM))


# --- the items


def _check_unique_items(source: Source, report: Report) -> None:
    first: dict[str, str] = {}
    for item in source.items:
        identifier, line = item.header.identifier, item.lines.field("identifier")
        if identifier in first:
            report.error(item.file, line, KnownError("BLD-13", identifier=identifier, first=first[identifier]))
        first.setdefault(identifier, item.file)


def _check_item(item: ItemSource, test: TestSource | None, report: Report) -> None:
    _check_header(item, test, report)
    if not item.stem.strip():
        report.error(item.file, item.stem_line, KnownError("BLD-43"))
    _check_options(item, report)
    _check_key(item, report)


def _check_header(item: ItemSource, test: TestSource | None, report: Report) -> None:
    header = item.header

    def error(at: str, code: str, **values: object) -> None:
        report.error(item.file, item.lines.field(at), KnownError(code, **values))

    if not _IDENTIFIER.fullmatch(header.identifier):
        error("identifier", "BLD-14", identifier=header.identifier)
    elif not item.file.endswith(f"/{header.identifier}.md"):
        error("identifier", "BLD-15", identifier=header.identifier)
    for field in ("title", "regulation"):
        if not getattr(header, field).strip():
            error(field, "BLD-04", field=field)
    aspects = [each.identifier for each in test.aspects] if test else [header.aspect]
    if header.aspect not in aspects:
        error("aspect", "BLD-33", aspect=header.aspect, known=", ".join(aspects))
    if not _COMPETENCY.fullmatch(header.competency):
        error("competency", "BLD-34", competency=header.competency)
    if not 1 <= header.level <= 5:
        error("level", "BLD-35", level=header.level)


def _check_options(item: ItemSource, report: Report) -> None:
    if not MIN_OPTIONS <= len(item.options) <= MAX_OPTIONS:
        line = item.options[0].line if item.options else item.stem_line
        problem = KnownError("BLD-38", count=len(item.options), least=MIN_OPTIONS, most=MAX_OPTIONS)
        report.error(item.file, line, problem)
    first: dict[str, str] = {}
    for option in item.options:
        same = " ".join(option.text.split()).casefold()
        if not same:
            report.error(item.file, option.line, KnownError("BLD-36", letter=option.letter))
        elif same in first:
            report.error(item.file, option.line, KnownError("BLD-37", letter=option.letter, other=first[same]))
        if _REFERS.search(option.text):
            report.warning(item.file, option.line, KnownError("BLD-44", letter=option.letter))
        first.setdefault(same, option.letter)


def _check_key(item: ItemSource, report: Report) -> None:
    header = item.header
    if header.key is not None and header.points is not None:
        report.error(item.file, item.lines.field("points"), KnownError("BLD-09"))
    elif header.points is not None:
        _check_points(item, header.points, report)
    elif not any(item.keys):
        report.error(item.file, item.lines.field("key"), KnownError("BLD-08"))
    else:
        _check_right_answers(item, report)
    _check_length(item, report)


def _check_points(item: ItemSource, points: dict[str, int], report: Report) -> None:
    line = item.lines.field("points")
    letters = {option.letter for option in item.options}
    if set(points) != letters or not all(1 <= value <= MOST_POINTS for value in points.values()):
        report.error(item.file, line, KnownError("BLD-12", most=MOST_POINTS))
    best = [letter for letter, value in points.items() if value == max(points.values())]
    if len(best) > 1:
        report.error(item.file, line, KnownError("BLD-10", letters=", ".join(best)))


def _check_right_answers(item: ItemSource, report: Report) -> None:
    line = item.lines.field("key")
    for letter in item.keys:
        if letter not in {option.letter for option in item.options}:
            report.error(item.file, line, KnownError("BLD-11", letter=letter))
    if isinstance(item.header.key, str):
        return
    count = len(item.keys)
    if len(set(item.keys)) != count or not 2 <= count < max(len(item.options), 3):
        report.error(item.file, line, KnownError("BLD-42", count=count, most=len(item.options) - 1))
        return
    word = _COUNT_WORDS[count]
    if f"pilih {word} jawaban" not in item.stem.casefold():
        report.error(item.file, item.stem_line, KnownError("BLD-41", count=count, word=word))


def _check_length(item: ItemSource, report: Report) -> None:
    """The best option must not be the one that is plainly the longest."""
    lengths = {option.letter: len(option.text) for option in item.options}
    best = item.best
    if best not in lengths or len(lengths) < MIN_OPTIONS:
        return
    length = lengths.pop(best)
    longest_other = max(lengths.values())
    if length > longest_other * LENGTH_RATIO and length >= longest_other + LENGTH_EXCESS:
        line = next(option.line for option in item.options if option.letter == best)
        problem = KnownError("BLD-31", letter=best, length=length, next=longest_other)
        report.warning(item.file, line, problem)


def _check_key_positions(source: Source, report: Report) -> None:
    """In the file and in print the keys should not favour a letter, even though the kiosk shuffles the options."""
    letters = Counter(item.best for item in source.items if item.best is not None)
    items = letters.total()
    for letter, count in sorted(letters.items()):
        if items >= POSITION_ITEMS and count > items * POSITION_SHARE:
            report.warning(TEST_FILE, 1, KnownError("BLD-32", letter=letter, count=count, items=items))
