"""Results of a sitting as CSV and XLSX. NIP and candidate number are texts: a spreadsheet must not make numbers of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import xlsxwriter

from sync_server.reports.data import CandidateRow, SittingReport

Cell = str | int | Decimal | None

_FIXED = {
    "nomor_peserta": "Nomor peserta (teks).",
    "nama": "Nama peserta.",
    "nip": "NIP, 18 angka, disimpan sebagai teks.",
    "jabatan": "Jabatan.",
    "unit_kerja": "Unit kerja.",
    "sesi": "ID sesi.",
    "kursi": "Nomor kursi.",
    "naskah": "Naskah (bentuk soal) yang dikerjakan.",
    "status": "complete: diserahkan dan utuh; incomplete: belum; fork: dua catatan berbeda; "
    "voided: dibatalkan, tidak dihitung; missing: tidak ada data.",
    "kepesertaan": "registered: terdaftar; waiting, confirmed, refused: peserta sementara yang menunggu, disahkan, ditolak.",
    "diajukan_ke_panitia": "ya: dihentikan dan diajukan kepada panitia; nilainya tetap dihitung.",
    "mulai": "Waktu mulai, ISO 8601 dengan zona waktu.",
    "selesai": "Waktu penyerahan, ISO 8601 dengan zona waktu; kosong bila belum diserahkan.",
    "terjawab": "Banyaknya soal yang dijawab.",
    "soal": "Banyaknya soal dalam naskah peserta.",
    "menunggu_penilai": "Banyaknya jawaban yang masih menunggu penilai; sampai dinilai dihitung 0.",
}
_LAST = {
    "nilai_total": "Nilai total, sudah dibulatkan ke dua desimal.",
    "mencapai_batas": "ya/tidak terhadap nilai batas total; kosong bila tidak ada nilai batas.",
    "hash_akhir": "Hash SHA-256 peristiwa terakhir; dua belas tanda pertamanya tercetak pada bukti selesai.",
}


def table(report: SittingReport) -> list[list[Cell]]:
    """Header and one row for each candidate, by number."""
    sections = [f"nilai_{column.identifier}" for column in report.columns]
    people = sorted(report.candidates, key=lambda each: each.number)
    return [[*_FIXED, *sections, *_LAST], *(_row(each, report) for each in people)]


def _row(person: CandidateRow, report: SittingReport) -> list[Cell]:
    scores: list[Cell] = [*person.scores] if person.scores else [None] * len(report.columns)
    reached = None if person.reached_cut is None else "ya" if person.reached_cut else "tidak"
    return [
        person.number,
        person.name,
        person.nip,
        person.position,
        person.unit,
        report.sitting.identifier,
        person.seat,
        person.form,
        person.status,
        person.standing,
        "ya" if person.disqualified else "tidak",
        _time(person.started_at),
        _time(person.finished_at),
        person.answered,
        person.items,
        person.by_people,
        *scores,
        person.total,
        reached,
        person.head_hash,
    ]


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def codebook(report: SittingReport) -> list[tuple[str, str]]:
    """What each column means."""
    sections = {f"nilai_{each.identifier}": f"Nilai {each.title}, paling tinggi {each.maximum}." for each in report.columns}
    return list((_FIXED | sections | _LAST).items())


def as_csv(report: SittingReport) -> bytes:
    """The table as CSV (UTF-8 with byte order mark, commas), as spreadsheets and R read it."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_defused(cell) for cell in row] for row in table(report))
    return text.getvalue().encode("utf-8-sig")


def _defused(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell


def as_xlsx(report: SittingReport) -> bytes:
    """The table, and a second sheet that says what each column means."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        as_text = book.add_format({"num_format": "@"})
        decimals = book.add_format({"num_format": "0.00"})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Hasil")
        for number, row in enumerate(table(report)):
            _write_row(sheet, number, row, bold if number == 0 else as_text, decimals)
        sheet.freeze_panes(1, 2)
        sheet.autofit()
        book.add_worksheet("Keterangan")
        for number, line in enumerate([("kolom", "arti"), *codebook(report)]):
            _write_row(book.worksheets()[1], number, line, bold if number == 0 else as_text, decimals)
        book.worksheets()[1].autofit()
    return out.getvalue()


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet, number: int, row: Sequence[Cell], text: object, decimals: object
) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, Decimal):
            sheet.write_number(number, column, float(cell), decimals)
        elif isinstance(cell, int):
            sheet.write_number(number, column, cell)
        elif cell is not None:
            sheet.write_string(number, column, cell, text)
