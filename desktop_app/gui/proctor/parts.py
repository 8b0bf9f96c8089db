"""Building blocks of the console's pages: cards, tables whose lines can be acted on, and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout

from desktop_app.gui import icons
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from question_packs import design_tokens as tokens

Tone = Literal["plain", "good", "notice", "problem"]


class Card(QFrame):
    """A white card with a heading; what is in it goes into `column`."""

    def __init__(self, presentation: Presentation, heading: QLabel) -> None:
        super().__init__()
        self._presentation = presentation
        self.setProperty("role", "card")
        self.heading = heading
        self.column = QVBoxLayout(self)
        self.column.addWidget(heading)

    def refresh(self) -> None:
        """Sizes of the zoom in use."""
        scale = self._presentation.frame_scale * tokens.CONSOLE_DENSITY
        self.column.setContentsMargins(*[px(tokens.SPACE_3, scale)] * 4)
        self.column.setSpacing(px(tokens.SPACE_2, scale))


@dataclass(frozen=True)
class Row:
    """A line of a `Table`. `key`: what it stands for; `icon` and `tone` tell its state, together with a word in its cells.

    `action`: the words on its button, or empty.
    """

    key: str
    cells: tuple[str, ...]
    icon: str = ""
    tone: Tone = "plain"
    action: str = ""


class Table(QTableWidget):
    """Lines to choose from. `acted` carries a line's key: its button was pressed, or Enter, or it was clicked twice.

    Lines keep their places and the chosen one stays chosen while what they say changes. `stretch`: the column that takes
    the room that is left. The button column is there if `acts`.
    """

    acted = Signal(str)
    chosen = Signal(str)

    def __init__(self, presentation: Presentation, name: str, columns: int, stretch: int, acts: bool = False) -> None:
        super().__init__(0, columns + acts)
        self.setObjectName(name)
        self._presentation, self._texts, self._acts = presentation, columns, acts
        self._rows: tuple[Row, ...] = ()
        self._revision = -1
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in range(columns + acts):
            mode = QHeaderView.ResizeMode.Stretch if column == stretch else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.itemSelectionChanged.connect(lambda: self.chosen.emit(self.current_key()))
        self.cellDoubleClicked.connect(lambda row, _column: self.acted.emit(self._rows[row].key))

    def sizeHintForColumn(self, column: int) -> int:
        """What stands in it, with some air."""
        return super().sizeHintForColumn(column) + px(tokens.SPACE_4 if column < self._texts else 0, self._scale())

    def head(self, titles: Sequence[str]) -> None:
        """The titles of the columns, said already."""
        self.setHorizontalHeaderLabels([*titles, ""] if self._acts else list(titles))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these lines; only what differs is touched."""
        wanted, fresh = tuple(rows), self._revision != self._presentation.revision
        if wanted == self._rows and not fresh:
            return
        chosen, before = self.current_key(), self._rows
        self._rows, self._revision = wanted, self._presentation.revision
        blocked = self.blockSignals(True)
        self.setRowCount(len(wanted))
        self._size_rows()
        for place, row in enumerate(wanted):
            if fresh or place >= len(before) or before[place] != row:
                self._fill(place, row)
        self.blockSignals(blocked)
        if chosen != self.current_key():
            self.choose(chosen)

    def rows(self) -> tuple[Row, ...]:
        """The lines that are shown."""
        return self._rows

    def current_key(self) -> str:
        """The chosen line, or empty."""
        found = self.selectionModel().selectedRows()
        return self._rows[found[0].row()].key if found and found[0].row() < len(self._rows) else ""

    def choose(self, key: str) -> None:
        """Choose a line; none where `key` is not there."""
        place = next((place for place, row in enumerate(self._rows) if row.key == key), None)
        if place is None:
            self.clearSelection()
            return
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model().index(place, 0), flags)
        self.scrollTo(self.model().index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts on the chosen line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key():
            self.acted.emit(self.current_key())
            return
        super().keyPressEvent(event)

    def _scale(self) -> float:
        return self._presentation.scale * tokens.CONSOLE_DENSITY

    def _size_rows(self) -> None:
        height = px(tokens.TARGET if self._acts else tokens.SPACE_8 + tokens.SPACE_1, self._scale())
        for place in range(self.rowCount()):
            self.setRowHeight(place, height)
        self.setMinimumHeight(px(tokens.TARGET * 3, 1))

    def _fill(self, place: int, row: Row) -> None:
        palette = self._presentation.palette
        tones = {"plain": palette.ink_soft, "good": palette.success, "notice": palette.flag, "problem": palette.danger}
        for column, text in enumerate(row.cells[: self._texts]):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column == 0 and row.icon:
                size = px(tokens.TEXT_BASE, self._scale())
                item.setIcon(icons.icon(row.icon, size, tones[row.tone], self.devicePixelRatioF()))
            if row.tone == "problem":
                item.setForeground(QColor(palette.danger))
            self.setItem(place, column, item)
        if self._acts:
            self._put_button(place, row)

    def _put_button(self, place: int, row: Row) -> None:
        if not row.action:
            self.removeCellWidget(place, self._texts)
            return
        button = Button(f"{self.objectName()}-act-{row.key}", "compact")
        button.setText(row.action)
        button.setAccessibleName(f"{row.action}, {', '.join(row.cells)}")
        button.clicked.connect(lambda: self.acted.emit(row.key))
        self.setCellWidget(place, self._texts, button)


class Figure(QFrame):
    """A large number over its word."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.number, self.word = text_label("hero", name, wrap=False), text_label("soft", wrap=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self.number, self.word):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_figure(self, number: int | str, word: str, bad: bool = False) -> None:
        """What it says; `bad` draws it as a problem, and its word says so too."""
        self.number.setText(str(number))
        self.word.setText(word)
        self.number.setAccessibleName(f"{number} {word}")
        kind = "problem" if bad else ""
        if (self.number.property("kind") or "") != kind:
            self.number.setProperty("kind", kind)
            self.number.style().unpolish(self.number)
            self.number.style().polish(self.number)


def shown_if(button: Button, wanted: bool) -> None:
    """Show or hide a button without moving the keyboard for nothing."""
    if button.isHidden() == wanted:
        button.setVisible(wanted)
