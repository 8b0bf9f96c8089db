"""The common frame of every document: letterhead, running head, footer with QR code and `Halaman x dari y`.

`render` turns flowables into the bytes of a PDF. The same data gives the same bytes: nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any, Literal

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from question_packs import design_tokens as tokens
from sync_server.reports.authenticity import DocumentData, Identity, identify, qr_matrix
from sync_server.reports.data import Letterhead
from sync_server.reports.fonts import BOLD, REGULAR, fitting_size, register_fonts, text_width
from sync_server.reports.indonesian_dates import moment_text
from sync_server.reports.styles import INK, INK_SOFT, LINE_STRONG

Paper = Literal["A4", "F4"]

_SIZES: dict[Paper, tuple[float, float]] = {"A4": tokens.PAPER_A4, "F4": tokens.PAPER_F4}
_LETTERHEAD_LINES = (
    (REGULAR, tokens.PAPER_TEXT + 1),
    (BOLD, tokens.PAPER_TITLE),
    (BOLD, tokens.PAPER_TEXT + 1),
    (REGULAR, tokens.PAPER_SMALL),
)
_FOOTER = tokens.PAPER_QR + tokens.SPACE_4
_LOGO = tokens.PAPER_QR
_TOP = 0.75  # of the margin: the head looks optically centred a little higher
_RUNNING_HEAD = tokens.PAPER_SMALL + tokens.SPACE_4


@dataclass(frozen=True)
class Sheet:
    """What the frame of one document shows.

    `made`: when its data were put together, ready to print. `margin` in points. The letterhead is left out where it is None.
    """

    identity: Identity
    title: str
    letterhead: Letterhead | None
    made: str
    paper: Paper
    landscape: bool
    margin: float

    @classmethod
    def of(
        cls,
        code: str,
        title: str,
        data: DocumentData,
        paper: Paper,
        *,
        person: str = "",
        with_letterhead: bool = True,
        landscape: bool = False,
        margin: float = tokens.PAPER_MARGIN,
    ) -> Sheet:
        """The sheet of the document `code` over `data`; `person`: what its number ends with, where it is about one."""
        return cls(
            identity=identify(code, data, person),
            title=title,
            letterhead=data.letterhead if with_letterhead else None,
            made=moment_text(data.generated_at, data.sitting.time_zone),
            paper=paper,
            landscape=landscape,
            margin=margin,
        )

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in points."""
        width, height = _SIZES[self.paper]
        return (height, width) if self.landscape else (width, height)

    @property
    def width(self) -> float:
        """The width between the margins in points."""
        return self.size[0] - 2 * self.margin

    def height(self, first: bool) -> float:
        """The height in points that the first or a later page has for its contents."""
        head = _head_height(self) if first and self.letterhead is not None else _RUNNING_HEAD
        return self.size[1] - self.margin * _TOP - head - self.margin / 2 - _FOOTER - tokens.SPACE_2


def render(sheet: Sheet, story: Sequence[Flowable]) -> bytes:
    """The PDF of `story` in the frame of `sheet`."""
    register_fonts()
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=sheet.size,
        title=f"{sheet.title} {sheet.identity.number}",
        author=sheet.letterhead.lines[1] if sheet.letterhead else "Lontar",
        subject=sheet.identity.qr_text,
        invariant=1,
        lang="id-ID",
    )
    later = _template(sheet, "later", _draw_running_head)
    first = _template(sheet, "first", _draw_letterhead)
    document.addPageTemplates([later] if sheet.letterhead is None else [first, later])
    document.build([NextPageTemplate("later"), *story], canvasmaker=partial(_NumberedCanvas, sheet))
    return target.getvalue()


def _template(sheet: Sheet, name: str, draw_head: Callable[[Canvas, Sheet], None]) -> PageTemplate:
    bottom = sheet.margin / 2 + _FOOTER + tokens.SPACE_2
    frame = Frame(
        sheet.margin, bottom, sheet.width, sheet.height(name == "first"),
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    return PageTemplate(id=name, frames=[frame], onPage=lambda canvas, _: draw_head(canvas, sheet))


def _head_lines(sheet: Sheet) -> list[tuple[str, str, float]]:
    """The lines of the letterhead that are not empty: text, face, size."""
    if sheet.letterhead is None:
        return []
    pairs = zip(sheet.letterhead.lines, _LETTERHEAD_LINES, strict=True)
    return [(line, face, size) for line, (face, size) in pairs if line]


def _head_height(sheet: Sheet) -> float:
    lines = sum(size * tokens.PAPER_LEADING for _, _, size in _head_lines(sheet))
    return max(lines, _LOGO) + tokens.SPACE_6


def _draw_letterhead(canvas: Canvas, sheet: Sheet) -> None:
    if sheet.letterhead is None:
        return
    width, height = sheet.size
    top = height - sheet.margin * _TOP
    left, right = sheet.margin, width - sheet.margin
    logos = sheet.letterhead.logo_left, sheet.letterhead.logo_right
    room = sheet.width - (2 * (_LOGO + tokens.SPACE_3) if any(logos) else 0)
    for logo, place in zip(logos, (left, right - _LOGO), strict=True):
        if logo is not None:
            canvas.drawImage(
                ImageReader(BytesIO(logo)), place, top - _LOGO, _LOGO, _LOGO, mask="auto", preserveAspectRatio=True
            )
    baseline = top
    canvas.setFillColor(INK)
    for line, face, size in _head_lines(sheet):
        fitted = fitting_size(line, face, size, room)
        canvas.setFont(face, fitted)
        canvas.drawCentredString(width / 2, baseline - size, line)
        baseline -= size * tokens.PAPER_LEADING
    rule = top - _head_height(sheet) + tokens.SPACE_4
    canvas.setStrokeColor(INK)
    for offset, thickness in ((0.0, tokens.PAPER_RULE), (2.5, tokens.PAPER_HAIRLINE)):
        canvas.setLineWidth(thickness)
        canvas.line(left, rule - offset, right, rule - offset)


def _draw_running_head(canvas: Canvas, sheet: Sheet) -> None:
    """On every page but the first: which document this is."""
    width, height = sheet.size
    baseline = height - sheet.margin * _TOP - tokens.PAPER_SMALL
    canvas.setFillColor(INK_SOFT)
    canvas.setFont(REGULAR, tokens.PAPER_SMALL)
    canvas.drawString(sheet.margin, baseline, sheet.title)
    canvas.drawRightString(width - sheet.margin, baseline, f"Nomor {sheet.identity.number}")
    canvas.setStrokeColor(LINE_STRONG)
    canvas.setLineWidth(tokens.PAPER_HAIRLINE)
    canvas.line(sheet.margin, baseline - tokens.SPACE_1, width - sheet.margin, baseline - tokens.SPACE_1)


def draw_qr(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """A QR code as vector rectangles, its lower left corner at (x, y), `side` points wide without quiet zone."""
    matrix = qr_matrix(text)
    module = side / len(matrix)
    path = canvas.beginPath()
    for row_number, row in enumerate(matrix):
        for column, dark in enumerate(row):
            if dark:
                # A trace of overlap, or viewers show hairlines between neighbours.
                path.rect(x + column * module, y + side - (row_number + 1) * module, module * 1.02, module * 1.02)
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)


def _draw_footer(canvas: Canvas, sheet: Sheet, page: int, pages: int) -> None:
    identity = sheet.identity
    width, _ = sheet.size
    left, right, bottom = sheet.margin, width - sheet.margin, sheet.margin / 2
    canvas.setStrokeColor(LINE_STRONG)
    canvas.setLineWidth(tokens.PAPER_HAIRLINE)
    canvas.line(left, bottom + _FOOTER - tokens.SPACE_2, right, bottom + _FOOTER - tokens.SPACE_2)
    draw_qr(canvas, identity.qr_text, left, bottom, tokens.PAPER_QR)
    beside = left + tokens.PAPER_QR + tokens.SPACE_3
    top_line = bottom + tokens.PAPER_QR - tokens.PAPER_SMALL
    step = tokens.PAPER_SMALL * tokens.PAPER_LEADING
    numbering = f"Halaman {page} dari {pages}"
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, tokens.PAPER_SMALL)
    canvas.drawString(beside, top_line, f"Kode verifikasi {identity.verification_code}")
    canvas.setFont(REGULAR, tokens.PAPER_SMALL)
    canvas.drawRightString(right, top_line, numbering)
    canvas.setFillColor(INK_SOFT)
    _fitted_line(canvas, f"Nomor {identity.number}", beside, top_line - step, right - beside)
    canvas.setFont(REGULAR, tokens.PAPER_FINE)
    canvas.drawString(beside, top_line - 2 * step, "Kode ini adalah awal sidik SHA-256 atas seluruh data dokumen.")
    canvas.drawString(beside, top_line - 3 * step, f"Sidik lengkap ada dalam kode QR. Dibuat {sheet.made}.")


def _fitted_line(canvas: Canvas, text: str, x: float, y: float, width: float) -> None:
    canvas.setFont(REGULAR, fitting_size(text, REGULAR, tokens.PAPER_SMALL, width))
    canvas.drawString(x, y, text)


class _NumberedCanvas(Canvas):
    """Keeps the pages until the last one, then writes them with their number of the total."""

    def __init__(self, sheet: Sheet, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._sheet = sheet
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for page, state in enumerate(self._kept, start=1):
            self.__dict__.update(state)
            _draw_footer(self, self._sheet, page, len(self._kept))
            super().showPage()
        super().save()


def widest(texts: Sequence[str], face: str = REGULAR, size: float = tokens.PAPER_TEXT) -> float:
    """The width in points of the widest of `texts`."""
    return max((text_width(text, face, size) for text in texts), default=0.0)
