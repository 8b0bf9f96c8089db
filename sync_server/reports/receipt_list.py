"""Daftar sidik rekaman: the digest of everybody's answers, to be initialled, so that no record is exchanged unseen."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer, Table

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.data import CandidateRow
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import clock_text, local
from sync_server.reports.room_data import RoomReport
from sync_server.reports.styles import COLUMN_HEAD, FINE, SMALL, SMALL_BOLD, SMALL_RIGHT, grid, paragraph
from sync_server.reports.wording import ATTEMPT_STATUS

_TITLE = "Daftar Sidik Rekaman Jawaban"
_INTRO = (
    "Sidik di bawah ini dihitung dari seluruh rekaman jawaban peserta. Paraf peserta menyatakan bahwa kode tanda terima "
    "sama dengan yang tampil di layarnya; sesudah itu rekaman tidak dapat diganti tanpa ketahuan."
)


def receipt_list(report: RoomReport, paper: Paper = "A4") -> bytes:
    """The list as a PDF: everybody who began, by number."""
    sheet = Sheet.of("D17L", _TITLE, report, paper, margin=tokens.PAPER_MARGIN_WIDE_TABLE)
    people = [each for each in sorted(report.candidates, key=lambda each: each.number) if each.status != "missing"]
    story = [
        *parts.title(_TITLE, sheet.identity),
        parts.fields(parts.brief_fields(report.event, report.sitting), sheet.width, compact=True),
        Spacer(0, tokens.SPACE_2),
        paragraph(_INTRO, SMALL),
        Spacer(0, tokens.SPACE_2),
        _table(people, report, sheet.width),
        parts.closing(report, sheet.width, "daftar"),
    ]
    return render(sheet, story)


def _table(people: list[CandidateRow], report: RoomReport, width: float) -> Flowable:
    if not people:
        return paragraph("Belum ada rekaman jawaban.")
    heads = ("No.", "Nomor dan nama", "Selesai", "Kode tanda terima", "Sidik SHA-256", "Paraf")
    cells: list[list[object]] = [[paragraph(each, COLUMN_HEAD) for each in heads]]
    for place, each in enumerate(people, start=1):
        finished = clock_text(local(each.finished_at, report.sitting.time_zone)) if each.finished_at else ""
        state = [] if each.status == "complete" else [paragraph(ATTEMPT_STATUS[each.status], FINE)]
        cells.append(
            [
                paragraph(str(place), SMALL_RIGHT),
                [paragraph(each.number, SMALL_BOLD), paragraph(each.name, SMALL)],
                paragraph(finished, SMALL),
                [paragraph(each.receipt_code or "–", SMALL_BOLD), *state],
                paragraph(parts.grouped(each.head_hash) or "–", FINE),
                "",
            ]
        )
    widths = parts.portions(width, 0.9, 4.2, 1.5, 3.7, 5.2, 2.1)
    return Table(cells, colWidths=widths, repeatRows=1, style=grid(*parts.write_columns(5)))
