"""The navigator: every item of the form as a numbered cell, grouped by section.

State is told by shape first: answered is a filled square, unanswered an outlined one, doubtful carries a diamond at its
corner, the current item a thick ring. Cells are made once for an attempt; afterwards only changed cells are drawn again.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from desktop_app.gui.widgets.buttons import text_label
from question_packs import design_tokens as tokens
from question_packs.design_tokens import Palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.services.views import NavigatorCell

_COLUMNS = 6
_COLUMNS_ZOOMED = 4
_ZOOMED = 1.15


def paint_cell(painter: QPainter, box: QRectF, palette: Palette, scale: float, *, answered: bool, flagged: bool) -> None:
    """The shape of a cell's state, without its number: also the samples of the legend."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corner = px(tokens.RADIUS_SMALL, scale)
    painter.setPen(QPen(QColor(palette.primary if answered else palette.line_strong), tokens.LINE_WIDTH))
    painter.setBrush(QColor(palette.primary if answered else palette.surface))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    if flagged:
        paint_diamond(painter, box, palette, scale)


def paint_diamond(painter: QPainter, box: QRectF, palette: Palette, scale: float) -> None:
    """The mark of a doubtful item, at the corner of its cell."""
    half = tokens.SPACE_2 * scale * 0.8
    centre = QPointF(box.right() - half * 0.6, box.top() + half * 0.6)
    painter.setPen(QPen(QColor(palette.surface), tokens.LINE_WIDTH * 1.5))
    painter.setBrush(QColor(palette.flag))
    painter.drawPolygon(
        QPolygonF(
            [centre + QPointF(0, -half), centre + QPointF(half, 0), centre + QPointF(0, half), centre + QPointF(-half, 0)]
        )
    )


class Cell(QAbstractButton):
    """One item in the navigator."""

    def __init__(self, presentation: Presentation, cell: NavigatorCell, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self.cell = cell
        self.setObjectName(f"cell-{cell.number}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_cell(cell)

    def show_cell(self, cell: NavigatorCell) -> None:
        """Take the state of `cell`. One cell only, the current one, is a stop of the Tab key."""
        self.cell = cell
        self.setEnabled(cell.open)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cell.current else Qt.FocusPolicy.ClickFocus)
        self.name_it()
        self.update()

    def name_it(self) -> None:
        """What a screen reader says of it."""
        say = self._presentation.say
        words = [say("Soal {number}", number=self.cell.number)]
        words.append(say("sudah dijawab") if self.cell.answered else say("belum dijawab"))
        words += [say("ragu-ragu")] if self.cell.flagged else []
        words += [say("sedang dibuka")] if self.cell.current else []
        self.setAccessibleName(", ".join(words))

    def sizeHint(self) -> QSize:
        """A square that a finger can hit."""
        side = px(tokens.TARGET, self._presentation.frame_scale)
        return QSize(side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the item; arrows are the navigator's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.click()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shape, number, ring."""
        painter = QPainter(self)
        palette, scale = self._presentation.palette, self._presentation.frame_scale
        ring = tokens.FOCUS_WIDTH
        box = QRectF(self.rect()).adjusted(ring + 1, ring + 1, -ring - 1, -ring - 1)
        paint_cell(painter, box, palette, scale, answered=self.cell.answered, flagged=False)
        if self.cell.current or self.hasFocus():
            self._paint_ring(painter, palette.focus if self.hasFocus() else palette.ink)
        if self.cell.flagged:
            paint_diamond(painter, box, palette, scale)
        painter.setPen(QColor(palette.on_primary if self.cell.answered else palette.ink))
        painter.setFont(font(tokens.TEXT_SMALL, scale, bold=self.cell.current))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.cell.number))
        if not self.cell.open:
            painter.setPen(QPen(QColor(palette.line_strong), tokens.LINE_WIDTH))
            painter.drawLine(box.bottomLeft(), box.topRight())

    def _paint_ring(self, painter: QPainter, colour: str) -> None:
        ring = tokens.FOCUS_WIDTH
        painter.setPen(QPen(QColor(colour), ring))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corner = px(tokens.RADIUS_SMALL, self._presentation.frame_scale) + ring / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2), corner, corner)


class Navigator(QScrollArea):
    """All cells. `chosen` carries the item that the candidate wants to see."""

    chosen = Signal(str)

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self._cells: list[Cell] = []
        self._headings: list[QLabel] = []
        self._grids: list[tuple[QGridLayout, list[Cell]]] = []
        self._columns = 0
        self.setObjectName("navigator")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidgetResizable(True)
        self._ground = QWidget()
        self._column = QVBoxLayout(self._ground)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._ground)

    def show_cells(self, cells: Sequence[NavigatorCell]) -> None:
        """Show the state of every item; builds the grid the first time, then touches changed cells alone."""
        if [cell.item for cell in cells] != [cell.cell.item for cell in self._cells]:
            self._build(cells)
            self.refresh()
        for widget, cell in zip(self._cells, cells, strict=True):
            if widget.cell != cell:
                widget.show_cell(cell)
                if cell.current:
                    self.ensureWidgetVisible(widget, 0, px(tokens.TARGET, self._presentation.frame_scale))

    def cells(self) -> list[Cell]:
        """The cells, in the order of the form."""
        return self._cells

    def focus_current(self) -> None:
        """Put the keyboard on the current item's cell."""
        for widget in self._cells:
            if widget.cell.current:
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Arrange and name the cells for the zoom and language in use."""
        scale = self._presentation.frame_scale
        columns = _COLUMNS if scale <= _ZOOMED else _COLUMNS_ZOOMED
        gap = px(tokens.SPACE_1, scale)
        self._column.setSpacing(px(tokens.SPACE_2, scale))
        for grid, cells in self._grids:
            grid.setSpacing(gap)
            if columns != self._columns:
                for place, cell in enumerate(cells):
                    grid.addWidget(cell, place // columns, place % columns)
        self._columns = columns
        for cell in self._cells:
            cell.setFixedSize(cell.sizeHint())
            cell.name_it()
        bar = self.verticalScrollBar().sizeHint().width() + px(tokens.SPACE_2, scale)
        self.setFixedWidth(columns * px(tokens.TARGET, scale) + (columns - 1) * gap + bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move among the cells while one of them has the keyboard."""
        places = [place for place, cell in enumerate(self._cells) if cell.hasFocus()]
        steps = {
            Qt.Key.Key_Left.value: -1,
            Qt.Key.Key_Right.value: 1,
            Qt.Key.Key_Up.value: -self._columns,
            Qt.Key.Key_Down.value: self._columns,
        }
        if not places or event.key() not in steps:
            event.ignore()
            return
        place = max(0, min(places[0] + steps[event.key()], len(self._cells) - 1))
        self._cells[place].setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(self._cells[place])

    def _build(self, cells: Sequence[NavigatorCell]) -> None:
        self._clear()
        for title, group in groupby(cells, key=lambda cell: cell.section_title):
            heading = text_label("small")
            heading.setText(title)
            self._headings.append(heading)
            self._column.addWidget(heading)
            grid = QGridLayout()
            grid.setAlignment(Qt.AlignmentFlag.AlignLeft)
            members = [self._new_cell(cell) for cell in group]
            self._grids.append((grid, members))
            self._cells += members
            self._column.addLayout(grid)
        self._column.addStretch(1)

    def _clear(self) -> None:
        for widget in (*self._cells, *self._headings):
            widget.setParent(None)
            widget.deleteLater()
        while self._column.takeAt(0) is not None:
            pass
        self._cells, self._headings, self._grids, self._columns = [], [], [], 0

    def _new_cell(self, cell: NavigatorCell) -> Cell:
        widget = Cell(self._presentation, cell, self._ground)
        widget.clicked.connect(lambda: self.chosen.emit(widget.cell.item))
        return widget
