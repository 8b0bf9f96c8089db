"""Reads the sheets of an XLSX file, from the bytes of its parts: what was typed, not what a program makes of it.

Formulas, merged and hidden cells, dates and number formats are seen here, so that nothing of them passes for a text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from question_packs.errors import KnownError
from question_packs.importers.safe_xml import parse_xml
from question_packs.importers.spreadsheet.numbers import Format, format_kind, shown_number
from question_packs.importers.spreadsheet.sheets import (
    MAX_COLUMNS,
    Budget,
    Row,
    Sheet,
    column_number,
    small_number,
    without_marks,
)
from question_packs.importers.spreadsheet.stream import stream_xml
from question_packs.importers.spreadsheet.xlsx_text import RichText, SharedTexts

CONTENT_TYPES = "[Content_Types].xml"
_WORKBOOK = "xl/workbook.xml"
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?[A-Z]{1,3}\$?(\d{1,7}))?", re.IGNORECASE)
_CELL = re.compile(r"([A-Za-z]{1,3})\d{1,7}")
_ON = ("1", "true")
_BOOLEANS = {"1": "BENAR", "0": "SALAH"}


@dataclass(frozen=True)
class _Related:
    """A part that another part names: what it is (`worksheet`, `drawing`, ...) and where."""

    kind: str
    path: str


def read_xlsx(files: Mapping[str, bytes], what: str) -> Iterator[Sheet]:
    """The sheets of a workbook, in order, hidden ones too.

    Raises `SHT-06` (a part is missing), `SHT-03` (too many rows or columns), `IMP-01` ... `IMP-04` and `IMP-09`.
    """
    workbook = _workbook_path(files)
    related = _related(files, workbook, what)
    shared, budget = SharedTexts(what), Budget(what)
    formats: list[Format] = []
    for part in related.values():
        if part.kind == "sharedStrings":
            stream_xml(_part(files, part.path, what), what, shared)
        elif part.kind == "styles":
            formats = _formats(parse_xml(_part(files, part.path, what), part.path))
    for element in parse_xml(_part(files, workbook, what), workbook).iter("{*}sheet"):
        sheet_part = _named(related, element)
        if sheet_part is None or sheet_part.kind != "worksheet":
            continue
        sheet = Sheet(without_marks(element.get("name", "")), budget, hidden=element.get("state", "visible") != "visible")
        stream_xml(_part(files, sheet_part.path, what), f"{what}: {sheet.name}", _SheetHandler(sheet, shared, formats))
        _look_around(sheet, files, sheet_part.path, what)
        yield sheet


def _workbook_path(files: Mapping[str, bytes]) -> str:
    """Where the workbook is; every program but a few old ones writes it at the same place."""
    if _WORKBOOK in files:
        return _WORKBOOK
    return next((name for name in files if posixpath.basename(name).lower() == "workbook.xml"), _WORKBOOK)


def _part(files: Mapping[str, bytes], path: str, what: str) -> bytes:
    try:
        return files[path]
    except KeyError as error:
        raise KnownError("SHT-06", what=what, part=path) from error


def _related(files: Mapping[str, bytes], path: str, what: str) -> dict[str, _Related]:
    folder, name = posixpath.split(path)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in files:
        return {}
    found = {}
    for element in parse_xml(files[rels], rels).iter("{*}Relationship"):
        if element.get("TargetMode") != "External":
            target = element.get("Target", "")
            where = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[element.get("Id", "")] = _Related(element.get("Type", "").rpartition("/")[2], where)
    return found


def _named(related: Mapping[str, _Related], element: etree._Element) -> _Related | None:
    """The part that an element names by its `r:id`, whatever the prefix is."""
    return next((related[value] for key, value in element.items() if key.endswith("}id") and value in related), None)


def _formats(styles: etree._Element) -> list[Format]:
    """The kind of number format of each cell style."""
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iter("{*}numFmt")}
    cells = styles.find("{*}cellXfs")
    numbers = [each.get("numFmtId", "0") for each in cells.iterfind("{*}xf")] if cells is not None else []
    return [format_kind(small_number(each, 0), codes.get(each, "")) for each in numbers]


def _look_around(sheet: Sheet, files: Mapping[str, bytes], path: str, what: str) -> None:
    """Comments and pasted pictures stand in parts of their own."""
    for part in _related(files, path, what).values():
        if part.kind in ("comments", "threadedComment"):
            sheet.comments = True
        elif part.kind == "drawing" and part.path in files:
            sheet.pictures += _anchors(parse_xml(files[part.path], part.path))


def _anchors(drawing: etree._Element) -> Iterator[tuple[int, int]]:
    for start in drawing.iter("{*}from"):
        row = small_number(start.findtext("{*}row", ""), -1)
        if row >= 0:
            yield row + 1, small_number(start.findtext("{*}col", ""), 0)


class _SheetHandler:
    """Makes rows of the pieces of one sheet."""

    def __init__(self, sheet: Sheet, shared: SharedTexts, formats: list[Format]) -> None:
        self._sheet = sheet
        self._shared = shared
        self._formats = formats
        self._columns: dict[str, int] = {}
        self._row = Row(0)
        self._column = -1
        self._kind = "n"
        self._style = ""
        self._formula = False
        self._value: list[str] | None = None
        self._said = ""
        self._rich: RichText | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v":
            self._value = []
        elif name == "row":
            number = small_number(attributes.get("r", ""), self._row.number + 1)
            self._row = Row(number, hidden=attributes.get("hidden", "0") in _ON)
            self._column = -1
        elif self._rich is not None:
            self._rich.start(name, attributes)
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._rich = RichText()
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden", "0") in _ON:
            self._hide(attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "v":
            self._said = "".join(self._value or ())
            self._value = None
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._sheet.keep(self._row)
        elif self._rich is not None and name != "is":
            self._rich.end(name)

    def text(self, data: str) -> None:
        """Characters."""
        if self._value is not None:
            self._value.append(data)
        elif self._rich is not None:
            self._rich.text(data)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = _CELL.fullmatch(attributes.get("r", ""))
        if place is None:
            self._column += 1
        else:
            letters = place[1]
            if letters not in self._columns:
                self._columns[letters] = column_number(letters)
            self._column = self._columns[letters]
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._formula, self._said, self._rich = False, "", None

    def _end_cell(self) -> None:
        if self._formula:
            self._row.put(self._column, without_marks(self._said), "SHT-20")
        elif self._rich is not None:
            self._row.put(self._column, self._rich.whole)
            self._lose(self._rich.lost)
        elif self._said:
            self._put(self._said.strip() if self._kind != "str" else self._said)
        self._rich = None

    def _put(self, said: str) -> None:
        if self._kind == "s":
            position = small_number(said, -1)
            if not 0 <= position < len(self._shared.texts):
                self._row.put(self._column, said, "SHT-24")
                return
            self._row.put(self._column, self._shared.texts[position])
            self._lose(position in self._shared.lost)
        elif self._kind == "n":
            self._row.put(self._column, *shown_number(said, self._format()))
        elif self._kind == "b":
            self._row.put(self._column, _BOOLEANS.get(said, said), "SHT-23")
        else:
            fault = {"e": "SHT-24", "d": "SHT-21"}.get(self._kind, "")
            self._row.put(self._column, without_marks(said), fault)

    def _format(self) -> Format:
        style = small_number(self._style, 0)
        return self._formats[style] if style < len(self._formats) else "plain"

    def _lose(self, lost: bool) -> None:
        if lost and self._column in self._row.cells:
            self._row.losses[self._column] = "SHT-29"

    def _merge(self, reference: str) -> None:
        found = _RANGE.fullmatch(reference)
        if found is not None:
            self._sheet.merged.append((int(found[2]), int(found[3] or found[2]), reference))

    def _hide(self, attributes: dict[str, str]) -> None:
        first, last = small_number(attributes.get("min", ""), 1), small_number(attributes.get("max", ""), 0)
        self._sheet.hidden_columns |= set(range(first - 1, min(last, MAX_COLUMNS)))
