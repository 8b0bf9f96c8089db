"""Where each seat stands on the map, and the keyboard's way over the seats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor.seat_tile import SeatTile
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.console.views import SeatView

_WIDEST_ROW = 12
_COLUMNS, _COLUMNS_OF_A_LARGE_ROOM, _LARGE_ROOM = 8, 10, 60
_TALLEST = 3.0  # of a tile's smallest height
_STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


def rows_of(seats: Sequence[SeatView]) -> list[list[SeatView]]:
    """The rows of the room: by the letter of the labels where they tell rows (A1 ... A8, B1 ...), else in order."""
    letters = [match.group(1) if (match := re.fullmatch(r"([A-Za-z]+)\d+", each.entry.seat)) else "" for each in seats]
    rows: list[list[SeatView]] = []
    for seat, letter, before in zip(seats, letters, ["", *letters], strict=False):
        if letter != before or not rows:
            rows.append([])
        rows[-1].append(seat)
    if all(letters) and len(rows) > 1 and max(map(len, rows)) <= _WIDEST_ROW:
        return rows
    columns = _COLUMNS_OF_A_LARGE_ROOM if len(seats) > _LARGE_ROOM else _COLUMNS
    return [list(seats[first : first + columns]) for first in range(0, len(seats), columns)]


class SeatGrid(QScrollArea):
    """`opened` carries a candidate's number; `key_pressed` a number and a key that no seat knows."""

    opened = Signal(str)
    key_pressed = Signal(str, int)

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self._tiles: dict[str, SeatTile] = {}
        self._rows: list[list[str]] = []
        self._places: dict[str, tuple[int, int]] = {}
        self._current = ""
        self._ground = QWidget()
        self._ground.setObjectName("seat-ground")
        self.setWidget(self._ground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_seats(self, seats: Sequence[SeatView]) -> None:
        """Every seat in its place; tiles are made again only when the roster changed."""
        if {each.number for each in seats} != set(self._tiles):
            self._make(seats)
        for each in seats:
            self._tiles[each.number].show_seat(each)

    def show_only(self, numbers: set[str] | None) -> None:
        """Filter: the other seats are dimmed away; None shows all."""
        for number, tile in self._tiles.items():
            tile.setVisible(numbers is None or number in numbers)

    def tile(self, number: str) -> SeatTile | None:
        """The tile of a person."""
        return self._tiles.get(number)

    def current_tile(self) -> SeatTile | None:
        """The one stop of the Tab key."""
        return self._tiles.get(self._current)

    def point_at(self, number: str) -> None:
        """Mark the seat that is being looked for; empty: none."""
        for each, tile in self._tiles.items():
            tile.point_at(each == number)
        if (found := self._tiles.get(number)) is not None:
            self.ensureWidgetVisible(found)

    def focus(self, number: str) -> None:
        """Bring the keyboard to a seat."""
        if (tile := self._tiles.get(number)) is None:
            return
        if (before := self._tiles.get(self._current)) is not None:
            before.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        # One stop of the Tab key for the whole map; arrows move within it.
        tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._current = number
        tile.setFocus()
        self.ensureWidgetVisible(tile)

    def refresh(self) -> None:
        """Language, zoom or contrast changed."""
        for tile in self._tiles.values():
            tile.refresh()
        self._place()

    def _make(self, seats: Sequence[SeatView]) -> None:
        for tile in self._tiles.values():
            tile.deleteLater()
        self._tiles = {each.number: self._tile(each) for each in seats}
        self._rows = [[each.number for each in row] for row in rows_of(seats)]
        self._places = {number: (y, x) for y, row in enumerate(self._rows) for x, number in enumerate(row)}
        if seats:
            self._current = seats[0].number
            self._tiles[self._current].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place()

    def _tile(self, seat: SeatView) -> SeatTile:
        tile = SeatTile(self._presentation, seat, self._ground)
        number = seat.number
        tile.clicked.connect(lambda: self.opened.emit(number))
        tile.key_pressed.connect(lambda key: self._key(number, key))
        tile.show()
        return tile

    def _place(self) -> None:
        """As large as the window allows, no smaller than can be read."""
        if not self._rows:
            return
        some = next(iter(self._tiles.values())).smallest()
        gap = px(tokens.SPACE_1, self._presentation.scale * tokens.CONSOLE_DENSITY)
        columns, rows = max(map(len, self._rows)), len(self._rows)
        room = self.viewport().size()
        height = min(max(some.height(), (room.height() - gap) // rows - gap), round(some.height() * _TALLEST))
        needs_bar = rows * (height + gap) + gap > self.height()
        across = self.width() - (self.verticalScrollBar().sizeHint().width() if needs_bar else 0)
        width = max(some.width(), (across - gap) // columns - gap)
        for number, (y, x) in self._places.items():
            self._tiles[number].setGeometry(gap + x * (width + gap), gap + y * (height + gap), width, height)
        self._ground.resize(columns * (width + gap) + gap, rows * (height + gap) + gap)
        self.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if width == some.width() else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )

    def _key(self, number: str, key: int) -> None:
        step = _STEPS.get(Qt.Key(key))
        if step is None:
            self.key_pressed.emit(number, key)
            return
        y, x = self._places[number]
        row = self._rows[min(max(y + step[0], 0), len(self._rows) - 1)]
        self.focus(row[min(max(x + step[1], 0), len(row) - 1)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another window, other tiles."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """A few seats at least."""
        side = px(tokens.TARGET, self._presentation.scale) * 4
        return QSize(side, side)
