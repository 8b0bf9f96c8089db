"""Daftar panggil (evacuation) and the re-seating list: short lists that are needed at once."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer, Table

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.data import CandidateRow
from sync_server.reports.drawings import TickBox
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import clock_text, local
from sync_server.reports.room_data import RoomReport, Told
from sync_server.reports.seating import seat_key
from sync_server.reports.styles import COLUMN_HEAD, COLUMN_HEAD_CENTRED, SMALL, SMALL_BOLD, grid, paragraph

_TITLE = "Daftar Panggil Evakuasi"
_BLANKS = 4


def roll_call(report: RoomReport, paper: Paper = "A4") -> bytes:
    """Everybody who may be in the building, by seat, with boxes to tick at the assembly point."""
    sheet = Sheet.of("D33", _TITLE, report, paper, with_letterhead=False, margin=tokens.PAPER_MARGIN_WIDE_TABLE)
    people = sorted(report.candidates, key=_by_seat)
    present = [each for each in people if each.attendance == "present"]
    others = [each for each in people if each.attendance != "present"]
    story: list[Flowable] = [
        *parts.title(_TITLE, sheet.identity),
        parts.fields(parts.brief_fields(report.event, report.sitting), sheet.width, compact=True),
        *parts.heading(f"Hadir di ruang: {len(present)} orang"),
        _table(present, sheet.width),
        *parts.heading(f"Tidak tercatat hadir: {len(others)} orang"),
        _table(others, sheet.width),
        *parts.heading("Petugas dan orang lain di ruang"),
        _officers(report, sheet.width),
        Spacer(0, tokens.SPACE_4),
        parts.fields([("Titik kumpul", "." * 40), ("Dihitung oleh", "." * 40), ("Pukul", "." * 16)], sheet.width),
    ]
    return render(sheet, story)


def _by_seat(person: CandidateRow) -> tuple[object, str]:
    return seat_key(person.seat), person.number


def _table(people: Sequence[CandidateRow], width: float) -> Flowable:
    if not people:
        return paragraph("Nihil.")
    rows = [[TickBox(), each.seat, each.number, each.name, each.unit, each.remark] for each in people]
    return _ticked(rows, ("Meja", "Nomor", "Nama", "Unit kerja", "Keterangan"), (1.4, 2, 5.4, 4.4, 3.4), width)


def _officers(report: RoomReport, width: float) -> Flowable:
    rows: list[list[object]] = [[TickBox(), each.role, each.name] for each in report.officers]
    rows += [[TickBox(), "", ""] for _ in range(_BLANKS)]
    return _ticked(rows, ("Tugas", "Nama"), (4, 12), width)


def _ticked(rows: Sequence[Sequence[object]], heads: Sequence[str], shares: Sequence[float], width: float) -> Table:
    head = [paragraph("Ada", COLUMN_HEAD_CENTRED), *(paragraph(each, COLUMN_HEAD) for each in heads)]
    cells = [[_cell(value, place) for place, value in enumerate(row)] for row in rows]
    style = grid(("VALIGN", (0, 1), (-1, -1), "MIDDLE"), ("ALIGN", (0, 1), (0, -1), "CENTER"))
    return Table([head, *cells], colWidths=parts.portions(width, 0.9, *shares), repeatRows=1, style=style)


def _cell(value: object, place: int) -> object:
    return paragraph(value, SMALL_BOLD if place == 1 else SMALL) if isinstance(value, str) else value


def schedule_list(report: RoomReport, paper: Paper = "A4") -> bytes:
    """The new plan of a sitting after people were moved to it on site: every seat, the changed ones marked."""
    title = "Jadwal dan Tempat Duduk Baru"
    sheet = Sheet.of("D02", title, report, paper, margin=tokens.PAPER_MARGIN_WIDE_TABLE)
    came = {each.person: _change(each, report) for each in (*report.moved, *report.provisional)}
    rows = [
        (str(place), each.seat, each.number, each.name, each.unit, came.get(f"{each.number} {each.name}", ""))
        for place, each in enumerate(sorted(report.candidates, key=_by_seat), start=1)
    ]
    heads = ("No.", "Meja", "Nomor", "Nama", "Unit kerja", "Perubahan")
    widths = parts.portions(sheet.width, 0.9, 1.4, 2, 5, 4.4, 4)
    story = [
        *parts.title(title, sheet.identity),
        parts.fields(parts.brief_fields(report.event, report.sitting), sheet.width, compact=True),
        Spacer(0, tokens.SPACE_2),
        paragraph(f"{len(came)} peserta dipindahkan ke sesi ini. Daftar ini menggantikan daftar yang ditempel sebelumnya."),
        Spacer(0, tokens.SPACE_2),
        parts.listing(heads, rows, widths, "Belum ada peserta terdaftar.", numbers=(0,)),
        parts.closing(report, sheet.width, "daftar"),
    ]
    return render(sheet, story)


def _change(told: Told, report: RoomReport) -> str:
    at = f", pukul {clock_text(local(told.at, report.sitting.time_zone))}" if told.at else ""
    return f"BARU: {told.facts[2]}{at}, oleh {told.officer}"
