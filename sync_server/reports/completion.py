"""D17, bukti selesai: what one candidate takes home after handing in."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.data import CandidateRow, SittingReport
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import decimal_text, moment_text, nip_text
from sync_server.reports.styles import PROSE, SMALL, SMALL_CENTRED, SUBTITLE, TITLE, paragraph
from sync_server.reports.wording import ATTEMPT_STATUS, SUBMIT_REASONS, WORDING

_TITLE = "Bukti Selesai Ujian"


def completion_receipt(report: SittingReport, candidate: CandidateRow, show_score: bool, paper: Paper = "A4") -> bytes:
    """The receipt of one candidate of `report` as a PDF; `show_score` is what the order's policy says.

    Nothing of other candidates, and no score that may not be shown, enters the document or its hash.
    """
    only = _only(report, candidate, show_score)
    person = only.candidates[0]
    sheet = Sheet.of("D17", _TITLE, only, paper, person=person.number)
    story: list[Flowable] = [
        *parts.title(_TITLE, sheet.identity),
        parts.fields(_facts(only, person), sheet.width, compact=True),
        Spacer(0, tokens.SPACE_4),
        paragraph("Kode tanda terima", SUBTITLE),
        paragraph(person.receipt_code or "–", TITLE),
        paragraph(f"Sidik rekaman jawaban: {parts.grouped(person.head_hash) or '–'}", SMALL_CENTRED),
        Spacer(0, tokens.SPACE_2),
        paragraph(_explanation(person), PROSE),
    ]
    note = "Bukti ini menerangkan penyerahan jawaban, bukan hasil ujian."
    if person.total is not None:
        story += _score(only, person, sheet.width)
        note = WORDING[report.event.purpose].note
    dated = parts.place_and_date(report.place, report.generated_at, report.sitting)
    signer = report.signatories[0] if report.signatories else report.head
    story.append(parts.signature_beside(paragraph(note, SMALL), signer, dated, sheet.width))
    return render(sheet, story)


def _only(report: SittingReport, candidate: CandidateRow, show_score: bool) -> SittingReport:
    if show_score:
        return replace(report, candidates=(candidate,))
    blank = replace(candidate, scores=(), total=None, reached_cut=None)
    return replace(report, candidates=(blank,), columns=(), maximum=None, cut=None)


def _facts(report: SittingReport, person: CandidateRow) -> list[tuple[str, str]]:
    zone = report.sitting.time_zone
    reason = f" ({SUBMIT_REASONS[person.submit_reason]})" if person.submit_reason else ""
    return [
        ("Nomor peserta", person.number),
        ("Nama", person.name),
        ("NIP", nip_text(person.nip)),
        ("Jabatan", person.position),
        ("Unit kerja", person.unit),
        *parts.common_fields(report.event, report.sitting),
        ("Naskah / meja", f"{person.form} / {person.seat}"),
        ("Mulai", moment_text(person.started_at, zone) if person.started_at else "–"),
        ("Selesai", moment_text(person.finished_at, zone) + reason if person.finished_at else "–"),
        ("Butir terjawab", f"{person.answered} dari {person.items}"),
        ("Keadaan rekaman", ATTEMPT_STATUS[person.status]),
    ]


def _explanation(person: CandidateRow) -> str:
    if person.status != "complete":
        return "Rekaman jawaban belum selesai diperiksa oleh pusat. Simpan bukti ini dan tanyakan kepada panitia."
    return (
        "Seluruh jawaban telah diterima oleh pusat dan cocok dengan sidik di atas. Simpan bukti ini: dengan kode tanda "
        "terima, panitia dapat menunjukkan bahwa jawaban Anda tidak berubah."
    )


def _score(report: SittingReport, person: CandidateRow, width: float) -> list[Flowable]:
    rows = [
        (column.title, decimal_text(score), decimal_text(column.maximum))
        for column, score in zip(report.columns, person.scores, strict=True)
    ]
    maximum = "–" if report.maximum is None else decimal_text(report.maximum)
    rows.append(("Total", "–" if person.total is None else decimal_text(person.total), maximum))
    return [
        *parts.heading("Nilai"),
        parts.listing(("Bagian", "Nilai", "Maksimum"), rows, parts.portions(width, 6, 2, 2), numbers=(1, 2)),
    ]
