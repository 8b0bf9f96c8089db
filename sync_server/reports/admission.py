"""D03, kartu peserta: four to a page, to be cut apart."""

from __future__ import annotations

from reportlab.platypus import Flowable, HRFlowable, KeepInFrame, PageBreak, Spacer, Table, TableStyle

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.authenticity import Identity
from sync_server.reports.data import CandidateRow, Official, SittingReport
from sync_server.reports.drawings import Portrait, QrCode
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import nip_text
from sync_server.reports.styles import (
    FINE,
    FINE_CENTRED,
    FINE_SOFT,
    INK,
    LINE_STRONG,
    SMALL,
    SMALL_BOLD,
    SMALL_BOLD_CENTRED,
    SUBTITLE,
    TITLE_LEFT,
    paragraph,
)

_TITLE = "Kartu Peserta"
_PER_PAGE = 4
_RULES = (
    "Hadir sebelum waktu di atas dengan kartu ini dan kartu identitas.",
    "PIN diberikan di ruang ujian. Jangan berikan PIN kepada orang lain.",
    "Telepon, jam pintar, dan catatan disimpan di luar ruang ujian.",
    "Ada kendala? Angkat tangan; jawaban Anda tetap tersimpan.",
)


def admission_cards(report: SittingReport, paper: Paper = "A4") -> bytes:
    """The admission cards of a sitting as a PDF, sorted by candidate number."""
    sheet = Sheet.of("D03", _TITLE, report, paper, with_letterhead=False, margin=tokens.PAPER_MARGIN_CARDS)
    people = sorted(report.candidates, key=lambda each: each.number)
    story: list[Flowable] = []
    for start in range(0, len(people), _PER_PAGE):
        story += [_page(people[start : start + _PER_PAGE], report, sheet), PageBreak()]
    return render(sheet, story[:-1] or [paragraph("Belum ada peserta terdaftar.")])


def _page(people: list[CandidateRow], report: SittingReport, sheet: Sheet) -> Table:
    width, height = sheet.width / 2, sheet.height(False) / 2 - 1
    padding = tokens.SPACE_3
    cards: list[object] = [
        KeepInFrame(
            width - 2 * padding,
            height - 2 * padding,
            _card(person, report, sheet.identity, width - 2 * padding),
            mode="shrink",
        )
        for person in people
    ]
    cards += [""] * (_PER_PAGE - len(cards))
    table = Table([cards[:2], cards[2:]], colWidths=[width] * 2, rowHeights=[height] * 2)
    table.setStyle(_cut_marks(padding))
    return table


def _cut_marks(padding: float) -> TableStyle:
    dashed = (tokens.PAPER_HAIRLINE, LINE_STRONG, None, (4, 3))
    return TableStyle(
        [
            ("BOX", (0, 0), (-1, -1), *dashed),
            ("INNERGRID", (0, 0), (-1, -1), *dashed),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), padding),
            ("RIGHTPADDING", (0, 0), (-1, -1), padding),
            ("TOPPADDING", (0, 0), (-1, -1), padding),
            ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
        ]
    )


def _card(person: CandidateRow, report: SittingReport, identity: Identity, width: float) -> list[Flowable]:
    gap = tokens.SPACE_3
    photo_width = tokens.PAPER_PHOTO[0]
    portrait = Table(
        [[Portrait(person.photo, person.name), _identity(person)]],
        colWidths=[photo_width + gap, width - photo_width - gap],
        style=parts.plain(),
        hAlign="LEFT",
    )
    facts = [
        ("Tempat", f"{report.sitting.site}, {report.sitting.room}"),
        ("Waktu", f"{report.sitting.title}, {parts.when(report.sitting)}"),
    ]
    return [
        *_card_head(report, width),
        portrait,
        Spacer(0, tokens.SPACE_2),
        parts.fields(facts, width, compact=True),
        Spacer(0, tokens.SPACE_2),
        parts.numbered(_RULES, width, FINE),
        Spacer(0, tokens.SPACE_2),
        _card_foot(person, report, identity, width),
    ]


def _card_head(report: SittingReport, width: float) -> list[Flowable]:
    first, *others = [line for line in report.letterhead.lines[:3] if line] or [report.event.organiser]
    return [
        paragraph(first, FINE_CENTRED),
        *(paragraph(line, SMALL_BOLD_CENTRED) for line in others),
        HRFlowable(width, tokens.LINE_WIDTH, color=INK, spaceBefore=tokens.SPACE_1, spaceAfter=tokens.SPACE_1),
        paragraph(_TITLE.upper(), SUBTITLE),
        paragraph(report.event.title, FINE_CENTRED),
        Spacer(0, tokens.SPACE_2),
    ]


def _identity(person: CandidateRow) -> list[Flowable]:
    return [
        paragraph("Nomor peserta", FINE_SOFT),
        paragraph(person.number, TITLE_LEFT),
        paragraph(person.name, SMALL_BOLD),
        paragraph(f"NIP {nip_text(person.nip)}", FINE),
        Spacer(0, tokens.SPACE_1),
        paragraph(person.position, FINE),
        paragraph(person.unit, FINE),
        Spacer(0, tokens.SPACE_1),
        paragraph(f"Meja {person.seat} · Naskah {person.form}", SMALL_BOLD),
    ]


def _card_foot(person: CandidateRow, report: SittingReport, identity: Identity, width: float) -> Table:
    text = f"LONTAR:D03:{identity.number}/{person.number}:{identity.content_hash.upper()}"
    left = tokens.PAPER_QR + tokens.SPACE_8
    signature = _signature(report.head, report)
    return Table([[QrCode(text), signature]], colWidths=[left, width - left], style=parts.plain(), hAlign="LEFT")


def _signature(head: Official, report: SittingReport) -> list[Flowable]:
    return [
        paragraph(parts.place_and_date(report.place, report.generated_at, report.sitting), FINE),
        paragraph(head.role, FINE),
        Spacer(0, tokens.SPACE_6),
        paragraph(head.name, SMALL_BOLD),
        paragraph(f"NIP {nip_text(head.nip)}", FINE) if head.nip else paragraph("", SMALL),
    ]
