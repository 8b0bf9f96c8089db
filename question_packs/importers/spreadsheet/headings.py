"""Finds the columns of a sheet by their headings, in Indonesian or English, in any order; and gives its rows by column.

A row that cannot be read as it stands is given all the same, with the reason: nobody's question disappears unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from question_packs.errors import KnownError
from question_packs.importers.found import Note
from question_packs.importers.spreadsheet.sheets import Row, Sheet, cell_name, column_name, plain

LETTERS = "ABCDEFGH"
OPTIONS = tuple(letter.lower() for letter in LETTERS)
WEIGHTS = tuple(f"bobot {letter.lower()}" for letter in LETTERS)

# The columns by the name that the template gives them, with what else people call them; its English name first.
_ALIASES: dict[str, tuple[str, ...]] = {
    "kode": ("code", "id", "identifier", "kode soal"),
    "judul": ("title", "topic", "topik", "judul soal"),
    "bagian": ("section", "subject", "subtes", "sub tes", "mata ujian"),
    "jenis": ("type", "kind", "jenis soal", "tipe", "tipe soal"),
    "soal": ("question", "content", "stem", "pertanyaan", "teks soal", "isi soal", "butir soal"),
    "gambar": ("picture", "image", "berkas gambar", "file gambar"),
    "keterangan gambar": ("picture description", "image description", "alt", "alt text"),
    "kunci": ("key", "answer", "answer key", "kunci jawaban", "jawaban"),
    "poin": ("points", "point", "nilai", "skor", "score", "nilai maksimum"),
    "satuan": ("unit",),
    "toleransi": ("tolerance",),
    "skala": ("scale",),
    "aspek": ("aspect",),
    "kompetensi": ("competency", "competence"),
    "tingkat": ("level",),
    "peraturan": ("regulation", "dasar hukum"),
    "bacaan": ("passage", "stimulus", "wacana", "teks bacaan"),
    "acak": ("shuffle", "acak pilihan"),
}
_OF_A_LETTER = ("", "opsi ", "pilihan ", "option ", "opsi jawaban ", "pilihan jawaban ")
_WEIGHT_OF_A_LETTER = ("bobot ", "weight ", "skor ", "score ", "nilai ", "poin ", "points ")
QUESTION_COLUMNS: Mapping[str, str] = {
    **{alias: name for name, aliases in _ALIASES.items() for alias in (name, *aliases)},
    **{f"{before}{each}": each for each in OPTIONS for before in _OF_A_LETTER},
    **{f"{before}{each}": f"bobot {each}" for each in OPTIONS for before in _WEIGHT_OF_A_LETTER},
}
PASSAGE_COLUMNS: Mapping[str, str] = {
    **{alias: name for name in ("kode", "judul", "gambar", "keterangan gambar") for alias in (name, *_ALIASES[name])},
    **dict.fromkeys(("teks", "text", "isi", "bacaan", "teks bacaan", "wacana", "passage", "soal"), "teks"),
}
# Cells of these columns may hold what Excel made of a word such as "benar".
_MAY_BE_BOOLEAN = ("kunci", "acak")
_WITHIN = 10  # rows from the top in which the headings are looked for
_JOINTS = re.compile(r"[\s_.\-/]+")


@dataclass(frozen=True)
class Line:
    """One row: its texts by column (empty cells left out), where they stand, and why it is refused, if it is."""

    sheet: str
    number: int
    texts: Mapping[str, str]
    columns: Mapping[str, int]
    losses: tuple[Note, ...] = ()
    refused: Note | None = None

    def __getitem__(self, name: str) -> str:
        """A text with its formatting; empty where there is none."""
        return self.texts.get(name, "")

    def word(self, name: str) -> str:
        """A text without formatting."""
        return plain(self.texts.get(name, ""))

    def where(self, name: str = "") -> str:
        """`Soal!D14`; without a column `Soal!14`."""
        column = self.columns.get(name)
        place = str(self.number) if column is None else cell_name(self.number, column)
        return f"{self.sheet}!{place}" if self.sheet else place

    def note(self, code: str, name: str = "", /, **values: object) -> Note:
        """Something about this row, at one of its columns."""
        return Note(self.where(name), KnownError(code, row=self.number, **values))


@dataclass
class Table:
    """A sheet whose headings were found. `notes`: about the sheet as a whole."""

    sheet: Sheet
    heading_row: int
    columns: dict[str, int]
    notes: list[Note] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """Its rows below the headings that hold anything in a known column, in order."""
        merged = _merged_rows(self.sheet)
        pictures = {row for row, _ in self.sheet.pictures}
        names = {column: name for name, column in self.columns.items()}
        for row in self.sheet.rows:
            if row.number > self.heading_row and any(column in names for column in row.cells):
                yield self._line(row, names, merged.get(row.number, ""), row.number in pictures)

    def _line(self, row: Row, names: Mapping[int, str], merged: str, picture: bool) -> Line:
        texts = {names[column]: text for column, text in row.cells.items() if column in names}
        line = Line(self.sheet.name, row.number, texts, self.columns)
        refused = self._fault(line, row, names, merged)
        losses = [line.note(code, names[column]) for column, code in row.losses.items() if column in names]
        if picture:
            losses.append(line.note("SHT-28"))
        if refused is None and not losses:
            return line
        return Line(line.sheet, line.number, texts, self.columns, tuple(losses), refused)

    def _fault(self, line: Line, row: Row, names: Mapping[int, str], merged: str) -> Note | None:
        """Why the row cannot be read as it stands."""
        if row.hidden:
            return line.note("SHT-26")
        if merged:
            return line.note("SHT-25", cells=merged)
        for column, code in row.faults.items():
            name = names.get(column, "")
            if name and not (code == "SHT-23" and name in _MAY_BE_BOOLEAN):
                return line.note(code, name, cell=cell_name(row.number, column), text=plain(row.cells[column])[:60])
        beyond = [column for column in row.cells if column > max(names)]
        if beyond and not self.sheet.name:  # a CSV row with an unquoted separator has shifted
            return line.note("SHT-30", cell=cell_name(row.number, beyond[0]))
        return None


def english_heading(column: str) -> str:
    """What the English template calls a column of questions."""
    if column in _ALIASES:
        return _ALIASES[column][0]
    return column.replace("bobot ", "weight ")


def find_table(sheet: Sheet, known: Mapping[str, str], needed: str) -> Table | None:
    """The table of a sheet that has the column `needed` and one more; None where there is none.

    Raises `SHT-07` (a heading twice), `SHT-08` (headings in merged cells).
    """
    for row in sheet.rows[:_WITHIN]:
        named = {column: known[each] for column, text in row.cells.items() if (each := _normal(text)) in known}
        if needed in named.values() and len(set(named.values())) > 1:
            return _table(sheet, row, named)
    return None


def _table(sheet: Sheet, row: Row, named: Mapping[int, str]) -> Table:
    columns: dict[str, int] = {}
    for column, name in named.items():
        if name in columns:
            first, second = cell_name(row.number, columns[name]), cell_name(row.number, column)
            raise KnownError("SHT-07", sheet=sheet.name or "CSV", first=first, second=second, column=name)
        columns[name] = column
    for first_row, last_row, cells in sheet.merged:
        if first_row <= row.number <= last_row:
            raise KnownError("SHT-08", sheet=sheet.name, cells=cells)
    table = Table(sheet, row.number, columns)
    table.notes += _notes(sheet, row, columns)
    return table


def _notes(sheet: Sheet, row: Row, columns: Mapping[str, int]) -> Iterator[Note]:
    """What of a sheet is not read, or should be looked at."""
    known = set(columns.values())
    others = [plain(text)[:40] for column, text in row.cells.items() if column not in known]
    used = {column for each in sheet.rows if each.number > row.number for column in each.cells}
    others += [column_name(column) for column in sorted(used - known - row.cells.keys())]
    if others:
        yield Note(sheet.name, KnownError("SHT-10", columns=", ".join(others)))
    hidden = sorted(sheet.hidden_columns & known & used)
    if hidden:
        yield Note(sheet.name, KnownError("SHT-12", columns=", ".join(column_name(each) for each in hidden)))
    if sheet.pictures:
        yield Note(sheet.name, KnownError("SHT-14", count=len(sheet.pictures)))
    if sheet.comments:
        yield Note(sheet.name, KnownError("SHT-13"))


def _merged_rows(sheet: Sheet) -> dict[int, str]:
    """The rows that merged cells touch, each with such cells."""
    touched: dict[int, str] = {}
    waiting = sorted(sheet.merged, reverse=True)
    reach, cells = 0, ""
    for row in sorted(sheet.rows, key=lambda each: each.number):
        while waiting and waiting[-1][0] <= row.number:
            _, last, name = waiting.pop()
            if last > reach:
                reach, cells = last, name
        if row.number <= reach:
            touched[row.number] = cells
    return touched


def _normal(heading: str) -> str:
    return _JOINTS.sub(" ", plain(heading).casefold()).strip(" :*?")
