"""The table of a match: a row for each source, a column for each target, a mark where they cross.

Used by `match_grid_view`, which decides what a press means and shows groups instead where the table would be too narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui import icons
from desktop_app.gui.items.joining.pieces import longest_word
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.rich_text import RichText
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.painted_button import PaintedButton
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import AssociableChoice
from question_packs.assessment.responses import may_join

_ROW_SHARE = 0.36  # of the width, for the sources, at least
_COLUMN_TARGETS = (1.5, 2, 3)  # a column need not be wider than so many targets: the sources have longer texts


class GridMark(PaintedButton):
    """Where a row and a column cross: round where the row takes one mark, square where it takes several."""

    def __init__(self, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self._round = True
        self.source = self.target = self._name = ""
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def stand_for(self, source: AssociableChoice, target: AssociableChoice, name: str) -> None:
        """Mark the pair of `source` and `target`, called `name`."""
        self.source, self.target, self._name = source.identifier, target.identifier, name
        self._round = source.match_max == 1

    def show_chosen(self, chosen: bool) -> None:
        """Marked or not."""
        self.setChecked(chosen)
        self.setAccessibleName(self._presentation.say("{text}, dipilih", text=self._name) if chosen else self._name)

    def put_away(self) -> None:
        """Nothing of the item stays behind."""
        self.source = self.target = self._name = ""
        self.setAccessibleName("")
        self.setChecked(False)
        self.hide()

    def nextCheckState(self) -> None:
        """What is marked, the view decides."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark in the middle of its cell, the ring of the keyboard round the cell."""
        palette, scale = self._presentation.palette, self._presentation.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell, chosen = QRectF(self.rect()), self.isChecked()
        if self.underMouse() and self.isEnabled():
            painter.fillRect(cell, QColor(palette.primary_soft))
        box = QRectF(0, 0, px(tokens.SPACE_8, scale), px(tokens.SPACE_8, scale))
        box.moveCenter(cell.center())
        painter.setPen(QPen(QColor(palette.primary if chosen else palette.line_strong), tokens.LINE_WIDTH * 2))
        painter.setBrush(QColor(palette.primary if chosen else palette.surface))
        corner = box.width() / 2 if self._round else px(tokens.RADIUS_SMALL, scale)
        painter.drawRoundedRect(box, corner, corner)
        if chosen:
            inset = px(tokens.SPACE_2, scale)
            icons.paint(painter, "check", box.adjusted(inset, inset, -inset, -inset), palette.on_primary)
        if self.hasFocus():
            half, radius = tokens.FOCUS_WIDTH / 2, px(tokens.RADIUS, scale)
            painter.setPen(QPen(QColor(palette.focus), tokens.FOCUS_WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(half, half, -half, -half), radius, radius)


class GridTable(QWidget):
    """Headings and marks. `pressed` carries source and target of the mark that was pressed."""

    pressed = Signal(str, str)

    def __init__(self, images: PackImages, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._images = images
        self._presentation = presentation
        self._headings: list[RichText] = []
        self._pool: list[GridMark] = []
        self._rows: list[list[GridMark]] = []
        self._lines: list[int] = []

    def show_table(self, sources: Sequence[AssociableChoice], targets: Sequence[AssociableChoice], width: int) -> bool:
        """Lay it out; False where a word would not fit its column, and the table must not be shown."""
        self._use(len(sources) + len(targets), len(sources) * len(targets))
        rows, columns = self._headings[: len(sources)], self._headings[len(sources) : len(sources) + len(targets)]
        pad = px(tokens.SPACE_2, self._presentation.scale)
        share = self._share(columns, targets, width)
        first = width - share * len(targets)
        left, centre = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter
        headings = [(text, each, first - 2 * pad, left) for text, each in zip(rows, sources, strict=True)]
        headings += [(text, each, share - 2 * pad, centre) for text, each in zip(columns, targets, strict=True)]
        if share < px(tokens.TARGET, self._presentation.scale) or not all(_fill(*each) for each in headings):
            return False
        self._name_marks(sources, targets)
        self._place(rows, columns, width, first, share)
        return True

    def show_chosen(self, is_chosen: Callable[[str, str], bool]) -> None:
        """Mark the pairs for which `is_chosen(source, target)` holds."""
        for mark in self._marks():
            mark.show_chosen(is_chosen(mark.source, mark.target))

    def row_stops(self) -> list[QWidget]:
        """One mark of each row: where the keyboard is, else the one chosen, else the first."""
        stops: list[QWidget] = []
        for row in self._rows:
            usable = [mark for mark in row if mark.isEnabled()]
            best = sorted(usable, key=lambda mark: (not mark.hasFocus(), not mark.isChecked()))
            stops += best[:1]
        return stops

    def focused_mark(self) -> GridMark | None:
        """The mark that has the keyboard."""
        return next((mark for mark in self._marks() if mark.hasFocus()), None)

    def step(self, across: int, down: int) -> bool:
        """Move the keyboard by so many columns and rows to the next usable mark; False at the edge."""
        for y, row in enumerate(self._rows):
            for x, mark in enumerate(row):
                if mark.hasFocus():
                    return self._focus_from(x, y, across, down)
        return False

    def mark_in_row(self, place: int) -> GridMark | None:
        """The mark in column `place` (from 0) of the row that has the keyboard."""
        row = next((row for row in self._rows if any(mark.hasFocus() for mark in row)), [])
        return row[place] if place < len(row) and row[place].isEnabled() else None

    def put_away(self) -> None:
        """No text stays behind."""
        self._use(0, 0)
        self._rows, self._lines = [], []

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, and a line between the rows."""
        palette = self._presentation.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.line_strong), tokens.LINE_WIDTH))
        painter.setBrush(QColor(palette.surface))
        half, radius = tokens.LINE_WIDTH / 2, px(tokens.RADIUS, self._presentation.scale)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.setPen(QPen(QColor(palette.line), tokens.LINE_WIDTH))
        for y in self._lines:
            painter.drawLine(0, y, self.width(), y)

    def _marks(self) -> list[GridMark]:
        return [mark for row in self._rows for mark in row]

    def _focus_from(self, x: int, y: int, across: int, down: int) -> bool:
        x, y = x + across, y + down
        while 0 <= y < len(self._rows) and 0 <= x < len(self._rows[y]):
            if self._rows[y][x].isEnabled():
                self._rows[y][x].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            x, y = x + across, y + down
        return False

    def _use(self, headings: int, marks: int) -> None:
        while len(self._headings) < headings:
            text = RichText(self._images, self._presentation)
            text.setParent(self)
            self._headings.append(text)
        while len(self._pool) < marks:
            self._add_mark()
        for text in self._headings[headings:]:
            text.show_html("", 1)
            text.hide()
        for mark in self._pool[marks:]:
            mark.put_away()

    def _add_mark(self) -> None:
        mark = GridMark(self._presentation, self)
        mark.clicked.connect(lambda: self.pressed.emit(mark.source, mark.target))
        self._pool.append(mark)

    def _name_marks(self, sources: Sequence[AssociableChoice], targets: Sequence[AssociableChoice]) -> None:
        pool = iter(self._pool)
        self._rows = [[next(pool) for _ in targets] for _ in sources]
        spoken = [text.document.spoken() for text in self._headings]
        for source, row, row_name in zip(sources, self._rows, spoken, strict=False):
            for target, mark, column_name in zip(targets, row, spoken[len(sources) :], strict=False):
                mark.stand_for(source, target, f"{row_name}: {column_name}")
                mark.setEnabled(may_join(source, target))
                mark.setVisible(mark.isEnabled())

    def _share(self, columns: Sequence[RichText], targets: Sequence[AssociableChoice], width: int) -> int:
        """How wide each column is: no wider than it need be for its mark, as long as its heading's words fit."""
        even = round((width - round(width * _ROW_SHARE)) / max(len(targets), 1))
        scale, centre = self._presentation.scale, Qt.AlignmentFlag.AlignHCenter
        for narrow in (px(round(each * tokens.TARGET), scale) for each in _COLUMN_TARGETS):
            room = narrow - 2 * px(tokens.SPACE_2, scale)
            if narrow < even and all(_fill(*each, room, centre) for each in zip(columns, targets, strict=True)):
                return narrow
        return even

    def _place(self, rows: list[RichText], columns: list[RichText], width: int, first: int, share: int) -> None:
        scale = self._presentation.scale
        pad = px(tokens.SPACE_2, scale)
        top = max((text.height() for text in columns), default=0) + 2 * pad
        for x, text in enumerate(columns):
            text.move(first + x * share + pad, top - pad - text.height())
            text.show()
        self._lines = []
        for text, marks in zip(rows, self._rows, strict=True):
            self._lines.append(top)
            high = max(text.height() + 2 * pad, px(tokens.TARGET, scale))
            text.move(pad, top + (high - text.height()) // 2)
            text.show()
            for x, mark in enumerate(marks):
                mark.setGeometry(first + x * share, top, share, high)
            top += high
        self.setFixedSize(width, top)


def _fill(text: RichText, choice: AssociableChoice, width: int, side: Qt.AlignmentFlag) -> bool:
    """Write the heading in `width` pixels; False where something in it is wider."""
    if width <= 0:
        return False
    text.document.align(side)
    text.show_html(choice.content, width)
    return text.document.idealWidth() <= width and longest_word(text.document) <= width
