"""Small drawings inside documents: a QR code, a photo or its stand-in, a line to tear along, the chart of scores."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from question_packs import design_tokens as tokens
from sync_server.reports.data import ScoreRow
from sync_server.reports.fonts import BOLD, REGULAR, fitting_size
from sync_server.reports.frame import draw_qr
from sync_server.reports.indonesian_dates import decimal_text
from sync_server.reports.styles import INK, INK_SOFT, LINE_STRONG, PAPER, PRIMARY, SUNKEN


class _Drawing(Flowable):
    """A flowable of fixed size."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height


class QrCode(_Drawing):
    """A QR code of `side` points, drawn as vectors."""

    def __init__(self, text: str, side: float = tokens.PAPER_QR) -> None:
        super().__init__(side, side)
        self._text = text

    def draw(self) -> None:
        """Called by reportlab."""
        draw_qr(self.canv, self._text, 0, 0, self.width)


class Portrait(_Drawing):
    """A photo of 3 x 4 cm; without one, or with one that cannot be read, the person's initials in its frame."""

    def __init__(self, photo: bytes | None, name: str) -> None:
        super().__init__(*tokens.PAPER_PHOTO)
        self._image = _readable(photo)
        self._initials = "".join(word[0] for word in name.split()[:2]).upper()

    def draw(self) -> None:
        """Called by reportlab."""
        canvas: Canvas = self.canv
        canvas.setStrokeColor(LINE_STRONG)
        canvas.setLineWidth(tokens.PAPER_HAIRLINE)
        if self._image is None:
            canvas.setFillColor(SUNKEN)
            canvas.rect(0, 0, self.width, self.height, fill=1)
            canvas.setFillColor(INK_SOFT)
            canvas.setFont(BOLD, tokens.PAPER_HERO)
            canvas.drawCentredString(self.width / 2, (self.height - tokens.PAPER_HERO * 0.7) / 2, self._initials)
            return
        canvas.drawImage(self._image, 0, 0, self.width, self.height, mask="auto", preserveAspectRatio=True, anchor="c")
        canvas.rect(0, 0, self.width, self.height)


def _readable(photo: bytes | None) -> ImageReader | None:
    if photo is None:
        return None
    try:
        return ImageReader(BytesIO(photo))
    except OSError:
        return None


class TearLine(_Drawing):
    """A dashed line to cut or tear along."""

    def __init__(self, width: float) -> None:
        super().__init__(width, tokens.SPACE_2)

    def draw(self) -> None:
        """Called by reportlab."""
        self.canv.setStrokeColor(LINE_STRONG)
        self.canv.setDash(4, 3)
        self.canv.line(0, self.height / 2, self.width, self.height / 2)
        self.canv.setDash()


class TickBox(_Drawing):
    """An empty box to tick by hand."""

    def __init__(self) -> None:
        super().__init__(tokens.SPACE_3, tokens.SPACE_3)

    def draw(self) -> None:
        """Called by reportlab."""
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(tokens.LINE_WIDTH)
        self.canv.rect(0, 0, self.width, self.height)


class ScoreChart(_Drawing):
    """Horizontal bars: how much of its maximum each section reached, with the cut score as a mark.

    Every bar stands for 0 to 100 % of its own maximum, so sections of different size can be compared. Readable in greys: the
    bar is dark, its room is light, the cut score is a line with a triangle.
    """

    _BAR = tokens.SPACE_3
    _STEP = tokens.SPACE_6

    def __init__(self, rows: Sequence[ScoreRow], width: float) -> None:
        super().__init__(width, self._STEP * len(rows) + tokens.SPACE_4)
        self._rows = rows
        self._left = width * 0.34
        self._bar_width = width * 0.46

    def draw(self) -> None:
        """Called by reportlab."""
        for place, row in enumerate(self._rows):
            self._draw_row(row, self.height - (place + 1) * self._STEP + tokens.SPACE_1)
        self._draw_axis()

    def _draw_row(self, row: ScoreRow, bottom: float) -> None:
        canvas: Canvas = self.canv
        baseline = bottom + (self._BAR - tokens.PAPER_SMALL * 0.7) / 2
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, fitting_size(row.title, REGULAR, tokens.PAPER_SMALL, self._left - tokens.SPACE_2))
        canvas.drawString(0, baseline, row.title)
        canvas.setStrokeColor(LINE_STRONG)
        canvas.setLineWidth(tokens.PAPER_HAIRLINE)
        canvas.setFillColor(SUNKEN)
        canvas.rect(self._left, bottom, self._bar_width, self._BAR, fill=1)
        canvas.setFillColor(PRIMARY)
        canvas.rect(self._left, bottom, self._bar_width * _share(row.score, row.maximum), self._BAR, stroke=0, fill=1)
        if row.cut is not None:
            self._draw_cut(self._left + self._bar_width * _share(row.cut, row.maximum), bottom)
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, tokens.PAPER_SMALL)
        canvas.drawRightString(self.width, baseline, f"{decimal_text(row.score)} dari {decimal_text(row.maximum)}")

    def _draw_cut(self, x: float, bottom: float) -> None:
        canvas: Canvas = self.canv
        top = bottom + self._BAR
        canvas.setStrokeColor(PAPER)
        canvas.setLineWidth(tokens.PAPER_RULE * 2)
        canvas.line(x, bottom, x, top)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(tokens.PAPER_RULE)
        canvas.line(x, bottom - 2, x, top)
        path = canvas.beginPath()
        path.moveTo(x, top)
        path.lineTo(x - tokens.SPACE_1, top + tokens.SPACE_1)
        path.lineTo(x + tokens.SPACE_1, top + tokens.SPACE_1)
        path.close()
        canvas.setFillColor(INK)
        canvas.drawPath(path, stroke=0, fill=1)

    def _draw_axis(self) -> None:
        canvas: Canvas = self.canv
        canvas.setFillColor(INK_SOFT)
        canvas.setFont(REGULAR, tokens.PAPER_FINE)
        for percent in (0, 50, 100):
            canvas.drawCentredString(self._left + self._bar_width * percent / 100, 0, f"{percent} %")


def _share(value: Decimal, maximum: Decimal) -> float:
    """How much of `maximum` is reached, between 0 and 1."""
    return min(1.0, max(0.0, float(value / maximum))) if maximum else 0.0
