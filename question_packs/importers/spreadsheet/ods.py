"""Reads the sheets of an ODS file (LibreOffice, and Excel's "OpenDocument") from its one part with the contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from question_packs.errors import KnownError
from question_packs.importers.spreadsheet.numbers import shown_number
from question_packs.importers.spreadsheet.sheets import (
    MARKS,
    MAX_COLUMNS,
    Budget,
    Row,
    Sheet,
    cell_name,
    small_number,
    without_marks,
)
from question_packs.importers.spreadsheet.stream import stream_xml

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = "content.xml"
_UNSEEN = ("collapse", "filter")
_FAULT_OF_TYPE = {"date": "SHT-21", "time": "SHT-21", "currency": "SHT-27", "boolean": "SHT-23"}


def read_ods(files: Mapping[str, bytes], what: str) -> Iterator[Sheet]:
    """The sheets, in order. Raises `SHT-06`, `SHT-01` (protected), `SHT-03`, `IMP-01` ... `IMP-03`, `IMP-09`."""
    if b"encryption-data" in files.get("META-INF/manifest.xml", b""):
        raise KnownError("SHT-01", what=what)
    if CONTENT not in files:
        raise KnownError("SHT-06", what=what, part=CONTENT)
    handler = _ContentHandler(Budget(what))
    stream_xml(files[CONTENT], what, handler)
    yield from handler.sheets


class _ContentHandler:
    """Makes sheets of the pieces of `content.xml`."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.sheets: list[Sheet] = []
        self._styles: dict[str, list[str]] = {}
        self._unseen_styles: set[str] = set()
        self._style = ""
        self._sheet: Sheet | None = None
        self._row = Row(0)
        self._next = 1
        self._row_repeats = 1
        self._column = 0
        self._attributes: dict[str, str] = {}
        self._in_cell = False
        self._aside = 0  # inside a comment or a drawing, whose texts are not the cell's
        self._paragraphs = 0
        self._in_paragraph = False
        self._spans: list[list[str]] = []
        self._said: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._aside or name in ("annotation", "frame", "shapes"):
            self._enter_aside(name)
        elif self._in_cell:
            self._start_in_cell(name, attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._attributes, self._in_cell = attributes, True
            self._said, self._paragraphs, self._spans = [], 0, []
        elif name == "table-row":
            self._begin_row(attributes)
        elif name == "table-column":
            self._columns(attributes)
        elif name == "table":
            self._begin_sheet(attributes)
        elif name == "style":
            self._style = attributes.get("style:name", "")
        elif name in ("text-properties", "table-properties"):
            self._learn(attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._aside:
            self._aside -= 1
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()
            self._in_cell = self._in_paragraph = False
        elif name == "p":
            self._in_paragraph = False
        elif name == "span" and self._spans:
            self._said += [MARKS[tag][1] for tag in reversed(self._spans.pop())]
        elif name == "table-row" and self._sheet is not None:
            self._end_row(self._sheet)

    def text(self, data: str) -> None:
        """Characters."""
        if self._in_paragraph and not self._aside:
            self._said.append(without_marks(data))

    def _enter_aside(self, name: str) -> None:
        if self._sheet is not None and name == "annotation":
            self._sheet.comments = True
        elif self._sheet is not None and name == "frame":
            self._sheet.pictures.append((self._next, self._column))
        self._aside += 1

    def _start_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            if self._paragraphs:
                self._said.append("\n")
            self._paragraphs += 1
            self._in_paragraph = True
        elif name == "span":
            tags = self._styles.get(attributes.get("text:style-name", ""), [])
            self._said += [MARKS[tag][0] for tag in tags]
            self._spans.append(tags)
        elif name == "line-break":
            self._said.append("\n")
        elif name in ("s", "tab"):
            self._said.append(" ")

    def _learn(self, attributes: dict[str, str]) -> None:
        """What a style of `content.xml` means for a piece of text, or for a sheet."""
        if attributes.get("table:display") == "false":
            self._unseen_styles.add(self._style)
        tags = []
        position = attributes.get("style:text-position", "")
        if position and not position.startswith("0%"):
            tags.append("sub" if position.startswith(("sub", "-")) else "sup")
        if attributes.get("fo:font-weight") == "bold":
            tags.append("strong")
        if attributes.get("fo:font-style") == "italic":
            tags.append("em")
        if attributes.get("style:text-underline-style", "none") != "none":
            tags.append("u")
        self._styles[self._style] = tags

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("table:style-name", "") in self._unseen_styles
        self._sheet = Sheet(without_marks(attributes.get("table:name", "")), self._budget, hidden=hidden)
        self.sheets.append(self._sheet)
        self._next, self._column = 1, 0

    def _columns(self, attributes: dict[str, str]) -> None:
        repeats = _repeats(attributes, "table:number-columns-repeated")
        if self._sheet is not None and attributes.get("table:visibility") in _UNSEEN:
            last = min(self._column + repeats, MAX_COLUMNS)
            self._sheet.hidden_columns |= set(range(self._column, last))
        self._column += repeats

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = Row(self._next, hidden=attributes.get("table:visibility") in _UNSEEN)
        self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
        self._column = 0

    def _end_row(self, sheet: Sheet) -> None:
        """A row that is said to be there many times is there as often, unless it is empty."""
        row = self._row
        for number in range(self._next, self._next + self._row_repeats) if row.cells else ():
            sheet.keep(Row(number, row.cells, row.faults, row.losses, row.hidden))
        self._next += self._row_repeats

    def _end_cell(self) -> None:
        text, fault = self._value()
        repeats = _repeats(self._attributes, "table:number-columns-repeated")
        if text or fault:
            for column in range(self._column, self._column + repeats):  # ends by SHT-03 at the last column that is read
                self._row.put(column, text, fault)
        self._merge()
        self._column += repeats

    def _value(self) -> tuple[str, str]:
        """What the cell shows, and the code of what is wrong with it."""
        attributes = self._attributes
        said = "".join(self._said)
        kind = attributes.get("office:value-type", "string")
        if "table:formula" in attributes:
            return said or "=", "SHT-20"
        if kind == "float":
            return shown_number(attributes.get("office:value", ""), "plain")
        if attributes.get("calcext:value-type") == "error":
            return said, "SHT-24"
        if kind == "boolean":
            said = "BENAR" if attributes.get("office:boolean-value") == "true" else "SALAH"
        return said, _FAULT_OF_TYPE.get(kind, "")

    def _merge(self) -> None:
        rows = _repeats(self._attributes, "table:number-rows-spanned")
        columns = _repeats(self._attributes, "table:number-columns-spanned")
        if self._sheet is not None and (rows > 1 or columns > 1):
            first, last = cell_name(self._next, self._column), cell_name(self._next + rows - 1, self._column + columns - 1)
            self._sheet.merged.append((self._next, self._next + rows - 1, f"{first}:{last}"))


def _repeats(attributes: dict[str, str], name: str) -> int:
    return max(1, small_number(attributes.get(name, "1"), 1))
