"""One option of an order: its card, and buttons that move it by one place or take it out of the order again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.joining.piece_board import flow
from desktop_app.gui.items.joining.pieces import Piece
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import SimpleChoice

_CARD_TARGETS = 5  # a card with room for fewer targets has its buttons below it


@dataclass(frozen=True)
class Standing:
    """Where an option stands: `number` of `count` in the order (None: not in it), and whether it may be taken out."""

    number: int | None
    count: int
    removable: bool


class OrderRow(QWidget):
    """`moved` carries -1 (up) or 1 (down); `taken_out`: it leaves the order."""

    moved = Signal(int)
    taken_out = Signal()

    def __init__(self, images: PackImages, presentation: Presentation, parent: QWidget) -> None:
        super().__init__(parent)
        self._presentation = presentation
        self.piece = Piece(images, presentation, self)
        self._up, self._down, self._out = (
            Button(f"order-{name}", "step", icon) for name, icon in (("up", "up"), ("down", "down"), ("out", "cross"))
        )
        for button in self._buttons():
            button.setParent(self)
            # The keyboard moves the card itself (Space, arrows, Space): more stops in each row would only be in the way.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._up.clicked.connect(lambda: self.moved.emit(-1))
        self._down.clicked.connect(lambda: self.moved.emit(1))
        self._out.clicked.connect(self.taken_out)
        self.piece.given_back.connect(self.taken_out)

    def show_choice(self, choice: SimpleChoice, standing: Standing, width: int) -> None:
        """Show it in `width` pixels; the height follows."""
        target, gap = (px(size, self._presentation.scale) for size in (tokens.TARGET, tokens.SPACE_2))
        shown = [] if standing.number is None else [self._up, self._down, *([self._out] if standing.removable else [])]
        for button in self._buttons():
            button.setVisible(button in shown)
            button.restyle(self._presentation.palette, self._presentation.scale)
            button.setFixedSize(target, target)
        aside = len(shown) * (target + gap)
        beside = width - aside >= _CARD_TARGETS * target
        room = width - aside if beside else width
        self.piece.show_piece(choice.identifier, choice.content, room, str(standing.number or ""), fill=True)
        self.piece.show()
        high = self.piece.height()
        if beside:
            for place, button in enumerate(shown):
                button.move(room + gap + place * (target + gap), (high - target) // 2)
        else:
            high = flow(shown, width, high + gap, gap)
        self._say(standing)
        self.setFixedSize(width, high)

    def show_held(self, held: bool, standing: Standing) -> None:
        """Show whether it is held, and say where it stands."""
        name = self.piece.spoken()
        if standing.number is not None:
            name = self._presentation.say(
                "Urutan {number} dari {count}: {text}", number=standing.number, count=standing.count, text=name
            )
        self.piece.show_state("carried" if held else "placed" if standing.removable else "free", name=name)

    def put_away(self) -> None:
        """No text stays behind."""
        self.piece.put_away()
        for button in self._buttons():
            button.setAccessibleName("")
        self.hide()

    def _buttons(self) -> tuple[Button, Button, Button]:
        return self._up, self._down, self._out

    def _say(self, standing: Standing) -> None:
        say, text = self._presentation.say, self.piece.spoken()
        self._up.setAccessibleName(say("Naikkan: {text}", text=text))
        self._down.setAccessibleName(say("Turunkan: {text}", text=text))
        self._out.setAccessibleName(say("Keluarkan dari urutan: {text}", text=text))
        self._up.setEnabled(standing.number != 1)
        self._down.setEnabled(standing.number != standing.count)
