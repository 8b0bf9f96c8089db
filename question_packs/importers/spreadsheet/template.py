"""Writes the template for questions in a table: an XLSX or ODS workbook, or a CSV file. Called by the command line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import xlsxwriter

from question_packs.errors import KnownError
from question_packs.importers.spreadsheet.template_ods import ods_bytes
from question_packs.importers.spreadsheet.template_pages import Language, Page, example_rows, pages

_LAST_ROW = 2000  # down to which cells are text and have their list of words
_BYTE_ORDER_MARK = "\ufeff"


def write_template(path: Path, language: Language) -> None:
    """Write the template in the format that the name asks for. Raises `SHT-72` (another name), `BLD-54` (not written)."""
    make = _FORMATS.get(path.suffix.lower())
    if make is None:
        raise KnownError("SHT-72", path=path)
    data = make(language)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise KnownError("BLD-54", path=path, reason=error.strerror) from error


def _csv(language: Language) -> bytes:
    """With semicolons and a byte order mark: so Excel opens it rightly where the comma is the decimal sign."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(pages(language)[0].rows[0])
    writer.writerows(example_rows(language, left_empty="bacaan"))  # a CSV has no sheet of passages
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def _ods(language: Language) -> bytes:
    return ods_bytes(pages(language), _LAST_ROW)


def _xlsx(language: Language) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        text = {"num_format": "@", "text_wrap": True, "valign": "top"}
        formats = {
            "text": book.add_format(text),
            "heading": book.add_format(
                {**text, "bold": True, "bg_color": "#E7EDF2", "bottom": 1, "border_color": "#8A99A8"}
            ),
        }
        for page in pages(language):
            _xlsx_page(book, page, formats)
    return data.getvalue()


def _xlsx_page(book: xlsxwriter.Workbook, page: Page, formats: Mapping[str, object]) -> None:
    sheet = book.add_worksheet(page.name)
    for column, width in enumerate(page.widths):
        sheet.set_column(column, column, width, formats["text"])
    for number, row in enumerate(page.rows):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, cell, formats["heading" if page.table and not number else "text"])
    if page.table:
        sheet.freeze_panes(1, 1)
    for column, words in page.choices:
        sheet.data_validation(1, column, _LAST_ROW, column, {"validate": "list", "source": list(words)})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


_FORMATS: dict[str, Callable[[Language], bytes]] = {".xlsx": _xlsx, ".ods": _ods, ".csv": _csv}
