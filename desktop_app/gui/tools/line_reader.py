"""Leaves one to three lines of the item to be read; the rest lies under a cover. Moved by arrows or the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.gui.tools.workplace import Workplace
    from desktop_app.services.views import ItemView

_LINES = (1, 2, 3)
_HIDING = 0.94  # what lies under it is felt to be there and cannot be read
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class LineReader:
    """The tool."""

    def __init__(self, place: Workplace) -> None:
        self._cover = LineCover(place)

    def open(self) -> None:
        """Lay it over the item."""
        self.restyle()
        self._cover.show()
        self._cover.raise_()
        self._cover.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Take it away."""
        self._cover.hide()

    def show_item(self, item: ItemView) -> None:
        """Another item is read from its beginning."""
        self._cover.to_top()

    def restyle(self) -> None:
        """Lines may be higher now."""
        self._cover.restyle()
        self._cover.to_top()

    def flush(self) -> None:
        """There is nothing to keep."""


class LineCover(QWidget):
    """Covers the item's panel but for a band; in the band the item works as ever."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.panel)
        self.setObjectName("line-reader")
        self._place = place
        self._lines, self._top = 2, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        place.panel.installEventFilter(self)

    def to_top(self) -> None:
        """The band is where an item begins."""
        self._put(px(tokens.SPACE_6, self._place.presentation.scale))

    def restyle(self) -> None:
        """Take size, lines and language in use."""
        say = self._place.presentation.say
        self.setAccessibleName(say("Pembatas baris: panah memindahkan, tambah dan kurang mengubah jumlah baris"))
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The panel has another size."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down a line on, plus and minus for more and fewer lines."""
        if event.key() in _STEPS:
            self._step(_STEPS[event.key()])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            step = -1 if event.key() == Qt.Key.Key_Minus else 1
            self._lines = max(_LINES[0], min(self._lines + step, _LINES[-1]))
            self._fit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The band comes to the mouse."""
        self._put(round(event.position().y()) - self._band_height() // 2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """And follows it while the button is down."""
        self._put(round(event.position().y()) - self._band_height() // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The cover, with a strong edge at the band; a ring where it has the keyboard."""
        palette = self._place.presentation.palette
        painter = QPainter(self)
        cover = QColor(palette.surface_sunken)
        cover.setAlphaF(_HIDING)
        painter.fillRect(self.rect(), cover)
        painter.setPen(QPen(QColor(palette.focus if self.hasFocus() else palette.line_strong), tokens.FOCUS_WIDTH))
        band = self._band()
        painter.drawLine(0, band.top() - 2, self.width(), band.top() - 2)
        painter.drawLine(0, band.bottom() + 2, self.width(), band.bottom() + 2)

    def _line_height(self) -> int:
        metrics = QFontMetricsF(self._place.presentation.text_font())
        return round(metrics.lineSpacing() * tokens.LINE_HEIGHT / 1.36)  # as the item's lines are spaced

    def _band_height(self) -> int:
        return self._lines * self._line_height()

    def _band(self) -> QRect:
        return QRect(0, self._top, self.width(), self._band_height())

    def _step(self, step: int) -> None:
        """A line on; at the panel's edge the item moves instead."""
        wanted = self._top + step * self._line_height()
        if 0 <= wanted <= self.height() - self._band_height():
            self._put(wanted)
        else:
            bar = self._place.panel.sheet.verticalScrollBar()
            bar.setValue(bar.value() + step * self._line_height())

    def _put(self, top: int) -> None:
        self._top = max(0, min(top, self.height() - self._band_height()))
        self._fit()

    def _fit(self) -> None:
        self.setGeometry(self._place.panel.rect())
        self._top = max(0, min(self._top, self.height() - self._band_height()))
        self.setMask(QRegion(self.rect()).subtracted(QRegion(self._band())))
        self.update()
