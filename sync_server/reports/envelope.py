"""D04, the sealed envelope of a sitting: opening code, start token, officers' codes and PIN slips. Secret until opened."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table, TableStyle

from question_packs import design_tokens as tokens
from question_packs.sealing.codes import show_code
from sync_server.reports import parts
from sync_server.reports.data import SittingSecrets
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.officer_slips import officer_slips
from sync_server.reports.pin_slips import by_threes, slips
from sync_server.reports.styles import (
    HEADING,
    HERO,
    INK,
    LINE_STRONG,
    SMALL,
    SUBTITLE,
    TITLE,
    paragraph,
)

_TITLE = "Amplop Sesi: RAHASIA"
_STEPS = (
    "Simpan amplop tertutup di tempat terkunci sampai hari ujian.",
    "Buka di depan pengawas dan peserta, lalu isi tabel pembukaan di bawah ini.",
    "Serahkan kode pribadi kepada petugas yang namanya tertulis, satu potongan untuk satu orang.",
    "Ketik kode pembuka pada setiap PC ujian. Huruf besar atau kecil dan tanda hubung tidak berpengaruh.",
    "Bagikan slip PIN setelah identitas peserta diperiksa.",
    "Bacakan token mulai ketika semua peserta siap.",
)


def sitting_envelope(secrets: SittingSecrets, paper: Paper = "A4") -> bytes:
    """The envelope as a PDF: one page for the proctor, the officers' codes, the slips by seat. Keep it secret."""
    sheet = Sheet.of("D04", _TITLE, secrets, paper)
    story: list[Flowable] = [
        _banner(sheet.width),
        Spacer(0, tokens.SPACE_4),
        *parts.title("Amplop sesi", sheet.identity),
        parts.fields(parts.common_fields(secrets.event, secrets.sitting), sheet.width),
        Spacer(0, tokens.SPACE_6),
        _code("Kode pembuka", show_code(secrets.opening_code), sheet.width),
        Spacer(0, tokens.SPACE_3),
        _code("Token mulai", by_threes(secrets.start_token), sheet.width),
        Spacer(0, tokens.SPACE_4),
        parts.numbered(_STEPS, sheet.width),
        _opening_log(sheet.width),
    ]
    if secrets.officers:
        story += [PageBreak(), *officer_slips(secrets, sheet.width)]
    if secrets.credentials:
        story += [PageBreak(), *slips(secrets, sheet.width)]
    return render(sheet, story)


def _banner(width: float) -> Table:
    table = Table([[paragraph("RAHASIA", TITLE)]], colWidths=[width])
    style = parts.plain(tokens.SPACE_1)
    style.add("BOX", (0, 0), (-1, -1), tokens.PAPER_RULE, INK)
    table.setStyle(style)
    return table


def _code(label: str, code: str, width: float) -> Table:
    table = Table([[paragraph(label, SUBTITLE)], [paragraph(code, HERO)]], colWidths=[width])
    style = parts.plain(tokens.SPACE_1)
    style.add("BOX", (0, 0), (-1, -1), tokens.LINE_WIDTH, LINE_STRONG)
    style.add("BOTTOMPADDING", (0, 1), (-1, 1), tokens.SPACE_3)
    table.setStyle(style)
    return table


def _opening_log(width: float) -> Flowable:
    empty = [("Dibuka oleh", ""), ("Tanggal dan pukul", ""), ("Saksi", "")]
    rows = [[paragraph(label, SMALL), paragraph(value, SMALL)] for label, value in empty]
    table = Table(rows, colWidths=parts.portions(width, 1, 3), rowHeights=[tokens.SPACE_6] * len(rows))
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), tokens.PAPER_HAIRLINE, LINE_STRONG), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    )
    return KeepTogether(
        [Spacer(0, tokens.SPACE_4), paragraph("Pembukaan amplop", HEADING), Spacer(0, tokens.SPACE_1), table]
    )
