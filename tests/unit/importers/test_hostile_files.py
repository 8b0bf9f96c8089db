"""Files made to harm, given to the command as a person would: one plain sentence with its code, soon, in little memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.unit.importers import packages
from tests.unit.media.kinds import png_head

MOST_MEMORY = 768 * 2**20  # of addresses: some 200 MiB are the program's libraries
PATIENCE_S = 120  # of a busy machine; alone each takes a few seconds
MILLION = 1_000_000


def million_rows_xlsx(folder: Path) -> Path:
    path = folder / "soal.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("soal", "a", "b", "kunci"))
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n * 7919) for n in range(2, MILLION))
    return _with_rows(path, folder / "sejuta.xlsx", rows)


def _with_rows(source: Path, path: Path, rows: bytes) -> Path:
    """The workbook `source` with more rows than any library writes in good time."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", rows + b"</sheetData>"))
    return path


def million_rows_csv(folder: Path) -> Path:
    path = folder / "soal.csv"
    path.write_bytes(b"soal,a,b,kunci\n" + b"Dua tambah dua?,3,4,B\n" * MILLION)
    return path


def deeply_nested_item(folder: Path) -> Path:
    path = folder / "butir.xml"
    path.write_bytes(packages.item("S1", body="<div>" * 1000 + "<p>Dalam</p>" + "</div>" * 1000))
    return path


def zip_bomb(folder: Path) -> Path:
    path = folder / "paket.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", packages.manifest(("item", "S1.xml")))
        archive.writestr("S1.xml", b" " * (200 * 2**20))
    return path


def huge_picture(folder: Path) -> Path:
    body = '<p><img src="foto.png" alt="Foto"/></p>'
    files = {"imsmanifest.xml": packages.manifest(("item", "S1.xml")), "S1.xml": packages.item("S1", body=body)}
    return packages.zipped(folder / "paket.zip", {**files, "foto.png": png_head(100_000, 100_000)})


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (million_rows_xlsx, "SHT-03"),
        (million_rows_csv, "SHT-03"),
        (deeply_nested_item, "IMP-03"),
        (zip_bomb, "IMP-03"),
        (huge_picture, "MED-04"),
    ],
)
def test_a_file_made_to_harm_is_refused_in_a_sentence(make: Callable[[Path], Path], code: str, tmp_path: Path) -> None:
    path = make(tmp_path)
    told = subprocess.run(
        [sys.executable, "-m", "question_packs", "import", str(path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY)),
    )
    assert told.returncode == 1, told.stderr
    assert "Traceback" not in told.stderr
    (line,) = [line for line in (told.stdout + told.stderr).splitlines() if code in line]
    assert line.endswith(".")
