"""A row of the sheet of questions to an item with its key; a row of the sheet of passages to a stimulus."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from question_packs.assessment.model import AssessmentItem, AssessmentStimulus
from question_packs.errors import InBoth
from question_packs.importers.found import AuthoredItem, Note, Tags
from question_packs.importers.spreadsheet import arranging, choosing, writing
from question_packs.importers.spreadsheet.cell_text import CellTexts
from question_packs.importers.spreadsheet.headings import Line
from question_packs.importers.spreadsheet.kinds import Kind, derived_kind, kind_named, unused_columns
from question_packs.importers.spreadsheet.pictures import Pictures
from question_packs.importers.spreadsheet.question import Asked, Question, RowRefusedError, block_of

LANGUAGE = "id"
_LONGEST_TITLE = 200
_HIGHEST_LEVEL = 99
_ASK: Mapping[Kind, Callable[[Question], Asked]] = {
    "pilihan": choosing.single_choice,
    "pilihan jamak": choosing.multiple_choice,
    "benar salah": choosing.true_or_false,
    "bobot": choosing.weighted_choice,
    "skala": choosing.scale,
    "terbaik-terburuk": choosing.best_and_worst,
    "isian": writing.short_text,
    "angka": writing.number,
    "uraian": writing.essay,
    "urutan": arranging.order,
    "peringkat": arranging.rank,
    "jodoh": arranging.pairs,
    "rumpang": arranging.gaps,
    "nilai-tiap": arranging.ratings,
}


@dataclass(frozen=True)
class ReadRow:
    """What became of a row: an item, with what was lost of it and what should be looked at."""

    authored: AuthoredItem
    losses: tuple[Note, ...]
    remarks: tuple[Note, ...]


def read_item(
    line: Line, identifier: str, texts: CellTexts, pictures: Pictures, passages: Mapping[str, str], failed: Collection[str]
) -> ReadRow:
    """The item of a row. `passages`: stimuli by the code that rows know them by; `failed`: those that were refused.

    Raises `RowRefusedError`.
    """
    if line.refused is not None:
        raise RowRefusedError(line.refused)
    if not line["soal"]:
        raise RowRefusedError(line.note("SHT-40", "soal"))
    remarks: list[Note] = []
    question = Question(line, _kind(line, remarks), texts, list(line.losses), remarks)
    unused = unused_columns(line, question.kind)
    if unused:
        raise question.refuse("SHT-53", unused[0], columns=", ".join(unused), kind=question.kind)
    asked = _ASK[question.kind](question)
    body = question.body() if asked.body is None else asked.body
    body += pictures.html(line, question.losses, question.remarks)
    item = AssessmentItem(
        identifier=identifier,
        title=line.word("judul")[:_LONGEST_TITLE] or identifier,
        language=LANGUAGE,
        body=body,
        interactions=asked.interactions,
        stimulus=_passage(question, passages, failed),
    )
    authored = AuthoredItem(item, asked.processing, asked.cardinality, _tags(question))
    return ReadRow(authored, tuple(question.losses), tuple(question.remarks))


def read_passage(line: Line, identifier: str, texts: CellTexts, pictures: Pictures) -> tuple[AssessmentStimulus, list[Note]]:
    """The stimulus of a row of the sheet of passages, and the notes about it. Raises `RowRefusedError`."""
    if line.refused is not None:
        raise RowRefusedError(line.refused)
    if not line["teks"] and not line["gambar"]:
        raise RowRefusedError(line.note("SHT-40", "teks"))
    notes = list(line.losses)
    body = block_of(texts, line, "teks") + pictures.html(line, notes, notes)
    return AssessmentStimulus(identifier, line.word("judul")[:_LONGEST_TITLE] or identifier, LANGUAGE, body), notes


def _kind(line: Line, remarks: list[Note]) -> Kind:
    """The kind that the row names, or the only one that it can be; the latter is told. Raises `SHT-41`, `SHT-42`."""
    word = line.word("jenis")
    if word:
        named = kind_named(word)
        if named is None:
            raise RowRefusedError(line.note("SHT-41", "jenis", kind=word[:60], known=", ".join(_ASK)))
        return named
    derived = derived_kind(line)
    if isinstance(derived, InBoth):
        raise RowRefusedError(line.note("SHT-42", "jenis", reason=derived))
    remarks.append(line.note("SHT-43", "jenis", kind=derived))
    return derived


def _tags(question: Question) -> Tags:
    line = question.line
    text = line.word("tingkat")
    if text and not (text.isascii() and text.isdigit() and int(text[:3]) <= _HIGHEST_LEVEL):
        raise question.refuse("SHT-67", "tingkat", text=text[:60], highest=_HIGHEST_LEVEL)
    aspect = " ".join(line.word("aspek").split())
    return Tags(aspect or Tags.aspect, line.word("kompetensi"), int(text or 0), line.word("peraturan"))


def _passage(question: Question, passages: Mapping[str, str], failed: Collection[str]) -> str:
    """The stimulus that the row names. Raises `SHT-68` (there is none of that name), `SHT-69` (it was refused)."""
    name = question.line.word("bacaan").casefold()
    if name in failed:
        raise question.refuse("SHT-69", "bacaan", name=name[:60])
    if name and name not in passages:
        raise question.refuse("SHT-68", "bacaan", name=name[:60])
    return passages.get(name, "")
