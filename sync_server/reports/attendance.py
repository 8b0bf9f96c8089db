"""D06, daftar hadir peserta: the list that everybody in the room signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.data import CandidateRow
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import clock_text, local, nip_text
from sync_server.reports.room_data import RoomReport
from sync_server.reports.styles import (
    COLUMN_HEAD,
    COLUMN_HEAD_CENTRED,
    FINE,
    FINE_SOFT,
    LINE_STRONG,
    SMALL,
    SMALL_CENTRED,
    SMALL_RIGHT,
    grid,
    paragraph,
    two_lines,
)

_TITLE = "Daftar Hadir Peserta"
_NOBODY = "Belum ada peserta terdaftar."
_MOST_ROWS = 28
_TIGHT: tuple[tuple[object, ...], ...] = (
    ("TOPPADDING", (0, 1), (-1, -1), tokens.SPACE_1 / 4),
    ("BOTTOMPADDING", (0, 1), (-1, -1), tokens.SPACE_1 / 2),
)
_SHARES = (1.4, 2.3, 5.3, 6.4, 1.7, 1.9, 3.0, 3.0, 3.2)


def attendance_list(report: RoomReport, paper: Paper = "A4") -> bytes:
    """The attendance list as a PDF, sorted by candidate number.

    Before the sitting has started it is a form to be signed; afterwards it also tells who was absent.
    """
    sheet = Sheet.of("D06", _TITLE, report, paper, margin=tokens.PAPER_MARGIN_WIDE_TABLE)
    top = [
        *parts.title(_TITLE, sheet.identity),
        parts.fields(parts.brief_fields(report.event, report.sitting), sheet.width, compact=True),
        Spacer(0, tokens.SPACE_2),
    ]
    used = sum(part.wrap(sheet.width, sheet.height(True))[1] for part in top)
    room = sheet.height(True) - used, sheet.height(False)
    story = [*top, *_tables(_rows(report), sheet.width, room), _closing(report, sheet.width)]
    return render(sheet, story)


def attendance_table(report: RoomReport, width: float) -> Flowable:
    """The list inside another document: times of work instead of signatures."""

    def clock(moment: datetime | None) -> str:
        return clock_text(local(moment, report.sitting.time_zone)) if moment else ""

    heads = ("No.", "Nomor", "Nama dan NIP", "Unit kerja", "Meja", "Hadir", "Mulai", "Selesai", "Keterangan")
    cells: list[list[object]] = [[paragraph(each, COLUMN_HEAD) for each in heads]]
    for place, person in enumerate(sorted(report.candidates, key=lambda each: each.number), start=1):
        cells.append(
            [
                paragraph(str(place), SMALL_RIGHT),
                paragraph(person.number, SMALL),
                two_lines(person.name, nip_text(person.nip)),
                paragraph(person.unit, FINE),
                paragraph(person.seat, SMALL),
                *(paragraph(clock(each), SMALL) for each in (person.time_in, person.started_at, person.finished_at)),
                paragraph(_remark(person), FINE),
            ]
        )
    widths = parts.portions(width, 1.3, 2.3, 5.4, 4.6, 1.6, 1.6, 1.6, 1.9, 4.2)
    return Table(cells, colWidths=widths, repeatRows=1, style=grid(*_TIGHT)) if len(cells) > 1 else paragraph(_NOBODY)


def _remark(person: CandidateRow) -> str:
    absent = "Tidak hadir" if person.attendance == "absent" else ""
    return ". ".join(part for part in (absent, person.remark) if part)


def _rows(report: RoomReport) -> list[list[object]]:
    people = sorted(report.candidates, key=lambda each: each.number)
    return [_row(place, person, report) for place, person in enumerate(people, start=1)]


def _row(place: int, person: CandidateRow, report: RoomReport) -> list[object]:
    arrived = clock_text(local(person.time_in, report.sitting.time_zone)) if person.time_in else ""
    signature = paragraph(f"{place}.", FINE_SOFT)
    remark = _remark(person)
    return [
        paragraph(str(place), SMALL_RIGHT),
        paragraph(person.number, SMALL),
        two_lines(person.name, nip_text(person.nip)),
        paragraph(person.unit, FINE),
        paragraph(person.seat, SMALL_CENTRED),
        paragraph(arrived, SMALL_CENTRED),
        signature if place % 2 else "",
        "" if place % 2 else signature,
        paragraph(remark, FINE),
    ]


def _table(rows: Sequence[list[object]], width: float) -> Table:
    head = [
        paragraph("No.", COLUMN_HEAD),
        paragraph("Nomor", COLUMN_HEAD),
        paragraph("Nama dan NIP", COLUMN_HEAD),
        paragraph("Unit kerja", COLUMN_HEAD),
        paragraph("Meja", COLUMN_HEAD_CENTRED),
        paragraph("Hadir", COLUMN_HEAD_CENTRED),
        paragraph("Tanda tangan", COLUMN_HEAD_CENTRED),
        "",
        paragraph("Keterangan", COLUMN_HEAD),
    ]
    style = grid(
        ("SPAN", (6, 0), (7, 0)),
        ("LINEBEFORE", (6, 1), (8, -1), tokens.PAPER_HAIRLINE, LINE_STRONG),
        *_TIGHT,
    )
    return Table([head, *rows], colWidths=parts.portions(width, *_SHARES), repeatRows=1, style=style)


def _tables(rows: list[list[object]], width: float, room: tuple[float, float]) -> list[Flowable]:
    """One table for each page, of at most `_MOST_ROWS` rows; `room`: the height on the first and on later pages."""
    if not rows:
        return [paragraph(_NOBODY)]
    head = _table([], width).wrap(width, room[1])[1]
    pages: list[list[list[object]]] = [[]]
    left = room[0] - head
    for row in rows:
        height = _table([row], width).wrap(width, room[1])[1] - head
        if pages[-1] and (len(pages[-1]) == _MOST_ROWS or height > left):
            pages.append([])
            left = room[1] - head
        pages[-1].append(row)
        left -= height
    story: list[Flowable] = []
    for page in pages:
        story += [_table(page, width), PageBreak()]
    return story[:-1]


def _closing(report: RoomReport, width: float) -> Flowable:
    total = len(report.candidates)
    facts = [("Terdaftar", f"{total} orang")]
    if all(each.attendance == "expected" for each in report.candidates):
        facts += [("Hadir", "………… orang"), ("Tidak hadir", "………… orang")]
    else:
        present = sum(1 for each in report.candidates if each.attendance == "present")
        facts += [("Hadir", f"{present} orang"), ("Tidak hadir", f"{len(report.absent)} orang")]
    before = [Spacer(0, tokens.SPACE_3), parts.fields(facts, width, compact=True)]
    dated = parts.place_and_date(report.place, report.sitting.opens_at, report.sitting)
    columns = 4 if len(report.signatories) > 3 else 3
    return parts.signatures(report.signatories, dated, width, columns, before)
