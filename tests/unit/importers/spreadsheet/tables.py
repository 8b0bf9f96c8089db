"""Tables of questions made for the tests, and short ways to what became of them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path

import xlsxwriter

from question_packs.assessment.responses import check_response
from question_packs.importers.drafts import draft_of
from question_packs.importers.found import Found, ItemReport
from question_packs.importers.sources import read_found
from question_packs.importers.spreadsheet.ods import MIMETYPE
from question_packs.scoring.score import score_item

HEADINGS = ("kode", "jenis", "soal", "A", "B", "C", "D", "kunci", "bobot A", "bobot B", "bobot C", "bobot D", "poin",
            "satuan", "toleransi", "skala", "acak", "bagian", "aspek", "tingkat", "bacaan", "gambar",
            "keterangan gambar")  # fmt: skip
CHOICE = {"kode": "S1", "jenis": "pilihan", "soal": "Ibu kota Bali?", "A": "Denpasar", "B": "Singaraja", "kunci": "A"}


def table(*rows: Mapping[str, str], headings: Sequence[str] = HEADINGS) -> list[list[str]]:
    """Headings, and the rows in their order."""
    return [list(headings), *([row.get(each, "") for each in headings] for row in rows)]


def xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    """A workbook of plain texts."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    if text:
                        sheet.write_string(number, column, text)
    return path


def ods(path: Path, body: str, styles: str = "") -> Path:
    """A workbook with this XML for its sheets, as LibreOffice writes it."""
    names = ("office", "table", "text", "style", "draw")
    namespaces = " ".join(f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in names)
    extra = (
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces} {extra} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return path


def ods_table(rows: Sequence[Sequence[str]], name: str = "Soal") -> str:
    """The XML of a sheet of plain texts."""
    inside = "".join(ods_row([ods_cell(text) for text in row]) for row in rows)
    return f'<table:table table:name="{name}">{inside}</table:table>'


def ods_row(cells: Sequence[str], attributes: str = "") -> str:
    """The XML of a row."""
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods_cell(text: str) -> str:
    """The XML of a cell that holds a text."""
    if not text:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string" calcext:value-type="string">{lines}</table:table-cell>'


def read(tmp_path: Path, *rows: Mapping[str, str]) -> Found:
    """What is found in a workbook of these questions."""
    return read_found(xlsx(tmp_path / "soal.xlsx", {"Soal": table(*rows)}))


def codes(report: ItemReport) -> list[str]:
    """The codes of its notes."""
    return [note.problem.code for note in report.notes]


def refusal(found: Found, position: int = 0) -> tuple[str, str, str]:
    """Code, place and Indonesian sentence of what a row was refused for."""
    report = found.reports[position]
    assert report.status == "refused", report
    (note,) = report.notes
    return note.problem.code, note.where, note.problem.sentence("id")


def worth(found: Found, identifier: str, **responses: tuple[str, ...]) -> Decimal:
    """The points of responses to an item, which every workstation would take."""
    item = found.items[identifier].item
    for name, response in responses.items():
        interaction = item.interaction(name)
        assert interaction is not None
        check_response(interaction, response)
    key = next(each for each in draft_of(found).key.items if each.identifier == identifier)
    return score_item(key, responses)
