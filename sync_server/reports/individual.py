"""D18, hasil individual: one person's result on one page, with a chart of the sections."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.data import PersonResult, ScoreRow
from sync_server.reports.drawings import ScoreChart
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import decimal_text, nip_text
from sync_server.reports.styles import (
    COLUMN_HEAD,
    COLUMN_HEAD_RIGHT,
    INK,
    SMALL,
    SMALL_BOLD,
    SMALL_BOLD_RIGHT,
    SMALL_RIGHT,
    SMALL_SOFT,
    grid,
    paragraph,
)
from sync_server.reports.wording import WORDING, waiting_text

_TITLE = "Laporan Hasil Individual"


def individual_result(result: PersonResult, paper: Paper = "A4") -> bytes:
    """The result of one person as a PDF."""
    sheet = Sheet.of("D18", _TITLE, result, paper, person=result.candidate.number)
    words = WORDING[result.event.purpose]
    result = replace(result, total=replace(result.total, title="Total"))
    has_cut = any(row.cut is not None for row in (*result.sections, *result.aspects, result.total))
    legend = f"Batang: nilai terhadap nilai maksimum. Garis bersegitiga: {words.cut.lower()}." if has_cut else ""
    story: list[Flowable] = [
        *parts.title(_TITLE, sheet.identity),
        parts.fields(_facts(result), sheet.width, compact=True),
        KeepTogether(
            [
                *parts.heading("Nilai menurut bagian")[1:],
                ScoreChart((*result.sections, result.total), sheet.width),
                Spacer(0, tokens.SPACE_1),
                paragraph(legend or "Batang: nilai terhadap nilai maksimum.", SMALL_SOFT),
            ]
        ),
        Spacer(0, tokens.SPACE_2),
        _table(result, sheet.width, has_cut),
    ]
    waiting = waiting_text(result.total.by_people)
    note = f"{waiting}{words.note} Versi kunci jawaban: {result.key_version}. Sidik naskah uji: {result.pack_digest[:16]}."
    dated = parts.place_and_date(result.place, result.generated_at, result.sitting)
    story.append(parts.signature_beside(paragraph(note, SMALL), result.head, dated, sheet.width))
    return render(sheet, story)


def _facts(result: PersonResult) -> list[tuple[str, str]]:
    person = result.candidate
    return [
        ("Nama", person.name),
        ("NIP", nip_text(person.nip)),
        ("Nomor peserta", person.number),
        ("Jabatan", person.position),
        ("Unit kerja", person.unit),
        ("Kegiatan", f"{result.event.title} ({WORDING[result.event.purpose].title.lower()})"),
        ("Penyelenggara", result.event.organiser),
        ("Sesi", f"{result.sitting.title}, {parts.when(result.sitting)}"),
    ]


def _table(result: PersonResult, width: float, has_cut: bool) -> Table:
    """The columns of cut score and standing are left out where the event has none."""
    words = WORDING[result.event.purpose]
    groups = [("Bagian", result.sections)] + ([("Aspek", result.aspects)] if result.aspects else [])
    rows: list[list[object]] = [
        [
            paragraph("Bagian dan aspek", COLUMN_HEAD),
            paragraph("Terjawab", COLUMN_HEAD_RIGHT),
            paragraph("Nilai", COLUMN_HEAD_RIGHT),
            paragraph("Maksimum", COLUMN_HEAD_RIGHT),
            *([paragraph(words.cut, COLUMN_HEAD_RIGHT), paragraph("Keterangan", COLUMN_HEAD)] if has_cut else []),
        ]
    ]
    columns = len(rows[0])
    bands = []
    for name, lines in groups:
        bands.append(len(rows))
        rows.append([paragraph(name, SMALL_BOLD), *[""] * (columns - 1)])
        rows += [_row(line, words.standing(line.reached_cut))[:columns] for line in lines]
    rows.append(_row(result.total, words.standing(result.total.reached_cut), strong=True)[:columns])
    style = grid(
        ("TOPPADDING", (0, 1), (-1, -1), tokens.SPACE_1 / 4),
        ("BOTTOMPADDING", (0, 1), (-1, -1), tokens.SPACE_1 / 2),
        ("LINEABOVE", (0, -1), (-1, -1), tokens.LINE_WIDTH, INK),
        *(("SPAN", (0, band), (-1, band)) for band in bands),
    )
    widths = parts.portions(width, *(5.2, 2, 1.8, 2.1, 2.6, 3.6)[:columns])
    return Table(rows, colWidths=widths, repeatRows=1, style=style)


def _row(line: ScoreRow, standing: str, strong: bool = False) -> list[object]:
    right = SMALL_BOLD_RIGHT if strong else SMALL_RIGHT
    return [
        paragraph(line.title, SMALL_BOLD if strong else SMALL),
        paragraph(f"{line.answered}/{line.items}", right),
        paragraph(decimal_text(line.score), right),
        paragraph(decimal_text(line.maximum), right),
        paragraph("–" if line.cut is None else decimal_text(line.cut), right),
        paragraph(standing, SMALL_BOLD if strong else SMALL),
    ]
