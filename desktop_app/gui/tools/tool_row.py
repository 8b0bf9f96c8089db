"""The quiet row above the item with a button for each tool that the section allows; hidden while there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from desktop_app.gui.items.joining.piece_board import flow
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button
from question_packs import design_tokens as tokens

REFERENCES = "references"
TITLES = {
    "calculator-basic": mark("Kalkulator"),
    "calculator-scientific": mark("Kalkulator ilmiah"),
    "ruler": mark("Penggaris"),
    "highlighter": mark("Stabilo"),
    "answer-eliminator": mark("Coret pilihan"),
    "line-reader": mark("Pembatas baris"),
    "notes": mark("Catatan"),
    REFERENCES: mark("Dokumen"),
}


class ToolRow(QFrame):
    """`pressed` carries a tool's name. Buttons are made when a section first allows their tool."""

    pressed = Signal(str)

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self.setObjectName("tools")
        self.setProperty("role", "bar")
        self._presentation = presentation
        self._buttons: dict[str, Button] = {}
        self._names: Sequence[str] = ()
        self.hide()

    def show_tools(self, names: Sequence[str]) -> None:
        """A button for each of `names`."""
        if names != self._names:
            self._names = names
            for name in names:
                self._button(name)
            for name, button in self._buttons.items():
                button.setVisible(name in names)
            self.restyle()

    def show_open(self, names: Sequence[str]) -> None:
        """Which tools are open."""
        for name, button in self._buttons.items():
            button.setChecked(name in names)

    def focus_first(self) -> None:
        """Give the keyboard to the row."""
        if self._names:
            self._buttons[self._names[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def restyle(self) -> None:
        """Language and sizes in use."""
        for name, button in self._buttons.items():
            button.setText(self._presentation.say(TITLES[name]))
            button.setAccessibleName(self._presentation.say(TITLES[name]))
        self.setVisible(bool(self._names))
        self._flow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons stand in as many lines as the width takes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._flow()

    def _button(self, name: str) -> None:
        if name not in self._buttons:
            button = Button(f"tool-{name}", "secondary")
            button.setParent(self)
            button.setCheckable(True)
            button.clicked.connect(lambda: self.pressed.emit(name))
            self._buttons[name] = button

    def _flow(self) -> None:
        gap, edge = px(tokens.SPACE_2, self._presentation.frame_scale), px(tokens.SPACE_4, 1)
        parts = [self._buttons[name] for name in self._names]
        for part in parts:
            part.ensurePolished()
            part.resize(part.sizeHint())
        bottom = flow(parts, max(1, self.width() - 2 * edge), gap, gap)
        for part in parts:
            part.move(part.x() + edge, part.y())
        self.setFixedHeight(bottom + gap)
