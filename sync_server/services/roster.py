"""The roster: who sits where, with which form. CSV or XLSX; all rows are right or none is taken.

Columns: candidate_number, name, nip, position, unit, sitting, seat, form; accommodation and photo may be missing.
Every bad row is named with its row number, as a spreadsheet counts them (the header is row 1).
"""

from __future__ import annotations

import csv
import zipfile
from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl

from question_packs.errors import InBoth, KnownError
from question_packs.records.nip import check_nip
from question_packs.records.orders import Accommodation

REQUIRED = ("candidate_number", "name", "nip", "position", "unit", "sitting", "seat", "form")
_NOT_EMPTY = ("candidate_number", "name", "unit", "sitting", "seat", "form")
_PNG = b"\x89PNG\r\n\x1a\n"
_MAX_PHOTO_BYTES = 512 * 1024


@dataclass(frozen=True)
class Person:
    """One right row. `photo` is base64 PNG or empty."""

    candidate_number: str
    name: str
    nip: str
    position: str
    unit: str
    sitting: str
    seat: str
    form: str
    accommodation: Accommodation
    photo: str


def read_roster(path: Path, sittings: Collection[str], forms: Collection[str]) -> list[Person]:
    """Every person of the file. Raises `CEN-31` listing all bad rows, `CEN-06` where the file cannot be read."""
    try:
        rows = _xlsx_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path)
    except OSError as error:
        raise KnownError("CEN-06", path=path, reason=error.strerror) from error
    except (ValueError, KeyError, csv.Error, zipfile.BadZipFile, ParseError) as error:
        raise KnownError("CEN-06", path=path, reason=str(error)) from error
    checker = _Checker(path.parent, sittings, forms)
    if not rows or any(column not in rows[0] for column in REQUIRED):
        missing = [column for column in REQUIRED if not rows or column not in rows[0]]
        raise KnownError("CEN-31", path=path.name, rows=f"1: {', '.join(missing)}?")
    people = [checker.person(number, row) for number, row in enumerate(rows, start=2) if any(row.values())]
    if checker.faults:
        raise KnownError("CEN-31", path=path.name, rows=_in_lines(checker.faults))
    return [person for person in people if person is not None]


def _in_lines(faults: list[InBoth]) -> InBoth:
    return InBoth("\n".join(faults), "\n".join(each.en for each in faults))


def _not_in_event(indonesian: str, english: str, name: str) -> tuple[str, str]:
    return f"{indonesian} {name} tidak ada dalam berkas kegiatan", f"{english} {name} is not in the event file"


def _csv_rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text("utf-8-sig")
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter, strict=True)
    return [{(key or "").strip(): _trimmed(value) for key, value in row.items()} for row in reader]


def _trimmed(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _xlsx_rows(path: Path) -> list[dict[str, str]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        cells = list(book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()
    header = [str(cell or "").strip() for cell in cells[0]] if cells else []
    return [{name: _cell_text(name, cell) for name, cell in zip(header, row, strict=False)} for row in cells[1:]]


def _cell_text(column: str, cell: object) -> str:
    if cell is None:
        return ""
    if column == "nip" and isinstance(cell, int | float):
        return f"{float(cell):.5E}"  # stored as a number: its last digits are gone, whatever it looks like
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


class _Checker:
    """Turns rows into people and gathers what is wrong, row by row."""

    def __init__(self, folder: Path, sittings: Collection[str], forms: Collection[str]) -> None:
        self._folder = folder
        self._sittings = sittings
        self._forms = forms
        self._first_row: dict[tuple[str, ...], int] = {}
        self.faults: list[InBoth] = []

    def person(self, number: int, row: dict[str, str]) -> Person | None:
        """The person of a row, or None after noting its faults."""
        before = len(self.faults)
        for column in _NOT_EMPTY:
            if not row[column]:
                self._fault(number, f"kolom {column} kosong", f"column {column} is empty")
        self._check_nip(number, row["nip"])
        self._check_unique(number, row)
        self._check_known(number, row)
        accommodation = self._accommodation(number, row.get("accommodation", ""))
        photo = self._photo(number, row.get("photo", ""))
        if len(self.faults) > before:
            return None
        return Person(**{column: row[column] for column in REQUIRED}, accommodation=accommodation, photo=photo)

    def _fault(self, number: int, indonesian: str, english: str) -> None:
        self.faults.append(InBoth(f"baris {number}: {indonesian}", f"row {number}: {english}"))

    def _check_nip(self, number: int, nip: str) -> None:
        try:
            check_nip(nip)
        except KnownError as error:
            reason = error.values["reason"]
            assert isinstance(reason, InBoth)
            self._fault(number, f"NIP '{nip}': {reason}", f"NIP '{nip}': {reason.en}")

    def _check_unique(self, number: int, row: dict[str, str]) -> None:
        candidate, nip, seat, sitting = (row[each] for each in ("candidate_number", "nip", "seat", "sitting"))
        keys = {
            ("candidate_number", candidate): (f"nomor peserta {candidate}", f"candidate number {candidate}"),
            ("nip", nip): (f"NIP {nip}", f"NIP {nip}"),
            ("seat", sitting, seat): (f"kursi {seat} pada sesi {sitting}", f"seat {seat} of sitting {sitting}"),
        }
        for key, (indonesian, english) in keys.items():
            first = self._first_row.setdefault(key, number)
            if first != number and key[-1]:
                self._fault(number, f"{indonesian} sudah dipakai pada baris {first}", f"{english} is used in row {first}")

    def _check_known(self, number: int, row: dict[str, str]) -> None:
        if row["sitting"] and row["sitting"] not in self._sittings:
            self._fault(number, *_not_in_event("sesi", "sitting", row["sitting"]))
        if row["form"] and row["form"] not in self._forms:
            self._fault(number, *_not_in_event("naskah", "form", row["form"]))

    def _accommodation(self, number: int, text: str) -> Accommodation:
        values = {"extra_time": 0, "zoom": 100}
        for part in filter(None, (each.strip() for each in text.split(";"))):
            name, _, value = part.partition("=")
            if name.strip() not in values or not value.strip().isascii() or not value.strip().isdigit():
                example = "extra_time=30;zoom=150"
                self._fault(
                    number,
                    f"penyesuaian '{part}' tidak dikenal; tulis {example}",
                    f"accommodation '{part}' is not known; write {example}",
                )
                continue
            values[name.strip()] = int(value)
        if not 0 <= values["extra_time"] <= 200 or not 100 <= values["zoom"] <= 200:
            bounds = "(extra_time 0-200, zoom 100-200)"
            self._fault(number, f"penyesuaian di luar batas {bounds}", f"accommodation out of bounds {bounds}")
        return Accommodation(values["extra_time"], values["zoom"])

    def _photo(self, number: int, name: str) -> str:
        if not name:
            return ""
        try:
            data = (self._folder / name).read_bytes()
        except (OSError, ValueError):
            self._fault(number, f"foto {name} tidak dapat dibaca", f"photo {name} cannot be read")
            return ""
        if not data.startswith(_PNG) or len(data) > _MAX_PHOTO_BYTES:
            limit = f"{_MAX_PHOTO_BYTES // 1024} KB"
            self._fault(number, f"foto {name} bukan PNG atau lebih dari {limit}", f"photo {name} is no PNG or over {limit}")
        return b64encode(data).decode()
