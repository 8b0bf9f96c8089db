"""How far a recording has come, as a line; passive, because buttons and words say the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens


class ProgressLine(QWidget):
    """A share from 0 to 1 of its width is filled."""

    def __init__(self, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self._share = 0.0

    def show_share(self, share: float) -> None:
        """Fill so much of it."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line and the part that is behind."""
        palette = self._presentation.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = px(tokens.RADIUS_SMALL, self._presentation.scale)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(palette.line_strong), tokens.LINE_WIDTH))
        painter.setBrush(QColor(palette.surface))
        painter.drawRoundedRect(box, radius, radius)
        if self._share > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.primary))
            box.setWidth(box.width() * min(1.0, self._share))
            painter.drawRoundedRect(box, radius, radius)
