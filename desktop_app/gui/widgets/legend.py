"""What the navigator's shapes mean, each with its count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.gui.widgets.navigator import paint_cell
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.services.views import NavigatorCell

_ROWS = (
    (mark("Sudah dijawab"), True, False),
    (mark("Belum dijawab"), False, False),
    (mark("Ragu-ragu"), False, True),
)


class _Sample(QWidget):
    def __init__(self, presentation: Presentation, answered: bool, flagged: bool) -> None:
        super().__init__()
        self._presentation = presentation
        self._answered, self._flagged = answered, flagged
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = px(tokens.TEXT_LARGE, self._presentation.frame_scale)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette, scale = self._presentation.palette, self._presentation.frame_scale
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint_cell(painter, box, palette, scale, answered=self._answered, flagged=self._flagged)


class Legend(QWidget):
    """Three rows: shape, word, count."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self._names: list[QLabel] = []
        self._counts: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        for row, (_, answered, flagged) in enumerate(_ROWS):
            name, count = text_label("small", wrap=False), text_label("small", f"count-{row}", wrap=False)
            self._grid.addWidget(_Sample(presentation, answered, flagged), row, 0)
            self._grid.addWidget(name, row, 1)
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(count, row, 2)
            self._names.append(name)
            self._counts.append(count)

    def refresh(self) -> None:
        """Say the words in the language in use."""
        self._grid.setHorizontalSpacing(px(tokens.SPACE_2, self._presentation.frame_scale))
        self._grid.setVerticalSpacing(px(tokens.SPACE_1, self._presentation.frame_scale))
        for label, (text, _, _) in zip(self._names, _ROWS, strict=True):
            label.setText(self._presentation.say(text))

    def show_cells(self, cells: Sequence[NavigatorCell]) -> None:
        """Count the states."""
        answered = sum(cell.answered for cell in cells)
        counts = (answered, len(cells) - answered, sum(cell.flagged for cell in cells))
        for label, count in zip(self._counts, counts, strict=True):
            label.setText(str(count))
