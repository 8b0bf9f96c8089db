"""A declaration to tick: a square and a sentence that may take several lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton

from desktop_app.gui import icons
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from question_packs import design_tokens as tokens


class TickBox(QAbstractButton):
    """The whole line can be pressed."""

    def __init__(self, presentation: Presentation, name: str) -> None:
        super().__init__()
        self._presentation = presentation
        self.setObjectName(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def fit(self) -> None:
        """Take the height that the sentence needs."""
        metrics = QFontMetrics(self._font())
        box = metrics.boundingRect(self._text_box(), int(Qt.TextFlag.TextWordWrap), self.text())
        self.setFixedHeight(max(px(tokens.TARGET, self._scale()), box.height() + 2 * px(tokens.SPACE_2, self._scale())))

    def sizeHint(self) -> QSize:
        """As wide as the page allows."""
        return QSize(px(tokens.TARGET, self._scale()), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines follow the width."""
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ticks as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Square, tick, sentence, focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, scale, chosen = self._presentation.palette, self._scale(), self.isChecked()
        side, corner = px(tokens.SPACE_6, scale), px(tokens.RADIUS_SMALL, scale)
        box = QRectF(px(tokens.SPACE_2, scale), (self.height() - side) / 2, side, side)
        painter.setPen(QPen(QColor(palette.primary if chosen else palette.line_strong), tokens.LINE_WIDTH * 2))
        painter.setBrush(QColor(palette.primary if chosen else palette.surface))
        painter.drawRoundedRect(box, corner, corner)
        if chosen:
            inset = px(tokens.SPACE_1, scale)
            icons.paint(painter, "check", box.adjusted(inset, inset, -inset, -inset), palette.on_primary)
        painter.setPen(QColor(palette.ink))
        painter.setFont(self._font())
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(self._text_box()), int(flags), self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), tokens.FOCUS_WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = tokens.FOCUS_WIDTH / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), corner, corner)

    def _scale(self) -> float:
        return self._presentation.scale

    def _font(self) -> QFont:
        return font(tokens.TEXT_BASE, self._scale(), bold=True)

    def _text_box(self) -> QRect:
        left = px(tokens.SPACE_2 + tokens.SPACE_6 + tokens.SPACE_3, self._scale())
        return QRect(left, 0, max(1, self.width() - left - px(tokens.SPACE_2, self._scale())), max(1, self.height()))
