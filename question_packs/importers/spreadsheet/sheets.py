"""Sheets as all table formats give them: rows of texts, and what may not be trusted in which cell.

The readers of the formats make them; `headings` and what follows read them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from question_packs.errors import InBoth, KnownError

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CHARACTERS = 32 * 2**20  # of all texts of a file together

# Formatting inside a cell travels as these characters of the private area, one pair for each tag; texts of others hold none.
MARKS = {
    "sup": ("\ue000", "\ue001"), "sub": ("\ue002", "\ue003"), "strong": ("\ue004", "\ue005"),
    "em": ("\ue006", "\ue007"), "u": ("\ue008", "\ue009"),
}  # fmt: skip
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PRIVATE_BUT_MARKS = re.compile("[\ue00a-\uf8ff]")
_UNSEEN = re.compile("[\u200b\u00ad\ufeff\u2060\ufffe\uffff\x00-\x08\x0b-\x1f\x7f]")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\t": " ", "\u2028": "\n", "\u2029": "\n"})
_LINE_END = re.compile(r" *(?:\r\n|\r|\n)")
# What a spreadsheet leaves of a long number: 1.98501E+17, 1,98501E+17.
_IN_POWERS = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,3}", re.IGNORECASE)


@dataclass
class Row:
    """A row as people count it. Texts by column (A is 0), empty cells left out; codes of what is wrong with a cell.

    `faults`: what the cell shows cannot be trusted, its row is refused. `losses`: something of it could not be kept.
    """

    number: int
    cells: dict[int, str] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    losses: dict[int, str] = field(default_factory=dict)
    hidden: bool = False

    def put(self, column: int, text: str, fault: str = "") -> None:
        """What stands in a cell. Raises `SHT-03` beyond the last column that is read."""
        text = tidy(text)
        if not text and not fault:
            return
        if column >= MAX_COLUMNS:
            raise KnownError("SHT-03", cell=cell_name(self.number, column), rows=MAX_ROWS, columns=MAX_COLUMNS)
        self.cells[column] = text
        if not fault and _IN_POWERS.fullmatch(text):
            fault = "SHT-22"
        if fault:
            self.faults[column] = fault


class Budget:
    """How much one file may hold on all its sheets together. A text that many cells share counts each time."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._rows = 0
        self._characters = 0

    def spend(self, row: Row) -> None:
        """Count a row. Raises `SHT-03` (too many rows), `IMP-03` (too much text)."""
        self._rows += 1
        if self._rows > MAX_ROWS:
            raise KnownError("SHT-03", cell=cell_name(row.number, 0), rows=MAX_ROWS, columns=MAX_COLUMNS)
        self._characters += sum(map(len, row.cells.values()))
        check_characters(self._characters, self._what)


def check_characters(count: int, what: str) -> None:
    """Raises `IMP-03` where the texts of a file are too long to be questions."""
    if count > MAX_CHARACTERS:
        most = MAX_CHARACTERS // 2**20
        reason = InBoth(f"lebih dari {most} juta huruf", f"more than {most} million characters")
        raise KnownError("IMP-03", what=what, reason=reason)


@dataclass
class Sheet:
    """One sheet. `merged`: first and last row of merged cells, and the cells; `pictures`: (row, column) of pasted ones."""

    name: str
    budget: Budget
    rows: list[Row] = field(default_factory=list)
    hidden: bool = False
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, str]] = field(default_factory=list)
    pictures: list[tuple[int, int]] = field(default_factory=list)
    comments: bool = False

    def keep(self, row: Row) -> None:
        """Take a row if it holds anything. Raises as `Budget.spend`."""
        if row.cells:
            self.budget.spend(row)
            self.rows.append(row)


def tidy(text: str) -> str:
    """A text without what nobody sees: blanks at its ends, unbreakable blanks, characters without width."""
    if text.isascii() and text.isprintable():
        return text.strip()
    seen = _UNSEEN.sub("", _LINE_END.sub("\n", text.translate(_BLANKS)))
    return _PRIVATE_BUT_MARKS.sub("", seen).strip()


def without_marks(text: str) -> str:
    """A text of others, from which nothing can be taken for our marks."""
    return text if text.isascii() else _PRIVATE.sub("", text)


def plain(text: str) -> str:
    """A text without its formatting, for codes, keys and numbers."""
    return text if text.isascii() else _PRIVATE.sub("", text).strip()


def small_number(text: str, otherwise: int) -> int:
    """A number that a file wrote where a place or a count belongs; `otherwise` for anything else."""
    return int(text) if text.isdecimal() and len(text) < 9 else otherwise


def column_name(column: int) -> str:
    """`A`, `B`, ... `AA` for 0, 1, ... 26."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def cell_name(row: int, column: int) -> str:
    """`D14`."""
    return f"{column_name(column)}{row}"


def column_number(letters: str) -> int:
    """0 for `A`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
