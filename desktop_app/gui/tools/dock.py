"""The place beside the item for one tool at a time: a heading, a button that closes it, the tool below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.gui.items.answer_style import answer_style
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px, style_sheet
from desktop_app.gui.widgets.buttons import Button, text_label
from question_packs import design_tokens as tokens

_WIDTH_TARGETS = 8


class Dock(QFrame):
    """Hidden while no tool is in it. `closed`: its button was pressed. `shown`: it takes room now, or another width."""

    closed = Signal()
    shown = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self.setObjectName("dock")
        self.setProperty("role", "dock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._presentation = presentation
        self._content: QWidget | None = None
        self._title = text_label("large", "dock-title")
        self._close = Button("dock-close", "icon", "cross")
        self._close.clicked.connect(self.closed)
        self._area = QScrollArea()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heading = QHBoxLayout()
        heading.addWidget(self._title, 1)
        heading.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.addLayout(heading)
        self._column.addWidget(self._area, 1)
        self.hide()

    def show_tool(self, title: str, content: QWidget) -> None:
        """Show `content` under `title` in place of what was here."""
        if content is not self._content:
            if (before := self._area.takeWidget()) is not None:
                before.hide()
                before.setParent(self)
            self._content = content
            self._area.setWidget(content)
            content.show()
        self._title.setText(title)
        self.restyle()
        self.show()
        self.shown.emit()

    def put_away(self, content: QWidget) -> None:
        """Hide, if `content` is what is shown."""
        if content is self._content:
            self.hide()

    def restyle(self) -> None:
        """Take colours, sizes and language in use."""
        scale, palette = self._presentation.frame_scale, self._presentation.palette
        self.setStyleSheet(style_sheet(palette, scale) + answer_style(palette, scale))
        self.setFixedWidth(px(_WIDTH_TARGETS * tokens.TARGET, scale))
        edge = px(tokens.SPACE_4, 1)
        self._column.setContentsMargins(edge, edge // 2, edge, edge // 2)
        self._close.restyle(palette, scale)
        self._close.setAccessibleName(self._presentation.say("Tutup"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, function keys and leaving the item are the page's; letters and digits here answer nothing."""
        if event.text() and event.text().isprintable():
            event.accept()
        else:
            event.ignore()
