"""One figure of the item, large over the item: larger, smaller, moved, its words below on demand, closed again by Escape.

While it is open the item below takes neither mouse nor keys. Made by `item_panel`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop_app.gui.items.joining.piece_board import flow
from desktop_app.gui.items.text.figure_canvas import FigureCanvas
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.gui.items.text.figures import Figure

_WORDS_SHARE = 0.4  # of the height, for the figure's words at most
_PAN_SHARE = 0.2  # of the window, for one press of an arrow key
_PANS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PictureViewer(QFrame):
    """Hidden until `open_figure`. `closed`: it went away, and the item has the keyboard again."""

    closed = Signal()

    def __init__(self, images: PackImages, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("picture-viewer")
        self.setProperty("role", "bar")
        self._presentation = presentation
        self._canvas = FigureCanvas(images, presentation, self)
        self._close = Button("viewer-close", "secondary", "cross")
        self._smaller = Button("viewer-smaller", "secondary", "minus")
        self._larger = Button("viewer-larger", "secondary", "plus")
        self._fit = Button("viewer-fit", "secondary", "fit")
        self._tell = Button("viewer-words", "secondary", "list")
        self._tell.setCheckable(True)
        self._words = text_label("body", "viewer-alt")
        self._area = QScrollArea()
        self._area.setWidget(self._words)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (*self._buttons(), self._area):
            part.setParent(self)
        self._connect()
        self.hide()

    def open_figure(self, figure: Figure) -> None:
        """Show `figure` as large as there is room; the keyboard rests on the way out."""
        self._words.setText(figure.alt)
        self._tell.setVisible(bool(figure.alt))
        self._tell.setChecked(False)
        self.setAccessibleName(figure.alt)
        self.show()
        self.restyle()
        self._canvas.show_figure(figure)
        self.raise_()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Nothing of the figure stays behind."""
        self._canvas.show_figure(None)
        self._words.setText("")
        self.setAccessibleName("")
        self.hide()

    def restyle(self) -> None:
        """Language, zoom or contrast changed."""
        names = {
            self._close: mark("Tutup gambar (Esc)"),
            self._smaller: mark("Perkecil"),
            self._larger: mark("Perbesar"),
            self._fit: mark("Seluruh gambar"),
            self._tell: mark("Keterangan"),
        }
        for button, name in names.items():
            button.setText(self._presentation.say(name))
            button.setAccessibleName(button.text())
            button.restyle(self._presentation.palette, self._presentation.frame_scale)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the figure, plus and minus change its size, zero shows all of it, Escape closes.

        Letters and digits, which would choose an option that nobody sees, end here.
        """
        key = event.key()
        if key in _PANS:
            across, down = _PANS[key]
            self._canvas.pan(across * self._canvas.width() * _PAN_SHARE, down * self._canvas.height() * _PAN_SHARE)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._canvas.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self._canvas.zoom(-1)
        elif key == Qt.Key.Key_0:
            self._canvas.fit()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif not event.text().strip():
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything follows."""
        super().resizeEvent(event)
        self._lay_out()

    def _buttons(self) -> tuple[Button, ...]:
        return self._close, self._larger, self._smaller, self._fit, self._tell

    def _connect(self) -> None:
        self._close.clicked.connect(self.closed)
        self._smaller.clicked.connect(lambda: self._canvas.zoom(-1))
        self._larger.clicked.connect(lambda: self._canvas.zoom(1))
        self._fit.clicked.connect(self._canvas.fit)
        self._tell.toggled.connect(self._lay_out)
        self._canvas.zoomed.connect(self._show_limits)

    def _show_limits(self) -> None:
        """A button that would do nothing says so; the keyboard does not get lost with it."""
        for button, usable in (
            (self._larger, self._canvas.can_grow),
            (self._smaller, self._canvas.can_shrink),
            (self._fit, self._canvas.can_shrink),
        ):
            if not usable and button.hasFocus():
                self._close.setFocus(Qt.FocusReason.OtherFocusReason)
            button.setEnabled(usable)

    def _lay_out(self) -> None:
        """Buttons above, as many lines as they need, the figure, and below it its words."""
        gap, width = px(tokens.SPACE_3, self._presentation.frame_scale), self.width()
        shown = [button for button in self._buttons() if not button.isHidden()]
        for button in shown:
            button.setFixedSize(button.sizeHint())
        top = flow(shown, width - 2 * gap, gap, gap // 2) + gap
        for button in shown:
            button.move(button.x() + gap, button.y())
        below = self._words_height(width - 2 * gap) if self._tell.isChecked() else 0
        self._area.setGeometry(gap, self.height() - below, width - 2 * gap, below)
        self._area.setVisible(below > 0)
        self._canvas.setGeometry(QRect(0, top, width, max(1, self.height() - top - below)))

    def _words_height(self, width: int) -> int:
        self._words.ensurePolished()
        wanted = self._words.heightForWidth(width) + px(tokens.SPACE_4, 1)
        return min(wanted, round(self.height() * _WORDS_SHARE))
