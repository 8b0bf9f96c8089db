"""Parts that several documents share: title, lists of fields, tables, signature blocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, KeepTogether, Paragraph, Spacer, Table, TableStyle

from question_packs import design_tokens as tokens
from sync_server.reports.authenticity import Identity
from sync_server.reports.data import EventInfo, Official, SittingInfo
from sync_server.reports.fonts import REGULAR
from sync_server.reports.frame import widest
from sync_server.reports.indonesian_dates import clock_text, date_text, day_and_date, local, nip_text, zone_name
from sync_server.reports.room_data import RoomReport
from sync_server.reports.styles import (
    BODY,
    BODY_BOLD,
    BODY_RIGHT,
    COLUMN_HEAD,
    COLUMN_HEAD_RIGHT,
    HEADING,
    INK_SOFT,
    LINE,
    LINE_STRONG,
    SMALL,
    SMALL_RIGHT,
    SUBTITLE,
    TITLE,
    grid,
    paragraph,
)

_SIGNATURE_WIDTH = 3 * tokens.PAPER_SIGNATURE
_DOTS = "." * 36


def title(text: str, identity: Identity) -> list[Flowable]:
    """The title in capitals and the document's number beneath."""
    return [
        paragraph(text.upper(), TITLE),
        paragraph(f"Nomor: {identity.number}", SUBTITLE),
        Spacer(0, tokens.SPACE_4),
    ]


def heading(text: str, needs: float = tokens.SPACE_12 * 2) -> list[Flowable]:
    """A heading that stays with what follows: it moves to the next page when fewer than `needs` points are left."""
    return [CondPageBreak(needs), Spacer(0, tokens.SPACE_3), paragraph(text, HEADING), Spacer(0, tokens.SPACE_1)]


def fields(rows: Sequence[tuple[str, str]], width: float, compact: bool = False) -> Table:
    """Labels, colons and values in three columns, as letters of the administration set them."""
    style = SMALL if compact else BODY
    label = widest([name for name, _ in rows], REGULAR, style.fontSize) + tokens.SPACE_3
    cells = [[paragraph(name, style), paragraph(":", style), paragraph(value or "–", style)] for name, value in rows]
    table = Table(cells, colWidths=[label, tokens.SPACE_2, width - label - tokens.SPACE_2], hAlign="LEFT")
    table.setStyle(plain(padding=tokens.SPACE_1 / 4))
    return table


def plain(padding: float = 0) -> TableStyle:
    """A table without lines, to set things side by side."""
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), padding),
            ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
        ]
    )


def listing(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    empty: str = "Nihil.",
    numbers: Sequence[int] = (),
) -> Flowable:
    """A table of plain text with a head that repeats on every page; for no rows, the one word that says so.

    `numbers`: the columns (from 0) that are set to the right.
    """
    if not rows:
        return paragraph(empty, BODY)
    head_styles = [COLUMN_HEAD_RIGHT if place in numbers else COLUMN_HEAD for place in range(len(heads))]
    styles = [SMALL_RIGHT if place in numbers else SMALL for place in range(len(heads))]
    cells = [[paragraph(head, style) for head, style in zip(heads, head_styles, strict=True)]]
    cells += [[paragraph(value, style) for value, style in zip(row, styles, strict=True)] for row in rows]
    return Table(cells, colWidths=list(widths), repeatRows=1, style=grid())


def numbered(lines: Sequence[str], width: float, style: ParagraphStyle = BODY) -> Table:
    """A numbered list whose second lines are indented under the first."""
    number = style.fontSize * 1.8
    cells = [[paragraph(f"{place}.", style), paragraph(line, style)] for place, line in enumerate(lines, start=1)]
    return Table(cells, colWidths=[number, width - number], style=plain(), hAlign="LEFT")


def grouped(digest: str) -> str:
    """A digest in groups of eight digits, so that people can compare it."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def portions(width: float, *shares: float) -> list[float]:
    """Column widths in points: `width` divided in the ratio of `shares`."""
    return [width * share / sum(shares) for share in shares]


def when(sitting: SittingInfo) -> str:
    """`Senin, 16 Juni 2025, pukul 08.00–10.30 WIB` as planned."""
    opens, closes = local(sitting.opens_at, sitting.time_zone), local(sitting.closes_at, sitting.time_zone)
    return f"{day_and_date(opens)}, pukul {clock_text(opens)}–{clock_text(closes)} {zone_name(opens)}"


def where(sitting: SittingInfo) -> str:
    """Building and room."""
    return ", ".join(part for part in (sitting.site, sitting.room) if part)


def test_text(event: EventInfo) -> str:
    """`Uji Kompetensi (150 butir, 150 menit)`; without the size where it is not known."""
    return f"{event.test_title} ({event.items} butir, {event.minutes} menit)" if event.items else event.test_title


def common_fields(event: EventInfo, sitting: SittingInfo) -> list[tuple[str, str]]:
    """The fields that name event, sitting and room."""
    return [
        ("Kegiatan", event.title),
        ("Naskah uji", test_text(event)),
        ("Sesi", sitting.title),
        ("Tempat", where(sitting)),
        ("Waktu", when(sitting)),
    ]


def brief_fields(event: EventInfo, sitting: SittingInfo) -> list[tuple[str, str]]:
    """The same in three lines, for pages that a long table fills."""
    return [
        ("Kegiatan", event.title),
        ("Sesi", f"{sitting.title}, {when(sitting)}"),
        ("Tempat", where(sitting)),
    ]


class _SignatureSpace(Flowable):
    """Room for a wet signature, and beside it the dashed square where an electronic signature (TTE) is placed."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self.width = width
        self.height = tokens.PAPER_SIGNATURE

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas: Canvas = self.canv
        side = tokens.PAPER_SIGNATURE - tokens.SPACE_3
        left, bottom = min(self.width, _SIGNATURE_WIDTH) - side - tokens.SPACE_2, (tokens.PAPER_SIGNATURE - side) / 2
        canvas.setStrokeColor(LINE_STRONG)
        canvas.setLineWidth(tokens.PAPER_HAIRLINE)
        canvas.setDash(2, 2)
        canvas.rect(left, bottom, side, side)
        canvas.setDash()
        canvas.setFillColor(INK_SOFT)
        canvas.setFont(REGULAR, tokens.PAPER_FINE)
        canvas.drawCentredString(left + side / 2, bottom + side / 2 - tokens.PAPER_FINE / 2, "TTE")


def _signature(official: Official, width: float) -> list[Flowable]:
    name: Paragraph = paragraph(official.name or _DOTS, BODY_BOLD if official.name else BODY)
    nip = nip_text(official.nip) if official.nip else _DOTS
    lines: list[Flowable] = [paragraph(official.role, BODY), _SignatureSpace(width), name]
    if official.rank or not official.name:
        lines.append(paragraph(official.rank or f"Pangkat/gol. {_DOTS[:20]}", SMALL))
    return [*lines, paragraph(f"NIP {nip}", SMALL)]


def signatures(
    officials: Sequence[Official], dated: str, width: float, columns: int = 2, before: Sequence[Flowable] = ()
) -> Flowable:
    """Signature blocks, never split by a page break and never parted from the flowables `before` them.

    A single one stands at the right, under place and date (`dated`).
    """
    gap = tokens.SPACE_6
    block = (width - (columns - 1) * gap) / columns
    lead = columns - 1 if len(officials) == 1 else 0
    cells: list[list[Flowable]] = [[] for _ in range(lead)] + [_signature(each, block) for each in officials]
    cells += [[] for _ in range(-len(cells) % columns)]
    rows: list[list[list[Flowable]]] = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    narrow = columns > 3
    where = columns - 2 if narrow else columns - 1
    first: list[list[Flowable]] = [[] for _ in range(columns)]
    first[where] = [paragraph(dated, BODY_RIGHT if narrow else BODY)]
    table = Table([first, *rows], colWidths=[block + gap] * (columns - 1) + [block])
    style = plain(padding=tokens.SPACE_1)
    style.add("SPAN", (where, 0), (-1, 0))
    style.add("BOTTOMPADDING", (0, 1), (-1, -2), tokens.SPACE_4)
    table.setStyle(style)
    return KeepTogether([*before, Spacer(0, tokens.SPACE_3), table])


def signature_beside(note: Paragraph, official: Official, dated: str, width: float) -> Flowable:
    """One signature at the right, and at the left a framed note that belongs above it; kept on one page."""
    half = (width - tokens.SPACE_8) / 2
    framed = Table([[note]], colWidths=[half], hAlign="LEFT")
    style = plain(tokens.SPACE_2)
    style.add("BOX", (0, 0), (-1, -1), tokens.PAPER_HAIRLINE, LINE_STRONG)
    style.add("LEFTPADDING", (0, 0), (-1, -1), tokens.SPACE_3)
    style.add("RIGHTPADDING", (0, 0), (-1, -1), tokens.SPACE_3)
    framed.setStyle(style)
    right = [paragraph(dated, BODY), Spacer(0, tokens.SPACE_1), *_signature(official, half)]
    table = Table([[[framed], right]], colWidths=[half + tokens.SPACE_8, half], style=plain())
    return KeepTogether([Spacer(0, tokens.SPACE_3), table])


def place_and_date(place: str, moment: datetime, sitting: SittingInfo) -> str:
    """`Kota, 16 Juni 2025` for the line above a signature."""
    return ", ".join(part for part in (place, date_text(local(moment, sitting.time_zone))) if part)


def closing(report: RoomReport, width: float, what: str = "berita acara") -> Flowable:
    """The last sentence of a document and the signatures of the room. `what`: what kind of document it is."""
    dated = place_and_date(report.place, report.generated_at, report.sitting)
    return signatures(report.signatories, dated, width, before=last_sentence(what))


def last_sentence(what: str) -> list[Flowable]:
    """The sentence with which every document of the room ends."""
    sentence = f"Demikian {what} ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."
    return [Spacer(0, tokens.SPACE_3), paragraph(sentence, BODY)]


def officer_rows(report: RoomReport) -> list[tuple[str, ...]]:
    """Number, name, NIP and task of everybody who signs acts in the room."""
    return [
        (str(place), each.name, nip_text(each.nip) or "–", each.role) for place, each in enumerate(report.officers, start=1)
    ]


def write_columns(*columns: int) -> list[tuple[object, ...]]:
    """Table style commands that make these columns a frame to write in."""
    return [("BOX", (column, 1), (column, -1), tokens.PAPER_HAIRLINE, LINE_STRONG) for column in columns]


def lines_to_write(count: int) -> list[Flowable]:
    """Empty lines for handwriting."""
    lines: list[Flowable] = []
    for _ in range(count):
        lines += [
            Spacer(0, tokens.SPACE_6),
            HRFlowable("100%", tokens.PAPER_HAIRLINE, color=LINE, spaceBefore=0, spaceAfter=0),
        ]
    return lines
