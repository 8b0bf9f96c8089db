"""One row as a question: its options, key and weights, each checked, with a sentence for the person who typed them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from question_packs.assessment.interactions import Interaction, SimpleChoice
from question_packs.assessment.responses import canonical_number
from question_packs.errors import InBoth, KnownError
from question_packs.importers.found import Note
from question_packs.importers.spreadsheet.cell_text import CellTexts
from question_packs.importers.spreadsheet.headings import LETTERS, Line
from question_packs.importers.spreadsheet.kinds import Kind, key_letters
from question_packs.scoring.answer_key import Processing

RESPONSE = "RESPONSE"
# A dot before three digits stands for thousands in Indonesia, for the decimal sign elsewhere.
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_YES = ("ya", "y", "yes", "benar", "true", "acak", "1")
_NO = ("tidak", "t", "no", "n", "salah", "false", "0")


class RowRefusedError(Exception):
    """A row cannot become a question: where and why."""

    def __init__(self, note: Note) -> None:
        self.note = note
        super().__init__(str(note.problem))


def block_of(texts: CellTexts, line: Line, column: str, text: str | None = None) -> str:
    """The text of a column (or `text`, what was made of it) as paragraphs; a formula that is none refuses the row."""
    try:
        return texts.block(line[column] if text is None else text)
    except KnownError as problem:
        raise RowRefusedError(Note(line.where(column), problem)) from problem


@dataclass(frozen=True)
class Asked:
    """What a kind makes of a row: what is shown below the body (or in it, `body`), and how it is judged."""

    interactions: tuple[Interaction, ...]
    processing: Processing
    cardinality: Literal["single", "multiple"] = "single"
    body: str | None = None


@dataclass
class Question:
    """A row of a known kind. `losses`, `remarks`: what could not be kept, and what should only be looked at."""

    line: Line
    kind: Kind
    texts: CellTexts
    losses: list[Note] = field(default_factory=list)
    remarks: list[Note] = field(default_factory=list)

    def refuse(self, code: str, name: str = "", /, **values: object) -> RowRefusedError:
        """This row is refused for what stands in the column `name`."""
        return RowRefusedError(self.line.note(code, name, **values))

    def html(self, name: str, text: str | None = None) -> str:
        """The text of a column (or `text`, a part of it) without a paragraph around it."""
        try:
            return self.texts.inline(self.line[name] if text is None else text)
        except KnownError as problem:  # a formula that is none
            raise RowRefusedError(Note(self.line.where(name), problem)) from problem

    def body(self, text: str | None = None) -> str:
        """The question itself (or `text`, what was made of it) as paragraphs."""
        return block_of(self.texts, self.line, "soal", text)

    def letters(self, least: int = 2) -> list[str]:
        """The letters of the options, from A on without a gap, all different. Raises `SHT-45`, `SHT-46`, `SHT-47`."""
        filled = [letter for letter in LETTERS if letter.lower() in self.line.texts]
        if len(filled) < least:
            raise self.refuse("SHT-46", filled[-1].lower() if filled else "a", found=len(filled), least=least)
        for expected, letter in zip(LETTERS, filled, strict=False):
            if expected != letter:
                raise self.refuse("SHT-45", expected.lower(), empty=expected, filled=letter)
        seen: dict[str, str] = {}
        for letter in filled:
            text = " ".join(self.line[letter.lower()].split())
            if text in seen:
                raise self.refuse("SHT-47", letter.lower(), first=seen[text], second=letter)
            seen[text] = letter
        return filled

    def choices(self, letters: Sequence[str]) -> tuple[SimpleChoice, ...]:
        """The options as candidates see them."""
        return tuple(SimpleChoice(letter, self.html(letter.lower())) for letter in letters)

    def key(self, letters: Sequence[str], expected: InBoth, count: int | None = None) -> list[str]:
        """The letters of the key, each once, `count` of them. Raises `SHT-48` (blank), `SHT-49`, `SHT-50`."""
        text = self.line.word("kunci")
        if not text:
            raise self.refuse("SHT-48", "kunci", expected=expected)
        key = key_letters(text)
        if key is None:
            raise self.refuse("SHT-50", "kunci", key=text[:60], expected=expected)
        for letter in key:
            if letter not in letters:
                raise self.refuse("SHT-49", "kunci", letter=letter, last=letters[-1])
        if len(set(key)) != len(key) or (count is not None and len(key) != count):
            raise self.refuse("SHT-50", "kunci", key=text[:60], expected=expected)
        return key

    def has_weights(self) -> bool:
        """Whether any weight of an option is filled in."""
        return any(name.startswith("bobot ") for name in self.line.texts)

    def weights(self, letters: Sequence[str]) -> dict[str, Decimal]:
        """The weight of every option; one that is missing is never guessed. Raises `SHT-51`, `SHT-52`, `SHT-53`."""
        missing = [letter for letter in letters if f"bobot {letter.lower()}" not in self.line.texts]
        if missing:
            raise self.refuse("SHT-51", f"bobot {missing[0].lower()}", letters=", ".join(missing))
        beyond = [name for name in self.line.texts if name.startswith("bobot ") and name[-1].upper() not in letters]
        if beyond:
            raise self.refuse("SHT-55", beyond[0], letters=", ".join(name[-1].upper() for name in beyond))
        weights = {letter: self.decimal(f"bobot {letter.lower()}") for letter in letters}
        if not any(weight > 0 for weight in weights.values()):
            raise self.refuse("SHT-57", f"bobot {letters[0].lower()}")
        return weights

    def points(self, needed: bool = False) -> Decimal:
        """What the whole question is worth: the column `poin`, else 1. Raises `SHT-56` (none where needed; not above 0)."""
        if "poin" not in self.line.texts:
            if needed:
                raise self.refuse("SHT-56", "poin", kind=self.kind)
            return Decimal(1)
        points = self.decimal("poin")
        if points <= 0:
            raise self.refuse("SHT-56", "poin", kind=self.kind)
        return points

    def decimal(self, name: str) -> Decimal:
        """A number that scores can be made of. Raises as `number`, and `SHT-52` where it is too large or too fine."""
        value = self.number(name)
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int) or exponent < -6 or abs(value) >= 10**6:
            raise self.refuse("SHT-52", name, column=name, text=self.line.word(name)[:60])
        return value

    def number(self, name: str, text: str | None = None) -> Decimal:
        """The number in a column (or in `text`, a part of it), with a comma or a dot for the decimal sign.

        Raises `SHT-52` (no number), `SHT-73` (1.500: one and a half, or one thousand five hundred).
        """
        text = self.line.word(name) if text is None else text
        if _THOUSANDS.fullmatch(text.strip()):
            raise self.refuse("SHT-73", name, column=name, text=text, large=text.replace(".", ""), small=_as_decimal(text))
        number = canonical_number(text, "float")
        if number is None:
            raise self.refuse("SHT-52", name, column=name, text=text[:60])
        return Decimal(number)

    def shuffled(self, otherwise: bool) -> bool:
        """Whether options are shuffled: the column `acak`, else `otherwise`. Raises `SHT-60`."""
        word = self.line.word("acak").casefold()
        if not word:
            return otherwise
        if word in _YES or word in _NO:
            return word in _YES
        raise self.refuse("SHT-60", "acak", text=word[:60])


def _as_decimal(text: str) -> str:
    """`1.500` with the dot as decimal sign: `1,5`."""
    return text.replace(".", ",").rstrip("0").removesuffix(",")
