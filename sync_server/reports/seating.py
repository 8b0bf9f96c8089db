"""D05, denah ruang dan label meja: where everybody sits, and the labels to cut out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepInFrame, PageBreak, Spacer, Table, TableStyle

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.data import CandidateRow
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.room_data import RoomReport
from sync_server.reports.styles import (
    FINE,
    FINE_CENTRED,
    HERO,
    LINE_STRONG,
    SMALL_BOLD_CENTRED,
    SMALL_CENTRED,
    SUNKEN,
    TITLE,
    paragraph,
)

_TITLE = "Denah Ruang Ujian"
_SMALL_ROOM = 48
_LABELS_ACROSS, _LABELS_DOWN = 2, 5
_LEAST_HEIGHT, _MOST_HEIGHT = tokens.SPACE_8, tokens.SPACE_12 + tokens.SPACE_6


def seat_key(seat: str) -> tuple[tuple[int, int | str], ...]:
    """Seats in the order of people: 2 before 10, A9 before A10, B1 after all A."""
    pieces = re.findall(r"\d+|\D+", seat)
    return tuple((0, int(each)) if each.isdigit() else (1, each.casefold()) for each in pieces)


def seat_plan(report: RoomReport, paper: Paper = "A4") -> bytes:
    """The plan of the room as a PDF: rows by the letters of the seats, or as many to a row as fit."""
    # A large room needs the letterhead's place to stay on one page.
    small = len(report.candidates) <= _SMALL_ROOM
    margin = tokens.PAPER_MARGIN_WIDE_TABLE
    sheet = Sheet.of("D05", _TITLE, report, paper, landscape=True, margin=margin, with_letterhead=small)
    people = sorted(report.candidates, key=lambda each: (seat_key(each.seat), each.number))
    story: list[Flowable] = [
        *parts.title(_TITLE, sheet.identity),
        parts.fields(parts.brief_fields(report.event, report.sitting), sheet.width, compact=True),
        Spacer(0, tokens.SPACE_2),
        _front(sheet.width),
        Spacer(0, tokens.SPACE_2),
    ]
    left = sheet.height(small) - sum(each.wrap(sheet.width, sheet.height(True))[1] for each in story)
    plan = _plan(people, sheet.width, left) if people else paragraph("Belum ada peserta terdaftar.")
    return render(sheet, [*story, plan])


def _front(width: float) -> Table:
    table = Table([[paragraph("DEPAN: MEJA PENGAWAS", SMALL_BOLD_CENTRED)]], colWidths=[width * 0.4], hAlign="CENTER")
    style = parts.plain(tokens.SPACE_1)
    style.add("BOX", (0, 0), (-1, -1), tokens.LINE_WIDTH, LINE_STRONG)
    style.add("BACKGROUND", (0, 0), (-1, -1), SUNKEN)
    table.setStyle(style)
    return table


def _plan(people: Sequence[CandidateRow], width: float, left: float) -> Table:
    """The desks; as high as `left` points allow for all rows, within reason."""
    rows = _rows(people, 8 if len(people) <= _SMALL_ROOM else 12)
    across = max(map(len, rows))
    desk = width / across, min(max(left / len(rows) - 1, _LEAST_HEIGHT), _MOST_HEIGHT)
    cells = [[_desk(each, *desk) for each in row] + [""] * (across - len(row)) for row in rows]
    table = Table(cells, colWidths=[desk[0]] * across, rowHeights=[desk[1]] * len(rows))
    style = TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    for y, row in enumerate(rows):
        style.add("BOX", (0, y), (len(row) - 1, y), tokens.PAPER_HAIRLINE, LINE_STRONG)
        style.add("INNERGRID", (0, y), (len(row) - 1, y), tokens.PAPER_HAIRLINE, LINE_STRONG)
    table.setStyle(style)
    return table


def _rows(people: Sequence[CandidateRow], most: int) -> list[list[CandidateRow]]:
    """By the letters before a seat's number; a row of more than `most` goes on in the next."""
    groups: dict[str, list[CandidateRow]] = {}
    for each in people:
        groups.setdefault(each.seat.rstrip("0123456789"), []).append(each)
    return [row[at : at + most] for row in groups.values() for at in range(0, len(row), most)]


def _desk(person: CandidateRow, width: float, height: float) -> KeepInFrame:
    seat = [paragraph(person.seat, TITLE), paragraph(person.number, FINE_CENTRED)]
    if height < tokens.SPACE_12:
        seat = [paragraph(f"{person.seat} · {person.number}", SMALL_BOLD_CENTRED)]
    content = [*seat, paragraph(person.name, FINE_CENTRED)]
    return KeepInFrame(width - tokens.SPACE_3, height - tokens.SPACE_1, content, mode="shrink")


def desk_labels(report: RoomReport, paper: Paper = "A4") -> bytes:
    """Labels to cut out, ten to a page, in the order of the seats."""
    sheet = Sheet.of("D05L", "Label Meja", report, paper, with_letterhead=False, margin=tokens.PAPER_MARGIN_CARDS)
    people = sorted(report.candidates, key=lambda each: (seat_key(each.seat), each.number))
    per_page = _LABELS_ACROSS * _LABELS_DOWN
    story: list[Flowable] = []
    for start in range(0, len(people), per_page):
        story += [_label_page(people[start : start + per_page], report, sheet), PageBreak()]
    return render(sheet, story[:-1] or [paragraph("Belum ada peserta terdaftar.")])


def _label_page(people: Sequence[CandidateRow], report: RoomReport, sheet: Sheet) -> Table:
    width, height = sheet.width / _LABELS_ACROSS, sheet.height(False) / _LABELS_DOWN - 0.5
    inside = width - tokens.SPACE_4, height - tokens.SPACE_4
    cells: list[object] = [KeepInFrame(*inside, _label(each, report), mode="shrink") for each in people]
    cells += [""] * (-len(cells) % _LABELS_ACROSS)
    rows = [cells[at : at + _LABELS_ACROSS] for at in range(0, len(cells), _LABELS_ACROSS)]
    table = Table(rows, colWidths=[width] * _LABELS_ACROSS, rowHeights=[height] * len(rows))
    dashed = (tokens.PAPER_HAIRLINE, LINE_STRONG, None, (4, 3))
    table.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), *dashed),
                ("INNERGRID", (0, 0), (-1, -1), *dashed),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        )
    )
    return table


def _label(person: CandidateRow, report: RoomReport) -> list[Flowable]:
    return [
        paragraph(f"{report.sitting.room} · {report.sitting.title}", FINE_CENTRED),
        paragraph(f"Meja {person.seat}", HERO),
        Spacer(0, tokens.SPACE_3),
        paragraph(person.number, TITLE),
        paragraph(person.name, SMALL_BOLD_CENTRED),
        paragraph(person.unit, SMALL_CENTRED) if person.unit else paragraph("", FINE),
    ]
