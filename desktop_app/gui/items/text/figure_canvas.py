"""A figure that can be enlarged and moved under its window. The frame round it is `picture_viewer`."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.text.pack_images import MOST_PIXELS, PackImages
from desktop_app.gui.presentation import Presentation

if TYPE_CHECKING:
    from desktop_app.gui.items.text.figures import Figure

_STEP = 1.25
_LARGEST = 8.0  # times its own size
_MOST_AREA = 8_000_000  # pixels of one drawing: 32 MB


class FigureCanvas(QWidget):
    """Shows one figure: wholly at first, then as large as its drawing may be. `zoomed`: its size changed."""

    zoomed = Signal()

    def __init__(self, images: PackImages, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._images, self._presentation = images, presentation
        self._figure: Figure | None = None
        self._natural = QSizeF(1, 1)
        self._factor: float | None = None  # None: as large as the window lets it be
        self._middle = QPointF(0.5, 0.5)  # what of the figure is in the window's middle, as shares of its sides
        self._dragged: QPointF | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    @property
    def factor(self) -> float:
        """How large the figure is; 1 is its own size."""
        return self._fitting() if self._factor is None else self._factor

    @property
    def can_grow(self) -> bool:
        """Whether it may be drawn larger."""
        return self.factor < self._largest()

    @property
    def can_shrink(self) -> bool:
        """Whether it is larger than the window."""
        return self._factor is not None

    def show_figure(self, figure: Figure | None) -> None:
        """Show the whole of `figure`; None: nothing."""
        self._figure = figure
        natural = self._images.natural_size(figure.name) if figure is not None else None
        self._natural = natural if natural is not None and not natural.isEmpty() else QSizeF(1, 1)
        self.fit()

    def fit(self) -> None:
        """The whole figure."""
        self._factor, self._middle = None, QPointF(0.5, 0.5)
        self._changed()

    def zoom(self, steps: int, about: QPointF | None = None) -> None:
        """Larger (positive) or smaller; what lies under `about` (default: the middle) stays there."""
        about = QPointF(self.rect().center()) if about is None else about
        under = self._share_at(about)
        factor = min(self.factor * _STEP**steps, self._largest())
        self._factor = factor if factor > self._fitting() else None
        moved = self._share_at(about)
        self._look_at(self._middle + under - moved)
        self._changed()

    def pan(self, across: float, down: float) -> None:
        """Move the window over the figure by so many pixels."""
        size = self._size()
        self._look_at(self._middle + QPointF(across / size.width(), down / size.height()))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the figure."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The figure goes with the mouse."""
        if self._dragged is not None:
            way = self._dragged - event.position()
            self._dragged = event.position()
            self.pan(way.x(), way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._dragged = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl larger or smaller, else up or down."""
        turn = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turn:
            self.zoom(1 if turn > 0 else -1, event.position())
        else:
            self.pan(0, -turn)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another window: the same middle."""
        super().resizeEvent(event)
        if self._factor is not None and self._factor <= self._fitting():
            self._factor = None
        self._look_at(self._middle)
        self._changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The figure, drawn for this very size."""
        painter, ink = QPainter(self), self._presentation.palette.ink
        painter.fillRect(self.rect(), QColor(self._presentation.palette.surface))
        if self._figure is None:
            return
        size = self._size()
        image = self._images.picture(self._figure.name, size, self.devicePixelRatioF(), ink)
        if image is not None:
            painter.drawImage(self._corner(), image)

    def _changed(self) -> None:
        self.update()
        self.zoomed.emit()

    def _size(self) -> QSizeF:
        return self._natural * self.factor

    def _fitting(self) -> float:
        inside = min(self.width() / self._natural.width(), self.height() / self._natural.height())
        return max(0.01, min(inside, self._largest()))

    def _largest(self) -> float:
        """What a drawing may take of the memory bounds how large it gets."""
        width, height, ratio = self._natural.width(), self._natural.height(), self.devicePixelRatioF()
        return min(_LARGEST, MOST_PIXELS / ratio / max(width, height), sqrt(_MOST_AREA / (width * height)) / ratio)

    def _corner(self) -> QPointF:
        size = self._size()
        return QPointF(
            round(self.width() / 2 - self._middle.x() * size.width()),
            round(self.height() / 2 - self._middle.y() * size.height()),
        )

    def _share_at(self, place: QPointF) -> QPointF:
        size, corner = self._size(), self._corner()
        return QPointF((place.x() - corner.x()) / size.width(), (place.y() - corner.y()) / size.height())

    def _look_at(self, middle: QPointF) -> None:
        """Have `middle` in the window's middle, as far as the figure's edges let it."""
        size = self._size()
        self._middle = QPointF(
            _within(middle.x(), self.width() / size.width()), _within(middle.y(), self.height() / size.height())
        )


def _within(share: float, seen: float) -> float:
    """`share` so that the part `seen` round it lies within the whole; the middle where all is seen."""
    return 0.5 if seen >= 1 else max(seen / 2, min(share, 1 - seen / 2))
