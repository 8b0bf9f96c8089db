"""The candidate's number over the item, very light: a photo of the screen tells whose screen it was."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font
from question_packs import design_tokens as tokens

OPACITY = 0.05
_TURN_DEGREES = -18


class Watermark(QWidget):
    """Lies over the item in one cell of a layout, and takes neither mouse nor keyboard.

    Ink over ink stays ink: only the ground darkens, by so little that every text keeps its seven to one.
    """

    def __init__(self, presentation: Presentation, text: str) -> None:
        super().__init__()
        self._presentation, self._text = presentation, text
        self._sheet = QPixmap()
        self._drawn_for: tuple[int, int, float, str] | None = None
        self.setObjectName("watermark")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet of numbers, which is drawn anew only where size or colours changed: each item paints it again."""
        ratio, ink = self.devicePixelRatioF(), self._presentation.palette.ink
        drawn_for = (self.width(), self.height(), ratio, ink)
        if drawn_for != self._drawn_for:
            self._sheet, self._drawn_for = self._draw_sheet(ratio, ink), drawn_for
        area = event.rect()
        source = QRectF(area.x() * ratio, area.y() * ratio, area.width() * ratio, area.height() * ratio)
        QPainter(self).drawPixmap(QRectF(area), self._sheet, source)

    def _draw_sheet(self, ratio: float, ink: str) -> QPixmap:
        """The number in turned rows, each shifted against the one above."""
        sheet = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        face = font(tokens.TEXT_TITLE, 1, bold=True)
        painter.setFont(face)
        painter.setPen(QColor(ink))
        painter.setOpacity(OPACITY)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.rotate(_TURN_DEGREES)
        across = QFontMetricsF(face).horizontalAdvance(self._text) + 2.5 * tokens.SPACE_12
        down = 3.0 * tokens.SPACE_12
        reach = (self.width() + self.height()) / 2
        for row in range(-int(reach / down), int(reach / down) + 1):
            for column in range(-int(reach / across) - 1, int(reach / across) + 1):
                painter.drawText(QPointF((column + row % 2 / 2) * across, row * down), self._text)
        painter.end()
        return sheet
