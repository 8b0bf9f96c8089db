"""The rail at the left: the console's pages, each with its shortcut and the number of things that wait there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button
from question_packs import design_tokens as tokens

_WIDTH = 204


class Rail(QFrame):
    """`chosen` carries the identifier of a page. Ctrl+1 ... Ctrl+9, Ctrl+0 choose the first ten from anywhere."""

    chosen = Signal(str)

    def __init__(self, presentation: Presentation, pages: Sequence[ConsolePage]) -> None:
        super().__init__()
        self._presentation = presentation
        self._pages = pages
        self._badges = [0] * len(pages)
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._buttons = [self._button(place, page) for place, page in enumerate(pages)]
        self._column.addStretch(1)

    def _button(self, place: int, page: ConsolePage) -> Button:
        button = Button(f"rail-{page.identifier}", "rail", page.icon)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.clicked.connect(lambda: self.chosen.emit(page.identifier))
        self._column.addWidget(button)
        if place < 10:
            shortcut = QShortcut(QKeySequence(f"Ctrl+{(place + 1) % 10}"), self)
            shortcut.activated.connect(lambda: self.chosen.emit(page.identifier))
        return button

    def show_current(self, identifier: str) -> None:
        """Which page is seen; none where `identifier` is no page of the rail."""
        for page, button in zip(self._pages, self._buttons, strict=True):
            button.setAutoExclusive(False)
            button.setChecked(page.identifier == identifier)
            button.setAutoExclusive(True)

    def show_badges(self, badges: Sequence[int]) -> None:
        """How much waits on each page."""
        if list(badges) != self._badges:
            self._badges = list(badges)
            self._say()

    def refresh(self) -> None:
        """Take language, zoom and contrast in use."""
        scale = self._presentation.frame_scale * tokens.CONSOLE_DENSITY
        self.setFixedWidth(px(_WIDTH, scale))
        for button in self._buttons:
            button.setFixedHeight(px(tokens.TARGET, scale))
            button.restyle(self._presentation.palette, scale)
        self._say()

    def _say(self) -> None:
        for place, (page, button, badge) in enumerate(zip(self._pages, self._buttons, self._badges, strict=True)):
            title = self._presentation.say(page.title)
            button.setText(f"{title}  ({badge})" if badge else title)
            waits = self._presentation.say("{count} menunggu", count=badge) if badge else ""
            button.setAccessibleName(f"{title}, {waits}" if waits else title)
            button.setToolTip(f"{title} (Ctrl+{(place + 1) % 10})" if place < 10 else title)
