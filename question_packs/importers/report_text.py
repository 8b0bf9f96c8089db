"""The report of an import for people: what was in the file, what became of each item, and why. Printed by the command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from question_packs.importers.found import Found, ItemReport, Note, Status

STATUSES: tuple[Status, ...] = ("imported", "with_loss", "refused")
_WORDS: dict[str, dict[str, str]] = {
    "id": {
        "imported": "diimpor",
        "with_loss": "diimpor dengan kehilangan",
        "refused": "ditolak",
        "item": "butir",
        "test": "ujian",
        "stimulus": "stimulus",
        "none": "tidak ada butir soal",
        "file": "tentang berkas ini",
        "of": "Dari {total}: {counts}.",
    },
    "en": {
        "imported": "imported",
        "with_loss": "imported with loss",
        "refused": "refused",
        "item": "item",
        "test": "test",
        "stimulus": "stimulus",
        "none": "no items",
        "file": "about this file",
        "of": "Of {total}: {counts}.",
    },
}


def report_lines(found: Found, language: str) -> Iterator[str]:
    """The whole report of one file: a head, its own notes, a line for each item with its notes below, a summary."""
    words = _WORDS[language]
    head = f"{found.file} · {found.format} · {_contents(found, words)}"
    yield head
    yield "=" * len(head)
    if found.notes:
        yield words["file"]
        yield from _note_lines(found.notes, language)
    width = max((len(words[each.status]) for each in found.reports), default=0)
    for report in found.reports:
        yield _line(report, words, width)
        yield from _note_lines(report.notes, language)
    yield summary([found], language)


def summary(files: Sequence[Found], language: str) -> str:
    """How everything in these files ended, in one sentence."""
    words = _WORDS[language]
    counts = ", ".join(f"{sum(each.count(status) for each in files)} {words[status]}" for status in STATUSES)
    return words["of"].format(total=sum(len(each.reports) for each in files), counts=counts)


def _contents(found: Found, words: dict[str, str]) -> str:
    kinds = [each.kind for each in found.reports]
    counts = [f"{kinds.count(kind)} {words[kind]}" for kind in ("item", "test", "stimulus") if kind in kinds]
    return ", ".join(counts) or words["none"]


def _line(report: ItemReport, words: dict[str, str], width: int) -> str:
    title = f'  "{_one_line(report.title)}"' if report.title and report.title != report.identifier else ""
    return f"{words[report.status]:<{width}}  {words[report.kind]} {_one_line(report.identifier)}{title}  ({report.source})"


def _note_lines(notes: Sequence[Note], language: str) -> Iterator[str]:
    for note in notes:
        where = f"{_one_line(note.where)}: " if note.where else ""
        yield f"    {note.problem.code}  {where}{note.problem.sentence(language)}"


def _one_line(text: str) -> str:
    """Titles of others may hold line ends or control characters."""
    return " ".join("".join(each if each.isprintable() else " " for each in text[:200]).split())
