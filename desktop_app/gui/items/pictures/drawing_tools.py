"""The tools of a drawing: pens, colours, eraser, one step back and forth, and an empty sheet at the second press."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.joining.piece_board import flow
from desktop_app.gui.items.pictures.drawing_sheet import DrawingSheet
from desktop_app.gui.items.pictures.stroke import INKS, WIDTHS, Ink
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button
from question_packs import design_tokens as tokens

_WIDTH_NAMES = dict(zip(WIDTHS, (mark("Tipis"), mark("Sedang"), mark("Tebal")), strict=True))
_INK_NAMES: dict[Ink, str] = {"black": mark("Hitam"), "red": mark("Merah"), "blue": mark("Biru"), "white": mark("Putih")}
_ERASER = mark("Penghapus")
_UNDO, _REDO = mark("Urungkan"), mark("Ulangi")
_CLEAR, _CLEAR_AGAIN = mark("Hapus semua"), mark("Tekan lagi: hapus semua")


class DrawingTools(QWidget):
    """Buttons that set up and change `sheet`. `resized`: they take another height now."""

    resized = Signal()

    def __init__(self, sheet: DrawingSheet, presentation: Presentation) -> None:
        super().__init__()
        self._sheet = sheet
        self._presentation = presentation
        self._width = 1
        self._clearing = False
        self._pens = {width: self._button(f"pen-{width}", self._choose_pen(width), True) for width in WIDTHS}
        self._inks: dict[Ink | None, Button] = {
            ink: self._button(f"ink-{ink or 'eraser'}", self._choose_ink(ink), True) for ink in (*INKS, None)
        }
        self._undo = self._button("undo", sheet.undo)
        self._redo = self._button("redo", sheet.redo)
        self._clear = self._button("clear", self._press_clear)
        sheet.drawn.connect(self._sheet_changed)

    def show_in(self, width: int) -> None:
        """Stand side by side in `width` pixels, in as many rows as that takes."""
        self._width, self._clearing = width, False
        self._say_texts()
        self._flow()
        self.refresh()

    def refresh(self) -> None:
        """Show which pen is in use, and what can be taken back."""
        for width, button in self._pens.items():
            button.setChecked(width == self._sheet.thickness)
        for ink, button in self._inks.items():
            button.setChecked(ink == self._sheet.ink)
        self._undo.setEnabled(self._sheet.can_undo())
        self._redo.setEnabled(self._sheet.can_redo())
        self._clear.setEnabled(self._sheet.can_undo())

    def buttons(self) -> list[Button]:
        """All tools, in reading order."""
        return [*self._pens.values(), *self._inks.values(), self._undo, self._redo, self._clear]

    def _button(self, name: str, act: Callable[[], None], checkable: bool = False) -> Button:
        button = Button(name, "secondary")
        button.setParent(self)
        button.setCheckable(checkable)
        button.clicked.connect(act)
        return button

    def _choose_pen(self, width: int) -> Callable[[], None]:
        def choose() -> None:
            self._sheet.thickness = width
            self._settle()

        return choose

    def _choose_ink(self, ink: Ink | None) -> Callable[[], None]:
        def choose() -> None:
            self._sheet.lift()
            self._sheet.ink = ink
            self._settle()

        return choose

    def _press_clear(self) -> None:
        if self._clearing:
            self._sheet.clear()
        else:
            self._ask_again(True)

    def _sheet_changed(self) -> None:
        """A tool that can do nothing now gives the keyboard to the sheet."""
        held = next((button for button in self.buttons() if button.hasFocus()), None)
        self._settle()
        if held is not None and not held.isEnabled():
            self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        """Whatever else is done, an empty sheet must be asked for twice again."""
        self._ask_again(False)
        self.refresh()

    def _ask_again(self, on: bool) -> None:
        if on != self._clearing:
            self._clearing = on
            self._say_texts()
            self._flow()
            self.resized.emit()

    def _say_texts(self) -> None:
        say = self._presentation.say
        for width, button in self._pens.items():
            button.setText(say(_WIDTH_NAMES[width]))
            button.setAccessibleName(say("Pena: {name}", name=say(_WIDTH_NAMES[width])))
        for ink, button in self._inks.items():
            button.setText(say(_INK_NAMES[ink] if ink else _ERASER))
            if ink:
                button.setIcon(self._swatch(INKS[ink]))
                button.setIconSize(button.icon().availableSizes()[0] / self.devicePixelRatioF())
                button.setAccessibleName(say("Warna: {name}", name=say(_INK_NAMES[ink])))
        self._undo.setText(say(_UNDO))
        self._redo.setText(say(_REDO))
        self._clear.setText(say(_CLEAR_AGAIN if self._clearing else _CLEAR))

    def _swatch(self, colour: str) -> QIcon:
        size, ratio = px(tokens.SPACE_4, self._presentation.scale), self.devicePixelRatioF()
        picture = QPixmap(round((size + px(tokens.SPACE_2, self._presentation.scale)) * ratio), round(size * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._presentation.palette.line_strong), tokens.LINE_WIDTH))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(1, 1, size - 2, size - 2))
        painter.end()
        return QIcon(picture)

    def _flow(self) -> None:
        gap = px(tokens.SPACE_2, self._presentation.scale)
        for button in self.buttons():
            button.ensurePolished()
            size = button.sizeHint()
            button.setFixedSize(min(size.width(), self._width), size.height())
        self.setFixedSize(self._width, flow(self.buttons(), self._width, 0, gap))
