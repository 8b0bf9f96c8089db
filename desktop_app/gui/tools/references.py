"""The documents that may be looked up in a section: a list where there are several, the document, a box to search in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_app.gui.items.answer_style import answer_style
from desktop_app.gui.items.text.rich_text import RichText
from desktop_app.gui.messages import mark
from desktop_app.gui.theme import px, style_sheet
from desktop_app.gui.tools.docked import DockedTool
from desktop_app.gui.tools.workplace import Workplace
from desktop_app.gui.widgets.buttons import Button, text_label
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import ItemView, StimulusView


_LEAST_TARGETS = 6  # on a low screen the list scrolls away rather than leave the document one line


class References(DockedTool):
    """Documents are read from the pack when they are opened; the one that is open stays from item to item."""

    title = mark("Dokumen")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.setObjectName("references")
        self._listed: tuple[StimulusView, ...] = ()
        self._open: StimulusView | None = None
        self._buttons: list[Button] = []
        self._list = QVBoxLayout()
        self._search = _Search()
        self._search.setObjectName("reference-search")
        self._search.returnPressed.connect(self._find_next)
        self._search.textChanged.connect(self._find_first)
        self._found = text_label("small", "reference-found")
        self._text = RichText(place.images, place.presentation)
        self._area = _Area()
        self._area.setObjectName("reference-area")
        self._area.setWidget(self._text)
        self._build()

    def first(self) -> QWidget:
        """The first document of several; the search box of a single one."""
        return self._buttons[0] if len(self._listed) > 1 else self._search

    def show_item(self, item: ItemView) -> None:
        """The documents of the item's section."""
        listed = item.references
        if listed != self._listed:
            self._listed, self._open = listed, None
            self._fill_list()
        if self.isVisible():
            self._open_first()

    def open(self) -> None:
        """A document is read when it is first looked at."""
        super().open()
        self._open_first()

    def _open_first(self) -> None:
        if self._open is None and self._listed:
            self._open_document(self._listed[0].identifier)

    def restyle(self) -> None:
        """Text as large as the item's."""
        palette, scale, say = self.presentation.palette, self.presentation.scale, self.presentation.say
        self._area.setMinimumHeight(px(_LEAST_TARGETS * tokens.TARGET, self.presentation.frame_scale))
        self._area.setStyleSheet(style_sheet(palette, scale) + answer_style(palette, scale))
        self._search.setPlaceholderText(say("Cari kata"))
        self._search.setAccessibleName(say("Cari kata di dokumen"))
        self._show_document()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines follow the width."""
        super().resizeEvent(event)
        self._show_document()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        row = QHBoxLayout()
        row.addWidget(self._search, 1)
        row.addWidget(self._found)
        column.addLayout(row)
        column.addWidget(self._area, 1)

    def _fill_list(self) -> None:
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        self._text.show_html("", self._text.width())
        self._search.clear()
        for each in self._listed if len(self._listed) > 1 else ():
            button = Button(f"reference-{each.identifier}", "secondary")
            button.setText(each.title)
            button.setAccessibleName(each.title)
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, name=each.identifier: self._open_document(name))
            self._list.addWidget(button)
            self._buttons.append(button)

    def _open_document(self, identifier: str) -> None:
        self._open = self.place.reference(identifier)
        for each, button in zip(self._listed, self._buttons, strict=False):
            button.setChecked(each.identifier == identifier)
        self._show_document()
        self._area.verticalScrollBar().setValue(0)
        self._search.clear()

    def _show_document(self) -> None:
        if self._open is None:
            return
        bar = px(tokens.SPACE_4, self.presentation.scale)
        self._text.show_html(self._open.body, max(px(tokens.TARGET, 1), self._area.width() - bar))
        self._mark(None)

    def _find_first(self) -> None:
        self._mark(self._text.document.find(self._search.text(), 0) if self._search.text() else None)

    def _find_next(self) -> None:
        if self._search.text() and self._text.marked:
            found = self._text.document.find(self._search.text(), self._text.marked[0][1])
            self._mark(self._text.document.find(self._search.text(), 0) if found.isNull() else found)

    def _mark(self, found: QTextCursor | None) -> None:
        """Show what was found, and bring it into sight."""
        missed = found is not None and found.isNull()
        self._found.setText(self.presentation.say("Tidak ada") if missed else "")
        if found is None or found.isNull():
            self._text.mark_ranges(())
            return
        start, end = found.selectionStart(), found.selectionEnd()
        self._text.mark_ranges(((start, end),))
        rect = self._text.range_rects(start, end)[0]
        self._area.ensureVisible(round(rect.left()), round(rect.center().y()), 0, px(tokens.SPACE_12, 1))


class _Search(QLineEdit):
    """Letters are the box's; Escape and function keys the page's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        is_page_key = event.key() == Qt.Key.Key_Escape or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
        event.setAccepted(not is_page_key)


class _Area(QScrollArea):
    """Takes the keyboard, so that arrows scroll the document."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
