"""10,000 questions of a spreadsheet and 1,000 of a QTI package, against libraries that read the same files and no more."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import xlsxwriter

from tests.bench.measure import Measure, measure, median
from tests.unit.importers import packages

ROWS = 10_000
ITEMS = 1_000
ROUNDS = 3
_HEADINGS = ("no", "jenis", "soal", "a", "b", "c", "d", "e", "kunci", "aspek", "level")


def run(folder: Path) -> list[Measure]:
    """Ours and theirs in turns, each in a process of its own."""
    sheet, package = _write_sheet(folder / "soal.xlsx"), _write_package(folder / "paket.zip")
    return [
        *_against("import_spreadsheet", sheet, "openpyxl", f"openpyxl, {ROWS} rows"),
        *_against("import_qti", package, "lxml", f"lxml, {ITEMS} items"),
    ]


def _against(name: str, path: Path, library: str, against: str) -> list[Measure]:
    told = [(_probe("lontar", path), _probe(library, path)) for _ in range(ROUNDS)]
    seconds, memory = (
        (median([ours[figure] for ours, _ in told]), median([theirs[figure] for _, theirs in told]))
        for figure in ("seconds", "peak_mib")
    )
    return [
        measure(name, *seconds, "s", "<= 3", against),
        measure(f"{name}_memory", *memory, "MiB", "-", f"{against}; peaks"),
    ]


def _probe(reading: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.import_probe", reading, str(path)]
    told: dict[str, float] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    return told


def _write_sheet(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Soal")
        sheet.write_row(0, 0, _HEADINGS)
        for number in range(1, ROWS + 1):
            question = f"Berapakah hasil penjumlahan {number} dan {number % 97}, dengan pembulatan ke bilangan bulat?"
            options = [f"{number + number % 97 + shift} satuan" for shift in range(5)]
            sheet.write_row(number, 0, [str(number), "pilihan", question, *options, "ABCDE"[number % 5], "angka", "2"])
    return path


def _write_package(path: Path) -> Path:
    names = [f"SOAL-{number:04d}" for number in range(ITEMS)]
    test = packages.assessment_test(packages.part(packages.section(packages.refs(*names))))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in packages.package(test, *names).items():
            archive.writestr(name, data)
    return path
