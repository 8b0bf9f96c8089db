"""The base of every page: it restyles and retranslates itself when the presentation changes and it can be seen.

`Sheet` is the common form of all pages but the exam: one calm card in the middle, a title, content, and a row of actions.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px, style_sheet
from desktop_app.gui.widgets.banner import Banner
from desktop_app.gui.widgets.buttons import Button, text_label
from desktop_app.gui.widgets.scroller import Scroller
from question_packs import design_tokens as tokens


class Page(QWidget):
    """A page of the kiosk. Subclasses build themselves once and say their changing texts in `retranslate`."""

    def __init__(self, presentation: Presentation, name: str) -> None:
        super().__init__()
        self.presentation = presentation
        self.setObjectName(name)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words: list[tuple[Callable[[str], None], str]] = []
        self._shown_revision = -1
        presentation.changed.connect(self._refresh_if_seen)

    def scale(self) -> float:
        """How much this page's style sheet grows."""
        return self.presentation.scale

    def say(self, text: str, /, **values: object) -> str:
        """`text` in the language in use."""
        return self.presentation.say(text, **values)

    def label(self, text: str, role: str = "body", name: str = "") -> QLabel:
        """A label that always says `text`, a text of the catalogue, in the language in use."""
        label = text_label(role, name)
        self._words.append((label.setText, text))
        return label

    def button(self, text: str, name: str, role: str = "plain", icon: str = "", icon_last: bool = False) -> Button:
        """A button that always says `text`."""
        button = Button(name, role, icon, icon_last)
        self._words.append((button.setText, text))
        self._words.append((button.setAccessibleName, text))
        return button

    def name_for_readers(self, widget: QWidget, text: str) -> None:
        """What a screen reader calls `widget`."""
        self._words.append((widget.setAccessibleName, text))

    def retranslate(self) -> None:
        """Say everything again that is not a fixed text. Called after every change of language, zoom or contrast."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard is when the page appears."""
        return None

    def refresh(self) -> None:
        """Take language, zoom and contrast as they are now."""
        self._shown_revision = self.presentation.revision
        sheet = style_sheet(self.presentation.palette, self.scale())
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)
        for button in self.findChildren(Button):
            button.restyle(self.presentation.palette, self.scale())
        for set_text, text in self._words:
            set_text(self.presentation.say(text))
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh first if anything changed while the page was away."""
        if self._shown_revision != self.presentation.revision:
            self.refresh()
        super().showEvent(event)
        if (target := self.first_focus()) is not None:
            target.setFocus()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()


class Sheet(Page):
    """A page with one card in the middle: title, lead, banner, `content`, and `foot`, a row of actions always in sight."""

    def __init__(self, presentation: Presentation, name: str, title: str, lead: str = "") -> None:
        super().__init__(presentation, name)
        self.banner = Banner(presentation)
        self.card = QFrame()
        self.card.setProperty("role", "card")
        self.title = self.label(title, "title", "page-title")
        self.lead = self.label(lead, "soft") if lead else None
        self.content = QVBoxLayout()
        self.foot = QHBoxLayout()
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.title, self.lead, self.banner):
            if part is not None:
                self._column.addWidget(part)
        self._column.addLayout(self.content)
        self._column.addStretch(1)
        self._scroll = Scroller(self._body)
        self._inside = QVBoxLayout(self.card)
        self._inside.addWidget(self._scroll)
        self._inside.addLayout(self.foot)
        self._put_card_in_the_middle()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._keep_in_sight)

    def _put_card_in_the_middle(self) -> None:
        self._middle = QVBoxLayout(self)
        self._middle.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.card)
        row.addStretch(1)
        self._middle.addLayout(row)
        self._middle.addStretch(2)

    def _keep_in_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What the keyboard is on is seen, also where the content needs more than the screen."""
        if now is not None and self._body.isAncestorOf(now):
            if 2 * now.height() > self._scroll.viewport().height():
                self._scroll.verticalScrollBar().setValue(0)
            else:
                self._scroll.ensureWidgetVisible(now, 0, tokens.SPACE_2)

    def refresh(self) -> None:
        """Space grows more slowly than the text, so that more of the text is seen."""
        super().refresh()
        scale = self.presentation.frame_scale
        edge, gap = px(tokens.SPACE_8, scale), px(tokens.SPACE_4, scale)
        self._inside.setContentsMargins(edge, edge, edge, edge)
        self._inside.setSpacing(gap)
        self._column.setSpacing(gap)
        self.content.setSpacing(px(tokens.SPACE_3, scale))
        self.foot.setSpacing(px(tokens.SPACE_3, scale))
        self.foot.setContentsMargins(0, px(tokens.SPACE_3, scale), 0, 0)
        self._middle.setContentsMargins(gap, gap, gap, gap)
        self._fit_card()
        self.banner.restyle()
        if self.isVisible():
            # From the inside out, so that no half-made height is ever painted.
            for layout in (self._column, self._inside, self._middle):
                layout.activate()

    def _fit_card(self) -> None:
        room = self.width() - 2 * px(tokens.SPACE_4, self.presentation.frame_scale)
        self.card.setFixedWidth(max(min(px(tokens.SHEET_WIDTH, self.scale()), room), 1))

    def resizeEvent(self, event: object) -> None:
        """Keep the card within the window."""
        self._fit_card()

    def clear_content(self, layout: QLayout) -> None:
        """Remove everything from `layout`, to show a new list."""
        while (entry := layout.takeAt(0)) is not None:
            if (widget := entry.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
            elif (inner := entry.layout()) is not None:
                self.clear_content(inner)

    def show_content(self, layout: QLayout) -> None:
        """Show a new list at once: left to itself Qt does so one turn later, and the card would shrink and grow again."""
        for place in range(layout.count()):
            entry = layout.itemAt(place)
            assert entry is not None
            if (widget := entry.widget()) is not None:
                widget.show()
            elif (inner := entry.layout()) is not None:
                self.show_content(inner)
