"""A pad for the candidate's own notes at an item; nobody judges them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.gui.items.answer_style import answer_style
from desktop_app.gui.items.writing.typed_text import TypedText
from desktop_app.gui.messages import mark
from desktop_app.gui.theme import style_sheet
from desktop_app.gui.tools.docked import DockedTool
from desktop_app.gui.tools.workplace import Workplace
from desktop_app.gui.widgets.buttons import text_label

if TYPE_CHECKING:
    from desktop_app.services.views import ItemView


class _Paper(QPlainTextEdit):
    """Plain text; Tab leaves it; function keys and Escape are the page's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
            event.ignore()
        else:
            super().keyPressEvent(event)
            event.accept()


class NotesPad(DockedTool):
    """Shows and keeps `Notes.text` of the item on the screen."""

    title = mark("Catatan")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.setObjectName("notes-pad")
        self._hint = text_label("small", "notes-hint")
        self._paper = _Paper()
        self._paper.setObjectName("notes-paper")
        self._paper.setProperty("role", "answer")
        self._paper.setTabChangesFocus(True)
        self._paper.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._paper.setAcceptDrops(False)
        self._typed = TypedText(self)
        self._typed.due.connect(self._keep)
        self._paper.textChanged.connect(self._changed)
        self._is_filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._paper, 1)
        column.addWidget(self._hint)

    def first(self) -> QWidget:
        """Where one writes."""
        return self._paper

    def show_item(self, item: ItemView) -> None:
        """What is noted at it; at one that may only be looked at nothing can be added."""
        self._typed.drop()
        self._is_filling = True
        self._paper.setPlainText(self.place.marks.notes.text)
        self._is_filling = False
        self._paper.setReadOnly(item.read_only)
        self._say_hint(True)

    def restyle(self) -> None:
        """The paper grows as the item does."""
        palette, scale, say = self.presentation.palette, self.presentation.scale, self.presentation.say
        self._paper.setStyleSheet(style_sheet(palette, scale) + answer_style(palette, scale))
        self._paper.setAccessibleName(say("Catatan untuk soal ini"))
        self._say_hint(True)

    def flush(self) -> None:
        """Keep what was typed."""
        self._typed.flush()

    def _changed(self) -> None:
        if not self._is_filling:
            self._typed.touch()

    def _keep(self) -> None:
        self._say_hint(self.place.marks.change(text=self._paper.toPlainText().replace("\0", "")))

    def _say_hint(self, fits: bool) -> None:
        say = self.presentation.say
        self._hint.setText(
            say("Catatan hanya untuk Anda dan tidak dinilai.")
            if fits
            else say("Catatan terlalu panjang. Yang terakhir ditulis belum tersimpan: hapus sebagian.")
        )
