"""The figures in a text: each can be pressed, by mouse or keyboard, to be seen larger (`picture_viewer`).

Made and laid out by `item_text`. Formulas and small signs are text, not figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui import icons
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.painted_button import PaintedButton
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST_SIDE = 2 * tokens.TARGET  # pixels on the screen; the mark would hide a smaller picture


@dataclass(frozen=True)
class Figure:
    """A picture of the pack by its name, and its words."""

    name: str
    alt: str


class FigureButton(PaintedButton):
    """Lies over a figure; the mark of a lens in its corner tells that it can be pressed."""

    def __init__(self, presentation: Presentation, open_figure: Callable[[Figure], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self._figure: Figure | None = None
        self.setObjectName("figure")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self._figure is not None and open_figure(self._figure))

    def show_figure(self, figure: Figure) -> None:
        """Stand for `figure`."""
        self._figure = figure
        words = self._presentation.say("Perbesar gambar")
        self.setToolTip(words)
        self.setAccessibleName(f"{words}: {figure.alt}" if figure.alt else words)
        self.show()

    def put_away(self) -> None:
        """Neither name nor words stay."""
        self._figure = None
        self.setAccessibleName("")
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lens in the corner; the ring of the keyboard, or a line under the mouse, round the figure."""
        palette, scale = self._presentation.palette, self._presentation.frame_scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            colour = palette.focus if self.hasFocus() else palette.primary
            half = tokens.FOCUS_WIDTH / 2
            painter.setPen(QPen(QColor(colour), tokens.FOCUS_WIDTH))
            painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
        side, gap = px(tokens.SPACE_8, scale), tokens.FOCUS_WIDTH + tokens.LINE_WIDTH
        box = QRectF(self.width() - side - gap, self.height() - side - gap, side, side)
        painter.setPen(QPen(QColor(palette.line_strong), tokens.LINE_WIDTH))
        painter.setBrush(QColor(palette.surface))
        radius = px(tokens.RADIUS_SMALL, scale)
        painter.drawRoundedRect(box, radius, radius)
        inset = px(tokens.SPACE_2, scale)
        icons.paint(painter, "enlarge", box.adjusted(inset, inset, -inset, -inset), palette.primary)
