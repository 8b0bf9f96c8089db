"""D32, daftar tidak hadir dan susulan: who did not come, why, and room to write where and when they sit instead."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer, Table

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import nip_text
from sync_server.reports.room_data import RoomReport
from sync_server.reports.styles import COLUMN_HEAD, FINE, SMALL, SMALL_RIGHT, grid, paragraph, two_lines

_TITLE = "Daftar Peserta Tidak Hadir dan Ujian Susulan"
_NONE = "Nihil: semua peserta hadir."


def absentee_list(report: RoomReport, paper: Paper = "A4") -> bytes:
    """The list as a PDF, sorted by candidate number."""
    sheet = Sheet.of("D32", _TITLE, report, paper, margin=tokens.PAPER_MARGIN_WIDE_TABLE)
    story = [
        *parts.title(_TITLE, sheet.identity),
        parts.fields(parts.brief_fields(report.event, report.sitting), sheet.width, compact=True),
        Spacer(0, tokens.SPACE_3),
        _make_up_table(report, sheet.width),
        parts.closing(report, sheet.width, "daftar"),
    ]
    return render(sheet, story)


def absentee_table(report: RoomReport, width: float) -> Flowable:
    """The absentees as the minutes list them."""
    rows = [
        (str(place), each.number, each.name, each.unit, each.remark) for place, each in enumerate(report.absent, start=1)
    ]
    heads = ("No.", "Nomor peserta", "Nama", "Unit kerja", "Keterangan")
    return parts.listing(heads, rows, parts.portions(width, 0.9, 2, 4, 4, 3), _NONE, numbers=(0,))


def _make_up_table(report: RoomReport, width: float) -> Flowable:
    """The absentees with empty columns for the new sitting."""
    if not report.absent:
        return paragraph(_NONE)
    heads = ("No.", "Nomor", "Nama dan NIP", "Unit kerja", "Keterangan", "Sesi susulan", "Hari dan tanggal")
    cells: list[list[object]] = [[paragraph(each, COLUMN_HEAD) for each in heads]]
    for place, each in enumerate(report.absent, start=1):
        cells.append(
            [
                paragraph(str(place), SMALL_RIGHT),
                paragraph(each.number, SMALL),
                two_lines(each.name, nip_text(each.nip)),
                paragraph(each.unit, FINE),
                paragraph(each.remark, FINE),
                "",
                "",
            ]
        )
    style = grid(*parts.write_columns(5, 6), ("BOTTOMPADDING", (0, 1), (-1, -1), tokens.SPACE_2))
    return Table(cells, colWidths=parts.portions(width, 1, 1.9, 4.6, 4, 3, 2.4, 3), repeatRows=1, style=style)
