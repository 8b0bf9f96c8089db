"""D16, rekap nilai sesi: every candidate's scores of one sitting, sorted by number and never by rank."""

from __future__ import annotations

from datetime import datetime

from reportlab.platypus import Flowable, Spacer, Table

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.data import CandidateRow, ScoreColumn, SittingReport
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import clock_text, count_text, decimal_text, local, nip_text
from sync_server.reports.styles import (
    COLUMN_HEAD,
    COLUMN_HEAD_CENTRED,
    COLUMN_HEAD_RIGHT,
    SMALL,
    SMALL_BOLD_RIGHT,
    SMALL_CENTRED,
    SMALL_RIGHT,
    SMALL_SOFT,
    grid,
    paragraph,
    two_lines,
)
from sync_server.reports.wording import ATTEMPT_STATUS, SUBMIT_REASONS, WORDING, waiting_text

_TITLE = "Rekap Nilai Sesi"
_DASH = "–"


def score_summary(report: SittingReport, paper: Paper = "A4") -> bytes:
    """The score summary as a PDF in landscape."""
    sheet = Sheet.of("D16", _TITLE, report, paper, landscape=True, margin=tokens.PAPER_MARGIN_WIDE_TABLE)
    story = [
        *parts.title(_TITLE, sheet.identity),
        parts.fields(parts.brief_fields(report.event, report.sitting), sheet.width, compact=True),
        Spacer(0, tokens.SPACE_3),
        _table(report, sheet.width),
        _closing(report, sheet.width),
    ]
    return render(sheet, story)


def _table(report: SittingReport, width: float) -> Flowable:
    if not report.candidates:
        return paragraph("Belum ada peserta terdaftar.")
    people = sorted(report.candidates, key=lambda each: each.number)
    rows = [_row(place, person, report) for place, person in enumerate(people, start=1)]
    shares = (1.2, 2.2, 5.6, *(2.8 for _ in report.columns), 2.8, 3.8, 1.7, 3.2)
    style = grid(
        ("TOPPADDING", (0, 1), (-1, -1), tokens.SPACE_1 / 4),
        ("BOTTOMPADDING", (0, 1), (-1, -1), tokens.SPACE_1 / 2),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    )
    return Table([_head(report), *rows], colWidths=parts.portions(width, *shares), repeatRows=1, style=style)


def _head(report: SittingReport) -> list[object]:
    cut_word = WORDING[report.event.purpose].cut
    total = ScoreColumn("total", "Total", report.maximum, report.cut) if report.maximum is not None else None
    return [
        paragraph("No.", COLUMN_HEAD_RIGHT),
        paragraph("Nomor", COLUMN_HEAD),
        paragraph("Nama dan NIP", COLUMN_HEAD),
        *(paragraph(_column_title(column, cut_word), COLUMN_HEAD_RIGHT) for column in report.columns),
        paragraph(_column_title(total, cut_word) if total else "Total", COLUMN_HEAD_RIGHT),
        paragraph("Keterangan nilai", COLUMN_HEAD),
        paragraph("Mulai", COLUMN_HEAD_CENTRED),
        paragraph("Selesai", COLUMN_HEAD),
    ]


def _column_title(column: ScoreColumn, cut_word: str) -> str:
    lines = [column.title, f"maks. {decimal_text(column.maximum)}"]
    if column.cut is not None:
        lines.append(f"{cut_word.lower()} {decimal_text(column.cut)}")
    return "\n".join(lines)


def _row(place: int, person: CandidateRow, report: SittingReport) -> list[object]:
    scores = [decimal_text(score) for score in person.scores] or [_DASH] * len(report.columns)
    finished = _clock(person.finished_at, report)
    if person.submit_reason not in (None, "by_candidate"):
        finished = f"{finished} {SUBMIT_REASONS[person.submit_reason]}"
    return [
        paragraph(str(place), SMALL_RIGHT),
        paragraph(person.number, SMALL),
        two_lines(person.name, nip_text(person.nip)),
        *(paragraph(score, SMALL_RIGHT) for score in scores),
        paragraph(_DASH if person.total is None else decimal_text(person.total), SMALL_BOLD_RIGHT),
        paragraph(_standing(person, report), SMALL),
        paragraph(_clock(person.started_at, report), SMALL_CENTRED),
        paragraph(finished, SMALL),
    ]


def _standing(person: CandidateRow, report: SittingReport) -> str:
    if person.attendance == "absent":
        return "Tidak hadir"
    if person.status != "complete":
        return ATTEMPT_STATUS[person.status]
    return WORDING[report.event.purpose].standing(person.reached_cut)


def _clock(moment: datetime | None, report: SittingReport) -> str:
    return _DASH if moment is None else clock_text(local(moment, report.sitting.time_zone))


def _closing(report: SittingReport, width: float) -> Flowable:
    scored = sum(1 for each in report.candidates if each.total is not None)
    summary = (
        f"Peserta terdaftar {count_text(len(report.candidates))} orang, dengan nilai {count_text(scored)} orang. "
        f"Diurutkan menurut nomor peserta, bukan menurut nilai. Versi kunci jawaban: {report.key_version}. "
        f"{waiting_text(sum(each.by_people for each in report.candidates))}"
        f"{WORDING[report.event.purpose].note}"
    )
    dated = parts.place_and_date(report.place, report.generated_at, report.sitting)
    before = [Spacer(0, tokens.SPACE_3), paragraph(summary, SMALL_SOFT)]
    return parts.signatures([report.head], dated, width, columns=3, before=before)
